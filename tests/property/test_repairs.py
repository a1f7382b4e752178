"""Whatever slip is made in a sound report: what is offered mends it, and the truth is among it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check.equations import broken_identities
from generator.diagnostic import Diagnostic, Repair
from generator.form import Form
from generator.report import Value
from tests.support.forms import shipped
from tests.support.records import filing, report, subject
from tests.support.sound import drawn

EDITIONS = ("2021", "2019")
DICE = st.integers(0, 2**32).map(random.Random)


def findings(form: Form, figures: tuple[Value, ...], derived: frozenset[int]) -> list[Diagnostic]:
    filed = report(form, figures=figures, derived=derived)
    return list(broken_identities(replace(subject(form), filing=filing(filed))))


def worked_out(
    form: Form, figures: tuple[Value, ...], left_out: frozenset[int]
) -> tuple[Value, ...]:
    """The figures with all totals that are left out worked out anew."""
    values = list(figures)
    totals = [item for item in form.identities if item.derives and item.left[0].cell in left_out]
    for _ in range(3):
        for identity in totals:
            parts = [values[operand.cell] for operand in identity.right]
            values[identity.left[0].cell] = sum(part for part in parts if isinstance(part, int))
    return tuple(values)


def repaired(form: Form, figures: tuple[Value, ...], repair: Repair) -> tuple[Value, ...]:
    values = list(figures)
    for change in repair.changes:
        at = form.cell_by_address[change.cell].index
        assert str(values[at]) == change.was
        values[at] = int(change.now)
    return tuple(values)


def slipped(
    form: Form, figures: tuple[Value, ...], count: int, dice: random.Random
) -> tuple[Value, ...]:
    """The same figures with some of those in the tables 3 and 4 changed."""
    values = list(figures)
    cells = [cell.index for cell in form.cells if cell.table in ("requests", "disputes")]
    for cell in dice.sample(cells, count):
        value = values[cell]
        assert isinstance(value, int)
        values[cell] = dice.choice([value + 1, value * 10 + 3, abs(value - 7), dice.randrange(50)])
    return tuple(values)


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=150)
@given(dice=DICE, count=st.integers(1, 4))
def test_what_is_offered_mends_every_sum_that_it_says(
    edition: str, dice: random.Random, count: int
) -> None:
    form = shipped(edition)
    totals = [item.left[0].cell for item in form.identities if item.derives]
    left_out = frozenset(total for total in totals if dice.random() < dice.choice([0, 0, 0.5, 1]))
    wrong = worked_out(form, slipped(form, drawn(form, dice), count, dice), left_out)
    before = findings(form, wrong, left_out)
    for repair in {repair for finding in before for repair in finding.repairs}:
        mended = worked_out(form, repaired(form, wrong, repair), left_out)
        after = findings(form, mended, left_out)
        assert len(after) == len(before) - repair.settles
        assert _sums(after) < _sums(before)
        assert not left_out & {form.cell_by_address[item.cell].index for item in repair.changes}


def _sums(found: list[Diagnostic]) -> set[tuple[str, tuple[str, ...]]]:
    return {(finding.rule, finding.cells) for finding in found}


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=150)
@given(dice=DICE)
def test_one_wrong_figure_is_among_what_is_offered(edition: str, dice: random.Random) -> None:
    form = shipped(edition)
    right = drawn(form, dice)
    wrong = slipped(form, right, 1, dice)
    changed = {
        (form.cells[at].address, str(now))
        for at, (was, now) in enumerate(zip(wrong, right, strict=True))
        if was != now
    }
    found = findings(form, wrong, frozenset())
    assert bool(found) == bool(changed)
    if changed:
        offered = [
            {(item.cell, item.now) for item in repair.changes} for repair in found[0].repairs
        ]
        assert changed in offered


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=20)
@given(dice=DICE)
def test_any_figures_at_all_are_answered(edition: str, dice: random.Random) -> None:
    """However many sums are broken, the same repairs are found again, and no more than five."""
    form = shipped(edition)
    wrong = slipped(form, drawn(form, dice), 150, dice)
    found = findings(form, wrong, frozenset())
    assert found == findings(form, wrong, frozenset())
    assert all(len(finding.repairs) <= 5 for finding in found)
