"""Every change of one figure of a sound report is caught, and its repair is offered.

Four changes are made to every figure of the tables 3 and 4 of both editions: one more, one less, a 0
appended, and an exchange with the neighbour on the right or below. By default a few reports are
tried; GONGKAI_MUTATIONS=all tries the whole fictional city and forty drawn ones; with -s it prints the score.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pytest

from generator.check.equations import broken_identities
from generator.check.repair.lines import lines
from generator.diagnostic import Diagnostic, Repair
from generator.form import Form
from generator.report import Value
from generator.selftest.sound import sound
from tests.support.forms import shipped
from tests.support.records import filing, report, subject
from tests.support.sound import DEMO_CITY, drawn, of_demo_city

ALL = os.environ.get("GONGKAI_MUTATIONS") == "all"
FEW = {"2021": [("demo", "2023")], "2019": [("demo/education", "2020")]}
Figures = Sequence[Value]
Changes = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Mutant:
    """What is done to a sound report."""

    kind: str
    changes: Changes


def reports(form: Form) -> Iterator[Figures]:
    """Differently filled sound reports: all above zero, drawn by lot, and those of the city."""
    yield sound(form).figures
    for seed in range(20 if ALL else 1):
        yield drawn(form, random.Random(seed))
    for agency, slug in _city(form) if ALL else FEW[form.edition]:
        yield of_demo_city(agency, slug).figures


def _city(form: Form) -> Iterator[tuple[str, str]]:
    root = DEMO_CITY / "content"
    for path in sorted(root.rglob("2*.yml")):
        if ("2019" if path.stem < "2021" else "2021") == form.edition:
            yield path.parent.relative_to(root).as_posix(), path.stem


def mutants(form: Form, figures: Figures, table: str) -> Iterator[Mutant]:
    """Every change of one figure, or of two neighbours, that really changes something."""
    around = lines(form)
    for cell in (item.index for item in form.cells if item.table == table):
        value = figures[cell]
        assert isinstance(value, int)
        yield Mutant("one more", {cell: value + 1})
        if value:
            yield Mutant("one less", {cell: value - 1})
            yield Mutant("ten times", {cell: value * 10})
        for line in (around.row[cell], around.column[cell]):
            for other in line[line.index(cell) + 1 :][:1]:
                beside = figures[other]
                assert isinstance(beside, int)
                if beside != value:
                    yield Mutant("exchanged", {cell: beside, other: value})


def findings(form: Form, figures: Figures, changes: Changes) -> list[Diagnostic]:
    changed = tuple(changes.get(at, value) for at, value in enumerate(figures))
    plain = subject(form)
    return list(broken_identities(replace(plain, filing=filing(report(form, figures=changed)))))


def within_one_sum(form: Form, changes: Changes) -> bool:
    """Whether two items of one sum of table 4 changed places, so that no sum can tell."""
    cells = [form.cells[cell] for cell in changes]
    groups = {tuple(header.id for header in cell.column[:-1]) for cell in cells}
    return len(cells) == 2 and len(groups) == 1 and not any(cell.column[-1].total for cell in cells)


def score(form: Form, table: str) -> Counter[str]:
    """How many changes were made, caught, offered to be undone, and so offered first."""
    count: Counter[str] = Counter()
    for figures in reports(form):
        for mutant in mutants(form, figures, table):
            if table == "disputes" and within_one_sum(form, mutant.changes):
                count["beyond sums"] += 1
                assert findings(form, figures, mutant.changes) == []
                continue
            truth = {(form.cells[cell].address, str(figures[cell])) for cell in mutant.changes}
            found = findings(form, figures, mutant.changes)
            offers = [
                {(item.cell, item.now) for item in repair.changes} for repair in _offers(found)
            ]
            count["made"] += 1
            count[f"made: {mutant.kind}"] += 1
            count["caught"] += bool(found)
            count["offered"] += truth in offers
            count["first"] += offers[:1] == [truth]
            count[f"first: {mutant.kind}"] += offers[:1] == [truth]
    return count


def _offers(found: Sequence[Diagnostic]) -> Sequence[Repair]:
    return found[0].repairs if found else ()


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_in_table_3_the_true_repair_is_nearly_always_the_first(edition: str) -> None:
    count = score(shipped(edition), "requests")
    sys.stdout.write(f"{edition}: {dict(count)}\n")
    assert count["made"] == count["caught"] > 1000
    assert count["offered"] >= 0.999 * count["made"]
    for kind in ("one more", "one less", "ten times"):
        assert count[f"first: {kind}"] == count[f"made: {kind}"]
    assert count["first"] >= 0.95 * count["made"]


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_in_table_4_the_true_repair_is_among_those_offered(edition: str) -> None:
    count = score(shipped(edition), "disputes")
    sys.stdout.write(f"{edition}: {dict(count)}\n")
    assert count["made"] == count["caught"] == count["offered"] > 50
    assert count["beyond sums"] > 0
