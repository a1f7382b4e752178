"""The faces of a site: each page in each language, leading to its twins, with the files shared."""

import re
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import html

from generator import pipeline
from generator.portal import Page, PageKind, file_of
from tests.portals import Node, Portal
from tests.support.sites import problems, site

HAN = re.compile("[㐀-鿿]")
BOTH = {"site.yml": "name: 演示站点\nname_en: Demo\nlanguages: [zh-CN, en]\n"}
LOCATED = {"site.yml": f"{BOTH['site.yml']}base_url: https://www.example.com/a/\n"}


def faces(portal: Portal) -> list[tuple[Page, Page]]:
    """The pages in the main language, each with its twin."""
    mains = [page for page in portal.pages() if not page.language]
    twins = {page.url: page for page in portal.pages() if page.language}
    return [
        (page, twins[f"en/{page.url}"]) for page in mains if page.kind is not PageKind.NOT_FOUND
    ]


def switches(portal: Portal, page: Page) -> dict[str, str | None]:
    """Where the visible links to other languages lead."""
    links = portal.tree(page).xpath("//header//a[@hreflang]")
    assert all(link.get("lang") == link.get("hreflang") for link in links)
    return {link.get("hreflang"): portal.resolve(page, link.get("href")) for link in links}


def test_every_page_leads_to_its_twin_and_back(sample: Portal):
    assert len(faces(sample)) > 15
    for main, twin in faces(sample):
        assert switches(sample, main) == {"en": file_of(twin.url)}
        assert switches(sample, twin) == {"zh-CN": file_of(main.url)}
        for page in (main, twin):
            links = sample.tree(page).xpath("//head/link[@hreflang]")
            assert {
                link.get("hreflang"): sample.resolve(page, link.get("href")) for link in links
            } == {"zh-CN": file_of(main.url), "en": file_of(twin.url)}


def test_the_page_for_missing_addresses_leads_to_the_other_home_page(sample: Portal):
    (page,) = sample.pages(PageKind.NOT_FOUND)
    assert switches(sample, page) == {"en": "en/index.html"}


def unmarked(tree: Node) -> list[str]:
    """Chinese in the body of an English page that does not say so."""
    return [
        text.strip()
        for text in tree.xpath("//body//text()[not(ancestor::script)]")
        if HAN.search(text)
        and not text.getparent()
        .xpath("ancestor-or-self::*[@lang]")[-1]
        .get("lang")
        .startswith("zh")
    ]


def test_chinese_on_english_pages_is_marked(sample: Portal):
    """Names stand in captions as they are, numbers of documents in sources, words of the form in
    explanations of rules."""
    kept = "//caption | //dd[@class='note'] | //span[@class='sr'] | //details//p"
    for _, twin in faces(sample):
        tree = deepcopy(sample.tree(twin))
        for harmless in tree.xpath(kept):
            harmless.drop_tree()
        assert unmarked(tree) == [], twin.url


def test_unmarked_chinese_is_found():
    page = html.document_fromstring(
        "<html lang='en'><body><p>中文 <i lang='zh-CN'>文</i></p></body>"
    )
    assert unmarked(page) == ["中文"]


def test_links_in_a_face_stay_in_it(sample: Portal):
    for _, twin in faces(sample):
        for link in sample.tree(twin).xpath("//body//a[not(@hreflang)]/@href"):
            target = sample.resolve(twin, link)
            if target and target.endswith(".html"):
                assert target.startswith("en/"), f"{twin.url}: {link}"


def test_files_are_there_once(sample: Portal):
    assert {Path(file).suffix for file in sample.files if file.startswith("en/")} == {".html"}


def built(root: Path, changes: dict[str, str | bytes | None]) -> Path:
    made = pipeline.build(site(root / "site", changes), root / "public", pipeline.Wish(cache=False))
    assert made.files, made
    return root / "public"


