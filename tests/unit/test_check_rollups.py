"""Regions' figures beside the sums of their parts, on small sites."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generator import pipeline
from generator.check.sums import Difference, differences, sparse
from generator.diagnostic import Problem
from generator.pipeline import Wish
from generator.report import Amount
from tests.support.forms import shipped
from tests.support.records import figures
from tests.support.sites import SOUND, problems, write

FORM = shipped("2021")
OLD = shipped("2019")
PERMITS = "主动公开/行政许可"
FEES = "主动公开/行政事业性收费"


def differing(
    region: dict[str, int | None], *parts: dict[str, int | None], whole: bool = True
) -> list[tuple[str, int]]:
    given = [sparse(figures(FORM, part)) for part in parts]
    found = differences(FORM, sparse(figures(FORM, region)), given, whole=whole)
    return [(FORM.cells[item.cell].address, int(item.gap)) for item in found]


def test_a_cell_has_to_be_the_sum_of_its_parts() -> None:
    assert differing({PERMITS: 5}, {PERMITS: 2}, {PERMITS: 3}) == []
    assert differing({PERMITS: 4}, {PERMITS: 2}, {PERMITS: 3}) == [(PERMITS, -1)]
    assert differing({}, {PERMITS: 2}) == [(PERMITS, -2)]
    assert differing({PERMITS: 1}, {}) == [(PERMITS, 1)]


def test_what_was_not_filed_is_never_0() -> None:
    assert differing({PERMITS: 9}, {PERMITS: 2}, {PERMITS: None}) == []
    assert differing({PERMITS: 1}, {PERMITS: 2}, {PERMITS: None}) == [(PERMITS, -1)]
    assert differing({PERMITS: None}, {PERMITS: 2}) == []


def test_while_a_part_is_missing_the_sum_is_a_bound() -> None:
    assert differing({PERMITS: 9}, {PERMITS: 2}, whole=False) == []
    assert differing({PERMITS: 1}, {PERMITS: 2}, whole=False) == [(PERMITS, -1)]


def test_a_change_may_fall_so_it_has_no_bound() -> None:
    cell = next(cell for cell in OLD.cells if cell.address.endswith("行政许可/增减"))
    part = sparse(figures(OLD, {cell.address: 2}))
    own = sparse(figures(OLD, {cell.address: 1}))
    assert list(differences(OLD, own, [part], whole=False)) == []
    assert len(list(differences(OLD, own, [part], whole=True))) == 1


def money(text: str, unit: str | None = None) -> Amount:
    return Amount(value=Decimal(text), unit=unit)


def test_amounts_are_added_to_the_last_place() -> None:
    part = sparse(figures(FORM, {FEES: money("0.10")}))
    region = sparse(figures(FORM, {FEES: money("0.3")}))
    assert list(differences(FORM, region, [part, part, part], whole=True)) == []
    (found,) = differences(FORM, region, [part, part], whole=True)
    cell = FORM.cell_by_address[FEES].index
    assert found == Difference(cell, Decimal("0.3"), Decimal("0.20"), exact=True)


@pytest.mark.parametrize(("first", "second"), [("万元", "元"), (None, "万元"), (None, None)])
def test_amounts_in_several_or_unknown_units_are_not_added(
    first: str | None, second: str | None
) -> None:
    total = next(cell.address for cell in OLD.cells if cell.address.endswith("总金额"))
    region, part = (sparse(figures(OLD, {total: money("5", unit)})) for unit in (first, second))
    assert list(differences(OLD, region, [part, part], whole=True)) == []
    same = sparse(figures(OLD, {total: money("5", "万元")}))
    assert len(list(differences(OLD, same, [same, same], whole=True))) == 1


# Whole sites


def report(received: int, permits: int, more: str = "") -> str:
    row = f"[{received}, 0, 0, 0, 0, 0, {received}]"
    return (
        f"title: 演示\npublished: 2024-01-20\nunlisted: 0\n{more}主动公开:\n  行政许可: {permits}\n"
        f"申请办理:\n  本年新收: {row}\n  办理结果:\n    予以公开: {row}\n"
    )


NAMES = {"city": "government", "city/finance": "department", "city/health": "department"} | {
    "city/north": "government",
    "city/north/town": "township",
}
REPORTS = {
    "city/2023": report(1, 10),
    "city/finance/2023": report(2, 20),
    "city/health/2023": report(4, 40),
    "city/north/2023": report(8, 80),
    "city/north/town/2023": report(16, 160),
    "city/north/2023-region": report(24, 240),
    "city/2023-region": report(31, 310),
}
TOP = "content/city/2023-region.yml"


def city(root: Path, **changes: str | None) -> Path:
    """A city whose roll-ups add up, with some reports changed or (``None``) left out."""
    files: dict[str, str] = {"site.yml": "name: 演示\n"}
    for agency, kind in NAMES.items():
        short = agency.rpartition("/")[2]
        files[f"content/{agency}/agency.yml"] = f"name: 演示{short}\nshort: {short}\nkind: {kind}\n"
    for name, text in {**REPORTS, **changes}.items():
        if text is not None:
            files |= {
                f"content/{name}.yml": text,
                f"content/{name}.md": SOUND["content/demo/2023.md"],
            }
    return write(root, files)


def found(root: Path) -> list[Problem]:
    return [item for item in problems(root) if item.diagnostic.rule.startswith("rollup.")]


def rules(root: Path) -> list[tuple[str, str]]:
    return [
        (item.position.file, f"{item.diagnostic.rule}/{item.diagnostic.variant}")
        for item in found(root)
    ]


def test_roll_ups_that_add_up_are_fine(tmp_path: Path) -> None:
    assert found(city(tmp_path)) == []


def test_one_cell_that_differs_is_told_with_the_part_of_each_agency(tmp_path: Path) -> None:
    (problem,) = found(city(tmp_path, **{"city/2023-region": report(31, 311)}))
    finding = problem.diagnostic
    assert (finding.rule, finding.variant, finding.cells) == ("rollup.sum", "default", (PERMITS,))
    assert finding.args["gap"] == "+1"
    assert (problem.position.file, problem.position.line) == (TOP, 5)
    assert [(item.position.file, item.label) for item in problem.remarks] == [
        ("content/city/north/2023-region.yml", f"north·{PERMITS} = 240"),
        ("content/city/health/2023.yml", f"health·{PERMITS} = 40"),
        ("content/city/finance/2023.yml", f"finance·{PERMITS} = 20"),
        ("content/city/2023.yml", f"city·{PERMITS} = 10"),
    ]


def test_cells_of_a_row_are_told_together(tmp_path: Path) -> None:
    told = found(city(tmp_path, **{"city/2023-region": report(30, 310)}))
    assert [(item.diagnostic.variant, item.diagnostic.args["count"]) for item in told] == [
        ("default-row", 2),
        ("default-row", 2),
        ("default-row", 2),
    ]


@pytest.mark.parametrize(
    ("changed", "variant"), [(report(29, 290), "omitted"), (report(33, 330), "doubled")]
)
def test_an_agency_left_out_or_added_twice_is_named(
    tmp_path: Path, changed: str, variant: str
) -> None:
    (problem,) = found(city(tmp_path, **{"city/2023-region": changed}))
    assert (problem.diagnostic.variant, problem.diagnostic.args["name"]) == (variant, "finance")


def test_a_missing_part_is_listed_and_no_0(tmp_path: Path) -> None:
    root = city(tmp_path, **{"city/health/2023": None})
    assert rules(root) == [(TOP, "rollup.missing/default")]
    (problem,) = found(root)
    assert problem.diagnostic.args == {"names": "health", "count": 1}


def test_what_is_below_the_parts_that_are_there_is_wrong_whoever_is_missing(
    tmp_path: Path,
) -> None:
    changes = {"city/health/2023": None, "city/2023-region": report(31, 260)}
    assert (TOP, "rollup.sum/least") in rules(city(tmp_path, **changes))


def test_a_lower_government_s_departments_do_not_stand_in_for_its_roll_up(tmp_path: Path) -> None:
    root = city(tmp_path, **{"city/north/2023-region": None})
    assert rules(root) == [(TOP, "rollup.missing/region")]


def test_editions_are_never_mixed(tmp_path: Path) -> None:
    old = 'edition: "2019"\ntitle: 演示\npublished: 2024-01-20\nunlisted: 0\n'
    root = city(tmp_path, **{"city/health/2023": old})
    assert rules(root) == [(TOP, "rollup.edition/default")]


def test_a_part_that_cannot_be_read_is_not_told_twice(tmp_path: Path) -> None:
    root = city(tmp_path, **{"city/health/2023": "title: [\n"})
    assert rules(root) == []


def test_a_draft_is_no_part_of_what_is_published(tmp_path: Path) -> None:
    root = city(tmp_path, **{"city/health/2023": report(4, 40, "draft: yes\n")})
    assert rules(root) == []
    built = pipeline.build(root, tmp_path / "public")
    told = [item.diagnostic.rule for item in built.verdict.problems]
    assert [rule for rule in told if rule.startswith("rollup.")] == ["rollup.missing"]


def test_a_roll_up_may_also_be_one_by_its_scope(tmp_path: Path) -> None:
    """Then no file's name tells that figures will be wanted, and they are read when they are."""
    changes = {"city/2023": report(31, 311, "scope: region\n"), "city/2023-region": None}
    root = city(tmp_path, **changes)
    assert rules(root) == [("content/city/2023.yml", "rollup.missing/default")]
    write(root, {"content/city/2023.yml": report(31, 100, "scope: region\n")})
    assert ("content/city/2023.yml", "rollup.sum/least") in rules(root)


