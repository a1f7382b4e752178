"""Word documents: paragraphs with the numbers that Word works out, and tables with merged cells.

Only the parts that hold text are opened, from the archive itself; nothing in it is run or fetched.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.ingest.document import Block, Cell, Document, Paragraph, Place, Run, Table, tidy
from generator.ingest.fold import visible
from generator.ingest.markup import Element, attribute, document, name
from generator.ingest.numbering import Numbering, numbering

_MAX_PART = 64 << 20
"""A larger part is refused before it is unpacked."""
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_MAIN = "/officeDocument"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What opening a broken or locked archive can end with."""


def read(raw: bytes, file: str) -> Document | None:
    """The document in the bytes of a ``.docx``, or ``None`` where it cannot be opened."""
    try:
        parts = _parts(raw)
    except _BROKEN:
        return None
    body = parts.get("document")
    if body is None:
        return None
    styles = parts.get("styles")
    reading = _Reading(
        levels=_levels(styles),
        numbering=numbering(parts.get("numbering"), styles),
        links=_links(parts.get("links")),
    )
    for child in next((item for item in body if name(item) == "body"), body):
        reading.block(child)
    for kind in ("footnotes", "endnotes"):
        reading.notes(parts.get(kind))
    return Document(file=file, blocks=tuple(reading.blocks), pictures=tuple(reading.pictures))


def _parts(raw: bytes) -> dict[str, Element]:
    """The trees of those parts that hold text or say how it is numbered and styled."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        main = _main(archive)
        folder, _, leaf = main.rpartition("/")
        wanted = {
            "document": main,
            "styles": f"{folder}/styles.xml",
            "numbering": f"{folder}/numbering.xml",
            "footnotes": f"{folder}/footnotes.xml",
            "endnotes": f"{folder}/endnotes.xml",
            "links": f"{folder}/_rels/{leaf}.rels",
        }
        known = {item.filename: item.file_size for item in archive.infolist()}
        found = {}
        for kind, path in wanted.items():
            if known.get(path, _MAX_PART + 1) <= _MAX_PART:
                tree = document(archive.read(path))
                if tree is not None:
                    found[kind] = tree
        return found


def _main(archive: zipfile.ZipFile) -> str:
    """The path of the part with the text itself."""
    tree = document(archive.read("_rels/.rels"))
    for link in tree if tree is not None else ():
        if attribute(link, "Type").endswith(_MAIN):
            return attribute(link, "Target").lstrip("/")
    return "word/document.xml"


def _levels(styles: Element | None) -> Mapping[str, int]:
    """The level of each style that is a heading's, by the style's id."""
    found = {}
    for style in styles.iter("{*}style") if styles is not None else ():
        called = next((attribute(item, "val") for item in style.iter("{*}name")), "")
        if heading := _HEADING.match(called):
            found[attribute(style, "styleId")] = int(heading[1])
    return found


def _links(relations: Element | None) -> Mapping[str, str]:
    """Where the document's links lead, by their id."""
    return {
        attribute(link, "Id"): attribute(link, "Target")
        for link in (relations if relations is not None else ())
        if attribute(link, "Type").endswith("/hyperlink")
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
        for line in _lines(self.runs(element, place)):
            runs = tidy((Run(text=lead, bold=line[0].bold if line else False), *line))
            if runs:
                shown = "" if level else marker
                self.blocks.append(
                    Paragraph(runs=runs, place=place, level=level, marker=shown, aside=aside)
                )
            lead, marker = "", ""

    def runs(self, element: Element, place: Place) -> Iterator[Run]:
        """The words of a paragraph; what a tracked change took away is not there."""
        for child in element:
            kind = name(child)
            if kind == "r":
                self.look(child, place)
                yield Run(text=_words(child), bold=_is_bold(child))
            elif kind == "hyperlink":
                target = self.links.get(attribute(child, "id"), "")
                for run in self.runs(child, place):
                    yield Run(text=run.text, bold=run.bold, link=target)
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
        first, *more = visible(run.text).split("\n")
        line.append(Run(text=first, bold=run.bold, link=run.link))
        for text in more:
            yield line
            line = [Run(text=text, bold=run.bold, link=run.link)]
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
    for properties in run:
        if name(properties) == "rPr":
            for item in properties:
                if name(item) == "b":
                    return attribute(item, "val") not in ("0", "false", "none")
    return False


def _property(cell: Element, kind: str) -> Element | None:
    for properties in cell:
        if name(properties) == "tcPr":
            return next((item for item in properties if name(item) == kind), None)
    return None


def _goes_on(cell: Element) -> bool:
    """Whether a cell is merged into the one above."""
    merge = _property(cell, "vMerge")
    return merge is not None and attribute(merge, "val") != "restart"


def _colspan(cell: Element) -> int:
    span = _property(cell, "gridSpan")
    text = attribute(span, "val") if span is not None else ""
    return max(int(text), 1) if text.isdecimal() and len(text) < 4 else 1
