"""The edition's patterns, tried on prose as cheaply as they allow.

Nearly every pattern finds nothing in nearly every text, so what it begins with is looked for first:
a plain word is found many times faster than an expression, and so is the end of a line before one
that has to begin a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from generator.check.counts import WITH_FILLER
from generator.form import NUMBER

_PLAIN = re.compile(r"[^\\.^$*+?{}\[\]|()<]+")
_BEHIND = re.compile(r"(?:\(\?<[!=][^()]*\))+")
_CHOICE = re.compile(r"\(\?:([^()\[\]]+)\)")
_OPTIONAL = re.compile(r"[?*]|\{[0,]")
_TOKEN = re.compile(r"\\.|\[\^?\]?[^\]\\]*(?:\\.[^\]\\]*)*\]|\{[^}]*\}|[()]|[^\\\[{()]+")
"""An escape, a class, a count, an end of a group, or other characters."""
_FLAGS = re.compile(r"\(\?[aiLmsux]")
"""What holds for all ways of a pattern."""
_CASELESS = re.compile(r"\(\?[aLmsux]*i")
"""What lets a word stand for others, written in capitals or small letters."""
_CLASS = re.compile(r"\[((?:[^\]\\^-]|\\t)+)\]")


@dataclass(frozen=True, eq=False)
class Pattern:
    """A pattern with what can be told of it before it is tried."""

    text: str
    """The expression as it is written."""
    leads: tuple[str, ...] = ()
    """The words of which one begins every match; empty where that cannot be told."""
    at_line: bool = False
    """Whether it has to begin a line."""
    needs: tuple[str, ...] = ()
    """Words that stand in every match, as far as that can be told."""
    choices: tuple[tuple[str, ...], ...] = ()
    """Words of which one of each group does; none where that is no cheaper to look for."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression; most are never tried, and to compile one takes a while."""
        return re.compile(self.text, re.MULTILINE)

    @cached_property
    def before(self) -> re.Pattern[str]:
        """The end of a line above one that it begins; that is found fast."""
        return re.compile(rf"\n(?={self.text})", re.MULTILINE)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place of a text where it holds."""
        if not self.may_hold(text):
            return iter(())
        return self._found(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first place."""
        if not self.may_hold(text):
            return None
        return next(self._found(text), None)

    def may_hold(self, text: str) -> bool:
        """Whether all is there without which it holds nowhere in a text."""
        for word in self.needs:
            if word not in text:
                return False
        for words in self.choices:  # noqa: SIM110 - as in has_any
            if not has_any(text, words):
                return False
        return True

    def _found(self, text: str) -> Iterator[re.Match[str]]:
        if self.at_line:
            return self._at_lines(text)
        return self._at_lead(text) if len(self.leads) == 1 else self.regex.finditer(text)

    def _at_lead(self, text: str) -> Iterator[re.Match[str]]:
        # A word is found many times faster than by an expression that begins with it.
        (lead,) = self.leads
        at = text.find(lead)
        while at >= 0:
            found = self.regex.match(text, at)
            if found:
                yield found
            at = text.find(lead, found.end() if found else at + 1)

    def _at_lines(self, text: str) -> Iterator[re.Match[str]]:
        for start in (0, *[end.end() for end in self.before.finditer(text)]):
            if found := self.regex.match(text, start):
                yield found


@lru_cache(maxsize=512)
def pattern(text: str) -> Pattern:
    """A pattern of an edition, with its number put in."""
    filled = text.replace(NUMBER, WITH_FILLER)
    if len(_ways(text)) > 1:
        return Pattern(filled)
    leads, at_line = tuple(_leads(text)), text.startswith("^")
    groups = [group for group in _needed(text) if group != leads]
    if leads:  # what is looked for anyway comes first where it is one, else last
        groups.insert(0 if len(leads) == 1 else len(groups), leads)
    words = tuple(group[0] for group in groups if len(group) == 1)
    # One that begins with a word or a line is tried there: faster than to look for more words.
    is_found_fast = at_line or (len(leads) == 1 and len(leads[0]) > 1)
    choices = () if is_found_fast else tuple(group for group in groups if len(group) > 1)
    return Pattern(filled, leads, at_line, words, choices)


