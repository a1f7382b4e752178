"""The narrative as rules read it: sentences, and the places of words in the Markdown file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.subject import Subject
from generator.diagnostic import Address
from generator.report import Passage

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


def sentences(subject: Subject) -> Iterator[Sentence]:
    """Every sentence of a report's narrative."""
    for passage in subject.narrative.passages if subject.narrative else ():
        for found in _SENTENCE.finditer(passage.text):
            yield Sentence(passage, found.start(), found[0])


def place(subject: Subject, passage: Passage, start: int, end: int) -> Address:
    """Where words of a section's text stand in the Markdown file.

    The text has lost its markup, so the same words are looked for in the file and counted through.
    """
    words = passage.text[start:end].split("\n")[0]
    earlier = passage.text.count(words, 0, start) if words else 0
    assert subject.narrative is not None  # noqa: S101 - a passage comes from a narrative
    number = passage.line
    for number, line in enumerate(subject.narrative.source[passage.line - 1 :], passage.line):
        here = line.count(words)
        if here > earlier:
            column = -1
            for _ in range(earlier + 1):
                column = line.find(words, column + 1)
            return _address(subject, number, column + 1, len(words))
        earlier -= here
    return _address(subject, passage.line, 1, 1)


def whole(subject: Subject, passage: Passage | None) -> Address:
    """The heading of a section, or the file's beginning."""
    if subject.narrative is None or passage is None or not subject.narrative.source:
        return _address(subject, 1, 1, 1)
    heading = subject.narrative.source[passage.line - 1]
    return _address(subject, passage.line, 1, max(len(heading), 1))


def _address(subject: Subject, line: int, column: int, width: int) -> Address:
    file = subject.filing.file.removesuffix(".yml") + ".md"
    return Address(file=file, line=line, column=column, width=width)
