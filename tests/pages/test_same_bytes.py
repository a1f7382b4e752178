"""A portal's bytes depend on its content alone: not on clock, zone, locale, hash seed, umask, order
of folders or place. That they do not depend on who builds them, the cluster's tests and those of the
pipeline prove."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from generator import pipeline
from tests.portals import ROOT

SURROUNDINGS = [
    {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
    {
        "TZ": "America/Adak",
        "LC_ALL": "zh_CN.GB18030",
        "LANG": "de_DE.UTF-8",
        "PYTHONHASHSEED": "4242",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": "1",
    },
]

ELSEWHERE = "tests.support.elsewhere"
"""The program with another clock, another order of names and another umask."""


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def build(
    site: Path,
    target: Path,
    place: Path,
    surroundings: dict[str, str],
    program: str = "generator",
) -> dict[str, str]:
    place.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", program, "-C", str(site), "build", "-o", str(target)],
        cwd=place,
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), **surroundings},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    return digests(target)


def copy_backwards(source: Path, target: Path) -> None:
    """A copy whose files were made in another order, at another time."""
    for file in sorted(source.rglob("*"), reverse=True):
        if file.is_file():
            copied = target / file.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copied)


def test_both_portals_are_the_same_bytes_anywhere(tmp_path):
    demo = ROOT / "examples" / "demo-city"
    moved = tmp_path / "另一处" / "城市"
    copy_backwards(demo, moved)
    first = build(demo, tmp_path / "one", tmp_path / "a", SURROUNDINGS[0])
    second = build(moved, tmp_path / "二" / "two", tmp_path / "b" / "c", SURROUNDINGS[1], ELSEWHERE)
    assert len(first) > 100
    assert first == second
    first = build(ROOT, tmp_path / "three", tmp_path / "d", SURROUNDINGS[0])
    second = build(ROOT, tmp_path / "four", tmp_path / "e", SURROUNDINGS[1], ELSEWHERE)
    assert first == second


def test_the_portals_here_are_those_bytes(sample, tmp_path):
    """What the other checks read is what the command builds."""
    built = build(ROOT, tmp_path / "site", tmp_path / "a", SURROUNDINGS[0])
    assert built == digests(sample.folder)


def test_no_page_tells_of_the_machine(sample, demo, tmp_path_factory):
    base = str(tmp_path_factory.getbasetemp()).encode()
    for portal in (sample, demo):
        for page in portal.pages():
            content = portal.path(page).read_bytes()
            assert base not in content, page.url
            assert str(ROOT).encode() not in content, page.url


def test_pages_filled_are_those_rendered_one_by_one(demo, tmp_path):
    """A site with a template of its own has each page rendered by itself."""
    site = tmp_path / "city"
    shutil.copytree(demo.source, site, ignore=shutil.ignore_patterns("public", ".gongkai"))
    own = site / "themes" / "own" / "templates"
    own.mkdir(parents=True)
    shutil.copy(ROOT / "themes" / "default" / "templates" / "base.html", own)
    with (site / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("\ntheme: own\n")
    built = pipeline.build(site, tmp_path / "site", pipeline.Wish(base_url=demo.base_url))
    assert built.files
    assert digests(tmp_path / "site") == digests(demo.folder)
