"""The statutory tables of a page, read as a reader of headers would read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.form import Block, Cell, Form, Table
from generator.portal import Page
from tests.pages import oracle
from tests.portals import Node, Portal, words

Path = tuple[str, ...]
"""The headers of a cell, nearest first: its row's, then its column's."""


def form_of(portal: Portal, page: Page) -> Form:
    """The form of the report that a page shows."""
    return portal.content.forms[portal.content.filed[page.agency, page.slug].report.edition]


def tables_of(portal: Portal, page: Page) -> tuple[Table, ...]:
    """The tables of the form that a page shows."""
    form = form_of(portal, page)
    return (form.table(page.table),) if page.table else form.tables


def expected(
    portal: Portal, page: Page, form: Form, table: Table, block: Block
) -> Mapping[Path, Cell]:
    """The cells of a block by the headers that the form gives them, in the language of a page."""
    cells = [cell for cell in form.cells if (cell.table, cell.block) == (table.id, block.id)]
    paths = {
        tuple(
            portal.say(page, header.label)
            for header in (*reversed(cell.row), *reversed(cell.column))
        ): cell
        for cell in cells
    }
    assert len(paths) == len(cells), "two cells of a block have the same headers"
    return paths


def blocks(form: Form, tables: tuple[Table, ...]) -> Iterator[tuple[Table, Block]]:
    """Every block of some tables, in printed order."""
    return ((table, block) for table in tables for block in table.blocks)


def captioned(page: Node) -> list[Node]:
    """The tables that the form prints; a table of the narrative has no caption."""
    return list(page.xpath("//main//table[caption]"))


def read(table: Node) -> tuple[list[str], list[tuple[Path, str]]]:
    """Errors of a table's model, and its data cells: headers and text, in order."""
    formed = oracle.Table.form(table)
    cells = [
        (tuple(header.text for header in oracle.headers(formed, cell)), cell.text)
        for cell in formed.cells
        if not cell.is_header
    ]
    return formed.errors(), cells


def caption(table: Node) -> str:
    """The words of a table's caption."""
    return words(table.find("caption"))
