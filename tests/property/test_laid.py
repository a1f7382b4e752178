"""A block with a known layout says what it says to a reader that knows no layouts."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import decode
from generator.decode import Decoded
from generator.form import Form
from generator.source import canonical
from generator.source.laid import Laid, Layouts, essence, spread
from generator.writing import report_yaml
from tests.property.test_figures import DICE, SLUGS, measured
from tests.property.test_source import LINES, TEXTS
from tests.support import records
from tests.support.dump import dump
from tests.support.forms import both, shipped

_DIGITS = re.compile("[0-9]+")
_OTHERS = ["0", "7", "07", "12", "999", "1000", "4294967296", "1.50", "3.1万元", "-2", "+4", "1,0"]


def with_other_numbers(text: str, dice: random.Random, odd: float) -> str:
    """A text with other digits in the place of its own, most of them as a count is written."""
    usual = [str(count) for count in range(30)]
    return _DIGITS.sub(lambda _: dice.choice(_OTHERS if dice.random() < odd else usual), text)


@settings(max_examples=1500)
@given(
    st.one_of(TEXTS, st.lists(LINES, max_size=10).map("\n".join)), DICE, st.sampled_from([0, 0.1])
)
def test_texts_laid_out_alike_are_read_as_alone(text: str, dice: random.Random, odd: float) -> None:
    layouts = Layouts()
    for other in (text, text, *(with_other_numbers(text, dice, odd) for _ in range(4))):
        alone, laid = canonical.read(other), layouts.read(other)
        assert (laid and spread(laid)) == alone
        assert (laid and essence(laid)) == (alone and essence(alone))
        assert list(laid or ()) == list(alone or ())


def test_layouts_are_met_again() -> None:
    layouts = Layouts()
    text = "a: 1\n表:\n  行: [1, 22, 3]\n  列: {甲: 1, 乙: 20}  # 注\n  款: -3.50\n末:\n  行: 4\n"
    assert layouts.read(text) == canonical.read(text)
    laid = layouts.read(text.replace("22", "7"))
    assert laid is not None
    assert [type(value) for value in laid.values()] == [str, Laid, Laid]
    block = laid["表"]
    assert isinstance(block, Laid)
    assert block.numbers == ["1", "7", "3", "1", "20", "-3.50"]


@pytest.mark.parametrize(
    "block",
    [
        'a:\n  b: "1"\n  c: 共 2',
        "a:\n  b: 共 1",
        "a:\n  b: 第1",
        "a:\n  b: [1,2]",
        "a:\n  b: [1, x]\n  c: '2'",
        "a:\n  b: 1\n  b: 2",
        "a: 1\n  b: 2",
        "# 1, 2\n  a: 3",
    ],
)
def test_what_hangs_on_its_numbers_has_no_layout(block: str) -> None:
    layouts = Layouts()
    for _ in range(3):
        found = layouts.read(block)
        assert found == canonical.read(block)
        assert not any(isinstance(value, Laid) for value in (found or {}).values())


@pytest.mark.parametrize("edition", SLUGS)
@settings(max_examples=60)
@given(dice=DICE, odd=st.sampled_from([0, 0.01, 0.3]))
def test_figures_are_those_of_a_file_read_alone(
    edition: str, dice: random.Random, odd: float
) -> None:
    form = shipped(edition)
    text = dump(form, tuple(measured(form, cell.index, dice) for cell in form.cells), dice)
    layouts = Layouts()
    for other in (text, text, *(_other_figures(text, dice, odd) for _ in range(3))):
        alone, laid = canonical.read(other), layouts.read(other)
        if alone is None or laid is None:
            assert alone is laid
            continue
        assert _told(alone, form) == _told(laid, form)


def _other_figures(text: str, dice: random.Random, odd: float) -> str:
    lines = text.split("\n")
    return "\n".join(
        line if line[:1].strip() else with_other_numbers(line, dice, odd) for line in lines
    )


def _told(data: dict[str, object], form: Form) -> tuple[Decoded, list[object]]:
    found = decode.report(data, agency="a", slug=SLUGS[form.edition], forms=both(), file="f.yml")
    places = found.places
    return (
        Decoded(report=found.report, places=decode.Places(), diagnostics=found.diagnostics),
        [places.find(cell.index) for cell in form.cells],
    )


@pytest.mark.parametrize("edition", SLUGS)
def test_the_figures_of_known_layouts_are_planned(
    edition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, dice = shipped(edition), random.Random(7)
    figures = tuple(measured(form, cell.index, dice) for cell in form.cells)
    text = report_yaml(records.report(form, figures=figures), form)
    layouts = Layouts()
    for _ in range(2):
        layouts.read(_other_figures(text, dice, 0))
    laid = layouts.read(text)
    assert laid is not None
    assert [type(laid[table.key]) for table in form.tables] == [Laid] * len(form.tables)
    monkeypatch.setattr(Laid, "data", None)  # nothing is read in full
    found, _ = _told(laid, form)
    assert found.report is not None
    assert (found.report.figures, found.diagnostics) == (figures, ())
