"""A whole that a sentence splits into parts, such as 3607件，其中……349件、……933件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.counts import Count, anywhere, count
from generator.check.patterns import patterns
from generator.check.prose import place, sentences
from generator.check.subject import Subject
from generator.diagnostic import Diagnostic
from generator.form import Prose

_PART = re.compile(r"(?P<mark>[，、,和及]?)[^，。；、,（(0-9]{1,24}")
_FEW, _MANY = 2, 5
"""Fewer parts are no split; so many are meant to be all."""


def broken_splits(subject: Subject) -> Iterator[Diagnostic]:
    """Parts that come to more than their whole, or to less where they are said to be all."""
    prose = subject.form.prose
    # A pattern that may begin with anything is tried in every sentence.
    leads = [lead for known in patterns(prose.split) for lead in known.leads or ("",)]
    for sentence in sentences(subject, leads):
        for start, end, args in _broken(prose, sentence.text):
            at = place(subject, sentence.start + start, sentence.start + end)
            yield Diagnostic(rule="narrative.split", at=at, args=args)


def _broken(prose: Prose, text: str) -> tuple[tuple[int, int, Mapping[str, str]], ...]:
    """Where in a sentence a whole stands that its parts do not come to, and what is said of it."""
    numbers = anywhere(prose.units)
    wrong = []
    for known in patterns(prose.split):
        found = known.search(text)
        before = list(numbers.finditer(text, 0, found.start())) if found else []
        if found and before:
            parts = _parts(text, numbers, found.end(), before[-1]["unit"])
            says_all = "all" in found.groupdict() or len(parts) >= _MANY
            args = _gap(text, before[-1], parts, says_all=says_all)
            if args:
                wrong.append((before[-1].start("n"), before[-1].end(), args))
    return tuple(wrong)


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


def _gap(
    text: str, whole: re.Match[str], parts: list[re.Match[str]], *, says_all: bool
) -> Mapping[str, str]:
    """What is said of parts that do not come to their whole; nothing where they may."""
    said = count(whole, text)
    counts = [item for part in parts if (item := count(part, text))]
    if said is None or len(counts) < max(_FEW, len(parts)) or not _are_exact([said, *counts]):
        return {}
    total = sum(item.value for item in counts)
    if total <= said.value and not (says_all and total < said.value):
        return {}
    sum_of = "＋".join(str(item.value) for item in counts)
    return {"whole": whole[0], "parts": sum_of, "total": str(total)}


def _are_exact(counts: list[Count]) -> bool:
    return all(item.exact for item in counts)
