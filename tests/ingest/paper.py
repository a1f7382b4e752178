"""Made-up reports as offices would hand them in: one content, in three formats, to be changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from generator.form import Form, Measure
from generator.grid import lay_out

AGENCY = "演示市商务局"


@dataclass
class Cell:
    """A cell with its spans."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    at: int | None = None
    """For a figure: the form's cell that it stands for, wherever it is moved."""


@dataclass
class Section:
    """A section: heading, prose, and the rows of its table."""

    heading: str
    prose: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)


@dataclass
class Paper:
    """A report on paper."""

    title: list[str]
    sections: list[Section]
    before: list[str] = field(default_factory=list)
    after_title: list[str] = field(default_factory=list)
    touched: list[list[Cell]] = field(default_factory=list)
    """The rows to which cells were added or from which some were taken."""

    def row(self, label: str) -> list[Cell]:
        """The row that has a label."""
        for section in self.sections:
            for row in section.rows:
                if any(cell.text == label for cell in row):
                    return row
        raise KeyError(label)

    def figures(self, label: str) -> list[Cell]:
        """The figures of a row."""
        row = self.row(label)
        at = max(number for number, cell in enumerate(row) if cell.text == label)
        return row[at + 1 :]


def figure(form: Form, index: int) -> str:
    """The figure of a cell: no two cells have the same, so that none can be taken for another."""
    measure = form.cells[index].measure
    if measure is Measure.AMOUNT:
        return f"{1000 + index}.50"
    return str(-index) if measure is Measure.CHANGE and index % 2 else str(100 + index)


def paper(form: Form, year: int) -> Paper:
    """A whole report on a form."""
    title = f"{AGENCY}{year}年政府信息公开工作年度报告"
    tables = {laid.table.id: list(_rows(form, laid)) for laid in lay_out(form)}
    prose = {
        "overview": [
            f"{year}年，本局认真做好政府信息公开工作，主动公开信息77条。",
            "（一）主动公开",
            "通过门户网站发布信息，总阅读量超过3万次。",
            "（二）依申请公开",
            "收到的申请均按期答复。",
        ],
        "problems": ["公开的及时性有待提高。下一步，加强培训。"],
        "other": ["本年度未收取信息处理费。"],
    }
    return Paper(
        title=[title],
        sections=[
            Section(
                item.heading.text, list(prose.get(item.id, [])), tables.get(item.table or "", [])
            )
            for item in form.sections
        ],
    )


def _rows(form: Form, laid: object) -> Iterator[list[Cell]]:
    grids = laid.grids  # type: ignore[attr-defined]
    width = max(grid.width for grid in grids)
    note = laid.table.note  # type: ignore[attr-defined]
    for grid in grids:
        if len(grids) > 1:
            yield [Cell(grid.block.label.text, width)]
        for heads in grid.head:
            row = [Cell(head.label.text, head.colspan, head.rowspan) for head in heads]
            if note and heads and not heads[0].level:
                row[0].text = f"（{note.text}）"
            unit = grid.block.unit
            if unit and any(
                cell.measure is Measure.AMOUNT for cell in form.cells if cell.block == grid.block.id
            ):
                row[-1].text += f"（单位：{unit.text}）"
            yield _widened(row, grid.width, width)
        for body in grid.bodies:
            for line in body:
                heads = [Cell(head.label.text, head.colspan, head.rowspan) for head in line.heads]
                cells = [Cell(figure(form, cell.index), at=cell.index) for cell in line.cells]
                yield _widened([*heads, *cells], grid.width, width)


def _widened(row: list[Cell], has: int, wants: int) -> list[Cell]:
    if has < wants and len(row) > 1:
        row[-1].colspan += wants - has
    return row


# The formats


def as_cells(paper: Paper) -> bytes:
    """Plain text with a cell a line, as copying out of a browser gives it."""
    return _text(paper, lambda row: "".join(f"\t{cell.text}\n" for cell in row) + "\n")


