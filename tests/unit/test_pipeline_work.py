"""What a change costs: the pages that are made again, the files that are read, and the reason told."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import pipeline
from generator.cli.commands.build import _PARTS
from generator.workspace import tree
from tests.support.sites import SOUND, gongkai, site

FIGURES = SOUND["content/demo/2023.yml"]
RECEIVED = (
    "申请办理:\n  本年新收: [{0}, 0, 0, 0, 0, 0, {0}]\n"
    "  办理结果:\n    予以公开: [{0}, 0, 0, 0, 0, 0, {0}]\n"
)
REPORT = {
    "demo/2023/index.html",
    "demo/2023/report.json",
    "demo/2023/report.csv",
    *(f"demo/2023/{table}/table.csv" for table in ("disclosure", "requests", "disputes")),
    "demo/2023/disclosure/index.html",
    "demo/2023/requests/index.html",
    "demo/2023/disputes/index.html",
    "demo/2023/checks/index.html",
}

DATA = {
    "data/index.html",
    "data/v1/index.json",
    "data/v1/years/2023.csv",
    "data/v1/datapackage.json",
    "data/v1/csv-metadata.json",
}
"""What hangs on every figure: the year's file, and what tells of it."""


SIDE_BY_SIDE = {"demo/compare/index.html"}
"""The agency's years, which show every table while all follow one edition."""
COMPARED = {
    *("received", "handled", "granted", "partial"),
    *("refused", "unavailable", "not-processed", "otherwise"),
}
"""What all agencies are compared by and a request that was granted changes: shares are of all."""
PAGES = 84


class Site:
    """Two agencies with two years each, built once; then a change and another build."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.target = folder / "public"
        self.read: list[str] = []
        files: dict[str, str] = {}
        for agency in ("demo", "demo/north"):
            files[f"content/{agency}/agency.yml"] = SOUND["content/demo/agency.yml"]
            for year in (2022, 2023):
                text = FIGURES.replace("2023", str(year)).replace("2024", str(year + 1))
                files[f"content/{agency}/{year}.yml"] = text
                files[f"content/{agency}/{year}.md"] = SOUND["content/demo/2023.md"]
        self.root = site(folder / "site", files)
        for file in self.root.rglob("*"):
            os.utime(file, (1, 1))  # long ago, so that its time can be trusted
        self.build()
        sound = tree.read

        def noted(root: Path, path: str) -> bytes:
            self.read.append(path)
            return sound(root, path)

        monkeypatch.setattr(tree, "read", noted)

    def change(self, name: str, new: Callable[[str], str]) -> None:
        path = self.root / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(new(before), encoding="utf-8")

    def build(self) -> pipeline.Built:
        return pipeline.build(self.root, self.target)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(tmp_path, monkeypatch)


def content(read: list[str]) -> set[str]:
    return {path for path in read if path.startswith("content/")}


def test_nothing_changed_reads_the_settings_and_nothing_else(built: Site) -> None:
    again = built.build()
    assert (dict(again.made), again.kept, again.changed) == ({}, PAGES, False)
    assert built.read == ["site.yml"]


def test_a_comment_makes_nothing_again(built: Site) -> None:
    built.change("content/demo/2023.yml", lambda text: f"# 注\n{text}")
    again = built.build()
    assert (dict(again.made), again.changed) == ({}, False)
    assert content(built.read) <= {
        f"content/demo/{year}.{kind}" for year in (2022, 2023) for kind in ("yml", "md")
    }


def test_prose_makes_one_page(built: Site) -> None:
    built.change("content/demo/2023.md", lambda text: f"{text}\n再加一句。\n")
    again = built.build()
    pages = {path: why for path, why in again.made.items() if "search" not in path}
    assert pages == {"demo/2023/index.html": "changed content/demo/2023.md"}
    assert "demo/search.json" in again.made
    assert not any("north" in path for path in built.read)


def test_a_figure_that_no_index_shows_makes_its_report(built: Site) -> None:
    built.change("content/demo/2023.yml", lambda text: f"{text}主动公开: {{行政许可: 7}}\n")
    again = built.build()
    assert set(again.made) == REPORT | DATA | SIDE_BY_SIDE
    assert {again.made[path] for path in REPORT} == {"changed content/demo/2023.yml"}


def test_a_figure_that_indexes_show_makes_its_report_agency_and_year(built: Site) -> None:
    built.change("content/demo/2023.yml", lambda text: text + RECEIVED.format(3))
    again = built.build()
    pages = {path for path in again.made if "search" not in path}
    lists = {f"compare/requests/{name}/index.html" for name in COMPARED}
    lists |= {"demo/index.html", "years/2023/index.html"}
    assert pages == REPORT | DATA | SIDE_BY_SIDE | lists
    assert again.made["demo/index.html"] == "changed content/demo/2023.yml"
    assert again.made["years/2023/index.html"].startswith("changed year/")
    assert not any("north" in path for path in built.read)


def test_a_finding_is_told_again_by_a_build_that_reads_nothing(built: Site) -> None:
    built.change("content/demo/2023.yml", lambda text: re.sub("published.*\n", "", text))
    first = built.build()
    built.read.clear()
    second = built.build()
    assert [item.diagnostic.rule for item in first.verdict.problems] == ["date.missing"]
    assert second.verdict == first.verdict
    assert dict(second.made) == {}
    assert content(built.read) == set()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("content/demo/2023.md", f"{SOUND['content/demo/2023.md']}\n别的。\n", "2023.md changed"),
        ("content/demo/agency.yml", "name: 新局\nkind: office\n", "one above changed"),
        ("site.yml", "name: 别名\n", "site.yml changed"),
        (
            "themes/default/messages/zh-CN.yml",
            "nav: {home: 起始}\n",
            "themes/default/messages/zh-CN.yml changed",
        ),
        ("content/demo/2023/note.txt", "1", "which files its report has changed"),
    ],
)
def test_the_first_thing_that_changed_is_named(
    built: Site, name: str, text: str, told: str
) -> None:
    built.change(name, lambda _: text)
    words = ("--why", "/demo/2023/")
    ran = gongkai("-C", built.root, "build", "-o", built.target, *words, language="en")
    assert ran.status == 0, ran.out
    assert told in ran.out


def test_a_page_that_was_kept_says_so(built: Site) -> None:
    ran = gongkai("-C", built.root, "build", "-o", built.target, "--why", "/demo/2023/")
    assert "没有重新生成" in ran.out


def test_another_address_is_named(built: Site) -> None:
    words = ("--base-url", "https://www.example.com/", "--why", "/")
    ran = gongkai("-C", built.root, "build", "-o", built.target, *words, language="en")
    assert "the site's address (--base-url) changed" in ran.out
    assert all(part.islower() for part in _PARTS)


def test_without_the_memory_everything_is_made(built: Site) -> None:
    ran = gongkai("-C", built.root, "build", "-o", built.target, "--no-cache", language="en")
    assert f"{PAGES} pages rendered, 0 reused" in ran.err


def test_the_cache_is_shown_and_cleared(built: Site) -> None:
    shown = gongkai("-C", built.root, "cache")
    size = int(re.findall(r"([0-9]+) 字节", shown.out)[0])
    folder = built.root / ".gongkai"
    assert size == sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    gongkai("-C", built.root, "cache", "--clear")
    assert not folder.exists()
    assert len(built.build().made) == PAGES
