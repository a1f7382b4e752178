"""Each bad input is told by exactly the right rules, at exactly the right place, and printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.badinput import case
from tests.support.sites import gongkai, problems

NAMES = case.names()
TABLE = case.table()
NOTHING_IS_AN_ERROR = "severities:\n"


def test_every_case_is_expected_to_fail_and_every_expectation_has_a_case() -> None:
    assert sorted(TABLE) == NAMES


def test_there_are_many_cases() -> None:
    assert len(NAMES) >= 200


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_input_is_told_by_its_rules_at_its_place(tmp_path: Path, name: str) -> None:
    root = case.placed(tmp_path, name)
    file = case.PLACES[name.split("/")[0]]
    assert case.seen(problems(root), file) == TABLE[name]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_bad_input_is_printed_for_people(tmp_path: Path, name: str, language: str) -> None:
    ran = gongkai("-C", case.placed(tmp_path, name), "check", language=language)
    assert ran.out.count("gongkai explain") == len(TABLE[name])
    assert "{" not in ran.out.split("\n")[0].replace("{{", "").replace("{b", "") or "“" in ran.out


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_bad_input_is_printed_for_programs(tmp_path: Path, name: str, language: str) -> None:
    ran = gongkai("-C", case.placed(tmp_path, name), "check", "--format", "json", language=language)
    found = ran.document["diagnostics"]
    assert len(found) == len(TABLE[name])
    assert all(item["message"] and item["hint"] for item in found)
