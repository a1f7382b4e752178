"""``gongkai doctor``: each lack is seen, told in words, and stops only where it has to."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from generator import __version__, source
from generator.operations import machine as facts
from generator.operations.doctor import MUCH, OLDEST_PYTHON, State, findings
from generator.operations.machine import Machine, Package, Pin, look
from tests.support.sites import gongkai, site, write

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
PHRASES: Any = source.read((files("generator") / "cli/words.yml").read_bytes(), "words.yml").data
CLICK = Package(name="click", extra="", least="8.1.7", found="8.1.10")
LXML = Package(name="lxml", extra="import", least="5.3.0", found="5.3.0")
WELL = Machine(
    python=(3, 11, 0),
    program="1.2.0",
    packages=(CLICK, LXML),
    names="utf-8",
    output="UTF-8",
    git="git version 2.40.0",
    chromium="/usr/bin/chromium",
    site=True,
    writes=True,
    swaps=True,
    links=True,
    cache=1000,
    pins=(Pin(file="requirements.txt", version="1.2.0"),),
)


def states(machine: Machine) -> dict[str, State]:
    return {item.topic: item.state for item in findings(machine)}


def test_a_machine_that_has_everything_is_fine() -> None:
    assert set(states(WELL).values()) == {State.FINE}


@pytest.mark.parametrize(
    ("topic", "state", "change"),
    [
        ("python", State.WRONG, {"python": (3, 10, 14)}),
        ("packages", State.WRONG, {"packages": (replace(CLICK, found="8.1.6"),)}),
        ("packages", State.WRONG, {"packages": (replace(CLICK, found=None),)}),
        ("packages", State.LACKING, {"packages": ()}),
        ("extra.import", State.LACKING, {"packages": (CLICK, replace(LXML, found=None))}),
        ("names", State.WRONG, {"names": "ascii"}),
        ("output", State.LACKING, {"output": "gbk"}),
        ("git", State.LACKING, {"git": None}),
        ("chromium", State.LACKING, {"chromium": None}),
        ("site", State.LACKING, {"site": False}),
        ("writing", State.WRONG, {"writes": False}),
        ("swap", State.LACKING, {"swaps": False}),
        ("links", State.LACKING, {"links": False}),
        ("cache", State.LACKING, {"cache": MUCH}),
        ("version", State.LACKING, {"pins": ()}),
        ("version", State.WRONG, {"pins": (Pin(file="requirements.txt", version="1.1.0"),)}),
    ],
)
def test_each_lack_is_seen_and_nothing_else(
    topic: str, state: State, change: dict[str, Any]
) -> None:
    found = states(replace(WELL, **change))
    assert {name: at for name, at in found.items() if at is not State.FINE} == {topic: state}


def test_what_a_site_needs_is_left_out_where_there_is_none() -> None:
    assert "writing" not in states(replace(WELL, site=False, writes=False))


def test_every_state_that_occurs_has_its_words() -> None:
    extras = PROJECT["project"]["optional-dependencies"].keys() - {"dev"}
    topics = {*states(WELL), *(f"extra.{name}" for name in extras)}
    for topic in topics:
        assert {f"doctor.{topic}.{word}" for word in ("fine", "use", "mend")} <= PHRASES.keys()
    told = {key.rpartition(".")[0].removeprefix("doctor.") for key in PHRASES if "doctor." in key}
    assert told - {"", "help", "doctor"} == topics


def test_the_oldest_python_is_that_of_the_project() -> None:
    assert PROJECT["project"]["requires-python"] == ">=" + ".".join(map(str, OLDEST_PYTHON))


def test_every_package_but_the_developers_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    project = PROJECT["project"]
    lines = [(line, "") for line in project["dependencies"]]
    for extra, wanted in project["optional-dependencies"].items():
        lines += [(line, extra) for line in wanted]
    metadata = [f'{line}; extra == "{extra}"' if extra else line for line, extra in lines]
    monkeypatch.setattr(facts.installed, "requires", lambda _: metadata)
    found = {(item.name, item.least, item.extra) for item in look(Path()).packages}
    assert found == {(*line.split(">="), extra) for line, extra in lines if extra != "dev"}


def test_a_sound_site_ends_with_0_and_is_left_as_it_was(tmp_path: Path) -> None:
    root = site(tmp_path, {"requirements.txt": f"gongkai[office]=={__version__}\n"})
    before = sorted(path.name for path in root.iterdir())
    ran = gongkai("-C", root, "doctor")
    assert (ran.status, "有错" in ran.out) == (0, False)
    assert f"程序版本 {__version__} 与 requirements.txt 里写的一样" in ran.out
    assert sorted(path.name for path in root.iterdir()) == before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("requirements.txt", "gongkai==0.0.9"),
        ("requirements.lock", "gongkai == 0.0.9 \\"),
        (".gitlab-ci.yml", "GONGKAI: wheels/gongkai-0.0.9-py3-none-any.whl"),
        (".github/workflows/reports.yml", "GONGKAI: wheels/gongkai-0.0.9-py3-none-any.whl"),
    ],
)
def test_another_version_in_the_site_ends_with_1(tmp_path: Path, file: str, text: str) -> None:
    ran = gongkai("-C", site(tmp_path, {file: text}), "doctor")
    assert (ran.status, f"{file} 里写的是 0.0.9" in ran.out) == (1, True)


def test_a_folder_that_is_no_site_is_said_to_be_none(tmp_path: Path) -> None:
    ran = gongkai("-C", tmp_path / "nowhere", "doctor")
    assert (ran.status, "gongkai new site" in ran.out) == (0, True)


def test_a_folder_that_takes_no_files_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(facts, "TemporaryDirectory", refuse)
    assert gongkai("-C", site(tmp_path), "doctor").status == 1


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(write(tmp_path / "bin", {})))
    ran = gongkai("-C", site(tmp_path), "doctor")
    assert "缺少  没有 git。" in ran.out
    assert "缺少  没有 Chromium。" in ran.out