@lru_cache(maxsize=512)
def patterns(texts: tuple[str, ...]) -> tuple[Pattern, ...]:
    """Several patterns of an edition."""
    return tuple(map(pattern, texts))


@lru_cache(maxsize=512)
def behind_number(text: str) -> frozenset[str]:
    """The characters of which one stands right behind a pattern's number.

    Empty where that cannot be told.
    """
    after = "" if _CASELESS.search(text) else text.partition(NUMBER)[2]
    return frozenset(lead[0] for lead in _leads(after))


@dataclass(frozen=True, slots=True)
class Signs:
    """Patterns of which it only matters whether one holds somewhere."""

    words: tuple[str, ...]
    """Those that are plain words."""
    others: tuple[Pattern, ...]
    """The others."""

    def hold(self, text: str) -> bool:
        """Whether one of them holds in a text."""
        return has_any(text, self.words) or any(item.search(text) for item in self.others)


@lru_cache(maxsize=64)
def signs(texts: tuple[str, ...]) -> Signs:
    """Several patterns of an edition, as signs."""
    ways = [way for text in texts for way in ([text] if _FLAGS.match(text) else _ways(text))]
    words = tuple(way for way in ways if _PLAIN.fullmatch(way))
    return Signs(words, patterns(tuple(way for way in ways if way not in words)))


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands in a text: ``any``, without a generator for each text."""
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


def _needed(text: str) -> list[tuple[str, ...]]:
    """What stands in every match: runs of plain characters, and one of each choice of plain words.

    Those that are likeliest to be missing come first. ``text`` is no choice as a whole.
    """
    if _CASELESS.search(text):
        return []
    found = list(_outside(text.replace(NUMBER, "()")))
    return sorted(dict.fromkeys(found), key=lambda words: (len(words), -len(words[0])))


def _outside(text: str) -> Iterator[tuple[str, ...]]:
    """The plain words, and choices of them, that stand in no group, class or repetition."""
    depth = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if depth == 0 and word[0] not in "\\[{()":
            for plain in _PLAIN.finditer(text, *token.span()):
                if run := _sure(text, plain):
                    yield (run,)
        if depth == 0 and (choice := _CHOICE.match(text, token.start())):
            words = tuple(choice[1].split("|"))
            if all(map(_PLAIN.fullmatch, words)) and not _OPTIONAL.match(text, choice.end()):
                yield words
        depth += (word == "(") - (word == ")")


def _sure(text: str, plain: re.Match[str]) -> str:
    """A run of plain characters without the last one where that may be left out."""
    return plain[0][:-1] if _OPTIONAL.match(text, plain.end()) else plain[0]


def _leads(text: str) -> list[str]:
    """What a pattern may begin with; nothing where one of the ways is no plain text."""
    if behind := _BEHIND.match(text):
        text = text[behind.end() :]
    if (choice := _CHOICE.match(text)) and not _OPTIONAL.match(text, choice.end()):
        found = [_lead(part) for part in choice[1].split("|")]
    elif (chars := _CLASS.match(text)) and not _OPTIONAL.match(text, chars.end()):
        found = list(chars[1].replace("\\t", "\t"))
    else:
        found = [_lead(text)]
    return found if all(found) else []


def _lead(text: str) -> str:
    plain = _PLAIN.match(text)
    lead = plain[0] if plain else ""
    return lead[:-1] if _OPTIONAL.match(text, len(lead)) else lead


def _ways(text: str) -> list[str]:
    """What a ``|`` outside all brackets divides a pattern into."""
    depth, index, ends = 0, 0, [-1]
    while index < len(text):
        char = text[index]
        if char == "\\":
            index += 1
        elif char == "[":
            index = text.find("]", index + 2)
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and not depth:
            ends.append(index)
        index += 1
    return [text[end + 1 : after] for end, after in pairwise((*ends, len(text)))]
