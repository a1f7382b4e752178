"""Whatever way figures are written, they are read as they are."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import catalogue, decode, source
from generator.decode import Decoded
from generator.decode.numbers import number
from generator.form import Form, Measure
from generator.report import Amount, Value
from tests.support.dump import dump
from tests.support.forms import both, shipped
from tests.support.records import told

SLUGS = {"2021": "2023", "2019": "2019"}
COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 999_999_999))
CHANGES = st.integers(-999_999_999, 999_999_999)
DICE = st.integers(0, 2**32).map(random.Random)


def measured(form: Form, cell: int, dice: random.Random) -> Value:
    """A figure that a cell may take."""
    known = form.cells[cell]
    if known.measure is Measure.AMOUNT:
        digits = f"{dice.randrange(10**6)}.{dice.randrange(100):02}"
        unit = None if known.unit_printed else dice.choice([None, "元", "万元", "亿元"])
        return Amount(value=Decimal(digits), unit=unit)
    if known.measure is Measure.CHANGE:
        return dice.randrange(-1000, 1000)
    return dice.choice([0, 0, 0, dice.randrange(10), dice.randrange(10**6)])


def decoded(form: Form, text: str) -> Decoded:
    read = source.read(text.encode(), "report.yml")
    assert read.diagnostics == ()
    assert read.data is not None
    return decode.report(
        read.data, agency="demo", slug=SLUGS[form.edition], forms=both(), file="report.yml"
    )


@pytest.mark.parametrize("edition", SLUGS)
@settings(max_examples=100)
@given(dice=DICE)
def test_what_is_written_is_what_is_read(edition: str, dice: random.Random) -> None:
    form = shipped(edition)
    figures = tuple(measured(form, cell.index, dice) for cell in form.cells)
    found = decoded(form, dump(form, figures, dice))
    assert found.report is not None
    assert (found.diagnostics, found.report.figures) == ((), figures)
    assert found.report.derived == frozenset()


@pytest.mark.parametrize("edition", SLUGS)
@settings(max_examples=100)
@given(dice=DICE, blanks=st.sets(st.integers(0, 197), min_size=1, max_size=6))
def test_blanks_are_read_as_blanks_and_told(
    edition: str, dice: random.Random, blanks: set[int]
) -> None:
    form = shipped(edition)
    figures = tuple(
        None if cell.index in blanks else measured(form, cell.index, dice) for cell in form.cells
    )
    found = decoded(form, dump(form, figures, dice))
    assert found.report is not None
    assert found.report.figures == figures
    assert {finding.rule for finding in found.diagnostics} == {"cell.blank"}
    cells = [cell for finding in found.diagnostics for cell in finding.cells]
    assert sorted(cells) == sorted(form.cells[blank].address for blank in blanks)


@pytest.mark.parametrize("edition", SLUGS)
@settings(max_examples=100)
@given(dice=DICE)
def test_totals_that_are_left_out_are_worked_out(edition: str, dice: random.Random) -> None:
    form = shipped(edition)
    figures: list[Value] = [measured(form, cell.index, dice) for cell in form.cells]
    derivable = _add_up(form, figures)
    left_out = {cell for cell in derivable if dice.random() < 0.5}
    found = decoded(form, dump(form, figures, dice, left_out))
    assert found.report is not None
    assert (found.diagnostics, list(found.report.figures)) == ((), figures)
    assert found.report.derived == left_out


def _add_up(form: Form, figures: list[Value]) -> set[int]:
    """Make every total of the figures right, outcomes before rows, and name the totals."""
    totals = {rule.left[0].cell: rule for rule in form.identities if rule.derives}
    for _ in range(2):
        for total, rule in totals.items():
            parts = [figures[operand.cell] for operand in rule.right]
            figures[total] = sum(part for part in parts if isinstance(part, int))
    return set(totals)


@given(COUNTS)
def test_every_count_is_read_as_it_is(value: int) -> None:
    assert number(str(value), Measure.COUNT, unit_printed=True) == value


@given(CHANGES)
def test_every_change_is_read_with_or_without_its_plus(value: int) -> None:
    signed = f"{value:+}" if value else "0"
    assert number(str(value), Measure.CHANGE, unit_printed=True) == value
    assert number(signed, Measure.CHANGE, unit_printed=True) == value


@given(st.integers(0, 10**12 - 1), st.from_regex(r"(\.[0-9]{1,6})?", fullmatch=True))
def test_every_amount_is_read_with_its_digits(whole: int, fraction: str) -> None:
    value = number(f"{whole}{fraction}", Measure.AMOUNT, unit_printed=True)
    assert isinstance(value, Amount)
    assert str(value) == f"{whole}{fraction}"


@given(
    st.one_of(
        st.text(max_size=12), st.text(st.sampled_from("0123456789+-.,，件万元 １２－e"), max_size=8)
    ),
    st.sampled_from(Measure),
    st.booleans(),
)
def test_any_text_is_a_figure_written_just_so_or_has_a_name_for_what_is_wrong(
    text: str, measure: Measure, printed: bool
) -> None:
    value = number(text, measure, unit_printed=printed)
    if isinstance(value, str):
        assert value in catalogue.card("cell.number").messages
    else:
        assert str(value) == text.removeprefix("+").replace(" ", "")


def test_the_ways_of_writing_include_lists_maps_ids_and_labels() -> None:
    form, dice = shipped("2021"), random.Random(1)
    texts = [dump(form, (0,) * len(form.cells), dice) for _ in range(20)]
    for way in ("本年新收: [", "本年新收: {", "received: ", "一、本年新收政府信息公开申请数量: "):
        assert any(way in text for text in texts), way
    assert told(decoded(form, texts[0]).diagnostics) == []
