"""Rules over what is filed besides sums: who may file it, how figures compare, when, and as what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.check.agency import may_make_rules, reserved_figures
from generator.check.cautions import broken_cautions
from generator.check.dates import deadline, future_dates, late
from generator.check.pictures import tables_as_pictures
from generator.portal import summary
from generator.report import Value
from generator.site import Deadline, Site
from tests.support.forms import shipped
from tests.support.records import agency, report, subject, told

FORM = shipped("2021")
RULES: dict[str, Value] = {"主动公开/规章/制发": 1, "主动公开/规章/现行有效": 9}


@pytest.mark.parametrize(
    ("facts", "may"),
    [
        ({"kind": "department", "region": "990100"}, False),
        ({"kind": "township", "region": "990102101000"}, False),
        ({"kind": "government", "region": "990000"}, True),
        ({"kind": "government", "region": "990100"}, True),
        ({"kind": "government", "region": "990100000000"}, True),
        ({"kind": "government", "region": "990102"}, False),
        ({"kind": "government", "region": None}, None),
        ({"kind": "department", "makes_rules": True}, True),
        ({"kind": "government", "region": "990100", "makes_rules": False}, False),
    ],
)
def test_who_may_make_rules(facts: dict[str, Any], *, may: bool | None) -> None:
    organ = agency(**facts)
    assert may_make_rules(organ) is may
    found = told(reserved_figures(subject(FORM, RULES, agency=organ)))
    assert found == (["agency.rules/default"] if may is False else [])


def test_rules_that_were_not_filed_or_are_0_are_fine() -> None:
    for value in (None, 0):
        listed: dict[str, Value] = {"主动公开/规章/制发": value}
        assert list(reserved_figures(subject(FORM, listed))) == []


def test_a_finding_about_rules_names_every_figure() -> None:
    (found,) = reserved_figures(subject(FORM, RULES))
    assert found.cells == tuple(RULES)
    assert [item.label for item in found.related] == [f"{k} = {v}" for k, v in RULES.items()]


@pytest.mark.parametrize(
    ("issued", "repealed", "in_force", "is_told"),
    [(5, 1, 3, True), (5, 1, 4, False), (5, 1, 9, False), (1, 5, 0, False), (5, None, 0, False)],
)
def test_what_was_issued_is_in_force(
    issued: Value, repealed: Value, in_force: Value, *, is_told: bool
) -> None:
    row = "主动公开/行政规范性文件"
    listed = {f"{row}/制发": issued, f"{row}/废止": repealed, f"{row}/现行有效": in_force}
    found = told(broken_cautions(subject(FORM, listed)))
    assert found == (["balance.in-force/default"] if is_told else [])


@pytest.mark.parametrize(
    ("before", "change", "decisions", "is_told"),
    [(20, 3, 23, True), (20, -3, 17, True), (20, 3, 24, False), (20, 0, 20, False)],
)
def test_decisions_are_no_items(
    before: Value, change: Value, decisions: Value, *, is_told: bool
) -> None:
    row = "主动公开/行政许可"
    listed = {f"{row}/上年项目": before, f"{row}/增减": change, f"{row}/处理决定": decisions}
    found = list(broken_cautions(subject(shipped("2019"), listed)))
    assert told(found) == (["balance.decisions/default"] if is_told else [])
    assert all(item.args["words"] == "上年项目＋增减" for item in found)


EARLY = Site(
    name="",
    deadlines=(
        Deadline(kind="department", year=None, month=1, day=25),
        Deadline(kind="department", year=2023, month=1, day=15),
        Deadline(kind="department", year=2022, month=2, day=28),
        Deadline(kind="township", year=None, month=1, day=10),
    ),
)


@pytest.mark.parametrize(
    ("kind", "year", "site", "due"),
    [
        ("department", 2023, Site(name=""), (1, 31)),
        ("government", 2023, Site(name=""), (3, 31)),
        ("township", 2023, Site(name=""), None),
        ("department", 2023, EARLY, (1, 15)),
        ("department", 2024, EARLY, (1, 25)),
        ("department", 2022, EARLY, (1, 31)),
        ("township", 2024, EARLY, (1, 10)),
        ("government", 2024, EARLY, (3, 31)),
    ],
)
def test_a_deadline_is_the_law_s_or_an_earlier_one(
    kind: str, year: int, site: Site, due: tuple[int, int] | None
) -> None:
    found = deadline(subject(FORM, agency=agency(kind=kind), site=site, year=year))
    assert found == (due and date(year + 1, *due))


@pytest.mark.parametrize(
    ("day", "is_told"),
    [(date(2024, 1, 31), False), (date(2024, 2, 1), True), (date(2025, 1, 5), True), (None, False)],
)
def test_a_report_after_its_deadline_is_told(day: date | None, *, is_told: bool) -> None:
    found = told(late(subject(FORM, published=day)))
    assert found == (["date.deadline/default"] if is_told else [])


def test_a_day_is_in_the_future_only_beside_a_day_that_was_said() -> None:
    plain = summary(report(FORM, published=date(2024, 4, 2)), FORM).plain
    (found,) = future_dates([plain], date(2024, 4, 1))
    assert (found.rule, found.variant, found.at.path) == (
        "date.impossible",
        "future",
        ("published",),
    )
    assert list(future_dates([plain], date(2024, 4, 2))) == []
    undated = summary(report(FORM), FORM).plain
    assert list(future_dates([undated], date(2024, 4, 1))) == []


BLANK = dict.fromkeys([cell.address for cell in FORM.cells])


@pytest.mark.parametrize(
    ("listed", "files", "is_told"),
    [
        (BLANK, ("content/demo/2023/表.PNG",), True),
        (BLANK, ("content/demo/2023/表.pdf",), True),
        (BLANK, ("content/demo/2023/表.csv",), False),
        (BLANK, (), False),
        ({**BLANK, "主动公开/行政许可": 0}, ("content/demo/2023/表.png",), False),
    ],
)
def test_tables_as_a_picture_only_are_told(
    listed: dict[str, Value], files: tuple[str, ...], *, is_told: bool
) -> None:
    found = told(tables_as_pictures(subject(FORM, listed, attachments=files)))
    assert found == (["form.picture/default"] if is_told else [])
