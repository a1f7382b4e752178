"""Every published file, read back, has the figures of the YAML; lists tell of all files truly."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from generator import pipeline
from generator.diagnostic import SiteError
from generator.export import opendata
from generator.export.csv import table_csv
from generator.portal import PageKind
from generator.report import Amount, Value
from generator.site import Site
from generator.workspace.content import Filed
from tests.opendata.conftest import BASE, SITE, content
from tests.portals import Portal
from tests.support.sites import gongkai, site

API = "data/v1"


def text(value: Value) -> str:
    return "" if value is None else str(value.value if isinstance(value, Amount) else value)


def rows(raw: bytes) -> list[dict[str, str]]:
    assert not raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode(), newline="")))


def some(portal: Portal) -> Iterator[Filed]:
    """A seventh of the reports, of every agency's and both editions'."""
    for number, key in enumerate(sorted(portal.content.filed)):
        if portal.name == "sample" or number % 7 == 0:
            yield portal.content.filed[key]


def test_every_figure_beside_a_report_is_that_of_the_yaml(portal: Portal) -> None:
    for filed in some(portal):
        report = filed.report
        form = portal.content.forms[report.edition]
        folder = portal.folder / report.agency / report.slug
        found = rows((folder / "report.csv").read_bytes())
        assert [row["cell"] for row in found] == [cell.address for cell in form.cells]
        assert [row["value"] for row in found] == [text(value) for value in report.figures]
        assert {(row["agency"], row["report"]) for row in found} == {report.key}
        for table in form.tables:
            file = folder / table.id.replace("_", "-") / "table.csv"
            assert file.read_bytes() == table_csv(report, form, table.id)


def test_a_year_has_every_figure_of_its_reports(portal: Portal) -> None:
    expected: dict[int, dict[tuple[str, str, str], str]] = {}
    for filed in portal.content.filed.values():
        report, cells = filed.report, portal.content.forms[filed.report.edition].cells
        figures = expected.setdefault(report.year, {})
        for cell, value in zip(cells, report.figures, strict=True):
            figures[*report.key, cell.address] = text(value)
    files = sorted((portal.folder / API / "years").iterdir())
    assert [file.name for file in files] == [f"{year}.csv" for year in sorted(expected)]
    for file in files:
        found = rows(file.read_bytes())
        figures = {(row["agency"], row["report"], row["cell"]): row["value"] for row in found}
        assert len(figures) == len(found)
        assert figures == expected[int(file.stem)]


def test_the_list_of_reports_tells_of_every_file(portal: Portal) -> None:
    found = json.loads((portal.folder / API / "index.json").read_bytes())
    reports = {
        (agency["id"], report["report"]): report
        for agency in found["agencies"]
        for report in agency["reports"]
    }
    assert set(reports) == set(portal.content.filed)
    for report in reports.values():
        folder = (portal.folder / API / report["folder"]).resolve()
        assert set(report["files"]) == {"report.json", "report.csv"}
        for name, told in report["files"].items():
            raw = (folder / name).read_bytes()
            assert told == {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}


def test_links_state_type_and_size(portal: Portal) -> None:
    counted = 0
    for page, tree in portal.trees(PageKind.REPORT, PageKind.TABLE, PageKind.DATA):
        for link in tree.xpath("//main//a[@type]"):
            file = portal.resolve(page, link.get("href"))
            assert file is not None
            size = (portal.folder / file).stat().st_size
            ending = file.rpartition(".")[2].upper()
            stated = re.search(r"[（(](\w+)(?:，|, )([0-9.]+) (kB|MB)[）)]$", link.text_content())
            assert stated is not None, link.text_content()
            assert stated[1] == ending
            assert stated[3] == "MB" or int(stated[2]) == -(-size // 1000)
            counted += 1
    assert counted > 10


def built(tmp_path: Path, more: str = "", *, base: str | None = None) -> Path:
    root = site(tmp_path / "site", {**content(), "site.yml": SITE + more})
    pipeline.build(root, tmp_path / "public", pipeline.Wish(base_url=base))
    return tmp_path / "public"


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_needs_an_address_waits_for_one(tmp_path: Path) -> None:
    without = names(built(tmp_path))
    placed = names(built(tmp_path, base=BASE))
    assert placed - without == {"data/catalog.jsonld", "feed.xml", "robots.txt", "sitemap.xml"}
    assert without - placed == set()


def test_a_site_may_offer_nothing(tmp_path: Path) -> None:
    found = names(built(tmp_path, "downloads: []\n"))
    assert not [name for name in found if name.startswith("data/") or name.endswith(".csv")]
    page = html.fromstring((tmp_path / "public/demo/2023/index.html").read_bytes())
    assert not page.xpath("//main//a[@type]")
    assert not page.xpath("//a[contains(@href, 'data/')]")


def test_workbook_document_and_archive_are_there_where_asked_for(tmp_path: Path) -> None:
    folder = built(tmp_path, "downloads: [json, csv, xlsx, docx, zip]\n")
    book = openpyxl.load_workbook(folder / "demo/2023/report.xlsx")
    figures = [row[-1].value for row in book.worksheets[-1].iter_rows(min_row=2)]
    long = rows((folder / "demo/2023/report.csv").read_bytes())
    told = [float(row["value"]) if row["value"] else None for row in long]
    assert figures == told
    assert zipfile.is_zipfile(folder / "demo/2023/report.docx")
    with zipfile.ZipFile(folder / "data/gongkai.zip") as whole:
        assert whole.testzip() is None
        inside: Mapping[str, bytes] = {name: whole.read(name) for name in whole.namelist()}
    there = {name.removeprefix(f"{API}/") for name in names(folder) if name.startswith(API)}
    assert set(inside) == there
    assert all(raw == (folder / API / name).read_bytes() for name, raw in inside.items())
    again = built(tmp_path / "again", "downloads: [json, csv, xlsx, docx, zip]\n")
    assert (again / "manifest.json").read_bytes() == (folder / "manifest.json").read_bytes()


def test_a_contact_that_has_run_out_stops_the_build(tmp_path: Path) -> None:
    root = site(
        tmp_path / "site", {**content(), "site.yml": SITE.replace("2027-01-31", "2024-01-20")}
    )
    with pytest.raises(SiteError) as told:
        pipeline.build(root, tmp_path / "public")
    assert told.value.key == "security"
    ran = gongkai("-C", root, "build", "-o", tmp_path / "public", language="en")
    assert (ran.status, "security expires on 2024-01-20" in ran.err) == (2, True)
    assert not (tmp_path / "public").exists()


def test_the_contact_is_told_as_the_standard_wants(opened: Path) -> None:
    lines = (opened / ".well-known/security.txt").read_text().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert fields["Contact"] == "mailto:security@example.gov.cn"
    assert fields["Expires"] == "2027-01-31T00:00:00Z"
    assert fields["Canonical"] == f"{BASE}.well-known/security.txt"


def test_many_pages_need_several_sitemaps() -> None:
    place = Site(name="x", base_url="https://www.example.com/")
    pages = [(f"p{number}/", None) for number in range(7)]
    found = opendata.sitemaps(place, pages, 3)
    assert (
        tuple(found)
        == opendata.names(7, 3)
        == ("sitemap.xml", *(f"sitemap-{n}.xml" for n in (1, 2, 3)))
    )
    assert found["sitemap.xml"].count(b"<sitemap>") == 3
    assert sum(raw.count(b"<url>") for raw in found.values()) == 7
    assert tuple(opendata.sitemaps(place, pages, 7)) == opendata.names(7, 7) == ("sitemap.xml",)


def test_a_correction_is_news(tmp_path: Path) -> None:
    corrected = "corrections:\n  - {date: 2024-06-01, cells: {申请办理/本年新收/自然人: {was: 2, now: 3}}, reason: 更正}\n"
    files = {**content(), "site.yml": SITE}
    files["content/demo/2023.yml"] += corrected
    root = site(tmp_path / "site", files)
    pipeline.build(root, tmp_path / "public", pipeline.Wish(base_url=BASE))
    feed = (tmp_path / "public/feed.xml").read_text()
    first = feed.partition("<entry>")[2].partition("</entry>")[0]
    assert "/demo/demo/2023/" in first
    assert "<updated>2024-06-01T00:00:00Z</updated>" in first
    assert "<published>2024-01-20T00:00:00Z</published>" in first
