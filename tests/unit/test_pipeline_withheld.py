"""Reports that are kept back leave no trace in a site, and come in on their day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.pipeline import Wish
from tests.support.sites import SOUND, gongkai, problems, write

ALL = (
    "name: 演示站点\nbase_url: https://www.example.com/\ndownloads: [json, csv, xlsx, docx, zip]\n"
)
MARKS = ("MARKTITLE", "MARKPROSE", "MARKFILE", "7654321", "MARKINDEX")
DAY = date(2025, 1, 20)


def site(root: Path, kept_back: str) -> Path:
    """A department with a published report on 2023 and 2025; 2024 in between is kept back."""
    # The record of checks of 2025 would print last year's figure beside this year's.
    stock = "主动公开:\n  行政规范性文件: {制发: 7654321, 废止: 0, 现行有效: 7654321}\n"
    prose = SOUND["content/demo/2023.md"]
    head = "title: 演示市示例局{year}年政府信息公开工作年度报告\npublished: {next}-01-20\nunlisted: 0\n"
    return write(
        root,
        {
            **SOUND,
            "site.yml": ALL,
            "content/demo/2024.yml": (
                "title: 演示市示例局MARKTITLE2024年政府信息公开工作年度报告\npublished: 2025-01-20\n"
                f"index_number: MARKINDEX\nunlisted: 0\n{kept_back}{stock}"
            ),
            "content/demo/2024.md": f"{prose}\nMARKPROSE [附件](MARKFILE.txt)\n",
            "content/demo/2024/MARKFILE.txt": "MARKPROSE\n",
            "content/demo/2025.yml": head.format(year=2025, next=2026),
            "content/demo/2025.md": prose.replace("正文", "另一段"),
        },
    )


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of a site and its name as text, with what is packed in others unpacked."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield from _unpacked(path.relative_to(folder).as_posix(), path.read_bytes())


def _unpacked(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    yield name, name + content.decode("utf-8", "replace")
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for inner in packed.namelist():
                yield from _unpacked(f"{name}!{inner}", packed.read(inner))


def traces(folder: Path) -> set[str]:
    """The marks, and the addresses, of the report that is kept back."""
    marks = (*MARKS, "demo/2024")
    return {mark for _, text in texts(folder) for mark in marks if mark in text}


@pytest.mark.parametrize(
    ("kept_back", "wish"),
    [
        ("draft: yes\n", Wish()),
        ("draft: yes\n", Wish(as_of=date(2030, 1, 1))),
        ("embargo: 2025-01-20\n", Wish()),
        ("embargo: 2025-01-20\n", Wish(as_of=date(2025, 1, 19))),
        ("draft: yes\nembargo: 2025-01-20\n", Wish(as_of=date(2026, 1, 20))),
    ],
)
def test_what_is_kept_back_is_found_nowhere(tmp_path: Path, kept_back: str, wish: Wish) -> None:
    root = site(tmp_path / "site", kept_back)
    # what an earlier preview made and remembers must not come through either
    pipeline.build(root, tmp_path / "preview", Wish(drafts=True))
    assert traces(tmp_path / "preview") == {*MARKS, "demo/2024"}
    if wish.as_of == date(2025, 1, 19):
        (root / "content/demo/2025.yml").unlink()
        (root / "content/demo/2025.md").unlink()
    built = pipeline.build(root, tmp_path / "public", wish)
    assert built.files, built.verdict.problems
    assert traces(tmp_path / "public") == set()


def test_an_embargo_ends_on_its_day_with_and_without_what_is_remembered(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "embargo: 2025-01-20\n")
    (root / "content/demo/2025.yml").unlink()
    (root / "content/demo/2025.md").unlink()
    public = tmp_path / "public"
    pipeline.build(root, public, Wish(as_of=date(2025, 1, 19)))
    assert traces(public) == set()
    pipeline.build(root, public, Wish(as_of=DAY))
    assert traces(public) == {*MARKS, "demo/2024"}
    pipeline.build(root, tmp_path / "fresh", Wish(as_of=DAY, cache=False))
    assert dict(texts(public)) == dict(texts(tmp_path / "fresh"))
    pipeline.build(root, public)
    assert traces(public) == set()


def test_the_day_alone_makes_nothing_again(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "embargo: 2025-01-20\n")
    pipeline.build(root, tmp_path / "public", Wish(as_of=date(2026, 2, 1)))
    built = pipeline.build(root, tmp_path / "public", Wish(as_of=date(2026, 2, 2)))
    assert (built.made, built.changed) == ({}, False)


def test_a_link_to_what_lies_beside_a_draft_is_dead(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "draft: yes\n")
    prose = root / "content/demo/2025.md"
    prose.write_text(prose.read_text() + "\n[附件](../2024/MARKFILE.txt)\n")
    built = pipeline.build(root, tmp_path / "public")
    assert [item.diagnostic.rule for item in built.verdict.problems] == ["link.dead"]
    assert [item.diagnostic.rule for item in problems(root)] == ["years.stock"]


def test_a_report_cannot_be_published_before_its_embargo_is_over(tmp_path: Path) -> None:
    root = site(tmp_path, "embargo: 2025-01-21\n")
    found = {item.diagnostic.rule: item.diagnostic.variant for item in problems(root)}
    assert found == {"date.impossible": "embargo", "years.stock": "default"}


def test_a_day_to_come_is_fine_while_the_embargo_lasts(tmp_path: Path) -> None:
    root = site(tmp_path, "embargo: 2025-01-20\n")
    (root / "content/demo/2025.yml").unlink()
    (root / "content/demo/2025.md").unlink()
    assert gongkai("-C", root, "check", "--as-of", "2025-01-19").status == 0


def test_build_takes_the_day_from_the_command_line(tmp_path: Path) -> None:
    root = site(tmp_path / "site", "embargo: 2025-01-20\n")
    public = tmp_path / "public"
    arguments = ("-C", root, "build", "-o", public)
    assert gongkai(*arguments).status == 0
    assert not (public / "demo/2024").exists()
    assert gongkai(*arguments, "--as-of", "2026-03-01").status == 0
    assert (public / "demo/2024").exists()
    told = gongkai(*arguments, "--why", "demo/").out
    assert "--as-of" in told
