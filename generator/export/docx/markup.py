"""WordprocessingML, as far as a report needs it, written as text.

The few elements a report is made of do not need a library, and what is written by hand has the same
bytes wherever it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 8845
"""The width of the text between the margins, in twentieths of a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A cell of a table while it is laid out."""

    content: str
    """Its paragraphs."""
    colspan: int = 1
    """How many columns it spans."""
    rowspan: int = 1
    """How many rows it spans."""
    shaded: bool = False
    """Whether it is set off from the figures."""


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """A paragraph of a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def run(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> str:
    """Words marked alike; line ends in them are line breaks."""
    marks = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if bold else "")
    marks += "<w:i/>" if italic else ""
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def marked(runs: str, number: int, name: str) -> str:
    """Words with a bookmark around them, which no reader shows and every one keeps."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/>{runs}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def field(instruction: str) -> str:
    """Words that the program that opens the document works out, such as the number of a page."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def table(rows: Sequence[Sequence[Box]], widths: Sequence[int], heads: int) -> str:
    """A table with lines around its cells; its first ``heads`` rows stand on every page anew."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(_rows(rows, widths, heads))}</w:tbl>"
    )


def _rows(rows: Sequence[Sequence[Box]], widths: Sequence[int], heads: int) -> Iterable[str]:
    open_below: dict[int, tuple[int, Box]] = {}  # by first column: rows still to come, and the cell
    for number, row in enumerate(rows):
        cells, column, waiting = [], 0, iter(row)
        while column < len(widths):
            left, box = open_below.pop(column, (0, None))
            goes_on = box is not None
            box = box or next(waiting)
            left = left - 1 if goes_on else box.rowspan - 1
            if left:
                open_below[column] = (left, box)
            width = sum(widths[column : column + box.colspan])
            cells.append(_cell(box, width, goes_on=goes_on))
            column += box.colspan
        head = "<w:tblHeader/>" if number < heads else ""
        yield f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(box: Box, width: int, *, goes_on: bool) -> str:
    span = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ""
    merge = ""
    if box.rowspan > 1:
        merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>'
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if box.shaded else ""
    content = paragraph("TableText", "") if goes_on else box.content
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}'
        f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )
