"""A report as PDF, read back."""

from __future__ import annotations

import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from unittest import mock

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from tests.portals import ROOT
from tests.support.sites import Ran, gongkai, site

pytestmark = pytest.mark.browser

SAMPLE = ("yuhang/commerce", "2023")


def run(*arguments: str | Path) -> Ran:
    """The program in a thread of its own: the browser of other tests may be open in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(gongkai, *arguments).result()


def export(root: Path, agency: str, year: str, out: Path) -> bytes:
    ran = run("-C", root, "export", agency, year, "--format", "pdf", "-o", out)
    assert ran.status == 0, ran.err
    return out.read_bytes()


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return export(ROOT, *SAMPLE, tmp_path_factory.mktemp("pdf") / "report.pdf")


@pytest.fixture(scope="module")
def paper(raw: bytes) -> PdfReader:
    return PdfReader(BytesIO(raw))


def words(paper: PdfReader) -> str:
    return "".join("".join(page.extract_text() for page in paper.pages).split())


def parts(node: object) -> list[str]:
    """The kinds of all parts of a document's structure."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        return [kind for one in node for kind in parts(one)]
    if not isinstance(node, DictionaryObject):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (parts(node["/K"]) if "/K" in node else [])


def test_it_says_what_the_page_says(paper: PdfReader, sample) -> None:
    text = words(paper)
    (page,) = [one for one in sample.pages() if one.url == "/".join((*SAMPLE, ""))]
    main = sample.tree(page).xpath("//main")[0]
    said = main.xpath("//h1 | //main//h2[@class='numbered'] | //caption | //div[@class='prose']//p")
    assert len(said) > 20
    for item in said:
        wanted = "".join(item.text_content().split())
        assert wanted in text.replace("—1—", "").replace("—2—", "").replace("—3—", ""), wanted
    lines = "\n".join(page.extract_text() for page in paper.pages)
    figures = re.findall(r"(?<!\S)(?:[0-9]+|未填报)(?!\S)", lines)
    assert len(figures) >= 200, "as many as the form has cells"
    assert figures.count("未填报") == 1


def test_its_characters_are_those_of_the_page(paper: PdfReader, sample) -> None:
    """None is the sign of a radical, which looks the same and is another character."""
    (page,) = [one for one in sample.pages() if one.url == "/".join((*SAMPLE, ""))]
    known = set(sample.tree(page).text_content())
    assert {one for one in words(paper) if one > "\u2e7f"} <= known


def test_it_has_structure_language_title_and_outline(paper: PdfReader) -> None:
    root = paper.root_object
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - an object of its own
    assert paper.metadata is not None
    assert paper.metadata.title == "杭州市余杭区商务局2023年度政府信息公开工作年度报告"
    kinds = parts(root["/StructTreeRoot"]["/K"])
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 6
    assert kinds.count("/Table") == 6
    assert kinds.count("/TD") == 200
    assert {"/TH", "/P", "/H3"} <= set(kinds)
    titles = [one.title for one in paper.outline[1] if not isinstance(one, list)]
    assert titles[0] == "一、总体情况"
    assert len(paper.pages) == 3


def test_the_same_bytes_again_and_no_time_of_printing(raw: bytes, tmp_path: Path) -> None:
    assert export(ROOT, *SAMPLE, tmp_path / "again.pdf") == raw
    assert b"Chrom" not in raw
    assert b"CreationDate" not in raw, "nobody knows the day of the sample's publication"
    dated = PdfReader(BytesIO(export(site(tmp_path / "site"), "demo", "2023", tmp_path / "b.pdf")))
    assert dated.metadata is not None
    assert dated.metadata["/CreationDate"] == "D:20240120000000Z"


def test_links_lead_to_the_site_or_stay_inside(tmp_path: Path) -> None:
    prose = (
        "## 总体情况\n\n[目录](目录.pdf)，[别处](https://www.example.com/)，主动公开、依申请公开、信息管理、"
        "平台建设、监督保障。\n\n## 存在的主要问题及改进情况\n\n正文。\n\n## 其他需要报告的事项\n\n未收取信息处理费。\n"
    )
    files = {"content/demo/2023.md": prose, "content/demo/2023/目录.pdf": b"%PDF"}
    for base, wanted in (
        (None, set()),
        ("https://www.example.gov.cn/xxgk/", {"https://www.example.gov.cn/xxgk/demo/2023/"}),
    ):
        settings = "name: 演示站点\n" + (f"base_url: {base}\n" if base else "")
        root = site(tmp_path / str(bool(base)), {**files, "site.yml": settings})
        found = PdfReader(BytesIO(export(root, "demo", "2023", tmp_path / "x.pdf")))
        links = {
            str(note.get_object()["/A"]["/URI"])
            for page in found.pages
            for note in page.get("/Annots", [])
            if "/URI" in note.get_object().get("/A", {})
        }
        assert "https://www.example.com/" in links
        assert {link.rpartition("/")[0] + "/" for link in links} == {
            "https://www.example.com/",
            *wanted,
        }


def test_without_its_packages_or_chromium_it_says_what_to_install(tmp_path: Path) -> None:
    root = site(tmp_path / "site")
    arguments = ("-C", root, "export", "demo", "2023", "--format", "pdf", "-o", tmp_path / "x")
    with mock.patch.dict(sys.modules, {"pypdf": None}):
        sys.modules.pop("generator.export.pdf", None)
        sys.modules.pop("generator.operations.printing", None)
        ran = run(*arguments)
    assert (ran.status, "pypdf：pip install 'gongkai[pdf]'" in ran.err) == (2, True)
    with mock.patch.object(shutil, "which", return_value=None):
        ran = run(*arguments)
    assert (ran.status, "Chromium" in ran.err) == (2, True)
    with mock.patch.object(shutil, "which", return_value=str(ROOT / "LICENSE")):
        ran = run(*arguments)
    assert (ran.status, "Chromium" in ran.err) == (2, True)
    assert not (tmp_path / "x").exists()
