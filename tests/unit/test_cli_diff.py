"""``gongkai diff``: what a change does, in real repositories."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.repository import commit, git
from tests.support.sites import SOUND, gongkai, site

FILE, PROSE = "content/demo/2023.yml", "content/demo/2023.md"
HEAD = "title: 演示市示例局2023年政府信息公开工作年度报告\npublished: 2024-01-20\nunlisted: 0\n"


def report(received: int, answered: int, head: str = HEAD) -> str:
    return (
        f"{head}申请办理:\n  本年新收: {{自然人: {received}}}\n"
        f"  办理结果:\n    予以公开: {{自然人: {answered}}}\n"
    )


def changed(root: Path, *revisions: str) -> Any:
    ran = gongkai("-C", root, "diff", *(revisions or ("HEAD",)), "--format", "json")
    assert ran.status == 0, ran.err
    return ran.document


def edited(root: Path) -> Path:
    """A site whose folder differs from what is committed in every way."""
    site(root, {FILE: report(2, 2)})
    commit(root, "初稿")
    (root / FILE).write_text(report(3, 2, HEAD.replace("2024-01-20", "2024-01-21")))
    prose = SOUND["content/demo/2023.md"]
    (root / PROSE).write_text(prose.replace("正文。", "正文。机制还不健全，电话 13800000000。"))
    return root


def test_figures_with_totals_words_facts_pages_and_findings(tmp_path: Path) -> None:
    document = changed(edited(tmp_path))
    assert document["new"] is None
    (told,) = document["reports"]
    assert (told["agency"], told["report"], told["change"]) == ("demo", "2023", "changed")
    assert told["figures"] == [
        {
            "cell": "申请办理/本年新收/自然人",
            "was": 2,
            "now": 3,
            "follows": [{"cell": "申请办理/本年新收/总计", "was": 2, "now": 3, "follows": []}],
        }
    ]
    assert told["facts"] == [{"key": "published", "was": "2024-01-20", "now": "2024-01-21"}]
    (words,) = told["words"]
    assert words["gone"] == []
    assert len(words["new"]) == 1
    assert words["new"][0].startswith("机制还不健全")
    assert "13800000000" not in str(document)  # what names a person is masked here, too
    pages = document["pages"]
    assert (pages["new"], pages["gone"]) == ([], [])
    assert "/demo/2023/" in pages["changed"]
    assert "/about/" not in pages["changed"]
    assert pages["other_files"] > 0
    rules = [item["rule"] for item in document["findings"]["new"]]
    assert rules == sorted(rules, key=rules.index)
    assert {"balance.column", "privacy.mobile"} == set(rules)
    assert document["findings"]["gone"] == []


def test_the_way_back_settles_what_was_found(tmp_path: Path) -> None:
    root = edited(tmp_path)
    commit(root, "改动")
    there, back = changed(root, "HEAD~1", "HEAD"), changed(root, "HEAD", "HEAD~1")
    assert there["findings"]["new"] == back["findings"]["gone"] != []
    assert there["pages"] == back["pages"]
    assert changed(root)["reports"] == []
    assert "报告没有变化" in gongkai("-C", root, "diff", "HEAD").out


def test_new_gone_and_renamed_reports(tmp_path: Path) -> None:
    root = site(tmp_path, {FILE: report(2, 2)})
    commit(root, "初稿")
    git(root, "mv", "content/demo", "content/bureau")
    new = (root / "content/bureau/2023.yml").read_text().replace("2024-01-20", "2025-01-20")
    (root / "content/bureau/2024.yml").write_text(new.replace("2023年", "2024年"))
    (root / "content/bureau/2024.md").write_text(SOUND["content/demo/2023.md"])
    commit(root, "改名，另报一年")
    document = changed(root, "HEAD~1", "HEAD")
    told = [
        (item["agency"], item["report"], item["change"], item["before"])
        for item in document["reports"]
    ]
    assert told == [("bureau", "2023", "changed", "demo/2023"), ("bureau", "2024", "new", None)]
    assert "/demo/2023/" in document["pages"]["gone"]
    assert "/bureau/2024/" in document["pages"]["new"]
    back = changed(root, "HEAD", "HEAD~1")
    assert ("bureau", "2024", "gone") in {
        (i["agency"], i["report"], i["change"]) for i in back["reports"]
    }


def test_a_comment_and_other_ways_of_writing_change_nothing(tmp_path: Path) -> None:
    root = site(tmp_path, {FILE: report(2, 2)})
    commit(root, "初稿")
    (root / FILE).write_text(
        "# 说明\n" + report(2, 2).replace("{自然人: 2}", "[2, 0, 0, 0, 0, 0, 2]")
    )
    document = changed(root)
    assert document["reports"] == []
    assert document["findings"] == {"new": [], "gone": []}
    assert document["pages"]["changed"] == []


def test_markdown_can_hold_what_content_says(tmp_path: Path) -> None:
    root = site(tmp_path, {FILE: report(2, 2)})
    commit(root, "初稿")
    title = "演示市示例局2023年<b>|[x](y)*政府信息公开工作年度报告"
    (root / FILE).write_text(
        report(3, 3, HEAD.replace("演示市示例局2023年政府信息公开工作年度报告", f'"{title}"'))
    )
    out = gongkai("-C", root, "diff", "HEAD", "--format", "markdown").out
    rows = [line for line in out.split("\n") if line.startswith("| 申请办理")]
    assert rows[0] == "| 申请办理/本年新收/自然人 | 2 | 3 | 申请办理/本年新收/总计  2 → 3 |"
    assert "<b>" not in out
    assert "\\<b\\>\\|\\[x\\](y)\\*" in out
    assert "`/demo/2023/`" in out


def test_a_terminal_gets_no_orders_and_english_has_no_chinese_words(tmp_path: Path) -> None:
    root = edited(tmp_path)
    out = gongkai("-C", root, "diff", "HEAD").out
    assert "申请办理/本年新收/自然人  2 → 3" in out
    assert "  随之变化：申请办理/本年新收/总计  2 → 3" in out
    assert "+ 错误 balance.column" in out
    english = gongkai("-C", root, "diff", "HEAD", language="en").out
    assert "with it: 申请办理/本年新收/总计" in english
    own = [line for line in english.split("\n") if re.match(r"\S", line) and "2023" not in line]
    assert not re.search(r"[\u4e00-\u9fff]", "".join(own))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_cannot_be_compared_is_said(tmp_path: Path, language: str) -> None:
    root = site(tmp_path / "site", {FILE: report(2, 2)})

    def err(*revisions: str) -> str:
        ran = gongkai("-C", root, "diff", *revisions, language=language)
        assert ran.status == 2
        return ran.err

    assert str(root) in err("HEAD")  # no repository
    commit(root, "初稿")
    assert "nowhere" in err("nowhere")
    assert "nowhere" in err("HEAD", "nowhere")
    assert "--output=x" in err("--", "--output=x")
    git(root, "mv", "site.yml", "other.yml")
    commit(root, "没有站点")
    git(root, "mv", "other.yml", "site.yml")
    assert "site.yml" in err("HEAD")


def test_the_folder_keeps_what_it_remembers_and_nothing_is_published(tmp_path: Path) -> None:
    root = edited(tmp_path)
    before = {path.name for path in root.iterdir()}
    changed(root)
    assert {path.name for path in root.iterdir()} - before <= {".gongkai"}
