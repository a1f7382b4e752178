"""Each figure on each page has exactly the headers that the form gives it.

No validator and no accessibility checker notices a wrong ``scope``; the oracle does.
"""

from generator.portal import Page, PageKind
from tests.pages.statutory import (
    blocks,
    caption,
    captioned,
    expected,
    form_of,
    read,
    tables_of,
)
from tests.portals import Node, Portal


def faults(portal: Portal, page: Page, tree: Node) -> list[str]:
    """How the statutory tables of a page differ from its form."""
    form = form_of(portal, page)
    wanted = list(blocks(form, tables_of(portal, page)))
    found = captioned(tree)
    if len(found) != len(wanted):
        return [f"{page.url}: {len(found)} tables instead of {len(wanted)}"]
    wrong = []
    for html, (table, block) in zip(found, wanted, strict=True):
        errors, cells = read(html)
        wrong += [f"{page.url} {block.number}: {error}" for error in errors]
        paths = list(expected(portal, page, form, table, block))
        if [path for path, _ in cells] != paths:
            pairs = zip([path for path, _ in cells], paths, strict=False)
            strange = [f"{got} instead of {path}" for got, path in pairs if got != path]
            wrong.append(f"{page.url} {block.number}: {len(cells)} cells, {strange[:3]}")
    return wrong


def test_every_figure_has_the_headers_of_the_form(portal: Portal):
    wrong = [
        fault
        for page, tree in portal.trees(PageKind.REPORT, PageKind.TABLE)
        for fault in faults(portal, page, tree)
    ]
    assert wrong == []


def test_captions_name_the_block_and_its_unit(portal: Portal):
    for page, tree in portal.trees(PageKind.REPORT, PageKind.TABLE):
        wanted = list(blocks(form_of(portal, page), tables_of(portal, page)))
        for html, (_, block) in zip(captioned(tree), wanted, strict=True):
            said = caption(html)
            assert block.number in said
            assert portal.say(page, block.label) in said
            assert block.unit is None or portal.say(page, block.unit) in said


def test_tables_of_figures_are_described_and_named(portal: Portal):
    """The corner's rule stands before its table and is tied to it; the region has a heading's name."""
    for page, tree in portal.trees(PageKind.REPORT, PageKind.TABLE):
        shown = tables_of(portal, page)
        described = [html.get("aria-describedby") for html in captioned(tree)]
        notes = [table.note for table in shown for _ in table.blocks]
        for id_, note in zip(described, notes, strict=True):
            assert (id_ is None) == (note is None)
            if id_ and note:
                assert portal.say(page, note) in tree.get_element_by_id(id_).text_content()
        regions = tree.xpath("//main//*[@role='region'][.//table[caption]]")
        assert len(regions) == len(shown)
        for region, table in zip(regions, shown, strict=True):
            assert region.get("tabindex") == "0"
            named = tree.get_element_by_id(region.get("aria-labelledby"))
            assert portal.say(page, table.label) in named.text_content()


def test_only_row_and_col_scopes_and_no_empty_cells(portal: Portal):
    for page, tree in portal.trees():
        for header in tree.iter("th"):
            assert header.get("scope") in ("row", "col"), page.url
        for cell in tree.iter("th", "td"):
            assert cell.get("headers") is None, page.url
            in_prose = cell.xpath("ancestor::table[not(caption)]")
            assert in_prose or cell.text_content().strip(), page.url


def test_tables_in_prose_have_headers(portal: Portal):
    """Markdown tables have one row of column headers, and each cell has its own."""
    for page, tree in portal.trees(PageKind.REPORT):
        for table in tree.xpath("//main//table[not(caption)]"):
            errors, cells = read(table)
            assert errors == [], page.url
            assert all(len(path) == 1 for path, _ in cells), page.url
