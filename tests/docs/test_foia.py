"""The worked example of the guide to forms: another country's report is checked, proved and built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.sites import gongkai

FOIA = Path(__file__).parents[2] / "examples" / "foia"
REPORT = "content/lanterns/2024.yml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    copy = tmp_path / "foia"
    shutil.copytree(FOIA, copy, ignore=shutil.ignore_patterns(".*", "public"))
    return copy


def test_it_is_sound_in_canonical_form_and_its_rules_all_fire() -> None:
    checked = gongkai("-C", FOIA, "check", "--strict", "--format", "json", language="en")
    assert (checked.status, checked.document["diagnostics"]) == (0, [])
    assert gongkai("-C", FOIA, "fmt", "--check").status == 0
    proved = gongkai("-C", FOIA, "selftest", "us-foia-requests", language="en")
    assert proved.status == 0
    assert "read by no rule" not in proved.out


def test_it_is_built_with_its_own_heads_and_figures(site: Path) -> None:
    built = gongkai("-C", site, "build", "--strict", language="en")
    assert built.status == 0, built.err
    page = (site / "public/lanterns/2024/index.html").read_text(encoding="utf-8")
    assert 'colspan="9"' in page
    assert "Number of full denials based on reasons other than exemptions" in page
    assert "all 32 equations hold" in page
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in page.split("<main")[1])
    assert (site / "public/lanterns/compare/index.html").is_file()


@pytest.mark.parametrize(
    ("right", "wrong", "rules"),
    [
        ("granted: 70", "granted: 71", {"foia.processed"}),
        ("received: 39", "received: 40", {"foia.pending", "narrative.contradicts"}),
        ("pending_start: 15", "pending_start: 14", {"foia.pending", "foia.carried"}),
        ("duplicate: 4}", "duplicate: 4, total: 134}", {"foia.dispositions", "foia.processed"}),
        ("unlisted: 0", "unlisted: ~", {"cell.blank"}),
    ],
)
def test_one_changed_figure_is_found(site: Path, right: str, wrong: str, rules: set[str]) -> None:
    path = site / REPORT
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    checked = gongkai("-C", site, "check", "--format", "json", language="en")
    assert checked.status == 1
    assert {item["rule"] for item in checked.document["diagnostics"]} == rules
