"""The narrative's own HTML as blocks, for formats that are not HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from generator.export.words import say
from generator.form import Form
from generator.report import Passage, Slot, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words that are marked alike; ``\\n`` in them is a line break."""

    text: str
    """The words."""
    bold: bool = False
    """Whether they are strong."""
    italic: bool = False
    """Whether they are stressed."""
    link: str = ""
    """Where they lead, if anywhere."""
    cell: int | None = None
    """Index of the cell whose figure they are, where the editor had it printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, a heading inside a section, or an item of a list."""

    spans: tuple[Span, ...]
    """Its words."""
    heading: int = 0
    """The level of a heading, from 3; 0 for what is none."""
    depth: int = 0
    """How deep a list it stands in; 0 outside lists."""
    marker: str = ""
    """What stands before an item of a list: its number with a point, or a dot."""
    quoted: bool = False
    """Whether it is a quotation."""
    verbatim: bool = False
    """Whether its blanks and line breaks are meant as they are."""

    @property
    def text(self) -> str:
        """Its words without marks."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseCell:
    """A cell of a table in the prose."""

    spans: tuple[Span, ...]
    """Its words."""
    head: bool
    """Whether it heads its column."""
    align: str
    """``left``, ``center`` or ``right``; empty where the editor does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseTable:
    """A table that an editor wrote into the prose."""

    rows: tuple[tuple[ProseCell, ...], ...]
    """Top to bottom."""


Block = Paragraph | ProseTable

BULLET = "•"


def blocks(passage: Passage | None, form: Form, figures: Sequence[Value]) -> tuple[Block, ...]:
    """The blocks of a passage, with the figures that it prints; none where there is no passage."""
    if passage is None:
        return ()
    reader = _Reader(form)
    for part in passage.html:
        reader.feed(_figure(part, form, figures) if isinstance(part, Slot) else part)
    reader.close()
    return tuple(reader.blocks)


def _figure(slot: Slot, form: Form, figures: Sequence[Value]) -> str:
    """A figure as HTML that names its cell; what is no address is printed as it was written."""
    cell = form.cell_by_address.get(slot.address)
    if cell is None:
        return html.escape(f"{{{{{slot.address}}}}}")
    value = figures[cell.index]
    text = say(form, "blank") if value is None else str(value)
    return f'<data value="{cell.index}">{html.escape(text)}</data>'


@dataclass(slots=True)
class _List:
    """A list while its items come in."""

    number: int | None
    """The number of the next item; ``None`` for dots."""


@dataclass(slots=True)
class _State:
    """Where in the HTML the reader is."""

    lists: list[_List] = field(default_factory=list)
    marker: str = ""
    links: list[str] = field(default_factory=list)
    cell: int | None = None
    bold: int = 0
    italic: int = 0
    quoted: int = 0
    verbatim: bool = False
    rows: list[list[ProseCell]] = field(default_factory=list)
    align: str = ""


class _Reader(HTMLParser):
    """Reads what the Markdown renderer writes, and nothing else."""

    def __init__(self, form: Form) -> None:
        super().__init__(convert_charrefs=True)
        self._form = form
        self.blocks: list[Block] = []
        self._spans: list[Span] = []
        self._at = _State()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at, given = self._at, {name: value or "" for name, value in attrs}
        if tag in ("ul", "ol"):
            self._end_paragraph()
            at.lists.append(_List(int(given.get("start", "1")) if tag == "ol" else None))
        elif tag == "li":
            self._begin_item(given)
        elif tag in ("strong", "em", "blockquote", "pre"):
            self._mark(tag, 1)
        elif tag == "a":
            at.links.append(given.get("href", ""))
        elif tag == "data":
            at.cell = int(given["value"])
        elif tag == "br":
            self._add("\n")
        elif tag == "img":
            self._add(say(self._form, "picture", words=given.get("alt", "")))
        elif tag == "tr":
            at.rows.append([])
        elif tag in ("th", "td"):
            at.align = given.get("class", "")

    def handle_endtag(self, tag: str) -> None:
        at = self._at
        if tag in ("p", "li") or (tag[0] == "h" and tag[1:].isdecimal()):
            self._end_paragraph(heading=int(tag[1:]) if tag[0] == "h" else 0)
        elif tag in ("ul", "ol"):
            self._end_paragraph()
            at.lists.pop()
        elif tag in ("strong", "em", "blockquote", "pre"):
            self._mark(tag, -1)
        elif tag == "a":
            at.links.pop()
        elif tag == "data":
            at.cell = None
        elif tag in ("th", "td"):
            cell = ProseCell(spans=self._taken(), head=tag == "th", align=at.align)
            at.rows[-1].append(cell)
        elif tag == "table":
            self.blocks.append(ProseTable(rows=tuple(map(tuple, at.rows))))
            at.rows = []

    def handle_data(self, data: str) -> None:
        if self._at.verbatim:
            self._add(data)
        elif data.strip("\n") and not (self._at.rows and not data.strip()):
            before = self._spans[-1].text if self._spans else "\n"
            self._add(data.lstrip("\n") if before.endswith("\n") else data)

    def _begin_item(self, given: dict[str, str]) -> None:
        self._end_paragraph()
        within = self._at.lists[-1]
        if within.number is None:
            self._at.marker = BULLET
            return
        number = int(given.get("value", within.number))
        within.number, self._at.marker = number + 1, f"{number}."

    def _mark(self, tag: str, by: int) -> None:
        at = self._at
        if tag == "strong":
            at.bold += by
        elif tag == "em":
            at.italic += by
        elif tag == "blockquote":
            self._end_paragraph()
            at.quoted += by
        else:
            self._end_paragraph()
            at.verbatim = by > 0

    def _add(self, text: str) -> None:
        at = self._at
        span = Span(
            text=text,
            bold=at.bold > 0,
            italic=at.italic > 0,
            link=at.links[-1] if at.links else "",
            cell=at.cell,
        )
        if self._spans and replace(self._spans[-1], text="") == replace(span, text=""):
            span = replace(span, text=self._spans.pop().text + text)
        self._spans.append(span)

    def _taken(self) -> tuple[Span, ...]:
        """The words so far, without a line end after the last."""
        spans, self._spans = self._spans, []
        if spans and not spans[-1].text.rstrip("\n"):
            spans.pop()
        elif spans:
            spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip("\n"))
        return tuple(spans)

    def _end_paragraph(self, heading: int = 0) -> None:
        spans, at = self._taken(), self._at
        if not spans:
            return
        self.blocks.append(
            Paragraph(
                spans=spans,
                heading=heading,
                depth=len(at.lists),
                marker=at.marker,
                quoted=at.quoted > 0,
                verbatim=at.verbatim,
            )
        )
        at.marker = ""
