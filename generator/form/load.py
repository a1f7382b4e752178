"""From the plain data of an edition's file to a proved ``Form``.

Loading an edition proves it: ids are unique, keys lead to one cell each, and every name in a rule
resolves. Whatever fails is the form's error, never the report's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from generator.diagnostic import DataPath, FormError
from generator.form.identities import cautions, identities
from generator.form.indicators import indicators
from generator.form.levels import level
from generator.form.model import (
    Block,
    Cell,
    Citation,
    Form,
    Header,
    HeaderPath,
    Lead,
    Level,
    Measure,
    Reserved,
    Section,
    Table,
    Term,
)
from generator.form.reader import Node
from generator.form.wording import deadlines, prose

_OTHER_PAGES = ("checks", "parts")
"""Folders beside a report that are no table's."""
_ID = re.compile(r"[a-z][a-z0-9_]*")


def load(data: Mapping[str, object], *, english: bool = True) -> Form:
    """The edition that a file describes; whether it has to have ``english`` words is said.

    Raises:
        FormError: the file is not a complete and consistent edition; it names the address.
    """
    root = Node(data, (), english)
    root.only(
        *("edition", "language", "name", "name_en", "title", "citation", "years"),
        *("deadlines", "sections", "tables", "reserved", "signers", "terms", "narrative"),
    )
    language = root.text("language")
    tables, cells = _tables(root, language)
    sections = tuple(_section(node, language, tables) for node in root.nodes("sections"))
    _unique((section.id for section in sections), root.at("sections"), "section id")
    if not sections or not tables:
        raise FormError((), "an edition needs sections and tables")
    pairs = tuple(zip(tables, root.nodes("tables"), strict=True))
    first, last = _years(root.node("years"))
    return Form(
        edition=root.text("edition"),
        language=language,
        name=root.label("name", language),
        title=_title(root),
        citation=_citation(root.node("citation")),
        first_year=first,
        last_year=last,
        sections=sections,
        tables=tables,
        cells=cells,
        levels=_levels(tables, cells),
        identities=tuple(
            identity
            for table, node in pairs
            for rule in node.nodes("rules")
            for identity in identities(rule, table, cells)
        ),
        cell_by_address=_addresses(cells),
        cautions=tuple(
            caution
            for table, node in pairs
            for rule in node.nodes("cautions")
            for caution in cautions(rule, table, cells)
        ),
        reserved=tuple(_reserved(node, cells) for node in root.nodes("reserved")),
        terms=tuple(_terms(root, language)),
        deadlines=deadlines(root),
        signers=root.texts("signers"),
        prose=prose(root, language, cells, {section.id for section in sections}),
    )


def _tables(root: Node, language: str) -> tuple[tuple[Table, ...], tuple[Cell, ...]]:
    """The tables, and their cells in printed order."""
    drafts = tuple(_table(node, language) for node in root.nodes("tables"))
    _unique((table.id for table in drafts), root.at("tables"), "table id")
    cells = tuple(_cells(drafts))
    tables = tuple(
        replace(
            table,
            leads=tuple(_leads(node, table, cells, language)),
            indicators=indicators(node, table, cells, language),
        )
        for table, node in zip(drafts, root.nodes("tables"), strict=True)
    )
    return tables, cells


def _terms(root: Node, language: str) -> Iterator[Term]:
    _unique((node.text("id") for node in root.nodes("terms")), root.at("terms"), "term id")
    for node in root.nodes("terms"):
        node.only("id", "term", "term_en", "text", "text_en", "source", "source_en")
        yield Term(
            id=_identifier(node),
            name=node.label("term", language),
            text=node.label("text", language),
            source=node.label("source", language),
        )


def _reserved(node: Node, cells: tuple[Cell, ...]) -> Reserved:
    node.only("rule", "row")
    row = node.text("row")
    found = tuple(cell.index for cell in cells if cell.address.startswith(f"{row}/"))
    if not found:
        raise FormError(node.at("row"), f"no cell lies below {row!r}")
    return Reserved(rule=node.text("rule"), cells=found)


def _years(node: Node) -> tuple[int, int | None]:
    node.only("first", "last")
    for key in node.data:
        if not re.fullmatch(r"[12][0-9]{3}", node.text(key)):
            raise FormError(node.at(key), "expected a year")
    last = node.optional("last")
    return int(node.text("first")), int(last) if last else None


def _title(root: Node) -> str:
    """The usual title; a form that names none takes its own name."""
    title = root.optional("title") or f"{{agency}} {root.text('name')} {{year}}"
    try:
        title.format(agency="", year=0)
    except (KeyError, IndexError, ValueError) as error:
        raise FormError(root.at("title"), "the slots are {agency} and {year}") from error
    return title


def _citation(node: Node) -> Citation:
    node.only("number", "issued")
    issued = node.optional("issued")
    try:
        day = date.fromisoformat(issued) if issued else None
    except ValueError as error:
        raise FormError(node.at("issued"), "expected a date, YYYY-MM-DD") from error
    return Citation(number=node.text("number"), issued=day)


def _section(node: Node, language: str, tables: tuple[Table, ...]) -> Section:
    node.only("id", "title", "title_en", "heading", "heading_en", "table", "required")
    table = node.optional("table")
    if table is not None and table not in {known.id for known in tables}:
        raise FormError(node.at("table"), f"there is no table {table!r}")
    return Section(
        id=_identifier(node),
        title=node.label("title", language),
        heading=node.label("heading", language),
        table=table,
        required=node.flag("required"),
    )


