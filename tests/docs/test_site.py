"""The documentation as a site: every page is there, every link leads somewhere, and faults are told."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs/site.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    done = subprocess.run(
        [sys.executable, SCRIPT, folder], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def module() -> ModuleType:
    spec = spec_from_file_location("documentation", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    sys.modules["documentation"] = made
    spec.loader.exec_module(made)
    return made


def test_every_page_is_there_with_a_title_and_without_scripts(folder: Path) -> None:
    assert len(list(folder.rglob("*.html"))) >= len(list((ROOT / "docs").rglob("*.md")))
    for file in folder.rglob("*.html"):
        page = html.parse(file)
        assert page.findtext(".//title")
        assert page.find(".//h1") is not None, file
        assert not page.xpath("//script|//*[@style]|//img[not(@alt)]")


def test_every_link_leads_to_a_file_and_a_place_in_it(folder: Path) -> None:
    ids = {
        file: set(html.parse(file).xpath("//@id"))
        for file in map(Path.resolve, folder.rglob("*.html"))
    }
    looked = 0
    for file in ids:
        for link in html.parse(file).xpath("//@href|//@src"):
            there = urlsplit(link)
            if there.scheme:
                continue
            target = (file.parent / unquote(there.path)).resolve() if there.path else file
            assert target.is_file(), f"{file}: {link}"
            assert not there.fragment or unquote(there.fragment) in ids[target], f"{file}: {link}"
            looked += 1
    assert looked > 500


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# A\n\n[x](missing.md)\n", ["docs/x.md: docs/missing.md is no file"]),
        ("# A\n\n![x](pictures)\n", ["docs/x.md: docs/pictures is no file"]),
        ("# A\n\n## 一、B\n\n[x](#b)\n", ["docs/x.md: docs/x.md has no heading b"]),
        ("# A\n\n## 一、B\n\n[x](#一b) [y](https://www.example.com/)\n", []),
    ],
)
def test_a_link_that_leads_nowhere_is_told(
    module: ModuleType, tmp_path: Path, text: str, told: list[str]
) -> None:
    (tmp_path / "x.md").write_text(text, encoding="utf-8")
    page = replace(module.read(tmp_path / "x.md"), file=ROOT / "docs/x.md")
    assert list(module.dead(page, {page.file: page})) == told