def test_pictures_and_attachments_are_found_from_every_face(tmp_path: Path):
    prose = (
        "## 总体情况\n\n主动公开、依申请公开、信息管理、平台建设、监督保障均按要求开展。"
        "见[目录](目录.pdf)、[去年](../2022/index.html#overview)、[外站](https://www.example.com/)。\n\n"
        "## 存在的主要问题及改进情况\n\n正文。\n\n## 其他需要报告的事项\n\n未收取信息处理费。\n"
    )
    earlier = (
        "title: 演示市示例局2022年政府信息公开工作年度报告\npublished: 2023-01-20\nunlisted: 0\n"
    )
    folder = built(
        tmp_path,
        {
            **BOTH,
            "content/demo/2023.md": prose,
            "content/demo/2023/目录.pdf": b"%PDF-1.7",
            "content/demo/2022.yml": earlier,
            "content/demo/2022.md": prose.split("见")[0]
            + "\n\n## 存在"
            + prose.split("## 存在")[1],
        },
    )
    page = folder / "en" / "demo" / "2023" / "index.html"
    tree = html.document_fromstring(page.read_bytes())
    links = tree.xpath("//div[@class='prose']//a/@href")
    assert links[:3] == [
        "../../../demo/2023/%E7%9B%AE%E5%BD%95.pdf",
        "../2022/index.html#overview",
        "https://www.example.com/",
    ]
    assert (page.parent / "../../../demo/2023/目录.pdf").resolve().is_file()


def test_the_sitemap_tells_of_each_page_in_each_language(tmp_path: Path):
    text = (built(tmp_path, LOCATED) / "sitemap.xml").read_text("utf-8")
    twins = (
        '<xhtml:link rel="alternate" hreflang="zh-CN" href="https://www.example.com/a/demo/"/>'
        '<xhtml:link rel="alternate" hreflang="en" href="https://www.example.com/a/en/demo/"/>'
    )
    for address in ("demo/", "en/demo/"):
        assert f"<url><loc>https://www.example.com/a/{address}</loc>{twins}</url>" in text
    assert text.count("<url>") == 2 * text.count("<loc>https://www.example.com/a/en/")


def test_a_site_in_one_language_has_nothing_of_the_other(tmp_path: Path):
    folder = built(tmp_path, {"site.yml": "name: 演示站点\nbase_url: https://www.example.com/\n"})
    pages = b"".join(page.read_bytes() for page in folder.rglob("*.html"))
    assert b"hreflang" not in pages
    assert not (folder / "en").exists()
    assert "xhtml" not in (folder / "sitemap.xml").read_text("utf-8")


def test_english_may_be_the_main_language(tmp_path: Path):
    folder = built(tmp_path, {"site.yml": "name: 演示\nname_en: Demo\nlanguages: [en, zh-CN]\n"})
    main = html.document_fromstring((folder / "demo/2023/index.html").read_bytes())
    other = html.document_fromstring((folder / "zh/demo/2023/index.html").read_bytes())
    assert (main.get("lang"), other.get("lang")) == ("en", "zh-CN")
    assert main.xpath("string(//p[@class='brand'])") == "Demo"
    assert other.xpath("string(//p[@class='brand'])") == "演示"
    assert unmarked(main) == []
    assert not other.xpath("//*[@lang='en' and not(@hreflang)]")


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("languages: [zh-CN, fr]", "languages"),
        ("language: en\nlanguages: [zh-CN, en]", "language"),
        ("languages: en", "languages"),
    ],
)
def test_languages_that_make_no_sense_are_told(tmp_path: Path, said: str, at: str):
    root = site(tmp_path, {"site.yml": f"name: 演示站点\n{said}\n"})
    (found,) = problems(root)
    assert found.diagnostic.rule == "content.type"
    assert found.diagnostic.at.path == (at,)


def test_a_language_said_twice_is_one(tmp_path: Path):
    root = site(tmp_path, {"site.yml": "name: 演示站点\nlanguage: en\nlanguages: [en, en]\n"})
    assert problems(root) == ()


FORM = Path("generator/forms/cn-2021.yml").read_text("utf-8")
NO_ENGLISH = re.sub(r', label_en: "?1\. State secret"?', "", FORM)


@pytest.mark.parametrize("languages", ["language: en", "languages: [zh-CN, en]"])
def test_an_edition_without_english_words_is_not_published_in_english(
    tmp_path: Path, languages: str
):
    assert NO_ENGLISH != FORM
    files = {"site.yml": f"name: 演示站点\n{languages}\n", "forms/own.yml": NO_ENGLISH}
    root = site(tmp_path, files)
    (found,) = [item for item in problems(root) if item.diagnostic.rule == "form.definition"]
    assert found.diagnostic.at.file == "forms/own.yml"
    assert found.diagnostic.at.path[-1] == "label_en"
    refused = pipeline.build(root, tmp_path / "public")
    assert not refused.files


def test_it_is_fine_for_a_site_in_chinese(tmp_path: Path):
    assert problems(site(tmp_path, {"forms/own.yml": NO_ENGLISH})) == ()
