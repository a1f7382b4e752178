"""What a build takes for content, and what it compares a report with."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from generator.pipeline import Wish, conduct, workers
from tests.support.sites import SOUND, problems, site

FIGURES = SOUND["content/demo/2023.yml"]
PROSE = SOUND["content/demo/2023.md"]
CARRIED = "申请办理:\n  本年新收: {自然人: 1}\n  结转下年: {自然人: 1}\n"


def rules(root: Path) -> list[str]:
    return [found.diagnostic.rule for found in problems(root)]


def test_a_draft_with_errors_does_not_stop_a_build(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/2024.yml": "title: 草稿\ndraft: yes\n"})
    assert rules(root) != []
    built = pipeline.build(root, tmp_path / "public")
    assert not built.verdict.refuses(strict=True)
    assert not (tmp_path / "public/demo/2024").exists()


def test_a_draft_that_is_asked_for_is_checked(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/demo/2024.yml": "title: 草稿\ndraft: yes\n"})
    built = pipeline.build(root, tmp_path / "public", Wish(drafts=True))
    assert built.verdict.refuses(strict=False)


def test_last_year_is_the_report_of_the_same_scope_whatever_its_file_is_called(
    tmp_path: Path,
) -> None:
    roll_up = f"scope: region\n{FIGURES}{CARRIED}"
    before = {"content/demo/2022.yml": roll_up, "content/demo/2022.md": PROSE}
    assert "years.carried" not in rules(site(tmp_path / "own", before))
    after = {"content/demo/2023.yml": f"scope: region\n{FIGURES}"}
    assert "years.carried" in rules(site(tmp_path / "both", {**before, **after}))


def test_a_page_is_told_why_it_was_made_again(tmp_path: Path) -> None:
    root = site(tmp_path)
    pipeline.build(root, tmp_path / "public")
    with (root / "content/demo/2023.md").open("a", encoding="utf-8") as file:
        file.write("\n再加一句。\n")
    built = pipeline.build(root, tmp_path / "public")
    made = {path: why for path, why in built.made.items() if "search" not in path}
    assert made == {"demo/2023/index.html": "changed content/demo/2023.md"}


def test_what_was_found_is_found_again_when_nothing_changed(tmp_path: Path) -> None:
    undated = FIGURES.replace("published: 2024-01-20\n", "")
    root = site(tmp_path, {"content/demo/2023.yml": undated})
    first = pipeline.build(root, tmp_path / "public")
    second = pipeline.build(root, tmp_path / "public")
    assert second.verdict == first.verdict
    assert [found.diagnostic.rule for found in second.verdict.problems] == ["date.missing"]
    assert second.made == {}


def test_two_and_seven_processes_give_the_same_site_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_WORTH", 1)
    monkeypatch.setattr(conduct, "_BATCH", 1)
    more = {}
    for agency in ("a", "b", "c"):
        more[f"content/demo/{agency}/agency.yml"] = SOUND["content/demo/agency.yml"]
        more[f"content/demo/{agency}/2023.yml"] = FIGURES
        more[f"content/demo/{agency}/2023.md"] = PROSE
    root = site(tmp_path, more)
    manifests = []
    for count in (1, 2, 7):
        target = tmp_path / f"public{count}"
        pipeline.build(root, target, Wish(workers=count, cache=False))
        manifests.append((target / "manifest.json").read_bytes())
    assert manifests[0] == manifests[1] == manifests[2]