def test_a_waiver_covers_its_cells_and_no_others_of_the_row(tmp_path: Path) -> None:
    cells = "申请办理/本年新收/自然人"
    waived = (
        f"{report(30, 310)}waivers:\n  - {{rule: rollup.sum, cells: [{cells}], reason: 口径}}\n"
    )
    told = found(city(tmp_path, **{"city/2023-region": waived}))
    severities = {item.diagnostic.cells: str(item.severity) for item in told}
    assert severities[(cells,)] == "note"
    assert severities[("申请办理/本年新收/总计",)] == "error"


def test_a_part_that_changes_is_seen_from_memory(tmp_path: Path) -> None:
    root, public, town = (
        city(tmp_path / "site"),
        tmp_path / "public",
        "content/city/north/town/2023.yml",
    )

    def told() -> tuple[Problem, ...]:
        problems = pipeline.build(root, public, Wish(workers=1)).verdict.problems
        return tuple(item for item in problems if item.diagnostic.rule.startswith("rollup."))

    assert told() == ()
    write(root, {town: report(16, 161)})
    first = told()
    assert [item.position.file for item in first] == ["content/city/north/2023-region.yml"]
    assert told() == first
    write(root, {town: "# 注\n" + report(16, 161)})
    (moved,) = told()
    assert moved.remarks[0].position.line == first[0].remarks[0].position.line + 1
    write(root, {town: report(16, 160)})
    assert told() == ()