def _table(node: Node, language: str) -> Table:
    if node.text("id") in _OTHER_PAGES:
        raise FormError(node.at("id"), "another page beside a report is called so")
    node.only(
        *("id", "key", "number", "label", "label_en", "note", "note_en"),
        *("leads", "comparable", "indicators", "blocks", "rules", "cautions"),
    )
    blocks = tuple(_block(child, language) for child in node.nodes("blocks"))
    _unique((block.id for block in blocks), node.at("blocks"), "block id")
    if not blocks:
        raise FormError(node.at("blocks"), "a table needs a block")
    return Table(
        id=_identifier(node),
        key=node.text("key"),
        number=node.text("number"),
        label=node.label("label", language),
        note=node.optional_label("note", language),
        blocks=blocks,
        comparable=node.flag("comparable"),
    )


def _leads(node: Node, table: Table, cells: tuple[Cell, ...], language: str) -> Iterator[Lead]:
    for lead in node.nodes("leads"):
        lead.only("row", "label", "label_en")
        row = lead.text("row")
        totals = [
            cell.index
            for cell in cells
            if cell.table == table.id and cell.row and cell.row[-1].id == row
            if cell.column[-1].total
        ]
        if len(totals) != 1:
            raise FormError(lead.at("row"), f"there is no row {row!r} with one total")
        yield Lead(row=row, cell=totals[0], label=lead.label("label", language))


def _block(node: Node, language: str) -> Block:
    node.only(
        *("id", "number", "label", "label_en", "unit", "unit_en", "stub", "stub_en"),
        *("rows", "columns"),
    )
    rows = tuple(_header(child, language) for child in node.nodes("rows"))
    columns = tuple(_header(child, language) for child in node.nodes("columns"))
    if not columns:
        raise FormError(node.at("columns"), "a block needs columns")
    if bool(rows) != ("stub" in node.data):
        raise FormError(
            node.at("stub"), "a stub is the corner above row headers; give both or none"
        )
    for name, axis in (("rows", rows), ("columns", columns)):
        ids = (_dotted(path) for path in paths(axis))
        _unique(ids, node.at(name), "id")
    return Block(
        id=_identifier(node),
        number=node.text("number"),
        label=node.label("label", language),
        unit=node.optional_label("unit", language),
        stub=node.optional_label("stub", language),
        rows=rows,
        columns=columns,
    )


def _header(node: Node, language: str) -> Header:
    node.only("id", "key", "label", "label_en", "children", "measure", "total")
    children = tuple(_header(child, language) for child in node.nodes("children"))
    measure = node.optional("measure") or Measure.COUNT
    if measure not in set(Measure):
        raise FormError(node.at("measure"), f"expected one of {', '.join(Measure)}")
    if children and ("measure" in node.data or "total" in node.data):
        raise FormError(node.path, "a group of headers has neither a measure nor a total")
    return Header(
        id=_identifier(node),
        key=node.optional("key"),
        label=node.label("label", language),
        children=children,
        measure=Measure(measure),
        total=node.flag("total"),
    )


def _identifier(node: Node) -> str:
    text = node.text("id")
    if not _ID.fullmatch(text):
        raise FormError(node.at("id"), "an id is lower-case letters, digits and _")
    return text


def _unique(names: Iterable[str], path: DataPath, what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise FormError(path, f"{what} {name!r} is given twice")
        seen.add(name)


def paths(axis: tuple[Header, ...], above: HeaderPath = ()) -> Iterator[HeaderPath]:
    """Every single row or column of an axis with the groups above it, in printed order."""
    for header in axis:
        if header.children:
            yield from paths(header.children, (*above, header))
        else:
            yield (*above, header)


def _dotted(path: HeaderPath) -> str:
    return ".".join(header.id for header in path)


def _cells(tables: tuple[Table, ...]) -> Iterator[Cell]:
    index = 0
    for table in tables:
        for block in table.blocks:
            for row in tuple(paths(block.rows)) or ((),):
                for column in paths(block.columns):
                    keys = [header.key for header in (*row, *column) if header.key]
                    ids = [header.id for header in (*row, *column)]
                    yield Cell(
                        index=index,
                        address="/".join([table.key, *keys]),
                        id="/".join([table.id, *ids]),
                        table=table.id,
                        block=block.id,
                        row=row,
                        column=column,
                        measure=column[-1].measure,
                        unit_printed=block.unit is not None,
                    )
                    index += 1


def _addresses(cells: tuple[Cell, ...]) -> Mapping[str, Cell]:
    found: dict[str, Cell] = {}
    for cell in cells:
        for address in (cell.address, cell.id):
            if found.setdefault(address, cell) is not cell:
                raise FormError(("tables",), f"two cells have the address {address!r}")
    return found


def _levels(tables: tuple[Table, ...], cells: tuple[Cell, ...]) -> Mapping[str, Level]:
    found: dict[str, Level] = {}
    for table in tables:
        below = level([cell for cell in cells if cell.table == table.id])
        for name in (table.id, table.key, table.label.text):
            if found.setdefault(name, below) is not below:
                raise FormError(("tables",), f"two tables answer to {name!r}")
    return found
