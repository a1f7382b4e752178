"""Word documents: paragraphs with the numbers that Word works out, and tables with merged cells.

One of the doors of python-docx, which opens the document and finds its parts. What stands in them
is walked element by element: python-docx gives a merged cell once for each column and row, and
leaves out numbers that Word works out, tracked changes and controls. Nothing is run or fetched.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.ingest import markup
from generator.ingest.document import Block, Cell, Document, Paragraph, Place, Run, Table, tidy
from generator.ingest.fold import visible
from generator.ingest.markup import Element, attribute, name
from generator.ingest.numbering import Numbering, numbering

if TYPE_CHECKING:
    from docx.document import Document as Opened

_MAX_PART, _MAX_PARTS = 64 << 20, 256 << 20
"""A document is refused before it is unpacked if one of its parts is larger, or all together."""
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_PRINTED = re.compile(r"gongkai_(?P<cell>[0-9]{1,5})_[0-9]+")
"""The mark around a figure that a narrative took from a table."""
_REMARK = re.compile(r"gongkai_[0-9]+_(?P<kind>[a-z][a-z0-9_]*)")
"""The mark around a line that was printed below the sections."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    EOFError,
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RuntimeError,
)
"""What opening a broken or locked document can end with, besides python-docx's own errors."""


def read(raw: bytes, file: str) -> Document | None:
    """The document in the bytes of a ``.docx``, or ``None`` where it cannot be opened."""
    opened = _opened(raw)
    if opened is None:
        return None
    styles = _tree(opened, "styles")
    reading = _Reading(
        levels=_levels(styles),
        numbering=numbering(_tree(opened, "numbering"), styles),
        links=_links(opened),
    )
    for child in opened.element.body:
        reading.block(child)
    for kind in ("footnotes", "endnotes"):
        reading.notes(_tree(opened, kind))
    return Document(file=file, blocks=tuple(reading.blocks), pictures=tuple(reading.pictures))


def _opened(raw: bytes) -> Opened | None:
    """The document as python-docx opens it, if it does and there is a text in it."""
    from docx import Document
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            sizes = [item.file_size for item in archive.infolist()]
        if max(sizes, default=0) > _MAX_PART or sum(sizes) > _MAX_PARTS:
            return None
        document = Document(io.BytesIO(raw))
        return document if document.element.body is not None else None
    except (PythonDocxError, OpcError, *_BROKEN):
        return None


def _tree(document: Opened, kind: str) -> Element | None:
    """The tree of the part of a kind; ``None`` where there is none, or it is no XML."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            part = relation.target_part
            tree = getattr(part, "element", None)
            return markup.document(part.blob) if tree is None else tree
    return None


def _levels(styles: Element | None) -> Mapping[str, int]:
    """The level of each style that is a heading's, by the style's id."""
    found = {}
    for style in styles.iter("{*}style") if styles is not None else ():
        called = next((attribute(item, "val") for item in style.iter("{*}name")), "")
        if heading := _HEADING.match(called):
            found[attribute(style, "styleId")] = int(heading[1])
    return found


def _links(document: Opened) -> Mapping[str, str]:
    """Where the document's links lead, by their id."""
    return {
        key: relation.target_ref
        for key, relation in document.part.rels.items()
        if relation.reltype.endswith("/hyperlink")
    }


