"""``gongkai import``: what it writes, what it says, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.changes import sound
from tests.ingest.paper import as_cells, as_docx, as_html
from tests.support.sites import gongkai, problems, site, write

AGENCY = "name: 演示市商务局\nkind: department\n"
HERE = "content/commerce/2023.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = site(tmp_path / "site", {"content/commerce/agency.yml": AGENCY})
    write(made, {"old/a.docx": as_docx(sound())})
    return made


def test_a_document_becomes_a_report_that_check_reads(root: Path) -> None:
    ran = gongkai("-C", root, "import", root / "old/a.docx", "--agency", "commerce")
    assert ran.status == 0
    assert f"a.docx → {HERE}：读出 200 个数字，原件空缺 0 个，没有读出 0 个。" in ran.err
    assert "已新建：content/commerce/2023.md\n" in ran.err
    assert "读回核对：与原件一致。" in ran.err
    rules = {problem.diagnostic.rule for problem in problems(root)}
    assert not rules & {"cell.blank", "cell.number", "content.missing", "narrative.section"}


def test_without_an_agency_the_title_says_whose_it_is(root: Path) -> None:
    assert gongkai("-C", root, "import", root / "old/a.docx").status == 0
    assert (root / HERE).is_file()


def test_what_the_document_says_of_itself_is_shown(root: Path) -> None:
    ran = gongkai("-C", root, "import", root / "old/a.docx", language="en")
    assert "  title         演示市商务局2023年政府信息公开工作年度报告\n" in ran.err
    assert "  published     not said\n" in ran.err


def test_a_dry_run_shows_both_files_and_writes_none(root: Path) -> None:
    ran = gongkai("-C", root, "import", root / "old/a.docx", "--dry-run")
    assert ran.status == 0
    assert ran.out.startswith(f"# {HERE}\n\n# 读自原件的数字")
    assert "# content/commerce/2023.md\n\n## 一、总体情况\n" in ran.out
    assert not (root / HERE).exists()


def test_nothing_is_written_over_a_file(root: Path) -> None:
    write(root, {"content/commerce/2023.md": "我的"})
    ran = gongkai("-C", root, "import", root / "old/a.docx")
    assert (ran.status, "content/commerce/2023.md 已经存在" in ran.err) == (2, True)
    assert not (root / HERE).exists()
    assert (root / "content/commerce/2023.md").read_text() == "我的"


def test_a_folder_is_read_whole(root: Path) -> None:
    later = sound()
    later.title = ["演示市商务局2024年政府信息公开工作年度报告"]
    files: dict[str, str | bytes | None] = {
        "old/2024/b.html": as_html(later),
        "old/c.pdf": b"%PDF-1.4",
        "old/.hidden.docx": b"",
        "old/~$a.docx": b"",
    }
    ran = gongkai("-C", write(root, files), "import", root / "old")
    assert ran.status == 1
    assert (root / HERE).is_file()
    assert (root / "content/commerce/2024.yml").is_file()
    assert "c.pdf：没有导入。" in ran.err
    assert "ingest.format" in ran.out
    assert "共 3 个文件：2 份读成草稿，2 份可以写入；1 个错误，0 个警告。" in ran.err


def test_of_two_documents_of_one_year_the_second_is_not_written(root: Path) -> None:
    write(root, {"old/b.txt": as_cells(sound())})
    ran = gongkai("-C", root, "import", root / "old")
    assert ran.status == 2
    assert f"{HERE} 已经存在" in ran.err


def test_a_place_in_a_table_is_said_in_words(root: Path) -> None:
    paper = sound()
    paper.figures("规章")[0].text = "约3"
    write(root, {"old/a.docx": as_docx(paper)})
    ran = gongkai("-C", root, "import", root / "old/a.docx", "--dry-run")
    assert ran.status == 1
    assert "a.docx （第 1 个表 第 3 行 第 2 格）\n" in ran.out
    english = gongkai("-C", root, "import", root / "old/a.docx", "--dry-run", language="en")
    assert "a.docx (table 1 row 3 cell 2)\n" in english.out


def test_a_line_of_a_text_is_shown(root: Path) -> None:
    paper = sound()
    paper.figures("规章")[0].text = "约3"
    write(root, {"old/a.txt": as_cells(paper)})
    ran = gongkai("-C", root, "import", root / "old/a.txt")
    assert " | →约3\n" in ran.out


def test_where_the_draft_is_unlike_the_original_is_shown(root: Path) -> None:
    paper = sound()
    paper.figures("规章")[0].text = "—"
    write(root, {"old/a.docx": as_docx(paper)})
    ran = gongkai("-C", root, "import", root / "old/a.docx")
    assert "  - 规章 — 101 102\n  + 规章 101 102\n" in ran.out
    assert "读回核对：有 1 处与原件不同" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--agency", "nobody"], "nobody"),
        (["--year", "2023", "nowhere.docx"], "nowhere.docx"),
    ],
)
def test_what_is_not_there_ends_with_2(root: Path, arguments: list[str], said: str) -> None:
    ran = gongkai("-C", root, "import", root / "old/a.docx", *arguments)
    assert (ran.status, said in ran.err) == (2, True)


def test_a_year_is_for_one_file(root: Path) -> None:
    write(root, {"old/b.txt": as_cells(sound())})
    ran = gongkai("-C", root, "import", root / "old", "--year", "2023")
    assert (ran.status, "--year" in ran.err) == (2, True)


def test_the_year_that_was_said_counts(root: Path) -> None:
    ran = gongkai("-C", root, "import", root / "old/a.docx", "--year", "2022")
    assert ran.status == 0
    assert (root / "content/commerce/2022.yml").is_file()
    assert "ingest.facts" in ran.out
