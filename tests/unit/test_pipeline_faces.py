"""A site in two languages costs what changed, and its bytes do not depend on what is remembered."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator import pipeline
from tests.support.region import CARRIED, RECEIVED, city, report
from tests.support.sites import SOUND, site

BOTH = "name: 演示站点\nname_en: Demo\nlanguages: [zh-CN, en]\nbase_url: https://www.example.com/\n"


def contents(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = site(tmp_path / "site", {"site.yml": BOTH})
    assert pipeline.build(made, tmp_path / "public").files
    return made


def change(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), "utf-8")


def again(root: Path) -> pipeline.Built:
    """Build with the memory of the last time; without it the same has to come out."""
    target = root.parent / "public"
    built = pipeline.build(root, target)
    pipeline.build(root, root.parent / "fresh", pipeline.Wish(cache=False))
    assert contents(target) == contents(root.parent / "fresh")
    return built


def test_an_edit_of_prose_makes_its_page_in_each_language_again(root: Path) -> None:
    change(root, "content/demo/2023.md", "正文", "另一段正文")
    made = again(root).made
    pages = {path for path in made if path.endswith(".html")}
    assert pages == {"demo/2023/index.html", "en/demo/2023/index.html"}
    assert {made[path] for path in pages} == {"changed content/demo/2023.md"}


def test_an_edit_of_a_figure_makes_all_that_shows_it_again(root: Path) -> None:
    change(root, "content/demo/2023.yml", "unlisted: 0", "unlisted: 0\n主动公开: {行政许可: 7}")
    pages = {path for path in again(root).made if path.endswith(".html")}
    main = {path for path in pages if not path.startswith("en/")}
    assert "demo/2023/disclosure/index.html" in main
    assert pages - main == {f"en/{path}" for path in main}


def test_nothing_changed_makes_nothing(root: Path) -> None:
    built = again(root)
    assert (dict(built.made), built.changed) == ({}, False)


def test_a_lost_bundle_of_one_language_is_made_again(root: Path) -> None:
    bundles = root / ".gongkai" / "bundles"
    for bundle in bundles.iterdir():
        if (bundle / "2023" / "index.html").exists() and not (bundle / "search.json").exists():
            for file in sorted(bundle.rglob("*"), reverse=True):
                file.rmdir() if file.is_dir() else file.unlink()
            bundle.rmdir()
    change(root, "content/demo/2023.md", "正文", "另一段正文")
    again(root)


def test_a_language_comes_and_goes(root: Path) -> None:
    target = root.parent / "public"
    both = contents(target)
    change(root, "site.yml", "languages: [zh-CN, en]\n", "")
    again(root)
    assert not (target / "en").exists()
    change(root, "site.yml", "name_en: Demo\n", "name_en: Demo\nlanguages: [zh-CN, en]\n")
    again(root)
    assert contents(target) == both


def test_processes_make_the_same(root: Path) -> None:
    for number in range(3):
        folder = root / "content" / f"agency-{number}"
        folder.mkdir()
        for name in ("agency.yml", "2023.yml", "2023.md"):
            (folder / name).write_text(SOUND[f"content/demo/{name}"], "utf-8")
    pipeline.build(root, root.parent / "one", pipeline.Wish(workers=1, cache=False))
    pipeline.build(root, root.parent / "two", pipeline.Wish(workers=2, cache=False))
    assert contents(root.parent / "one") == contents(root.parent / "two")


def test_files_are_not_doubled(root: Path) -> None:
    files = contents(root.parent / "public")
    assert {path.rpartition(".")[2] for path in files if path.startswith("en/")} == {"html"}
    assert {"search/index.json", "search/index-en.json"} <= set(files)


def test_a_site_without_a_notice_has_none_in_any_language(root: Path) -> None:
    public = root.parent / "public"
    for page in ("index.html", "en/index.html"):
        assert 'class="notice"' not in (public / page).read_text("utf-8")
    change(root, "site.yml", "name_en: Demo\n", "name_en: Demo\nnotice: 演示数据\n")
    again(root)
    assert '<span lang="zh-CN">演示数据</span>' in (public / "en/index.html").read_text("utf-8")


def test_the_pages_on_publication_and_on_parts_are_in_each_language(tmp_path: Path) -> None:
    root = city(tmp_path / "site")
    text = report(RECEIVED, CARRIED).replace("0.10", "1.10")
    (root / "content/city/2023-region.yml").write_text(text, "utf-8")
    (root / "content/city/2023-region.md").write_text(SOUND["content/demo/2023.md"], "utf-8")
    more = "calendar: yes\nseverities: {narrative.duties: note}\n"
    (root / "site.yml").write_text(BOTH + more, "utf-8")
    assert pipeline.build(root, tmp_path / "public").files
    change(root, "content/city/east/2023.yml", "2024-01-20", "2024-01-21")
    made = {path for path in again(root).made if "/parts/" in path or "/calendar/" in path}
    assert made == {
        f"{face}{page}/index.html"
        for face in ("", "en/")
        for page in ("city/2023-region/parts", "years/2023/calendar")
    }
    page = (tmp_path / "public/en/city/2023-region/parts/index.html").read_text("utf-8")
    assert '<span lang="zh-CN">东县</span> 470' in page
    assert "all 200 cells are equal" in page


def test_old_addresses_lead_on_in_each_language(root: Path) -> None:
    change(root, "site.yml", BOTH, BOTH + "moved: {col/1.html: demo/, old/2023/: demo/2023/}\n")
    change(root, "content/demo/agency.yml", "name:", "moved: [gone]\nname:")
    again(root)
    public = root.parent / "public"
    for old, new in (("en/old/2023", "demo/2023"), ("en/gone/2023", "demo/2023")):
        text = (public / old / "index.html").read_text("utf-8")
        assert f'content="0; url=../../{new}/index.html"' in text
        assert '<html lang="en"' in text
    assert (public / "col/1.html").is_file()
    assert not (public / "en/col").exists()
