"""A whole that a sentence splits into parts, such as 3607件，其中……349件、……933件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.check.counts import Count, anywhere, compiled, count
from generator.check.prose import Sentence, place, sentences
from generator.check.subject import Subject
from generator.diagnostic import Diagnostic

_FEW, _MANY = 2, 5
"""Fewer parts are no split; so many are meant to be all."""


def broken_splits(subject: Subject) -> Iterator[Diagnostic]:
    """Parts that come to more than their whole, or to less where they are said to be all."""
    prose = subject.form.prose
    numbers = anywhere(prose.units)
    for sentence in sentences(subject) if prose.split else ():
        for text in prose.split:
            found = compiled(text).search(sentence.text)
            if found is None:
                continue
            before = list(numbers.finditer(sentence.text, 0, found.start()))
            if before:
                whole = before[-1]
                parts = _parts(sentence.text, numbers, found.end(), whole["unit"])
                says_all = "all" in found.groupdict() or len(parts) >= _MANY
                yield from _broken(subject, sentence, whole, parts, says_all=says_all)


def _parts(text: str, numbers: re.Pattern[str], start: int, unit: str) -> list[re.Match[str]]:
    """The parts after a word like 其中: each a name and a number of the whole's unit.

    A number of another unit, or one that is itself split or compared, ends the list.
    """
    found: list[re.Match[str]] = []
    for item in numbers.finditer(text, start):
        between = text[found[-1].end() if found else start : item.start()]
        if item["unit"] != unit or not _PART.fullmatch(between):
            break
        found.append(item)
    return found


_PART = re.compile(r"[，、,和及]?[^，。；、,（(0-9]{1,24}")


def _broken(
    subject: Subject,
    sentence: Sentence,
    whole: re.Match[str],
    parts: list[re.Match[str]],
    *,
    says_all: bool,
) -> Iterator[Diagnostic]:
    said = count(whole, sentence.text)
    counts = [item for part in parts if (item := count(part, sentence.text))]
    if said is None or len(counts) < max(_FEW, len(parts)) or not _are_exact([said, *counts]):
        return
    total = sum((item.value for item in counts), Decimal(0))
    if total > said.value or (says_all and total < said.value):
        start, end = sentence.start + whole.start("n"), sentence.start + whole.end()
        yield Diagnostic(
            rule="narrative.split",
            at=place(subject, sentence.passage, start, end),
            args={
                "whole": whole[0],
                "parts": "＋".join(str(item.value) for item in counts),
                "total": str(total),
            },
        )


def _are_exact(counts: list[Count]) -> bool:
    return all(item.exact for item in counts)
