"""The narrative as rules read it: sentences, and the places of words in the Markdown file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.check.patterns import has_any, patterns
from generator.check.subject import Subject
from generator.diagnostic import Address
from generator.report import Passage

_YEAR = re.compile(r"[0-9]{4}")
_END = "。"
_ENDS = "；;！？!?\n"
"""The other marks that end a sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the narrative, or a line of a list or table."""

    start: int
    """Where it begins in the narrative's text."""
    text: str
    """Its words."""


def sentences(subject: Subject, having: Collection[str]) -> Iterator[Sentence]:
    """Every sentence of a report's narrative that has one of some words."""
    if subject.narrative is not None and has_any(subject.narrative.text, having):
        for start, text in divided(subject):
            if has_any(text, having):
                yield Sentence(start, text)


def divided(subject: Subject) -> tuple[tuple[int, str], ...]:
    """Every sentence of a report's narrative, with its beginning in the text."""
    return _divided(subject.narrative.text) if subject.narrative else ()


@lru_cache(maxsize=4)
def _divided(text: str) -> tuple[tuple[int, str], ...]:
    """The same of a text; several rules ask for them."""
    for mark in _ENDS:  # twice as fast as to split at any of them
        text = text.replace(mark, _END)
    found, start = [], 0
    for words in text.split(_END):
        if words:
            found.append((start, words))
        start += len(words) + 1
    return tuple(found)


def wordings(subject: Subject, texts: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Every place of a report's narrative where one of the edition's patterns holds."""
    if subject.narrative is not None:
        for known in patterns(texts):
            yield from known.finditer(subject.narrative.text)


def other_years(text: str, year: int) -> bool:
    """Whether a text names a year that is not this one."""
    before = text.split("年")[:-1]
    return any(_YEAR.match(words[-4:]) and int(words[-4:]) != year for words in before)


def place(subject: Subject, start: int, end: int) -> Address:
    """Where words of the narrative's text stand in the Markdown file.

    The text has lost its markup, so the same words are looked for in the file and counted through.
    Words with markup inside are pointed at as far as they go without it.
    """
    if subject.narrative is None:
        return whole(subject, None)
    passage = subject.narrative.around(start)
    words = subject.narrative.text[start:end].split("\n")[0]
    start -= subject.narrative.begin(passage)
    for length in range(len(words), 0, -1):
        found = _find(subject, passage, words[:length], start)
        if found is not None:
            return _address(subject, *found, length)
    return _address(subject, passage.line, 1, 1)


def _find(subject: Subject, passage: Passage, words: str, start: int) -> tuple[int, int] | None:
    """Line and column of those words that begin at a place of a section's text."""
    source = subject.narrative.source if subject.narrative else ()
    earlier = passage.text.count(words, 0, start)
    for number, line in enumerate(source[passage.line - 1 :], start=passage.line):
        here = line.count(words)
        if here > earlier:
            column = line.find(words)
            for _ in range(earlier):
                column = line.find(words, column + len(words))
            return number, column + 1
        earlier -= here
    return None


def in_bond(subject: Subject, at: Address) -> bool:
    """Whether a place lies inside the brackets of a bound span."""
    if subject.narrative is None:
        return False
    line = subject.narrative.source[at.line - 1]
    opened = line.rfind("[", 0, at.column - 1)
    closed = line.find("]{=", at.column - 1)
    return opened >= 0 and closed >= 0 and "]" not in line[opened:closed]


def whole(subject: Subject, passage: Passage | None) -> Address:
    """The heading of a section, or the file's beginning."""
    if subject.narrative is None or passage is None or not subject.narrative.source:
        return _address(subject, 1, 1, 1)
    heading = subject.narrative.source[passage.line - 1]
    return _address(subject, passage.line, 1, max(len(heading), 1))


def _address(subject: Subject, line: int, column: int, width: int) -> Address:
    file = subject.filing.file.removesuffix(".yml") + ".md"
    return Address(file=file, line=line, column=column, width=width)
