"""Narrative as paragraphs, lists and tables of Word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.export.docx.page import BULLETS, WIDTH, begun, deepest, indented
from generator.export.docx.parts import Element, behind, made, mark
from generator.export.docx.styles import side
from generator.export.docx.tables import lay, shade
from generator.export.prose import BULLET, Block, Paragraph, ProseTable, Span

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Line

_DEEPEST_HEADING = 5
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@dataclass(slots=True)
class Writer:
    """The prose of one document; lists go on where their numbers do."""

    document: Document
    latest: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By depth: the id of the list and the number of its last item."""
    marks: int = 0
    """How many figures in the prose are marked."""

    def write(self, blocks: Iterable[Block]) -> None:
        """Add the paragraphs and tables of some prose."""
        for block in blocks:
            if isinstance(block, ProseTable):
                self._table(block)
                self.document.add_paragraph(style="Table Gap")
            elif block.depth:
                self._item(block)
            else:
                self.latest.clear()
                self._paragraph(block)

    def _paragraph(self, block: Paragraph) -> None:
        line = self.document.add_paragraph(style=_style(block))
        self.runs(line, block.spans)
        if "\n" in block.text:  # lines that end where the editor ended them are not stretched
            line.alignment = side("left")

    def runs(self, line: Line, spans: Sequence[Span], *, bold: bool = False) -> None:
        """Add words with their marks and links."""
        for span in spans:
            run = line.add_run(span.text)
            run.bold = True if bold or span.bold else None
            run.italic = True if span.italic else None
            if span.link:
                run.style = "Hyperlink"
                self._lead(behind(run), span.link)
            elif span.cell is not None:
                self._mark(behind(run), span.cell)

    def _lead(self, run: Element, target: str) -> None:
        """Have words lead somewhere."""
        from docx.oxml.ns import qn

        link = made("w:hyperlink")
        link.set(qn("r:id"), self.document.part.relate_to(target, _LINK, is_external=True))
        run.addprevious(link)
        link.append(run)

    def _mark(self, run: Element, cell: int) -> None:
        """Mark a figure that the prose prints by its cell, so that an import can tell."""
        self.marks += 1
        mark(run, self.marks, f"gongkai_{cell}_{self.marks}")

    def _item(self, block: Paragraph) -> None:
        """An item of a list, or a further paragraph of one."""
        from docx.shared import Twips

        level = deepest(block.depth)
        line = self.document.add_paragraph(style="List Paragraph")
        self.runs(line, block.spans)
        if not block.marker:
            line.paragraph_format.left_indent = Twips(indented(level))
            return
        for deeper in [depth for depth in self.latest if depth > level]:
            del self.latest[deeper]
        number = behind(line).get_or_add_pPr().get_or_add_numPr()
        number.get_or_add_ilvl().val = level
        number.get_or_add_numId().val = self._list(block, level)

    def _list(self, block: Paragraph, level: int) -> int:
        if block.marker == BULLET:
            self.latest.pop(level, None)
            return BULLETS
        number = int(block.marker.rstrip("."))
        known, before = self.latest.get(level, (0, -1))
        if before != number - 1:
            known = begun(self.document, level, number)
        self.latest[level] = (known, number)
        return known

    def _table(self, block: ProseTable) -> None:
        columns = max(len(row) for row in block.rows)
        table = self.document.add_table(len(block.rows), columns, style="Table Grid")
        heads = sum(all(cell.head for cell in row) for row in block.rows)
        names = [span.text for cell in block.rows[0] for span in cell.spans if cell.head]
        lay(table, [WIDTH // columns] * columns, heads, " ".join(names))
        for row, cells in zip(table.rows, block.rows, strict=True):
            for spot, cell in zip(row.cells, cells, strict=False):
                self.runs(spot.paragraphs[0], cell.spans, bold=cell.head)
                spot.paragraphs[0].alignment = side(cell.align)
                if cell.head:
                    shade(spot)


def _style(block: Paragraph) -> str:
    if block.heading:
        return f"Heading {min(block.heading - 1, _DEEPEST_HEADING)}"
    if block.verbatim:
        return "Verbatim"
    return "Quote" if block.quoted else "Body Text"
