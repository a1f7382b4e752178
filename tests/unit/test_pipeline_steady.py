"""Files that somebody writes while they are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import pipeline
from generator.diagnostic import ChangedError
from generator.engine.snapshot import MAX_FILE
from generator.pipeline import workshop
from generator.workspace import tree
from tests.support.sites import SOUND, gongkai, problems, site, write

REPORT = "content/demo/2023.yml"
FIGURES = f"{SOUND[REPORT]}主动公开:\n  行政许可: {{}}\n"


def writing(root: Path, file: str, contents: list[str]) -> Callable[[Path, str, str], bytes]:
    """``tree.read_again``, before which somebody else is faster, once for each content."""
    waiting, read = [*contents], tree.read_again

    def read_again(of: Path, path: str, digest: str) -> bytes:
        if path == file and waiting:
            write(root, {file: waiting.pop(0)})
        return read(of, path, digest)

    return read_again


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site(tmp_path / "site", {REPORT: FIGURES.format(11)})


def shown(root: Path, out: Path) -> str:
    pipeline.build(root, out, pipeline.Wish(workers=1))
    return (out / "demo/2023/index.html").read_text(encoding="utf-8")


def test_a_page_shows_what_stands_in_the_file_now_and_when_it_is_put_back(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, out = FIGURES.format(11), FIGURES.format(4711), tmp_path / "out"
    with monkeypatch.context() as patched:
        patched.setattr(tree, "read_again", writing(root, REPORT, [new]))
        assert ">4711<" in shown(root, out)
    write(root, {REPORT: old})
    assert ">4711<" not in shown(root, out)
    write(root, {REPORT: new})
    assert ">4711<" in shown(root, out)


def test_an_agency_is_called_what_its_file_says_now(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, out = "content/demo/agency.yml", tmp_path / "out"
    with monkeypatch.context() as patched:
        named = SOUND[file].replace("示例局", "改名局")
        patched.setattr(tree, "read_again", writing(root, file, [named]))
        assert "演示市改名局" in shown(root, out)
    write(root, {file: SOUND[file]})
    assert "演示市改名局" not in shown(root, out)


def test_the_site_is_called_what_its_settings_say_now(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, load = ["甲站点", "乙站点"], workshop.load_site

    def load_site(of: Path) -> object:
        if names:
            write(root, {"site.yml": f"name: {names.pop(0)}\n"})
        return load(of)

    with monkeypatch.context() as patched:
        patched.setattr(workshop, "load_site", load_site)
        assert "乙站点" in shown(root, tmp_path / "out")
    write(root, {"site.yml": SOUND["site.yml"]})
    assert "演示站点" in shown(root, tmp_path / "out")


def test_files_that_are_written_without_end_are_told_of_and_nothing_is_published(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = [FIGURES.format(number) for number in range(100)]
    monkeypatch.setattr(tree, "read_again", writing(root, REPORT, endless))
    with pytest.raises(ChangedError):
        shown(root, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    ran = gongkai("-C", root, "build", "-o", tmp_path / "out", "-j", "1")
    assert ran.status == 2
    assert f"{REPORT} 在读取时被改动" in ran.err


def test_a_file_beyond_all_measure_is_never_cut_short(root: Path) -> None:
    picture = root / "content/demo/2023/huge.png"
    picture.parent.mkdir()
    with picture.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    (found,) = problems(root)
    assert found.diagnostic.variant == "unreadable"
    assert found.position.file == "content/demo/2023/huge.png"
