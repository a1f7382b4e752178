"""A whole that a sentence splits into parts, such as 3607件，其中……349件、……933件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.check.counts import Count, anywhere, count
from generator.check.patterns import pattern
from generator.check.prose import Sentence, place, sentences
from generator.check.subject import Subject
from generator.diagnostic import Diagnostic

_PART = re.compile(r"(?P<mark>[，、,和及]?)[^，。；、,（(0-9]{1,24}")
_FEW, _MANY = 2, 5
"""Fewer parts are no split; so many are meant to be all."""


def broken_splits(subject: Subject) -> Iterator[Diagnostic]:
    """Parts that come to more than their whole, or to less where they are said to be all."""
    prose = subject.form.prose
    numbers = anywhere(prose.units)
    patterns = [pattern(text) for text in prose.split]
    leads = [lead for known in patterns for lead in known.leads]
    for sentence in sentences(subject, leads):
        for known in patterns:
            found = known.search(sentence.text)
            before = list(numbers.finditer(sentence.text, 0, found.start())) if found else []
            if found and before:
                parts = _parts(sentence.text, numbers, found.end(), before[-1]["unit"])
                says_all = "all" in found.groupdict() or len(parts) >= _MANY
                yield from _broken(subject, sentence, before[-1], parts, says_all=says_all)


def _parts(text: str, numbers: re.Pattern[str], start: int, unit: str) -> list[re.Match[str]]:
    """The parts after a word like 其中: each a name and a number of the whole's unit.

    Another unit or another mark between them ends the list. Clauses that go on after a comma are
    parts only where there are many of them.
    """
    found: list[re.Match[str]] = []
    mark = ""
    for item in numbers.finditer(text, start):
        between = text[found[-1].end() if found else start : item.start()]
        name = _PART.fullmatch(between)
        if (
            item["unit"] != unit
            or name is None
            or (found and name["mark"] != (mark or name["mark"]))
        ):
            break
        mark = name["mark"] if found else ""
        found.append(item)
    return found if mark not in ("，", ",") or len(found) >= _MANY else []


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
