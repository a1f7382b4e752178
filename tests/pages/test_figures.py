"""Read back: the figures in the files, on the pages and in the data are the same.

A figure on a page is found by its headers, as a reader finds it, never by its place.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from generator.form import Form
from generator.portal import Page, PageKind, file_of, report_url
from generator.report import Amount, Value
from tests.pages.statutory import blocks, captioned, expected, form_of, read, tables_of
from tests.portals import BLANK, Portal

NO_UNIT = {"zh-CN": "（原表未注明单位）", "en": " (the form states no unit)"}


def printed(value: Value, language: str, *, unit_in_caption: bool) -> str:
    """How a figure has to be shown."""
    if value is None:
        return BLANK[language]
    if isinstance(value, Amount):
        unit = value.unit or ("" if unit_in_caption or not value.value else NO_UNIT[language])
        return f"{value.value}{unit}"
    return str(value)


def on_page(portal: Portal, page: Page, form: Form) -> dict[int, str]:
    """The text of each figure that a page shows, by the index of its cell."""
    shown = blocks(form, tables_of(portal, page))
    found: dict[int, str] = {}
    for html, (table, block) in zip(captioned(portal.tree(page)), shown, strict=True):
        cells = expected(portal, page, form, table, block)
        found |= {cells[path].index: text for path, text in read(html)[1]}
    return found


def flat(data: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """The figures of ``report.json`` by their ids."""
    found: dict[str, object] = {}
    for key, value in data.items():
        if isinstance(value, dict) and set(value) != {"value", "unit"}:
            found |= flat(value, f"{prefix}{key}/")
        else:
            found[prefix + key] = value
    return found


def data_of(portal: Portal, page: Page) -> Path:
    """The figures beside a report's page; they are there once, whatever the page's language."""
    return portal.folder / report_url(page.agency, page.slug) / "report.json"


def test_pages_show_what_was_filed(portal: Portal):
    for page in portal.pages(PageKind.REPORT, PageKind.TABLE):
        report, form = portal.content.filed[page.agency, page.slug].report, form_of(portal, page)
        units = {
            cell.index: all(block.unit for block in form.table(cell.table).blocks)
            for cell in form.cells
        }
        wanted = {
            cell.index: printed(
                report.figures[cell.index],
                portal.site(page).language,
                unit_in_caption=units[cell.index],
            )
            for cell in form.cells
            if page.table in ("", cell.table)
        }
        assert on_page(portal, page, form) == wanted, page.url


def test_data_holds_what_was_filed(portal: Portal):
    for page in portal.pages(PageKind.REPORT):
        report, form = portal.content.filed[page.agency, page.slug].report, form_of(portal, page)
        raw = data_of(portal, page).read_text("utf-8")
        figures = flat(json.loads(raw, parse_float=Decimal)["figures"])
        wanted = {
            cell.id: {"value": str(value.value), "unit": value.unit}
            if isinstance(value, Amount)
            else value
            for cell, value in zip(form.cells, report.figures, strict=True)
        }
        assert figures == wanted, page.url


def test_pages_show_what_the_data_holds(portal: Portal):
    """The two outputs side by side, with nothing of the generator's records in between."""
    for page in portal.pages(PageKind.REPORT):
        form = form_of(portal, page)
        figures = flat(json.loads(data_of(portal, page).read_bytes())["figures"])
        for index, text in on_page(portal, page, form).items():
            held = figures[form.cells[index].id]
            if held is None:
                assert text == BLANK[portal.site(page).language], page.url
            elif isinstance(held, dict):
                assert text.startswith(str(held["value"]) + (held["unit"] or "")), page.url
            else:
                assert text == str(held), page.url


def test_the_portals_hold_what_these_checks_are_about(sample: Portal, demo: Portal):
    """Blanks, amounts with places, changes below 0 and large figures all occur."""
    values = [
        value
        for portal in (sample, demo)
        for filed in portal.content.filed.values()
        for value in filed.report.figures
    ]
    assert None in values
    assert any(isinstance(value, Amount) and "." in str(value.value) for value in values)
    assert any(isinstance(value, int) and value < 0 for value in values)
    assert any(isinstance(value, int) and value > 999 for value in values)


def test_indexes_show_the_leading_figures(portal: Portal):
    """The pages of agencies and years repeat the totals of 三 beside each report."""
    leads = {
        file_of(f"{item.agency}/{item.slug}/"): [value for _, value in item.leads]
        for item in portal.content.portal.summaries
    }
    seen = 0
    for page, tree in portal.trees(PageKind.AGENCY, PageKind.YEAR):
        for row in tree.xpath("//main//table[caption]/tbody/tr"):
            (link,) = row.xpath(".//a/@href")
            target = portal.resolve(page, link).removeprefix(f"{page.language}/")
            blank = BLANK[portal.site(page).language]
            wanted = [blank if value is None else str(value) for value in leads[target]]
            figures = [cell.text_content().strip() for cell in row.iter("td")]
            assert figures[: len(wanted)] == wanted, page.url
            seen += 1
    assert seen >= len(leads)
