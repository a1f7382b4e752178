"""Plain text, as it comes out of copying a document: paragraphs, and tables by tabs.

A table stands in tabs in one of two ways: a row a line with tabs (or wide gaps) between cells, or a
cell a line with a tab before each and a blank line after each row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.ingest.document import Block, Cell, Document, Paragraph, Place, Run, Table, paragraph
from generator.ingest.fold import visible
from generator.ingest.words import pattern

_GAP = re.compile(r"\t|(?<=\S)(?: {2,}|\u3000[ \u3000]+)(?=\S)")
_FIGURE = re.compile(r"[-+]?[0-9][0-9,.]*")
_ITEM = re.compile(r"(?P<marker>[-*•·●○■◆]|[0-9]{1,2}\.)[ \u3000]+(?P<text>\S.*)")
_LONGEST_REST = 20
"""What a narrow column broke off is no longer."""
_LONG = 60
"""No cell of a table is longer; what is longer is prose, whatever stands before it."""


def read(raw: bytes, file: str) -> Document:
    """The document in the bytes of a text file."""
    reading = _Reading()
    for number, line in enumerate(visible(decode(raw)).split("\n"), start=1):
        reading.line(line, number)
    reading.close_table()
    return Document(file=file, blocks=tuple(reading.blocks))


def decode(raw: bytes) -> str:
    """Text in UTF-8 or UTF-16, else in the encoding that Chinese offices used before."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


@dataclass(slots=True)
class _Reading:
    """The blocks while lines come in."""

    blocks: list[Block] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    """The rows of the table that stands open."""
    row: list[Cell] = field(default_factory=list)
    """The cells of the row that stands open, where a cell is a line."""
    tables: int = 0

    def line(self, line: str, number: int) -> None:
        """Take a line."""
        if not line.strip() and "\t" not in line:
            self.close_row()
        elif _is_prose(line):
            self.prose(line, number)
        elif (pieces := _pieces(line)) is None:
            self.rest(line, number)
        elif len(pieces) == 1 or not pieces[0].strip():
            self.row += [_cell(piece, number) for piece in pieces]
        else:
            self.close_row()
            self.rows.append([_cell(piece, number) for piece in pieces])

    def rest(self, line: str, number: int) -> None:
        """Take a line without a tab: the rest of the cell above, or a paragraph."""
        above = self.row[-1] if self.row else None
        kinds = (
            {bool(_FIGURE.fullmatch(text.strip())) for text in (above.text, line)} if above else {}
        )
        if above is None or above.blank or len(kinds) > 1 or len(line) > _LONGEST_REST:
            self.prose(line, number)
        else:
            self.row[-1] = Cell(text=f"{above.text}\n{line.strip()}", place=above.place)

    def prose(self, line: str, number: int) -> None:
        """Take a paragraph."""
        self.close_table()
        item = _ITEM.fullmatch(line.strip())
        if item is None:
            self.blocks.append(paragraph(line.strip(), Place(line=number)))
            return
        marker = item["marker"] if item["marker"][0].isdecimal() else "-"
        runs = (Run(text=item["text"]),)
        self.blocks.append(Paragraph(runs=runs, place=Place(line=number), marker=marker))

    def close_row(self) -> None:
        """End the row that stands open."""
        if self.row:
            self.rows.append(self.row)
            self.row = []

    def close_table(self) -> None:
        """End the table that stands open; a few single cells are paragraphs with a tab before."""
        self.close_row()
        rows, self.rows = self.rows, []
        if not any(_is_wide(row) for row in rows):
            for cell in (cell for row in rows for cell in row if not cell.blank):
                self.blocks.append(paragraph(cell.text.strip(), cell.place))
            return
        self.tables += 1
        self.blocks.append(Table(rows=tuple(map(tuple, rows)), place=rows[0][0].place))


def _is_wide(row: list[Cell]) -> bool:
    return sum(not cell.blank for cell in row) > 1


def _cell(text: str, line: int) -> Cell:
    return Cell(text=text.strip(), place=Place(line=line))


def _is_prose(line: str) -> bool:
    longest = max(len(piece.strip()) for piece in _GAP.split(line.strip()))
    return longest > _LONG or bool(pattern("sentence").search(line))


def _pieces(line: str) -> list[str] | None:
    """The cells of a line of a table; ``None`` where it is none.

    Nothing before the first tab is the mark of a cell; blanks before it are a cell left blank.
    """
    if "\t" in line:
        pieces = line.split("\t")
        return pieces[1:] if not pieces[0] else pieces
    columns = _GAP.split(line.strip())
    return columns if len(columns) > 1 else None
