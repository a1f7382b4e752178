"""Equations: what is written is what is parsed, and the gap of a sum is the sum of the gaps."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.check.equations import broken_identities, side_of
from generator.equation import EquationError, parse
from tests.support.forms import shipped
from tests.support.records import subject

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,5}(\.[a-z][a-z0-9_]{0,5}){0,2}", fullmatch=True)
SIDES = st.lists(st.tuples(st.sampled_from([1, -1]), NAMES), min_size=1, max_size=6)
Side = list[tuple[int, str]]

FORM = shipped("2021")
COUNTS = [cell.index for cell in FORM.cells if cell.measure == "count"]
FIGURES = st.dictionaries(st.sampled_from(COUNTS), st.integers(0, 10**6), max_size=20)
Figures = dict[int, int]


def written(side: Side) -> str:
    terms = "".join(f" {'+' if sign > 0 else '-'} {name}" for sign, name in side)
    return terms.removeprefix(" + ")


def gaps(figures: Figures) -> dict[tuple[str, tuple[str, ...]], Decimal]:
    """The gap of each rule that does not hold, by the rule and its cells."""
    listed = {FORM.cells[index].id: value for index, value in figures.items()}
    found = broken_identities(subject(FORM, listed))
    return {(item.rule, item.cells): Decimal(item.args["gap"]) for item in found}


SOUND = st.dictionaries(st.integers(0, 4), st.integers(0, 3 * 10**5), max_size=5)
"""Requests by column that came in and were carried over, all of them."""
PERSONS = ["自然人", "商业企业", "科研机构", "公益组织", "法律服务"]


@given(SOUND, FIGURES)
def test_all_at_once_is_each_alone(sound: dict[int, int], wrong: Figures) -> None:
    listed = {FORM.cells[index].id: value for index, value in wrong.items()}
    for row in ("申请办理/本年新收", "申请办理/结转下年"):
        listed |= {f"{row}/{PERSONS[column]}": value for column, value in sound.items()}
        listed[f"{row}/总计"] = sum(sound.values())
    judged = subject(FORM, listed)
    within = [item for item in FORM.identities if not any(term.previous for term in item.operands)]
    alone = [
        item.rule for item in within if side_of(judged, item.left) != side_of(judged, item.right)
    ]
    assert [item.rule for item in broken_identities(judged)] == alone


@given(SIDES, SIDES)
def test_what_is_written_is_what_is_parsed(left: Side, right: Side) -> None:
    equation = parse(f"{written(left)} = {written(right)}")
    assert [(term.sign, term.name) for term in equation.left] == left
    assert [(term.sign, term.name) for term in equation.right] == right


@given(SIDES, SIDES)
def test_each_term_stands_at_its_column(left: Side, right: Side) -> None:
    text = f"{written(left)} = {written(right)}"
    for term in parse(text).terms:
        assert text[term.column - 1 :].startswith(term.name)


@given(st.text(st.sampled_from("ab.=+- 1A\n"), max_size=12))
def test_any_text_is_an_equation_or_refused_inside_itself(text: str) -> None:
    column = 1
    try:
        parse(text)
    except EquationError as error:
        column = error.column
    assert 1 <= column <= len(text) + 1


@given(FIGURES, FIGURES)
def test_the_gap_of_a_sum_is_the_sum_of_the_gaps(one: Figures, other: Figures) -> None:
    both = {index: one.get(index, 0) + other.get(index, 0) for index in one | other}
    of_one, of_other, of_both = gaps(one), gaps(other), gaps(both)
    for rule in of_one | of_other | of_both:
        assert of_both.get(rule, 0) == of_one.get(rule, 0) + of_other.get(rule, 0)


@given(FIGURES, st.integers(0, 1000))
def test_the_gap_grows_with_the_figures(figures: Figures, factor: int) -> None:
    times = gaps({index: factor * value for index, value in figures.items()})
    once = gaps(figures)
    assert times == ({rule: factor * gap for rule, gap in once.items()} if factor else {})
