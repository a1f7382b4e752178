"""Which names below ``content`` are content, and why the others are not."""

from __future__ import annotations

import pytest

from generator.portal import Entry, EntryKind, Found, ReportFiles, discover
from tests.support.records import told

AGENCY = "demo/agency.yml"


def entry(path: str, kind: EntryKind = EntryKind.FILE, target: str = "") -> Entry:
    return Entry(path=f"content/{path}", kind=kind, target=target)


def found(*paths: str) -> Found:
    """What is found among files, and folders that end with a slash."""
    return discover(
        entry(path.rstrip("/"), EntryKind.FOLDER if path.endswith("/") else EntryKind.FILE)
        for path in paths
    )


def wrong(*paths: str) -> list[str]:
    return told(found(AGENCY, *paths).diagnostics)


def test_an_agency_is_a_folder_with_a_file_about_it() -> None:
    assert found("city/", "city/agency.yml", "city/commerce/agency.yml").agencies == (
        "city",
        "city/commerce",
    )


def test_a_report_is_its_figures_with_the_narrative_and_attachments_beside() -> None:
    site = found(
        AGENCY, "demo/2023.yml", "demo/2023.md", "demo/2023/", "demo/2023/a.pdf", "demo/2023/图.png"
    )
    assert site.diagnostics == ()
    assert site.reports == (
        ReportFiles(
            agency="demo",
            slug="2023",
            figures="content/demo/2023.yml",
            narrative="content/demo/2023.md",
            attachments=("content/demo/2023/a.pdf", "content/demo/2023/图.png"),
        ),
    )


def test_a_report_may_have_figures_only() -> None:
    (report,) = found(AGENCY, "demo/2023.yml").reports
    assert (report.narrative, report.attachments) == (None, ())


def test_reports_on_a_region_stand_beside_those_of_the_agency() -> None:
    site = found(AGENCY, "demo/2023-region.yml", "demo/2023.yml", "demo/2022.yml")
    assert [report.slug for report in site.reports] == ["2022", "2023", "2023-region"]


def test_the_order_of_names_on_the_disk_does_not_matter() -> None:
    paths = [AGENCY, "demo/2023.yml", "demo/2023.md", "a/agency.yml", "demo/2023/b.pdf", "x.txt"]
    assert found(*paths) == found(*reversed(paths))


def test_a_symbolic_link_is_refused_with_its_target() -> None:
    site = discover([entry("demo/2023.yml", EntryKind.SYMLINK, "/etc/passwd")])
    (finding,) = site.diagnostics
    assert (finding.rule, finding.variant) == ("site.file", "symlink")
    assert finding.args == {"target": "/etc/passwd"}
    assert site.reports == ()


def test_a_pipe_is_refused() -> None:
    site = discover([entry("demo/2023.yml", EntryKind.OTHER)])
    assert told(site.diagnostics) == ["site.file/special"]


def test_a_folder_called_like_a_file_about_an_agency_makes_none() -> None:
    site = discover([entry("demo/agency.yml", EntryKind.FOLDER)])
    assert (site.agencies, told(site.diagnostics)) == ((), ["site.name/agency"])


def test_an_agency_needs_a_folder_of_its_own() -> None:
    site = found("agency.yml")
    assert site.agencies == ()
    assert site.diagnostics != ()


@pytest.mark.parametrize(
    "name", ["demo", "a", "a1", "fa-gai", "330110-commerce", "x" * 64, "town-2"]
)
def test_a_folder_may_be_named(name: str) -> None:
    assert found(f"{name}/", f"{name}/agency.yml").diagnostics == ()


@pytest.mark.parametrize(
    "name",
    [
        *("Demo", "a_b", "a b", "a.b", "-a", "a-", "a--b", "商务局", "ａ", "x" * 65, "123"),
        *("about", "assets", "compare", "data", "search", "years", "con", "nul", "com1", "lpt9"),
    ],
)
def test_a_folder_may_not_be_named(name: str) -> None:
    assert wrong(f"{name}/") == ["site.name/agency"]


@pytest.mark.parametrize(
    "name",
    ["23.yml", "2023a.yml", "2023-Region.yml", "report.md", "3000.yml", "２０２３.yml", ".yml"],
)
def test_a_report_may_not_be_named(name: str) -> None:
    assert wrong(f"demo/{name}") == ["site.name/report"]


@pytest.mark.parametrize("name", ["notes.txt", "2023.yaml", "2023.docx", "README", "2023.yml~"])
def test_a_file_that_is_nothing_known_is_told(name: str) -> None:
    assert wrong(f"demo/{name}") == ["site.file/unknown"]


@pytest.mark.parametrize("name", ["a.pdf", "年度 报告（终稿）.PDF", "1.png", "x.tar.zip"])
def test_an_attachment_may_be_named(name: str) -> None:
    assert wrong("demo/2023.yml", f"demo/2023/{name}") == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" a.pdf", "site.name/attachment"),
        ("index.html", "site.name/attachment"),
        ("Report.JSON", "site.name/attachment"),
        ("a\\b.pdf", "site.name/attachment"),
        ("长" * 79 + ".pdf", "site.name/attachment"),
        ("a.svg", "site.file/attachment-type"),
        ("a.html", "site.file/attachment-type"),
        ("a.js", "site.file/attachment-type"),
        ("a", "site.file/attachment-type"),
    ],
)
def test_an_attachment_may_not_be_named(name: str, why: str) -> None:
    assert wrong("demo/2023.yml", f"demo/2023/{name}") == [why]


def test_attachments_lie_right_in_the_folder_of_their_report() -> None:
    assert wrong("demo/2023.yml", "demo/2023/more/", "demo/2023/more/a.pdf") == [
        "site.file/unknown"
    ]


def test_prose_without_figures_is_told() -> None:
    site = found(AGENCY, "demo/2023.md")
    (finding,) = site.diagnostics
    assert (finding.rule, finding.variant) == ("site.file", "orphan-narrative")
    assert finding.args == {"found": "2023.yml"}


def test_attachments_without_a_report_are_told() -> None:
    assert wrong("demo/2023/", "demo/2023/a.pdf") == ["site.file/orphan-attachment"]


def test_reports_without_an_agency_are_told_file_by_file() -> None:
    site = found("demo/2023.yml", "demo/2023.md")
    assert told(site.diagnostics) == ["site.file/no-agency", "site.file/no-agency"]
    assert site.reports == ()


def test_a_report_right_below_content_has_no_agency() -> None:
    (finding,) = found("2023.yml").diagnostics
    assert finding.args == {"found": "content"}


def test_a_report_below_an_agency_but_not_in_its_folder_has_no_agency() -> None:
    assert wrong("demo/old/", "demo/old/2019.yml") == ["site.file/no-agency"]


def test_no_agency_lies_inside_a_report() -> None:
    site = found(AGENCY, "demo/2023.yml", "demo/2023/agency.yml")
    assert site.agencies == ("demo",)
    assert told(site.diagnostics) == ["site.file/attachment-type"]
