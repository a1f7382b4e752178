"""Corrections of words and signatures, as they are read, written and judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import catalogue, decode, source, writing
from generator.ledger.difference import explains
from generator.operations.signing import signed
from generator.report import Report, Rewording
from tests.support.forms import shipped
from tests.support.sites import SOUND, gongkai, problems, site

HEAD = "title: 演示\nunlisted: 0\n"
REPORT = "content/demo/2023.yml"


def read(text: str) -> tuple[Report, list[str]]:
    """A report's record, and what is wrong with its file."""
    data = source.read(text.encode(), "2023.yml").data
    assert data is not None
    forms = {"2021": shipped("2021")}
    decoded = decode.report(data, agency="demo", slug="2023", forms=forms, file="2023.yml")
    assert decoded.report is not None
    return decoded.report, [f"{item.rule}/{item.variant}" for item in decoded.diagnostics]


def told(root: Path) -> list[tuple[str, str]]:
    return [(item.diagnostic.rule, item.diagnostic.variant) for item in problems(root)]


def test_a_correction_of_words_names_its_section_by_any_name() -> None:
    lines = "".join(
        f"      - {{section: {name}, was: 甲, now: 乙}}\n"
        for name in ("总体情况", "一、总体情况", "overview", "Overview", "title")
    )
    report, wrong = read(
        f"{HEAD}corrections:\n  - date: 2024-03-05\n    words:\n{lines}"
        "      - {was: 开头}\n    reason: 笔误\n"
    )
    assert wrong == []
    sections = [part.section for part in report.corrections[0].words]
    assert sections == ["overview"] * 4 + ["title", ""]
    assert report.corrections[0].words[-1] == Rewording(section="", was="开头", now="")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{section: 没有这一部分, was: 甲, now: 乙}", "content.type/choice"),
        ("{section: 总体情况}", "content.missing/key"),
        ("{section: 总体情况, was: 甲, new: 乙}", "content.unknown-key/meant"),
    ],
)
def test_a_correction_of_words_that_says_nothing_is_told(words: str, expected: str) -> None:
    text = f"{HEAD}corrections:\n  - date: 2024-03-05\n    words: [{words}]\n    reason: 笔误\n"
    assert read(text)[1] == [expected]


def test_a_signature_needs_role_date_and_digest() -> None:
    assert read(f"{HEAD}signed:\n  - {{by: 办公室}}\n")[1] == ["content.missing/key"] * 3


def test_corrections_and_signatures_are_written_as_they_are_read() -> None:
    text = (
        f"{HEAD}corrections:\n  - date: 2024-03-05\n    cells:\n"
        "      申请办理/本年新收/自然人: {was: ~, now: 0}\n"
        "    words:\n      - section: overview\n        was: '甲: 乙'\n      - now: 丙\n"
        "    reason: 笔误\n"
        "signed:\n  - role: 初审\n    by: 办公室\n    date: 2024-01-10\n"
        "    digest:\n      申请办理: '1234567890123456'\n"
    )
    report, wrong = read(text)
    assert wrong == []
    again, wrong = read(writing.report_yaml(report, shipped("2021")))
    assert wrong == []
    assert (again.corrections, again.signed) == (report.corrections, report.signed)


def test_fmt_keeps_corrections_of_words_in_order() -> None:
    text = (
        f"{HEAD}\ncorrections:\n  - reason: 笔误\n    words:\n"
        "      - {now: 乙, was: 甲, section: overview}\n    date: 2024-03-05\n"
    )
    neat = writing.neat_yaml(text, writing.report_shape(shipped("2021")))
    assert neat is not None
    assert neat.index("date:") < neat.index("words:") < neat.index("reason:")
    assert neat.index("section:") < neat.index("was:") < neat.index("now:")
    assert read(neat)[0] == read(text)[0]


