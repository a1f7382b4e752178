"""Each bad input is told by exactly the right rules, at exactly the right place, and printed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import catalogue
from generator.pipeline import check
from tests.badinput import case
from tests.support.sites import gongkai, printed, write

NAMES = case.names()
TABLE = case.table()
STEP = 1 if os.environ.get("GONGKAI_FULL") else 10
"""Of how many inputs one is built with everything forgiven; GONGKAI_FULL=1 builds all."""
ALL_FORGIVEN = "".join(f"  {rule}: note\n" for rule in catalogue.rules())


def test_every_case_is_expected_to_fail_and_every_expectation_has_a_case() -> None:
    assert sorted(TABLE) == NAMES


def test_there_are_many_cases() -> None:
    assert len(NAMES) >= 200


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_input_is_told_by_its_rules_at_its_place(tmp_path: Path, name: str) -> None:
    root = case.placed(tmp_path, name)
    verdict = check(root).verdict
    file = case.PLACES[name.split("/")[0]]
    assert case.seen(verdict.problems, file) == TABLE[name]
    rule = TABLE[name][0][0].split("/")[0]
    assert all(rule in text for text in printed(root, verdict))


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("site/")][::STEP])
def test_a_site_that_forgives_everything_is_built_or_refused_but_never_breaks(
    tmp_path: Path, name: str
) -> None:
    root = write(
        case.placed(tmp_path, name), {"site.yml": f"name: 站点\nseverities:\n{ALL_FORGIVEN}"}
    )
    ran = gongkai("-C", root, "build")
    assert ran.status in (0, 1, 2)
    if ran.status == 1:
        # Whatever a site forgives, no page with a dead link or two titles is published.
        assert "demo/2023/index.html" in ran.err
        assert not (root / "public").exists()
