"""A report's whole life in one site, each step as its editor takes it and sees it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.portals import ROOT
from tests.support.sites import Ran, gongkai, write

ORIGINAL = ROOT / "tests/ingest/yuhang-commerce-2023.txt"
HERE = "content/yuhang/commerce"
FIGURES = f"{HERE}/2023.yml"
BLANK = "主动公开/行政规范性文件/现行有效"
LICENCES = "主动公开/行政许可"
SITE = "name: 演示站点\ntargets:\n  www: {kind: folder, to: ../www}\n"
DAY = "published: 2024-01-22\n"
WAIVER = f"""
waivers:
  - rule: cell.blank
    cells: [{BLANK}]
    reason: 原件此格空白。
"""
CORRECTION = f"""
corrections:
  - date: 2024-03-05
    cells: {{{LICENCES}: {{was: 0, now: 3}}}}
    reason: 录入时漏填。
"""


def test_a_report_is_imported_mended_released_corrected_and_proved(tmp_path: Path) -> None:
    root, www = tmp_path / "site", tmp_path / "www/current"
    report = www / "yuhang/commerce/2023"

    def run(*words: str | Path) -> Ran:
        return gongkai("-C", root, *words)

    def edit(*changes: tuple[str, str]) -> None:
        text = (root / FIGURES).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1 or not old
            text = text.replace(old, new) if old else text + new
        (root / FIGURES).write_text(text, encoding="utf-8")

    write(root, {"site.yml": SITE})
    for above in ("content/yuhang", HERE):
        (root / above).mkdir(parents=True)
        shutil.copy(ROOT / above / "agency.yml", root / above)

    ran = run("import", ORIGINAL, "--agency", "yuhang/commerce")
    assert ran.status == 0
    assert "读出 199 个数字，原件空缺 1 个，没有读出 0 个" in ran.out + ran.err
    assert (root / FIGURES).read_bytes() == (ROOT / FIGURES).read_bytes()

    ran = run("check")
    assert ran.status == 1
    assert [rule in ran.err + ran.out for rule in ("cell.blank", "date.missing")] == [True, True]
    refused = run("deploy", "www")
    assert refused.status == 1
    assert not www.exists()

    edit(("unlisted: 0", f"{DAY}unlisted: 0"), ("", WAIVER))
    assert run("check").status == 0
    assert run("release").status == 0
    assert run("deploy", "www").status == 0
    page = (report / "index.html").read_text(encoding="utf-8")
    assert "未填报" in page
    assert "原件此格空白。" in page

    edit(("  行政规范性文件:", "  行政许可: 3\n  行政规范性文件:"))
    silent = run("check")
    assert silent.status == 1
    assert f"“{LICENCES}”公布的是 0" in silent.out + silent.err
    assert run("deploy", "www").status == 1
    assert (report / "index.html").read_text(encoding="utf-8") == page

    edit(("", CORRECTION))
    assert run("check").status == 0
    assert run("release").status == 0
    assert run("deploy", "www").status == 0
    assert "录入时漏填。" in (report / "index.html").read_text(encoding="utf-8")
    figures = json.loads((report / "report.json").read_bytes())
    assert figures["corrections"][0]["date"] == "2024-03-05"
    before = (report / "versions/1/index.html").read_text(encoding="utf-8")
    assert "录入时漏填。" not in before
    assert 'name="robots" content="noindex' in before

    for words in (["verify", www], ["verify", "--ledger", www]):
        assert run(*words).status == 0
    file = report / "report.csv"
    held = file.read_bytes()
    lines = held.decode().splitlines(keepends=True)
    (at,) = [index for index, line in enumerate(lines) if LICENCES in line]
    lines[at] = lines[at].replace("3", "8")
    file.write_bytes("".join(lines).encode())
    told = run("verify", www)
    assert told.status == 1
    assert "yuhang/commerce/2023/report.csv" in told.out + told.err
    assert LICENCES in told.out + told.err
    file.write_bytes(held)
    assert run("verify", www).status == 0