@pytest.mark.parametrize(
    ("was", "now", "given", "explained"),
    [
        ("收到2件。", "收到3件。", [("2件", "3件")], True),
        ("收到2件。", "收到 3 件。", [("收到2件", "收到3件")], True),
        ("收到2件。", "收到4件。", [("2件", "3件")], False),
        ("收到2件。", "收到4件。", [("2件", "3件"), ("3件", "4件")], True),
        ("", "新的一句。", [("", "新的一句。")], True),
        ("", "新的一句。", [("", "另一句。")], False),
        ("旧的一句。", "", [("旧的一句。", "")], True),
        ("甲。", "乙。", [("甲。丙。", "乙。丙。")], True),
        ("甲。", "乙。", [], False),
    ],
)
def test_a_correction_explains_just_what_it_says(
    was: str, now: str, given: list[tuple[str, str]], explained: bool
) -> None:
    parts = [Rewording(section="", was=old, now=new) for old, new in given]
    assert explains(parts, was, now) is explained


def sign(root: Path, role: str, day: str = "2024-01-10") -> int:
    ran = gongkai(
        "-C", root, "sign", "demo", "2023", "--role", role, "--by", "办公室", "--date", day
    )
    return ran.status


def test_signing_touches_nothing_else_and_holds(tmp_path: Path) -> None:
    before = SOUND[REPORT] + "\n# 说明\ncontact: {phone: 0000-0000000}   # 电话\n"
    root = site(tmp_path, {REPORT: before})
    assert sign(root, "复审") == 0
    assert sign(root, "初审") == 0
    assert sign(root, "复审", "2024-01-12") == 0
    text = (root / REPORT).read_text("utf-8")
    assert text.startswith(before)
    report, _ = read(text)
    assert [(item.role, str(item.day)) for item in report.signed] == [
        ("初审", "2024-01-10"),
        ("复审", "2024-01-12"),
    ]
    assert told(root) == []


def test_signatures_in_the_middle_of_a_file_are_replaced_there(tmp_path: Path) -> None:
    old = "signed: []\n\n# 下面是联系方式\ncontact: {phone: 0000-0000000}\n"
    root = site(tmp_path, {REPORT: (SOUND[REPORT] + old).replace("\n", "\r\n")})
    assert sign(root, "初审") == 0
    raw = (root / REPORT).read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    text = raw.decode().replace("\r\n", "\n")
    assert text.endswith("\n\n# 下面是联系方式\ncontact: {phone: 0000-0000000}\n")
    assert "signed:\n  - role: 初审\n" in text
    assert told(root) == []


