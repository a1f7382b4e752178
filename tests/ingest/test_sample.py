"""The original of the sample, imported, is the sample that stands in the repository."""

from __future__ import annotations

from pathlib import Path

from generator import ingest
from generator.diagnostic import Address
from generator.ingest import Difference, Document, Draft, Wish
from generator.workspace.content import load
from tests.support.sites import gongkai, write

ROOT = Path(__file__).parents[2]
ORIGINAL = Path(__file__).parent / "yuhang-commerce-2023.txt"
HERE = ROOT / "content/yuhang/commerce"


def draft() -> Draft:
    content = load(ROOT)
    document = ingest.read(ORIGINAL.read_bytes(), ORIGINAL.name)
    assert isinstance(document, Document)
    wish = Wish(agencies=content.portal.agencies, agency="yuhang/commerce")
    return ingest.draft(document, content.forms, wish)


def test_it_is_the_sample_byte_for_byte() -> None:
    made = draft()
    assert made.yaml == (HERE / "2023.yml").read_text(encoding="utf-8")
    assert made.markdown == (HERE / "2023.md").read_text(encoding="utf-8")


def test_fmt_has_nothing_to_change_in_it() -> None:
    assert gongkai("-C", ROOT, "fmt", "--check", HERE / "2023.yml", HERE / "2023.md").status == 0


def test_its_blank_cell_is_named_with_its_line() -> None:
    (blank,) = (found for found in draft().diagnostics if found.rule == "ingest.blank")
    assert blank.cells == ("主动公开/行政规范性文件/现行有效",)
    assert blank.at == Address(file=ORIGINAL.name, line=33, column=1)


def test_all_else_that_is_told_are_the_numerals_of_headings() -> None:
    told = [found.at.line for found in draft().diagnostics if found.rule == "ingest.heading"]
    assert sorted(told) == [9, 11, 13, 17, 62, 350]
    assert {found.rule for found in draft().diagnostics} == {"ingest.blank", "ingest.heading"}


def test_every_figure_but_one_is_read() -> None:
    made = draft()
    assert (made.read, made.blank, made.unread) == (199, 1, 0)


def test_the_two_rows_that_ran_together_in_the_original_are_shown() -> None:
    assert draft().differences == (
        Difference(
            original=("行政规范性文件 0 0 第二十条第（五）项",),
            draft=("行政规范性文件 0 0", "第二十条第（五）项"),
        ),
    )


def test_the_command_writes_what_is_in_the_repository(tmp_path: Path) -> None:
    files = ("site.yml", "content/yuhang/agency.yml", "content/yuhang/commerce/agency.yml")
    root = write(tmp_path, {name: (ROOT / name).read_bytes() for name in files})
    ran = gongkai("-C", root, "import", ORIGINAL)
    assert ran.status == 0
    for name in ("2023.yml", "2023.md"):
        written = (root / "content/yuhang/commerce" / name).read_bytes()
        assert written == (HERE / name).read_bytes()
