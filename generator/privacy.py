"""Numbers that name a person: found however they are written, and masked wherever they are shown.

A citizen's number (GB 11643) and a bank card carry a check digit; a mobile number is eleven digits
from 13 on. Digits may be disguised: full width, circled, Chinese, split by blanks, dashes or dots,
or by characters that nobody sees. Numbers with a name of their own (文号, 案号, codes, telephones)
are not of these shapes, or stand beside a letter or a further digit.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

_CHINESE = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_DISGUISED = str.maketrans(_CHINESE | {chr(0xFF10 + value): str(value) for value in range(10)})
_CIRCLED = "①-⑨⑴-⑼❶-❾➀-➈⓪"
_ZEROS = (
    "0\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0"
    "\u0f20\u1040\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0"
    "\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10"
)
"""The first of every ten digits below U+10000."""
_NARROW = "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in _ZEROS)
_OTHER = f"{_CIRCLED}〇零一二三四五六七八九"
_DIGIT = rf"[\d{_OTHER}]"
_NARROW_DIGIT = f"[{_NARROW}{_OTHER}]"
"""The same where no character is beyond U+FFFF: ranges are tried in half the time of ``\\d``."""
_MARKS = r"\u00ad\u034f\u180e\u200b-\u200f\u2060\ufeff\-\u2010-\u2015\u2212\uff0d_.\u00b7\u2022"
_GAP = rf"[\s{_MARKS}]"
_LETTER = r"Xx\uff38\uff58"
_BLANKS = "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""The same as ``\\s``, which as a category is asked for by a call."""


@cache
def _run_of(digit: str) -> re.Pattern[str]:
    """Digits of a kind that may make a number, with gaps."""
    return re.compile(
        rf"{digit}(?<!{digit}{digit})(?:{_GAP}{{0,4}}+{digit}){{10,}}+"
        rf"(?:{_GAP}{{0,4}}[{_LETTER}](?![A-Za-z]))?"
    )


@cache
def _traces() -> re.Pattern[str]:
    """Three or more of what a number and its gaps are made of, or of what is beyond U+FFFF."""
    char = f"[{_NARROW}{_OTHER}{_BLANKS}{_MARKS}{_LETTER}\U00010000-\U0010ffff]"
    return re.compile(f"{char}{char}{char}+")  # what begins with a set is looked for by it


_GROUP = re.compile(rf"{_DIGIT}+|[{_LETTER}]")
_STEP = 3
"""Of how many characters one is looked at to find where a number may be."""
_COUNTRY = ("0086", "86")
_ID_WORDS = re.compile("身份证|证件号|公民身份")
_NEAR = 12


class Kind(enum.StrEnum):
    """What a number names."""

    CITIZEN = "citizen-id"
    """公民身份号码."""
    MOBILE = "mobile"
    """手机号码."""
    CARD = "bank-card"
    """银行卡号."""


_SHAPES = {
    Kind.CITIZEN: re.compile(r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]{4}[0-9X]"),
    Kind.MOBILE: re.compile(r"1[3-9][0-9]{9}"),
    Kind.CARD: re.compile(r"62[0-9]{14,17}|[45][0-9]{15}"),
}
_LENGTHS = (
    *((Kind.CITIZEN, 18), (Kind.MOBILE, 11)),
    *((Kind.CARD, size) for size in range(16, 20)),
)
_BEGINS = re.compile(r"(?=1[3-9][0-9]{9}|62[0-9]{14}|[45][0-9]{15}|[1-9][0-9]{5}(?:19|20)[0-9]{9})")
"""Where one of them may begin."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A number that names a person, in a text."""

    kind: Kind
    """What it names."""
    start: int
    """Where it begins in the text, from 0."""
    end: int
    """Where it ends."""
    number: str
    """Its digits, without disguise."""

    @property
    def masked(self) -> str:
        """The number as it may be shown."""
        return f"{self.number[:3]}{'*' * (len(self.number) - 5)}{self.number[-2:]}"


