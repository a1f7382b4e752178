"""The narrative as rules read it: sentences, and the places of words in the Markdown file."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, count
from operator import add

from generator.check.patterns import patterns
from generator.check.subject import Subject
from generator.diagnostic import Address
from generator.report import Passage

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
    text = subject.narrative.text if subject.narrative else ""
    return sentences_at(subject, [at for word in having for at in places(text, word)])


def sentences_at(subject: Subject, wanted: Collection[int]) -> Iterator[Sentence]:
    """The sentences around some places of a report's narrative, each once."""
    if wanted:
        every = divided(subject)
        # (at + 1,) stands before every sentence that begins later, and behind all others.
        for index in sorted({bisect(every, (at + 1,)) - 1 for at in wanted}):
            yield Sentence(*every[index])


def places(text: str, word: str) -> Iterator[int]:
    """Where a word begins: to look through a text once is faster than through each sentence."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def divided(subject: Subject) -> tuple[tuple[int, str], ...]:
    """Every sentence of a report's narrative, with its beginning in the text."""
    return _divided(subject.narrative.text) if subject.narrative else ()


@lru_cache(maxsize=4)
def _divided(text: str) -> tuple[tuple[int, str], ...]:
    """The same of a text; several rules ask for them."""
    for mark in _ENDS:  # twice as fast as to split at any of them
        text = text.replace(mark, _END)
    parts = text.split(_END)
    starts = map(add, accumulate(map(len, parts), initial=0), count())  # each mark is one more
    return tuple(zip(starts, parts, strict=False))  # the last start is that of nothing


def wordings(subject: Subject, texts: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Every place of a report's narrative where one of the edition's patterns holds."""
    if subject.narrative is not None:
        for known in patterns(texts):
            yield from known.finditer(subject.narrative.text)


def other_years(text: str, year: int) -> bool:
    """Whether a text names a year that is not this one."""
    return _other_than(year).search(text) is not None


@lru_cache(maxsize=64)
def _other_than(year: int) -> re.Pattern[str]:
    """A year that is not this one; it begins with the one character that is found fast."""
    return re.compile(f"年(?<=[0-9]{{4}}年)(?<!{year:04}年)")


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