def test_a_change_after_signing_names_the_part_that_changed(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert sign(root, "初审") == 0
    prose = root / "content/demo/2023.md"
    text = prose.read_text("utf-8")
    prose.write_text(text.replace("正文。", "正文改了。"), encoding="utf-8")
    (found,) = problems(root)
    assert found.diagnostic.rule == "sign.stale"
    assert found.diagnostic.args["parts"] == "存在的主要问题及改进情况"
    prose.write_text(text.replace("正文。", "**正文**。"), encoding="utf-8")
    assert told(root) == []
    prose.write_text(text, encoding="utf-8")
    figures = root / REPORT
    figures.write_text(figures.read_text("utf-8").replace("unlisted: 0\n", "unlisted: ~\n"))
    assert ("sign.stale", "default") in told(root)


def test_the_cell_is_named_where_what_was_signed_has_been_released(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert sign(root, "初审") == 0
    assert gongkai("-C", root, "release").status == 0
    figures = root / REPORT
    text = figures.read_text("utf-8")
    figures.write_text(text.replace("unlisted: 0\n", "unlisted: 0\n主动公开: {行政许可: 7}\n"))
    stale = next(item for item in problems(root) if item.diagnostic.rule == "sign.stale")
    assert stale.diagnostic.variant == "cells"
    assert stale.diagnostic.args["cells"] == "主动公开/行政许可（0→7）"


def test_a_site_may_want_every_role(tmp_path: Path) -> None:
    wanted = {"site.yml": "name: 演示\nsignoff: required\n"}
    root = site(tmp_path, wanted)
    (found,) = problems(root)
    assert (found.diagnostic.rule, found.diagnostic.args["roles"]) == (
        "sign.missing",
        "初审、复审、终审",
    )
    assert gongkai("-C", root, "release").status == 1
    for role in ("初审", "复审", "终审"):
        assert sign(root, role) == 0
    assert told(root) == []
    assert gongkai("-C", root, "release").status == 0


def test_a_site_may_have_roles_of_its_own(tmp_path: Path) -> None:
    root = site(tmp_path, {"site.yml": "name: 演示\nsigners: [拟稿, 核稿]\n"})
    assert sign(root, "初审") == 2
    assert sign(root, "核稿") == 0
    (root / "site.yml").write_text("name: 演示\n", encoding="utf-8")
    assert told(root) == [("sign.missing", "unknown")]


def test_a_draft_needs_no_signature(tmp_path: Path) -> None:
    files = {"site.yml": "name: 演示\nsignoff: required\n", REPORT: f"{SOUND[REPORT]}draft: yes\n"}
    assert told(site(tmp_path, files)) == []


def test_a_signature_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    root = site(tmp_path)
    ran = gongkai("-C", root, "sign", "demo", "2022", "--role", "初审", "--date", "2024-01-10")
    assert ran.status == 2
    assert "content/demo/2022.yml" in ran.err


def test_a_release_needs_a_day(tmp_path: Path) -> None:
    text = SOUND[REPORT].replace("published: 2024-01-20\n", "")
    root = site(tmp_path, {REPORT: text})
    ran = gongkai("-C", root, "release", language="en")
    assert ran.status == 2
    assert "--date" in ran.err
    assert not (root / "ledger").exists()
    assert gongkai("-C", root, "release", "--date", "2024-02-01").status == 0


@pytest.mark.parametrize("rule", ["correction.missing", "correction.wrong", "ledger.broken"])
def test_every_message_of_the_record_has_both_languages(rule: str) -> None:
    card = catalogue.card(rule)
    assert all(words["zh"] and words["en"] for words in card.messages.values())


def test_the_title_and_the_day_of_publication_are_of_record(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert gongkai("-C", root, "release").status == 0
    figures = root / REPORT
    text = figures.read_text("utf-8")
    figures.write_text(text.replace("2024-01-20", "2024-01-21"), encoding="utf-8")
    assert told(root) == [("correction.missing", "published")]
    figures.write_text(text.replace("title: 演示市示例局2023年", "title: 演示市示例局2023年度"))
    assert ("correction.missing", "title") in told(root)


def test_sentences_added_and_taken_out_are_told_and_emphasis_is_not(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert gongkai("-C", root, "release").status == 0
    prose = root / "content/demo/2023.md"
    text = prose.read_text("utf-8")
    prose.write_text(text.replace("正文。", "正文。另有一句。"), encoding="utf-8")
    assert told(root) == [("correction.missing", "added")]
    prose.write_text(text.replace("均按要求开展。", "均按**要求**开展。"), encoding="utf-8")
    assert told(root) == []
    assert gongkai("-C", root, "release").out == ""
    prose.write_text(
        text.replace("信息管理、平台建设、监督保障均按要求开展。", "信息管理、平台建设、监督保障。")
    )
    assert ("correction.missing", "words") in told(root)


def test_signed_returns_the_file_and_writes_nothing(tmp_path: Path) -> None:
    from datetime import date

    root = site(tmp_path)
    before = (root / REPORT).read_bytes()
    path, content = signed(root, "demo", "2023", "初审", None, date(2024, 1, 10))
    assert path == REPORT
    assert content.startswith(before)
    assert (root / REPORT).read_bytes() == before


def test_a_change_after_release_cannot_be_explained_away(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert gongkai("-C", root, "release").status == 0
    with (root / REPORT).open("a", encoding="utf-8") as file:
        file.write(
            "主动公开: {行政许可: 3}\nwaivers:\n"
            "  - {rule: correction.missing, cells: [主动公开/行政许可], reason: 无}\n"
        )
    assert told(root) == [("correction.missing", "default"), ("waiver.unused", "default")]
    severities = {item.diagnostic.rule: item.severity for item in problems(root)}
    assert severities["correction.missing"] == "error"
