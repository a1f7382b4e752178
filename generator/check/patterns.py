"""The edition's patterns, tried on prose as cheaply as they allow.

Nearly every pattern finds nothing in nearly every text, so what it begins with is looked for first:
a plain word is found many times faster than an expression. One that begins a line is tried at the
lines' beginnings only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.check.counts import WITH_FILLER
from generator.form import NUMBER

_PLAIN = re.compile(r"[^\\.^$*+?{}\[\]|()<]+")
_BEHIND = re.compile(r"(?:\(\?<[!=][^()]*\))+")
_CHOICE = re.compile(r"\(\?:([^()\[\]]+)\)")
_OPTIONAL = re.compile(r"[?*]|\{0")
_TOKEN = re.compile(r"\\.|\[\^?\]?[^\]\\]*(?:\\.[^\]\\]*)*\]|\{[^}]*\}|[()]|[^\\\[{()]+")
"""An escape, a class, a count, an end of a group, or other characters."""
_CLASS = re.compile(r"\[((?:[^\]\\^-]|\\t)+)\]")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern with what can be told of it before it is tried."""

    leads: tuple[str, ...]
    """The words of which one begins every match; empty where that cannot be told."""
    at_line: bool
    """Whether it has to begin a line."""
    regex: re.Pattern[str]
    """The expression."""
    needs: str = ""
    """A word that stands in every match; empty where that cannot be told."""

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place of a text where it holds."""
        if not self.may_hold(text):
            return iter(())
        return self._at_lines(text) if self.at_line else self.regex.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first place."""
        if not self.may_hold(text):
            return None
        return next(self._at_lines(text), None) if self.at_line else self.regex.search(text)

    def may_hold(self, text: str) -> bool:
        """Whether all is there without which it holds nowhere in a text."""
        return self.needs in text and (not self.leads or has_any(text, self.leads))

    def _at_lines(self, text: str) -> Iterator[re.Match[str]]:
        start = 0
        while start >= 0:
            if found := self.regex.match(text, start):
                yield found
            start = text.find("\n", start) + 1 or -1


@lru_cache(maxsize=512)
def pattern(text: str) -> Pattern:
    """A pattern of an edition, with its number put in."""
    regex = re.compile(text.replace(NUMBER, WITH_FILLER), re.MULTILINE)
    if _is_choice(text):
        return Pattern((), False, regex)  # noqa: FBT003 - a record
    return Pattern(tuple(_leads(text)), text.startswith("^"), regex, _needed(text))


@lru_cache(maxsize=512)
def patterns(texts: tuple[str, ...]) -> tuple[Pattern, ...]:
    """Several patterns of an edition."""
    return tuple(map(pattern, texts))


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands in a text: ``any``, without a generator for each text."""
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


def _needed(text: str) -> str:
    """The longest run of plain characters outside of any group: it is in every match."""
    if "(?i" in text:
        return ""
    found = [
        run[:-1] if _OPTIONAL.match(text, start + len(run)) else run
        for start, run in _outside(text.replace(NUMBER, "()"))
    ]
    return max(found, key=len, default="")


def _outside(text: str) -> Iterator[tuple[int, str]]:
    """The runs of plain characters that stand in no group, class or repetition, with their places.

    ``text`` is no choice as a whole.
    """
    depth = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if depth == 0 and word[0] not in "\\[{()":
            for plain in _PLAIN.finditer(text, *token.span()):
                yield plain.start(), plain[0]
        depth += (word == "(") - (word == ")")


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


def _is_choice(text: str) -> bool:
    """Whether a ``|`` outside all brackets divides a pattern as a whole."""
    depth, index = 0, 0
    while index < len(text):
        char = text[index]
        if char == "\\":
            index += 1
        elif char == "[":
            index = text.find("]", index + 2)
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and not depth:
            return True
        index += 1
    return False