def sightings(text: str, *, born_by: int = 9999) -> list[Sighting]:
    """Every such number in a text.

    A serial that begins with a region and a date looks like a citizen's number, and one in eleven
    has its check digit; so a date of birth after ``born_by`` counts only where the words say so.
    """
    found: list[Sighting] = []
    for start, end in _spans(text):
        is_narrow = max(text[start:end]) <= "\uffff"
        for run in _run_of(_NARROW_DIGIT if is_narrow else _DIGIT).finditer(text, start, end):
            found += _in_run(text, run.start(), run.end(), born_by)
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text that may have a number, each with a character after it.

    A number is eleven characters or more: of every third one of a text it has three at least.
    """
    for found in _traces().finditer(text[::_STEP]):
        yield max((found.start() - 1) * _STEP + 1, 0), found.end() * _STEP + 1


def mask(text: str) -> str:
    """A text in which such numbers cannot be read; it stays as long as it was."""
    found = sightings(text)
    if not found:
        return text
    shown = list(text)
    for item in found:
        digits = [place for place in range(item.start, item.end) if _GROUP.fullmatch(text[place])]
        for place in digits[3:-2]:
            shown[place] = "*"
    return "".join(shown)


def digits(text: str) -> str:
    """The digits of a text, without disguise."""
    plain = text.translate(_DISGUISED)
    if plain.isascii() and plain.isdecimal():
        return plain
    return "".join(_plain(char) for char in text if _GROUP.fullmatch(char))


def _in_run(text: str, start: int, end: int, born_by: int) -> Iterator[Sighting]:
    """The numbers among some digits with gaps: whole groups that together have the right shape."""
    begins, ends, number = dict[int, int](), dict[int, int](), ""
    for group in _GROUP.finditer(text, start, end):
        begins[len(number)] = group.start()
        number += digits(group[0])
        ends[len(number)] = group.end()
    latest = 0
    for start_of in _BEGINS.finditer(number):
        offset = start_of.start()
        for kind, length in _LENGTHS if offset >= latest else ():
            part, after = number[offset : offset + length], ends.get(offset + length)
            if after is None or not _SHAPES[kind].fullmatch(part):
                continue
            place = _begin(number, offset, begins, kind)
            if place is None or not _stands_alone(text, place, after):
                continue
            if _is_sound(part, kind, text, place, born_by):
                yield Sighting(kind, place, after, part)
                latest = offset + length


def _begin(number: str, offset: int, begins: Mapping[int, int], kind: Kind) -> int | None:
    """Where digits begin in the text; a mobile number may follow its country's code at once."""
    if offset in begins or kind is not Kind.MOBILE:
        return begins.get(offset)
    codes = [code for code in _COUNTRY if number.endswith(code, 0, offset)]
    return next((begins[offset - len(c)] for c in codes if offset - len(c) in begins), None)


def _plain(char: str) -> str:
    if char.isdecimal():  # of any script
        return str(unicodedata.decimal(char))
    return _CHINESE.get(char) or unicodedata.normalize("NFKC", char).strip("()").upper()


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether neither a letter, a digit nor a decimal point goes on with a number."""
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    if around[-1:] == "." and text[end + 1 : end + 2].isdecimal():
        return False
    return not any(char.isascii() and (char.isalnum() or char in "*/") for char in around)


def _is_sound(number: str, kind: Kind, text: str, start: int, born_by: int) -> bool:
    """Whether a number of the right shape is one by its check digit and its date."""
    if kind is Kind.CITIZEN:
        said = int(number[6:10]) <= born_by or _ID_WORDS.search(text, max(start - _NEAR, 0), start)
        return bool(said) and _is_citizen(number)
    return kind is Kind.MOBILE or _passes_luhn(number)


def _is_citizen(number: str) -> bool:
    """Whether 18 characters have a day in the middle and the check digit of GB 11643 at the end."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    from stdnum.cn import ric  # only where something looks like one: it takes a while to load

    return str(ric.calc_check_digit(number[:-1])) == number[-1]


def _passes_luhn(number: str) -> bool:
    from stdnum import luhn

    return bool(luhn.is_valid(number))