def as_rows(paper: Paper) -> bytes:
    """Plain text with a row a line and tabs between."""
    return _text(paper, lambda row: "\t".join(cell.text for cell in row) + "\n")


def as_flow(paper: Paper) -> bytes:
    """Plain text in which tabs and empty lines were lost."""
    text = _text(paper, lambda row: "".join(f"{cell.text}\n" for cell in row)).decode()
    return "\n".join(line for line in text.split("\n") if line.strip()).encode() + b"\n"


def _text(paper: Paper, row: Callable[[list[Cell]], str]) -> bytes:
    parts = [*paper.before, *paper.title, *paper.after_title, ""]
    for section in paper.sections:
        parts += [section.heading, *section.prose]
        if section.rows:
            parts += ["", "".join(row(cells) for cells in section.rows).rstrip("\n"), ""]
    return ("\n".join(parts) + "\n").encode()


def as_html(paper: Paper, *, head: str = '<meta charset="utf-8">') -> bytes:
    """A web page."""
    parts = [f"<p>{escape(line)}</p>" for line in paper.before]
    parts += [f"<h1>{'<br>'.join(map(escape, paper.title))}</h1>"]
    parts += [f"<p>{escape(line)}</p>" for line in paper.after_title]
    for section in paper.sections:
        parts += [f"<p><strong>{escape(section.heading)}</strong></p>"]
        parts += [f"<p>　　{escape(line)}</p>" for line in section.prose]
        if section.rows:
            parts += ["<table border=1>", *map(_html_row, section.rows), "</table>"]
    body = "\n".join(parts)
    return f"<html><head>{head}<title>x</title></head><body>{body}</body></html>".encode()


def _html_row(row: Sequence[Cell]) -> str:
    cells = "".join(
        f"<td colspan={cell.colspan} rowspan={cell.rowspan}>{escape(cell.text)}</td>"
        for cell in row
    )
    return f"<tr>{cells}</tr>"


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NUMBERING = f"""<w:numbering {_W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def as_docx(paper: Paper, change: Callable[[str], str] = lambda xml: xml) -> bytes:
    """A Word document; ``change`` is made to the text of its main part."""
    parts = [_p(line) for line in (*paper.before, *paper.title, *paper.after_title)]
    for section in paper.sections:
        parts += [_p(section.heading), *map(_p, section.prose)]
        if section.rows:
            parts.append(f"<w:tbl>{''.join(_docx_rows(section.rows))}</w:tbl>")
    xml = f"<w:document {_W}><w:body>{''.join(parts)}</w:body></w:document>"
    return docx({"word/document.xml": change(xml), "word/numbering.xml": _NUMBERING})


def docx(parts: dict[str, str]) -> bytes:
    """An archive with the parts of a Word document."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in {"_rels/.rels": relations, **parts}.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _docx_rows(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """Rows in which a cell that spans several goes on in each."""
    open_: dict[int, tuple[int, int]] = {}  # by column: rows left, width
    for row in rows:
        cells, column, waiting = [], 0, list(row)
        while waiting or column in open_:
            if column in open_:
                left, width = open_.pop(column)
                cells.append(_tc("", width, "<w:vMerge/>"))
                if left > 1:
                    open_[column] = (left - 1, width)
                column += width
                continue
            cell = waiting.pop(0)
            merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
            cells.append(_tc(cell.text, cell.colspan, merge))
            if cell.rowspan > 1:
                open_[column] = (cell.rowspan - 1, cell.colspan)
            column += cell.colspan
        yield f"<w:tr>{''.join(cells)}</w:tr>"


def _tc(text: str, width: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{_p(text)}</w:tc>"


def rebuilt(paper: Paper) -> Paper:
    """A copy that can be changed."""
    sections = [
        Section(
            item.heading, list(item.prose), [[replace(cell) for cell in row] for row in item.rows]
        )
        for item in paper.sections
    ]
    return Paper(list(paper.title), sections, list(paper.before), list(paper.after_title))
