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
_SENTENCE = re.compile(r"[^。；;！？!?\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the narrative, or a line of a list or table."""

    passage: Passage
    """The section it stands in."""
    start: int
    """Where it begins in the section's text."""
    text: str
    """Its words."""


def sentences(subject: Subject, having: Collection[str]) -> Iterator[Sentence]:
    """Every sentence of a report's narrative that has one of some words."""
    for passage, start, text in divided(subject, having):
        if has_any(text, having):
            yield Sentence(passage, start, text)


def divided(subject: Subject, having: Collection[str]) -> Iterator[tuple[Passage, int, str]]:
    """The parts of every sentence in sections that have one of some words."""
    for passage in subject.narrative.passages if subject.narrative else ():
        if has_any(passage.text, having):
            for start, text in _divided(passage.text):
                yield passage, start, text


@lru_cache(maxsize=16)
def _divided(text: str) -> tuple[tuple[int, str], ...]:
    """The sentences of a section with their beginnings; several rules ask for the same."""
    return tuple([(found.start(), found[0]) for found in _SENTENCE.finditer(text)])


def wordings(subject: Subject, texts: tuple[str, ...]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Every place of a report's narrative where one of the edition's patterns holds.

    Section by section, and pattern by pattern in each.
    """
    if subject.narrative is None:
        return
    prose = subject.narrative.text
    likely = [known for known in patterns(texts) if known.may_hold(prose)]
    for passage in subject.narrative.passages if likely else ():
        for known in likely:
            for found in known.finditer(passage.text):
                yield passage, found


def other_years(text: str, year: int) -> bool:
    """Whether a text names a year that is not this one."""
    before = text.split("年")[:-1]
    return any(_YEAR.match(words[-4:]) and int(words[-4:]) != year for words in before)


def place(subject: Subject, passage: Passage, start: int, end: int) -> Address:
    """Where words of a section's text stand in the Markdown file.

    The text has lost its markup, so the same words are looked for in the file and counted through.
    Words with markup inside are pointed at as far as they go without it.
    """
    words = passage.text[start:end].split("\n")[0]
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
