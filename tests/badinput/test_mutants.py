"""Thousands of damaged files: nothing but findings comes of them, and nothing in silence.

A damaged report says what is wrong with it, or has exactly the figures that another reader finds in
it. Damaged prose says what is wrong with it, or shows every letter.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from generator import decode, narrative, source
from generator.decode import Places
from generator.diagnostic import Diagnostic
from generator.report import Report
from tests.badinput import oracle
from tests.badinput.mutate import damaged
from tests.support.forms import both, shipped

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "content" / "yuhang" / "commerce"

REPORTS = {
    "sample-2023": SAMPLE / "2023.yml",
    "whole-2021": HERE / "whole-2021.yml",
    "whole-2019": HERE / "whole-2019.yml",
}
PROSE = {"sample-2023": SAMPLE / "2023.md", "markup-2023": HERE / "markup.md"}
YEARS = {"sample-2023": "2023", "whole-2021": "2023", "whole-2019": "2019"}
EACH = 1000 if os.environ.get("GONGKAI_FULL") else 200
"""Damaged files of each kind; GONGKAI_FULL=1 tries a thousand."""
HARMLESS = {"cell.blank", "yaml.comment"}
"""Findings that leave the figures of a report as they were written."""


def read_report(raw: bytes, year: str) -> tuple[Report | None, tuple[Diagnostic, ...]]:
    read = source.read(raw, "report.yml")
    if read.data is None:
        return None, read.diagnostics
    decoded = decode.report(read.data, agency="demo", slug=year, forms=both(), file="report.yml")
    return decoded.report, (*read.diagnostics, *decoded.diagnostics)


def prove_figures(report: Report, raw: bytes) -> None:
    """Every figure of a report is the one that was written, or worked out from those that were."""
    form = shipped(report.edition)
    written = oracle.figures(raw, form)
    for cell in form.cells:
        value = report.figures[cell.index]
        printed = None if value is None else str(value)
        if cell.address in written:
            assert printed == written[cell.address], cell.address
        elif cell.index in report.derived:
            assert oracle.adds_up(report, form, cell.index), cell.address
        elif printed is not None:
            assert printed == oracle.unlisted(raw), cell.address


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", REPORTS)
def test_a_damaged_report_is_told_or_has_the_figures_that_were_written(
    name: str, seed: int
) -> None:
    text, year = REPORTS[name].read_text(), YEARS[name]
    dice, counts = random.Random(f"{name} {seed}"), Counter[str]()
    for _ in range(EACH):
        raw = damaged(text, dice)
        report, findings = read_report(raw, year)
        if report is None:
            assert findings, raw
            counts["refused"] += 1
        elif {finding.rule for finding in findings} <= HARMLESS:
            prove_figures(report, raw)
            counts["whole"] += 1
        else:
            counts["told"] += 1
    sys.stdout.write(f"{name} {dict(counts)}\n")
    assert min(counts["whole"], counts["told"], counts["refused"]) > EACH // 50


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", PROSE)
def test_damaged_prose_is_told_or_is_shown_whole(name: str, seed: int) -> None:
    text, form = PROSE[name].read_text(), shipped("2021")
    dice, counts = random.Random(f"{name} {seed}"), Counter[str]()
    for _ in range(EACH // 2):
        raw = damaged(text, dice)
        found, findings = narrative.read(raw, "content/demo/2023.md", form)
        if not findings:
            assert oracle.lost(raw.decode("utf-8-sig"), found) == "", raw.decode()
        counts["told" if findings else "whole"] += 1
    sys.stdout.write(f"{name} {dict(counts)}\n")
    assert min(counts["whole"], counts["told"]) > EACH // 50


@pytest.mark.parametrize("name", ["whole-2021", "whole-2019"])
def test_a_figure_that_is_written_anew_changes_alone(name: str) -> None:
    """Each figure of a file in turn is replaced where it is said to stand; no other changes."""
    text, form = REPORTS[name].read_text(), shipped(name[-4:])
    before, places = read_whole(text, name)
    spans = source.spans(text.encode())
    for cell in form.cells:
        path = places.find(cell.index)
        assert path is not None
        span = spans.find(path, on_key=False)
        lines = text.split("\n")
        line, begin, end = lines[span.line - 1], span.column - 1, span.column - 1 + span.width
        assert line[begin:end].lstrip("+") == str(before.figures[cell.index])
        lines[span.line - 1] = f"{line[:begin]}987654{line[end:]}"
        after, _ = read_whole("\n".join(lines), name)
        pairs = zip(before.figures, after.figures, strict=True)
        assert [index for index, (old, new) in enumerate(pairs) if old != new] == [cell.index]
        assert str(after.figures[cell.index]) == "987654"


def read_whole(text: str, name: str) -> tuple[Report, Places]:
    read = source.read(text.encode(), "report.yml")
    assert read.data is not None
    decoded = decode.report(
        read.data, agency="demo", slug=YEARS[name], forms=both(), file="report.yml"
    )
    assert (read.diagnostics, decoded.diagnostics) == ((), ())
    assert decoded.report is not None
    return decoded.report, decoded.places


@pytest.mark.parametrize("name", REPORTS)
def test_the_other_reader_notices_every_figure_that_is_not_as_written(name: str) -> None:
    raw = REPORTS[name].read_bytes()
    report, _ = read_report(raw, YEARS[name])
    assert report is not None
    prove_figures(report, raw)
    for index in range(len(report.figures)):
        figures = (*report.figures[:index], 999_999, *report.figures[index + 1 :])
        with pytest.raises(AssertionError):
            prove_figures(replace(report, figures=figures), raw)


def test_the_other_reader_notices_a_letter_that_is_not_shown() -> None:
    text = PROSE["markup-2023"].read_text()
    found, _ = narrative.read(text.encode(), "content/demo/2023.md", shipped("2021"))
    assert oracle.lost(text, found) == ""
    assert oracle.lost(text.replace("正", "鹬"), found) == "鹬" * text.count("正")
