"""Earlier versions: files beside the report, other languages, editions that are gone."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator import pipeline
from tests.support.sites import SOUND, gongkai, problems, site

PROSE = SOUND["content/demo/2023.md"].replace(
    "正文。",
    "见[目录](目录.pdf)和[附表](附表.pdf)，[网站](https://www.example.com/)。\n\n![图一](图.png)",
)
FIGURES = "content/demo/2023.yml"
CORRECTION = (
    "corrections:\n  - date: 2024-03-05\n    words:\n"
    "      - {section: problems, was: 和附表, now: ''}\n    reason: 附表撤下。\n"
)


def corrected(root: Path, settings: str = "name: 演示站点\n") -> Path:
    """A site whose report linked to three files, was released and then lost one of them."""
    files = {f"content/demo/2023/{name}": b"x" for name in ("目录.pdf", "附表.pdf", "图.png")}
    site(root, {"site.yml": settings, "content/demo/2023.md": PROSE, **files})
    assert gongkai("-C", root, "release").status == 0
    prose = root / "content/demo/2023.md"
    prose.write_text(PROSE.replace("和[附表](附表.pdf)", ""), encoding="utf-8")
    (root / "content/demo/2023/附表.pdf").unlink()
    with (root / FIGURES).open("a", encoding="utf-8") as file:
        file.write(CORRECTION)
    assert gongkai("-C", root, "release").status == 0
    return root


def test_an_earlier_version_links_to_what_is_still_there(tmp_path: Path) -> None:
    root = corrected(tmp_path)
    built = pipeline.build(root, tmp_path / "public")
    assert built.faults == ()
    page = (tmp_path / "public/demo/2023/versions/1/index.html").read_text("utf-8")
    assert 'href="../../%E7%9B%AE%E5%BD%95.pdf"' in page or 'href="../../目录.pdf"' in page
    assert "和附表，" in page
    assert "附表.pdf" not in page
    assert 'href="https://www.example.com/"' in page
    assert 'src="../../' in page


def test_an_earlier_version_is_there_in_every_language(tmp_path: Path) -> None:
    root = corrected(tmp_path, "name: 演示站点\nname_en: Demo\nlanguages: [zh-CN, en]\n")
    built = pipeline.build(root, tmp_path / "public")
    assert built.verdict.problems == ()
    assert built.faults == ()
    page = (tmp_path / "public/en/demo/2023/versions/1/index.html").read_text("utf-8")
    assert "Version 1" in page
    assert "和附表，" in page


def test_a_correction_that_was_not_released_yet_already_shows_what_it_corrects(
    tmp_path: Path,
) -> None:
    root = site(tmp_path)
    assert gongkai("-C", root, "release").status == 0
    with (root / FIGURES).open("a", encoding="utf-8") as file:
        file.write(
            "主动公开: {行政许可: 3}\ncorrections:\n  - date: 2024-03-05\n"
            "    cells: {主动公开/行政许可: {was: 0, now: 3}}\n    reason: 漏计。\n"
        )
    pipeline.build(root, tmp_path / "public")
    assert (tmp_path / "public/demo/2023/versions/1/index.html").is_file()


def test_a_version_in_an_edition_that_is_gone_is_told(tmp_path: Path) -> None:
    own = Path(__file__).parents[2] / "generator/forms/cn-2021.yml"
    text = own.read_text("utf-8").replace('edition: "2021"', 'edition: "own"', 1)
    report = SOUND[FIGURES].replace("title:", "edition: own\ntitle:")
    root = site(tmp_path, {"forms/own.yml": text, FIGURES: report})
    assert gongkai("-C", root, "release").status == 0
    shutil.rmtree(root / "forms")
    (root / FIGURES).write_text(SOUND[FIGURES], encoding="utf-8")
    found = {(item.diagnostic.rule, item.diagnostic.variant) for item in problems(root)}
    assert found == {("correction.missing", "edition"), ("ledger.broken", "edition")}


def test_a_link_in_place_of_the_ledger_is_told_and_not_followed(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    assert gongkai("-C", root, "release").status == 0
    ledger = root / "ledger/demo/ledger.jsonl"
    ledger.rename(tmp_path / "elsewhere.jsonl")
    ledger.symlink_to(tmp_path / "elsewhere.jsonl")
    built = pipeline.build(root, tmp_path / "public")
    found = [item.diagnostic for item in built.verdict.problems]
    assert ("site.file", "symlink") in [(item.rule, item.variant) for item in found]
    assert not (tmp_path / "public").exists()


def test_what_earlier_versions_stand_at_is_known_of_the_site(tmp_path: Path) -> None:
    root = corrected(tmp_path)
    moved = "name: 演示站点\nmoved: {demo/2023/versions/1/: demo/}\n"
    (root / "site.yml").write_text(moved, encoding="utf-8")
    (found,) = [item.diagnostic for item in problems(root) if item.severity == "error"]
    assert (found.rule, found.variant) == ("site.moved", "taken")
    (root / "site.yml").write_text("name: 演示站点\n", encoding="utf-8")
    agency = root / "content/demo/agency.yml"
    agency.write_text(agency.read_text("utf-8") + "moved: [old]\n", encoding="utf-8")
    (root / "content/demo/2022.md").write_text(
        SOUND["content/demo/2023.md"].replace("正文。", "见[旧](../2023/versions/1/)。"), "utf-8"
    )
    (root / "content/demo/2022.yml").write_text(
        SOUND[FIGURES].replace("2023", "2022").replace("2024", "2023"), "utf-8"
    )
    assert pipeline.build(root, tmp_path / "public").files
    assert (tmp_path / "public/old/2023/versions/1/index.html").is_file()
