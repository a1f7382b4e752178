"""The papers of a release agree with the program and with each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from generator import __version__
from generator.cli import status
from generator.portal.urls import API

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
EXAMPLES = {"rules.md", "rules.zh-CN.md"}
"""In the reference these show what a narrative should not say."""
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)\s]*)?\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.parent.name != "reference" or page.name not in EXAMPLES],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    links = LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_a_readme_is_one_screen_with_a_light_picture(name: str) -> None:
    lines = text(name).splitlines()
    assert len(lines) <= 64
    (picture,) = re.findall(r"!\[(.+)\]\((\S+)\)", text(name))
    assert picture[0]
    assert (ROOT / picture[1]).stat().st_size <= 80_000


def test_every_picture_is_light_and_shown_with_words() -> None:
    shown = re.compile(r"!\[[^\]\n]{8,}\]\((?:\S*/)?pictures/(\S+)\)")
    used = {name for page in PAGES for name in shown.findall(page.read_text(encoding="utf-8"))}
    kept = {path.name: path.stat().st_size for path in (ROOT / "docs/pictures").glob("*.png")}
    assert len(kept) > 8
    assert used == kept.keys()
    assert [name for name, size in kept.items() if size > 80_000] == []


def test_the_readmes_are_twins() -> None:
    def shape(name: str) -> tuple[list[str], list[str], list[str]]:
        page = text(name)
        commands = [line.split("#")[0].split() for line in "".join(SHELL.findall(page)).split("\n")]
        figures = re.findall(r"\d\.\d\d \(\d\.\d\d\)|\d\.\d\d", page)
        return (
            [word for line in commands for word in line if word not in ("my-site", "wodezhan")],
            figures,
            re.findall(r"^(#+) ", page, re.MULTILINE),
        )

    assert shape("README.md") == shape("README.zh-CN.md")


SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_changelog_has_short_entries_in_groups() -> None:
    lines = text("CHANGELOG.md").splitlines()
    entries = [line for line in lines if line.startswith("- ")]
    assert len(entries) > 20
    assert [line for line in entries if len(line) > 120] == []
    assert not [line for line in lines if line.startswith("  ")]
    assert f"## {__version__}" in text("CHANGELOG.md")


def test_the_citation_is_of_this_version_and_of_no_person() -> None:
    cited = yaml.safe_load(text("CITATION.cff"))
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert (cited["version"], cited["license"]) == (__version__, "Apache-2.0")
    assert [author.keys() for author in cited["authors"]] == [{"name"}]


def test_the_promise_names_every_exit_status() -> None:
    (line,) = (line for line in text("docs/promise.md").splitlines() if "exit statuses" in line)
    promised = {int(number) for number in re.findall(r"\b\d+\b", line.split("|")[1].split(")")[-1])}
    assert promised == {value for value in vars(status).values() if isinstance(value, int)}


def test_the_promise_names_the_folder_of_open_data() -> None:
    assert f"`{API}`" in text("docs/promise.md")
