"""What is remembered is that of one version of the program and of what pages are made by."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.pipeline import memory


def known(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> str:
    """The program's digest with the libraries of some folders."""
    monkeypatch.setattr(sys, "path", [str(folder) for folder in folders])
    memory.program.cache_clear()
    found = memory.program()
    memory.program.cache_clear()
    return found


@pytest.mark.parametrize("name", ["PyYAML-6.0.1.egg-info", "markdown_it_py-4.0.0.dist-info"])
def test_another_version_of_a_library_is_another_program(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = known(monkeypatch, tmp_path)
    (tmp_path / name).mkdir()
    first = known(monkeypatch, tmp_path)
    (tmp_path / name).rename(tmp_path / name.replace(".0", ".9"))
    assert len({bare, first, known(monkeypatch, tmp_path)}) == 3


def test_where_libraries_are_looked_for_and_others_do_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "jinja2-3.1.6.dist-info").mkdir()
    first = known(monkeypatch, tmp_path)
    (tmp_path / "click-8.0.dist-info").mkdir()
    assert known(monkeypatch, tmp_path / "none", tmp_path, tmp_path) == first
