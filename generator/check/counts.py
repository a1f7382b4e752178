"""Numbers in prose: Arabic, full-width and Chinese numerals, and the words that round them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_FILLER = r"(?:共计|合计|总计|总数|共|计|为|达到|达|有|了|的|数量|各|[:：\s]){0,3}"
_ROUNDS = "将近|大约|超过|不足|不到|至少|至多|多达|最多|近|约|超|逾"
_BEFORE = rf"(?P<before>{_ROUNDS})?"
_ARABIC = r"[0-9０-９]{1,3}(?:,[0-9]{3}){1,3}|[0-9０-９]{1,12}+(?:[.．][0-9０-９]{1,6}+)?"
_CHINESE = r"[零〇一二两三四五六七八九十百千]{1,12}+"
_AFTER = r"(?P<after>余|多)?"
WITH_FILLER = (
    rf"{_FILLER}{_BEFORE}(?P<n>{_ARABIC}|{_CHINESE})(?P<hundreds>[百千])?(?P<scale>[万亿])?{_AFTER}"
)
"""A number with the words that may stand before it, as groups of a pattern."""
_GROUPS = ("before", "n", "hundreds", "scale", "after")
_NUMERALS = "0-9０-９零〇一二两三四五六七八九十百千"
NUMERAL = re.compile(f"[{_NUMERALS}]")
"""What every number has."""
_FIRST = f"(?=[{_NUMERALS}{''.join(word[0] for word in _ROUNDS.split('|'))}])"
"""What a number begins with, told at one look: most places of a text end here."""
_BEHIND = re.compile(r"[^\W\d]{0,2}?(?P<word>以上|以下|左右|上下)")
_DIGITS = "零一二三四五六七八九"
_VALUES = {char: value for value, char in enumerate(_DIGITS)} | {"\u3007": 0, "两": 2}
_WIDE = [chr(0xFF10 + value) for value in range(10)]
_STEPS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8}
LAST = frozenset((*map(str, range(10)), *_WIDE, *_VALUES, *_STEPS, *_SCALES, "余", "多"))
"""What every number ends with."""
_UP = frozenset({"超过", "超", "逾", "至少", "多达", "余", "多"})
_DOWN = frozenset({"不足", "不到", "至多", "最多", "以下"})


class Count(NamedTuple):
    """What a number in prose may mean."""

    low: int | Decimal
    """The least."""
    high: int | Decimal
    """The most."""
    value: int | Decimal
    """The number by itself."""
    rounded: bool
    """Whether a word rounds it."""
    words: str
    """As it stands in the text, without the words around it."""

    @property
    def exact(self) -> bool:
        """Whether it is one number and no round one."""
        return self.low == self.high

    def allows(self, value: int | Decimal) -> bool:
        """Whether a figure may be called so."""
        return self.low <= value <= self.high


@lru_cache(maxsize=16)
def anywhere(units: str) -> re.Pattern[str]:
    """A pattern for any number with one of some units behind it, as group ``unit``."""
    bare = WITH_FILLER.removeprefix(_FILLER)
    return re.compile(rf"{_FIRST}(?<![0-9０-９.．]){bare}(?P<unit>{units})")


def count(found: re.Match[str], text: str) -> Count | None:
    """The number that a pattern with ``<n>`` found; ``None`` for numerals that make no number."""
    before, number, hundreds, scaled, after = found.group(*_GROUPS)
    value = _value(number)
    if value is None:
        return None
    words = text[found.start("before" if before else "n") : found.end()]
    behind = _BEHIND.match(text, found.end())
    word = before or after or (behind["word"] if behind else "")
    if not (word or hundreds or scaled):
        return Count(value, value, value, False, words)  # noqa: FBT003 - a record
    scale = _STEPS.get(hundreds or "", 1) * _SCALES.get(scaled or "", 1)
    exact = Decimal(value * scale)
    low, high = _range(exact, word, Decimal(value), scale)
    return Count(low, high, exact, bool(word), words)


def _range(exact: Decimal, word: str, value: Decimal, scale: int) -> tuple[Decimal, Decimal]:
    """From which to which figure a rounding word reaches."""
    step = _step(exact)
    if word in _UP:
        return exact, exact + step
    if word == "以上":
        return exact, Decimal("Infinity")
    if word in _DOWN:
        return Decimal(0), exact
    if word in ("近", "将近"):
        return exact - min(step, max(exact / 5, Decimal(1))), exact
    if word:
        off = max(exact * 15 / 100, Decimal(1))
        return exact - off, exact + off
    if scale > 1:  # 1.2万 is a round number: half of its last digit either way
        half = Decimal(scale).scaleb(int(value.as_tuple().exponent)) / 2
        return exact - half, exact + half
    return exact, exact


def _step(exact: Decimal) -> Decimal:
    """The place of a number's last digit that is not 0: 100 for 300, 1 for 12."""
    whole = int(exact)
    step = 1
    while whole and whole % (step * 10) == 0:
        step *= 10
    return Decimal(step)


def _value(text: str) -> int | Decimal | None:
    if text.isdecimal():
        return int(text)
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    if plain[0].isdecimal():
        return Decimal(plain)
    if not any(char in _STEPS for char in text):
        return int("".join(str(_VALUES[char]) for char in text))
    return chinese(text)


def chinese(text: str) -> int | None:
    """A numeral such as 三百零五 or 十二; ``None`` where its places do not descend."""
    total, digit, latest = 0, None, 10_000
    for char in text:
        if char in _STEPS:
            step = _STEPS[char]
            if step >= latest or (digit is None and (total or step != 10)):
                return None
            total += (1 if digit is None else digit) * step
            digit, latest = None, step
        elif digit in (None, 0):
            digit = _VALUES[char]
        else:
            return None
    if digit:
        # 一百二 is a hundred and twenty, 一百零二 a hundred and two.
        total += digit * (latest // 10 if text[-2:-1] in _STEPS else 1)
    return total
