"""Faults planted in the fictional city: each is found, where it stands, and nothing else is.

``planted.toml`` lists them. The city is read once; every fault is found by what a build remembers.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator import catalogue, pipeline
from tests.portals import ROOT

TABLE = Path(__file__).with_name("planted.toml")
FAULTS: list[dict[str, Any]] = tomllib.loads(TABLE.read_text("utf-8"))["fault"]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the city that has been checked once and found sound."""
    copy = tmp_path_factory.mktemp("city") / "site"
    shutil.copytree(
        ROOT / "examples" / "demo-city", copy, ignore=shutil.ignore_patterns(".*", "*.py")
    )
    assert found(copy) == []
    return copy


def found(root: Path) -> list[str]:
    """Everything wrong with a site: rule, variant and place."""
    return [
        f"{item.diagnostic.rule}/{item.diagnostic.variant} "
        f"{item.position.file.removeprefix('content/demo/')}:{item.position.line}"
        for item in pipeline.check(root).verdict.problems
    ]


def place(root: Path, name: str) -> Path:
    """Where a file of the table stands."""
    return root / name if name == "site.yml" else root / "content/demo" / name


@contextmanager
def planted(root: Path, fault: dict[str, Any]) -> Iterator[None]:
    """The city with a fault in it; afterwards it is as it was."""
    names = (*fault.get("edit", {}), *fault.get("add", {}), *fault.get("remove", ()))
    before = {name: _read(place(root, name)) for name in names}
    for name, pairs in fault.get("edit", {}).items():
        text = place(root, name).read_text("utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, f"{name}: {old!r} stands there {text.count(old)} times"
            text = text.replace(old, new)
        place(root, name).write_text(text, encoding="utf-8")
    for name, text in fault.get("add", {}).items():
        place(root, name).parent.mkdir(exist_ok=True)
        place(root, name).write_text(text, encoding="utf-8")
    for name in fault.get("remove", ()):
        place(root, name).unlink()
    try:
        yield
    finally:
        for name, content in before.items():
            if content is not None:
                place(root, name).write_bytes(content)
            else:
                place(root, name).unlink()
                if not any(place(root, name).parent.iterdir()):
                    place(root, name).parent.rmdir()


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["what"])
def test_a_planted_fault_is_found_where_it_stands(
    city: Path, fault: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with planted(city, fault):
        assert sorted(found(city)) == sorted(fault["found"])
        told = pipeline.check(city)
        monkeypatch.setattr("generator.pipeline.problems.judge", _never)
        assert pipeline.check(city) == told  # with repairs, related places and lines


def _never(*_: object) -> None:
    pytest.fail("what was judged is judged again")


def test_the_city_is_sound_again(city: Path) -> None:
    assert found(city) == []


def test_there_are_enough_faults_of_many_kinds() -> None:
    rules = {line.partition("/")[0] for fault in FAULTS for line in fault["found"]}
    assert len(FAULTS) >= 40
    assert len({fault["what"] for fault in FAULTS}) == len(FAULTS)
    assert rules <= set(catalogue.rules())
    assert len(rules) >= 25