@dataclass(slots=True)
class _Reading:
    """The blocks while the body is walked."""

    levels: Mapping[str, int]
    numbering: Numbering
    links: Mapping[str, str]
    blocks: list[Block] = field(default_factory=list)
    pictures: list[Place] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def block(self, element: Element) -> None:
        """Read a paragraph, a table, or what a control or a change is wrapped around."""
        kind = name(element)
        if kind == "p":
            self.paragraphs += 1
            self.paragraph(element, Place(paragraph=self.paragraphs))
        elif kind == "tbl":
            self.table(element)
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "smartTag"):
            for child in element:
                self.block(child)

    def paragraph(self, element: Element, place: Place, *, aside: bool = False) -> None:
        """Read a paragraph; each line break in it begins a new one, as it looks on paper."""
        style, number = self.numbering.style(element), self.numbering.next(element)
        level = self.levels.get(style, 0)
        marker = number if number == "-" or re.fullmatch(r"[0-9]+\.", number) else ""
        lead = "" if marker and not level else number
        remark = _remark(element)
        for line in _lines(self.runs(element, place)):
            runs = tidy((Run(text=lead, bold=line[0].bold if line else False), *line))
            if runs:
                self.blocks.append(
                    Paragraph(
                        runs=runs,
                        place=place,
                        level=level,
                        marker="" if level else marker,
                        aside=aside,
                        remark=remark,
                    )
                )
            lead, marker = "", ""

    def runs(self, element: Element, place: Place) -> Iterator[Run]:
        """The words of a paragraph; what a tracked change took away is not there."""
        printed: int | None = None
        for child in element:
            kind = name(child)
            if kind == "bookmarkStart":
                mark = _PRINTED.fullmatch(attribute(child, "name"))
                printed = int(mark["cell"]) if mark else printed
            elif kind == "bookmarkEnd":
                printed = None
            elif kind == "r":
                self.look(child, place)
                yield Run(text=_words(child), bold=_is_bold(child), cell=printed)
            elif kind == "hyperlink":
                target = self.links.get(attribute(child, "id"), "")
                for run in self.runs(child, place):
                    yield replace(run, link=target)
            elif kind not in ("pPr", "del", "moveFrom"):
                yield from self.runs(child, place)

    def look(self, run: Element, place: Place) -> None:
        """Note the pictures in a run, and read the text boxes."""
        if next(run.iter("{*}blip", "{*}imagedata"), None) is not None:
            self.pictures.append(place)
        seen: set[str] = set()
        for box in run.iter("{*}txbxContent"):
            words = "\n".join(_paragraph_words(item) for item in box.iter("{*}p"))
            if words.strip() and words not in seen:  # Word keeps a box twice, for older readers
                seen.add(words)
                runs = tidy((Run(text=visible(words)),))
                self.blocks.append(Paragraph(runs=runs, place=place, aside=True))

    def notes(self, part: Element | None) -> None:
        """Read foot or end notes, which stand apart from the text."""
        for item in part.iter("{*}p") if part is not None else ():
            runs = tidy((Run(text=visible(_paragraph_words(item))),))
            if runs:
                self.blocks.append(Paragraph(runs=runs, place=Place(), aside=True))

    def table(self, element: Element) -> None:
        """Read a table; a cell that goes on from above is not there again."""
        self.tables += 1
        number = self.tables
        above: dict[int, tuple[int, int]] = {}  # by column: row and place of the cell that spans it
        drawn: list[list[Cell]] = []
        for place, row in enumerate(_children(element, "tr"), start=1):
            cells: list[Cell] = []
            column = 0
            for at, item in enumerate(_children(row, "tc"), start=1):
                cell = self.cell(item, Place(table=number, row=place, cell=at))
                if _goes_on(item) and cell.blank and column in above:
                    of_row, of_cell = above[column]
                    first = drawn[of_row][of_cell]
                    drawn[of_row][of_cell] = replace(first, rowspan=place - of_row)
                else:
                    above[column] = (len(drawn), len(cells))
                    cells.append(cell)
                column += cell.colspan
            drawn.append(cells)
        rows = tuple(map(tuple, drawn))
        self.blocks.append(Table(rows=rows, place=Place(table=number)))

    def cell(self, element: Element, place: Place) -> Cell:
        """A cell, a paragraph a line, with the words of a table inside."""
        inner = _Reading(levels={}, numbering=self.numbering, links={})
        for item in element.iter("{*}p"):
            inner.paragraph(item, place)
        self.pictures += inner.pictures
        self.blocks += [block for block in inner.blocks if _is_aside(block)]
        text = "\n".join(
            block.text if block.marker in ("", "-") else f"{block.marker}{block.text}"
            for block in inner.blocks
            if isinstance(block, Paragraph) and not block.aside
        )
        return Cell(text=text, place=place, colspan=_colspan(element))


def _remark(paragraph: Element) -> str:
    """What a paragraph is among the remarks below a report; empty for any other."""
    for child in paragraph:
        if name(child) == "bookmarkStart":
            mark = _REMARK.fullmatch(attribute(child, "name"))
            return mark["kind"] if mark else ""
    return ""


def _is_aside(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.aside


def _children(element: Element, kind: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also those that a control is wrapped around."""
    for child in element:
        if name(child) == kind:
            yield child
        elif name(child) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _children(child, kind)


def _lines(runs: Iterator[Run]) -> Iterator[list[Run]]:
    """Runs line by line."""
    line: list[Run] = []
    for run in runs:
        words = visible(run.text)
        first, *more = words.split("\n")
        line.append(run if first == run.text else replace(run, text=first))
        for text in more:
            yield line
            line = [replace(run, text=text)]
    yield line


def _words(run: Element) -> str:
    """The words of a run."""
    kinds = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
    return "".join(
        (child.text or "") if name(child) == "t" else kinds.get(name(child), "") for child in run
    )


def _paragraph_words(element: Element) -> str:
    return "".join(_words(run) for run in element.iter("{*}r"))


def _is_bold(run: Element) -> bool:
    properties = next(run.iterchildren("{*}rPr"), None)
    bold = None if properties is None else next(properties.iterchildren("{*}b"), None)
    return bold is not None and attribute(bold, "val") not in ("0", "false", "none")


def _property(cell: Element, kind: str) -> Element | None:
    properties = next(cell.iterchildren("{*}tcPr"), None)
    return None if properties is None else next(properties.iterchildren(f"{{*}}{kind}"), None)


def _goes_on(cell: Element) -> bool:
    """Whether a cell is merged into the one above."""
    merge = _property(cell, "vMerge")
    return merge is not None and attribute(merge, "val") != "restart"


def _colspan(cell: Element) -> int:
    span = _property(cell, "gridSpan")
    text = attribute(span, "val") if span is not None else ""
    return max(int(text), 1) if text.isdecimal() and len(text) < 4 else 1
