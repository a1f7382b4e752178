"""A narrative that is last year's once more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from generator.check.prose import whole
from generator.check.subject import Subject
from generator.diagnostic import Diagnostic

_CLAUSE = re.compile(r"[^，。；：、\n0-9０-９]{6,}")
"""Words between marks and figures, since figures differ from year to year."""
_ENOUGH = 300
"""Shorter narratives have too few words to be told from each other."""
_SAMPLES = 8
_SAME = 90
"""Percent of the words that stand in last year's narrative too."""


def copied(subject: Subject) -> Iterator[Diagnostic]:
    """A narrative that differs from last year's by little more than its figures."""
    if subject.narrative is None or subject.previous_narrative is None:
        return
    if subject.form.prose.doubled is None:
        return
    texts = subject.narrative.text, subject.previous_narrative.text
    if not _may_be_copied(*texts):
        return
    now, before = (_clauses(text) for text in texts)
    length = sum(map(len, now))
    known = set(before)
    same = sum(len(clause) for clause in now if clause in known)
    if length >= _ENOUGH and same * 100 >= length * _SAME:
        args: dict[str, str | int] = {
            "share": same * 100 // length,
            "year": subject.report.year - 1,
        }
        passages = subject.narrative.passages
        at = whole(subject, passages[0] if passages else None)
        yield Diagnostic(rule="narrative.copied", at=at, args=args)


def _may_be_copied(now: str, before: str) -> bool:
    """Whether little enough of a text is missing in another: all but copies end here.

    Most end at a few samples of it, figures and all.
    """
    parts = now.split("，")
    samples = parts[1 :: max(len(parts) // _SAMPLES, 1)]
    missed = (part for part in samples if part not in before)
    if next(islice(missed, len(samples) // 2, None), None) is not None:
        return False
    spare = len(now) * (100 - _SAME) // 100
    for found in _CLAUSE.finditer(now):
        if found[0] not in before:
            spare -= len(found[0])
            if spare < 0:
                return False
    return True


@lru_cache(maxsize=4)
def _clauses(text: str) -> tuple[str, ...]:
    """The clauses of a text; this year's are asked for again next year."""
    return tuple(_CLAUSE.findall(text))
