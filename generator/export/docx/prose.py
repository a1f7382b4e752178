"""Narrative as paragraphs, lists and tables of Word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.export.docx.markup import WIDTH, Box, marked, paragraph, run, table
from generator.export.docx.package import Extras, deepest
from generator.export.prose import BULLET, Block, Paragraph, ProseTable, Span

_DEEPEST_HEADING = 5
_SIDES = {"left": "left", "right": "right", "center": "center"}


@dataclass(slots=True)
class Writer:
    """The prose of one document; lists go on where their numbers do."""

    extras: Extras
    latest: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By depth: the id of the list and the number of its last item."""

    def write(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The paragraphs and tables of some prose."""
        for block in blocks:
            if isinstance(block, ProseTable):
                yield self._table(block)
                yield paragraph("TableGap", "")
            elif block.depth:
                yield self._item(block)
            else:
                self.latest.clear()
                yield paragraph(_style(block), self.runs(block.spans), _side(block))

    def runs(self, spans: Sequence[Span], *, bold: bool = False) -> str:
        """Words with their marks and links."""
        return "".join(self._run(span, bold=bold) for span in spans)

    def _run(self, span: Span, *, bold: bool) -> str:
        strong = bold or span.bold
        if not span.link:
            return self._marked(run(span.text, bold=strong, italic=span.italic), span.cell)
        words = run(span.text, bold=strong, italic=span.italic, style="Hyperlink")
        return f'<w:hyperlink r:id="{self.extras.link(span.link)}">{words}</w:hyperlink>'

    def _marked(self, words: str, cell: int | None) -> str:
        """A figure that the prose prints, marked by its cell, so that an import can tell."""
        if cell is None:
            return words
        number = self.extras.mark()
        return marked(words, number, f"gongkai_{cell}_{number}")

    def _item(self, block: Paragraph) -> str:
        """An item of a list, or a further paragraph of one."""
        level = deepest(block.depth)
        if not block.marker:
            indent = f'<w:ind w:left="{1120 + 480 * level}"/>'
            return paragraph("ListParagraph", self.runs(block.spans), indent)
        for deeper in [depth for depth in self.latest if depth > level]:
            del self.latest[deeper]
        number = (
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{self._list(block)}"/></w:numPr>'
        )
        return paragraph("ListParagraph", self.runs(block.spans), number)

    def _list(self, block: Paragraph) -> int:
        level = deepest(block.depth)
        if block.marker == BULLET:
            self.latest.pop(level, None)
            return 1
        number = int(block.marker.rstrip("."))
        begun, before = self.latest.get(level, (0, -1))
        if before != number - 1:
            begun = self.extras.numbered(level, number)
        self.latest[level] = (begun, number)
        return begun

    def _table(self, block: ProseTable) -> str:
        columns = max(len(row) for row in block.rows)
        width = WIDTH // columns
        rows = [
            [
                Box(
                    content=paragraph(
                        "TableText",
                        self.runs(cell.spans, bold=cell.head),
                        f'<w:jc w:val="{_SIDES.get(cell.align, "center")}"/>',
                    ),
                    shaded=cell.head,
                )
                for cell in row
            ]
            for row in block.rows
        ]
        heads = sum(all(cell.head for cell in row) for row in block.rows)
        return table(rows, [width] * columns, heads)


def _side(block: Paragraph) -> str:
    """Lines that end where the editor ended them are not stretched to the margin."""
    return '<w:jc w:val="left"/>' if "\n" in block.text else ""


def _style(block: Paragraph) -> str:
    if block.heading:
        return f"Heading{min(block.heading - 1, _DEEPEST_HEADING)}"
    if block.verbatim:
        return "Verbatim"
    return "Quote" if block.quoted else "BodyText"
