"""A record written as YAML is decoded to itself."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import decode, source
from generator.form import Form, Measure
from generator.report import (
    CellChange,
    Contact,
    Correction,
    Report,
    Scope,
    Value,
    Waiver,
)
from generator.source import canonical
from generator.workspace.content import load
from generator.writing import report_yaml
from tests.property.test_figures import DICE, SLUGS, measured
from tests.support import records
from tests.support.forms import both, shipped

ROOT = Path(__file__).parents[2]
NAMES = st.text(st.sampled_from("公开 a1:#,[]{}'\"\\~-–、。“”《》%&*!|>?@`"), min_size=1).map(
    lambda text: text.strip() or "名"
)
WORDS = st.one_of(NAMES, st.sampled_from(["~", "null", "no", "0571", "2024-01-19", "1:30", "<<"]))
DAYS = st.dates(date(2024, 1, 1), date(2030, 1, 1))


def waiver(named: list[str], seen: list[tuple[str, int | None]], reason: str) -> Waiver:
    """A waiver whose cells are those named, then those only seen."""
    cells = (*named, *(cell for cell, _ in seen if cell not in named))
    return Waiver(rule="years.stock", cells=cells, reason=reason, seen=tuple(seen))


def read_back(text: str, slug: str) -> Report:
    read = source.read(text.encode(), "report.yml")
    assert (read.diagnostics, read.data is not None) == ((), True), text
    found = decode.report(
        read.data or {}, agency="demo", slug=slug, forms=both(), file="report.yml"
    )
    assert {finding.rule for finding in found.diagnostics} <= {"cell.blank"}, text
    assert found.report is not None
    return found.report


def filed(form: Form, dice: random.Random, share: float) -> tuple[Value, ...]:
    """Figures of which about a share is neither 0 nor blank."""
    plain = records.figures(form)
    return tuple(
        measured(form, cell, dice) if dice.random() < share else dice.choice([zero] * 30 + [None])
        for cell, zero in enumerate(plain)
    )


@pytest.mark.parametrize("edition", SLUGS)
@settings(max_examples=40)
@given(dice=DICE, share=st.sampled_from([0.0, 0.02, 0.5, 1.0]))
def test_figures_come_back_as_they_were(edition: str, dice: random.Random, share: float) -> None:
    form = shipped(edition)
    report = records.report(form, figures=filed(form, dice, share))
    back = read_back(report_yaml(report, form), SLUGS[edition])
    assert back.figures == report.figures
    assert [str(value) for value in back.figures] == [str(value) for value in report.figures]
    assert {back.figures[cell] for cell in back.derived} <= {0}


@pytest.mark.parametrize("edition", SLUGS)
@settings(max_examples=30)
@given(dice=DICE, share=st.sampled_from([0.02, 0.5, 1.0]))
def test_no_total_that_was_written_is_left_out_unless_it_is_0(
    edition: str, dice: random.Random, share: float
) -> None:
    form = shipped(edition)
    totals = decode.derivable(form)
    values = {
        cell: value
        for cell, value in enumerate(filed(form, dice, share))
        if cell not in totals or dice.random() < 0.3
    }
    derived = decode.work_out(values, form)
    figures = tuple(values.get(cell.index) for cell in form.cells)
    report = records.report(form, figures=figures, derived=derived)
    back = read_back(report_yaml(report, form), SLUGS[edition])
    assert back.figures == figures
    assert {cell for cell in back.derived if figures[cell]} <= derived


@settings(max_examples=80)
@given(data=st.data())
def test_facts_come_back_as_they_were(data: st.DataObject) -> None:
    form = shipped("2021")
    cells = st.sampled_from([cell.address for cell in form.cells if cell.measure == "count"])
    contacts = st.builds(
        Contact,
        office=st.none() | WORDS,
        address=st.none() | WORDS,
        postcode=st.none() | st.just("000000"),
        phone=st.none() | WORDS,
        email=st.none() | st.just("a@example.gov.cn"),
    )
    counts = [cell.address for cell in form.cells if cell.measure is Measure.COUNT]
    sights = st.tuples(st.sampled_from(counts), st.none() | st.integers(0, 99))
    waivers = st.builds(
        waiver, st.lists(cells), st.lists(sights, max_size=3, unique_by=lambda one: one[0]), WORDS
    )
    figures = st.none() | st.integers(0, 999)
    changes = st.builds(CellChange, cell=cells, was=figures, now=figures)
    corrections = st.builds(
        Correction,
        day=DAYS,
        reason=WORDS,
        changes=st.lists(changes, unique_by=lambda change: change.cell).map(tuple),
    )
    report = records.report(
        form,
        title=data.draw(WORDS),
        published=data.draw(st.none() | DAYS),
        index_number=data.draw(st.none() | WORDS),
        draft=data.draw(st.booleans()),
        embargo=data.draw(st.none() | DAYS),
        scope=data.draw(st.sampled_from(Scope)),
        contact=data.draw(st.none() | contacts),
        waivers=tuple(data.draw(st.lists(waivers, max_size=3))),
        corrections=tuple(data.draw(st.lists(corrections, max_size=3))),
    )
    back = read_back(report_yaml(report, form), "2023")
    assert replace(back, derived=frozenset()) == report


@pytest.mark.parametrize("root", [ROOT, ROOT / "examples/demo-city"], ids=lambda path: path.name)
def test_every_report_of_the_portals_comes_back_whole(root: Path) -> None:
    content = load(root, drafts=True)
    for item in content.filed.values():
        text = report_yaml(item.report, content.forms[item.report.edition])
        back = replace(read_back(text, item.report.slug), agency=item.report.agency)
        added = back.derived - item.report.derived
        assert {back.figures[cell] for cell in added} <= {0}
        assert replace(back, derived=back.derived - added) == item.report


def test_what_is_written_is_read_the_short_way() -> None:
    form = shipped("2021")
    listed: dict[str, Value] = {
        "申请办理/本年新收/自然人": 3,
        "申请办理/办理结果/无法提供/不掌握/自然人": None,
        "复议诉讼/行政复议/总计": 2,
    }
    text = report_yaml(records.report(form, listed, draft=True), form)
    assert canonical.read(text) is not None
    assert text == (
        'edition: "2021"\n'
        "title: Agency demo 2023\n"
        "draft: yes\n"
        "unlisted: 0\n"
        "\n"
        "申请办理:\n"
        "  本年新收: {自然人: 3, 总计: 0}\n"
        "  办理结果:\n"
        "    无法提供:\n"
        "      不掌握: {自然人: ~, 总计: 0}\n"
        "    总计: {自然人: 0, 总计: 0}\n"
        "\n"
        "复议诉讼:\n"
        "  行政复议: {总计: 2}\n"
    )
