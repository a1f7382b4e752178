"""Published explanations: what they cover, and when they cover nothing any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check import Explained, unused_waivers, waiver_of
from generator.diagnostic import Address, Diagnostic, Severity
from tests.support.sites import SOUND, Ran, gongkai, problems, site

FILE = "content/demo/2023.yml"
CELL = "主动公开/行政规范性文件/现行有效"
BLANK = f"{SOUND[FILE]}主动公开:\n  行政规范性文件: {{制发: 2, 废止: 1, 现行有效: ~}}\n"


def finding(rule: str = "cell.blank", *cells: str, file: str = FILE) -> Diagnostic:
    return Diagnostic(rule=rule, at=Address(file=file), cells=cells)


def waiver(rule: str = "cell.blank", *cells: str) -> Explained:
    return Explained(rule, cells, (), known=True)


@pytest.mark.parametrize(
    ("given", "found", "covers"),
    [
        (waiver("cell.blank", "a"), finding("cell.blank", "a"), True),
        (waiver("cell.blank", "a", "b"), finding("cell.blank", "b", "c"), True),
        (waiver("cell.blank", "a"), finding("cell.blank", "b"), False),
        (waiver("cell.blank", "a"), finding("cell.number", "a"), False),
        (waiver("cell.blank"), finding("cell.blank", "a"), False),
        (waiver("date.missing"), finding("date.missing"), True),
        (waiver("date.missing", "a"), finding("date.missing"), False),
        (Explained("r", ("a",), (("a", "1", "2"),), known=True), finding("r", "a"), False),
    ],
)
def test_a_waiver_covers_a_finding_of_its_rule_that_read_one_of_its_cells(
    given: Explained, found: Diagnostic, covers: bool
) -> None:
    assert given.covers(found) is covers
    assert (waiver_of(found, {FILE: (given,)}) is given) is covers


def test_a_waiver_covers_findings_in_the_report_s_narrative_and_in_no_other_file() -> None:
    given = {FILE: (waiver("narrative.year"),)}
    assert waiver_of(finding("narrative.year", file="content/demo/2023.md"), given)
    assert not waiver_of(finding("narrative.year", file="content/demo/2022.md"), given)


def test_each_waiver_that_covers_nothing_is_told_at_its_place() -> None:
    given = {FILE: (waiver("cell.blank", "a"), waiver("cell.blank", "b"))}
    (told,) = unused_waivers([finding("cell.blank", "a")], given)
    assert (told.rule, told.at.path) == ("waiver.unused", ("waivers", 1))


def waived(text: str) -> str:
    return f"{BLANK}waivers:\n  - {{rule: cell.blank, {text}, reason: 正在核实}}\n"


def judged(root: Path) -> list[tuple[str, str, int]]:
    return [
        (f"{item.diagnostic.rule}/{item.diagnostic.variant}", item.severity, item.position.line)
        for item in problems(root)
    ]


@pytest.mark.parametrize("text", [f"cells: [{CELL}]", f"seen: {{{CELL}: ~}}"])
def test_a_waived_finding_is_a_note(tmp_path: Path, text: str) -> None:
    root = site(tmp_path, {FILE: waived(text)})
    assert judged(root) == [("cell.blank/default", Severity.NOTE, 5)]


def test_a_waiver_that_saw_another_figure_no_longer_counts(tmp_path: Path) -> None:
    root = site(tmp_path, {FILE: waived(f"seen: {{{CELL}: 7}}")})
    assert judged(root) == [
        ("cell.blank/default", Severity.ERROR, 5),
        ("waiver.unused/changed", Severity.WARNING, 7),
    ]


def test_figures_are_seen_as_numbers_not_as_they_are_written(tmp_path: Path) -> None:
    fee = "主动公开/行政事业性收费"
    text = f"seen: {{{CELL}: ~, {fee}: 3.5}}"
    root = site(
        tmp_path, {FILE: waived(text).replace("waivers", "  行政事业性收费: 3.50\nwaivers")}
    )
    assert judged(root) == [("cell.blank/default", Severity.NOTE, 5)]


def test_a_mended_fault_makes_its_waiver_idle_whether_remembered_or_not(tmp_path: Path) -> None:
    root = site(tmp_path, {FILE: waived(f"cells: [{CELL}]")})
    assert judged(root) == judged(root) == [("cell.blank/default", Severity.NOTE, 5)]
    (root / FILE).write_text(waived(f"cells: [{CELL}]").replace("~}", "7}"), encoding="utf-8")
    assert judged(root) == judged(root) == [("waiver.unused/default", Severity.WARNING, 7)]


def test_a_waiver_of_a_rule_that_is_not_there_is_told(tmp_path: Path) -> None:
    text = waived(f"cells: [{CELL}]").replace("rule: cell.blank", "rule: cell.blunk")
    assert judged(site(tmp_path, {FILE: text}))[1:] == [("waiver.unused/rule", Severity.WARNING, 7)]


def test_the_year_before_can_make_a_waiver_idle(tmp_path: Path) -> None:
    stock = f"{SOUND[FILE]}主动公开:\n  行政规范性文件: {{制发: 1, 废止: 0, 现行有效: 5}}\n"
    text = f"{stock}waivers:\n  - {{rule: years.stock, seen: {{{CELL}: 5}}, reason: 清理}}\n"
    last = SOUND[FILE].replace("2024-", "2023-").replace("2023年", "2022年")
    more = {
        FILE: text,
        "content/demo/2022.md": SOUND["content/demo/2023.md"],
        "content/demo/2022.yml": f"{last}主动公开:\n  行政规范性文件: {{制发: 0, 废止: 0, 现行有效: 9}}\n",
    }
    root = site(tmp_path, more)
    assert judged(root) == [("years.stock/default", Severity.NOTE, 5)]
    (root / "content/demo/2022.yml").write_text(
        more["content/demo/2022.yml"].replace("9}", "4}"), encoding="utf-8"
    )
    assert judged(root) == [("waiver.unused/default", Severity.WARNING, 7)]


def test_a_draft_s_waivers_are_not_judged_where_drafts_are_not(tmp_path: Path) -> None:
    root = site(tmp_path, {FILE: f"draft: yes\n{waived(f'seen: {{{CELL}: 7}}')}"})
    assert "waiver.unused/changed" in [name for name, *_ in judged(root)]
    built: Ran = gongkai("-C", root, "build", "-o", tmp_path / "public")
    assert (built.status, "waiver" in built.out) == (0, False)


def test_a_waiver_is_published_with_its_rule_in_words_and_a_link_to_its_cell(
    tmp_path: Path,
) -> None:
    root = site(tmp_path, {FILE: waived(f"seen: {{{CELL}: ~}}")})
    assert gongkai("-C", root, "build", "-o", tmp_path / "public").status == 0
    page = (tmp_path / "public/demo/2023/index.html").read_text("utf-8")
    assert (
        '应填数字的格子空着：正在核实 <span class="cells"><a href="#c5">行政规范性文件·现行有效（未填报）</a>'
        in page
    )
    assert '<td id="c5"><span class="na">未填报</span></td>' in page
