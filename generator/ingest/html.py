"""Web pages: paragraphs, headings, lists and tables, whatever the page wraps them in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.ingest.document import (
    Block,
    Cell,
    Document,
    Paragraph,
    Place,
    Run,
    Table,
    tidy,
)
from generator.ingest.fold import visible
from generator.ingest.markup import Element, attribute, name, page
from generator.ingest.text import decode

_SKIPPED = frozenset({"head", "script", "style", "noscript", "template", "iframe", "object", "svg"})
_ASIDE = frozenset({"nav", "header", "footer", "aside", "form", "button"})
_INLINE = frozenset(
    {"a", "abbr", "b", "big", "bdo", "cite", "code", "em", "font", "i", "ins", "label", "mark"}
    | {"o:p", "p:", "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var"}
)
_BOLD = frozenset({"b", "strong"})
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_MAX_DEPTH = 200
_MAX_SPAN = 1000


def read(raw: bytes, file: str) -> Document:
    """The document in the bytes of a web page."""
    tree = page(_decode(raw))
    reading = _Reading()
    if tree is not None:
        reading.element(tree, _State())
        reading.close()
    return Document(
        file=file,
        blocks=tuple(reading.blocks),
        stated=tuple(reading.stated),
        pictures=tuple(reading.pictures),
    )


def _decode(raw: bytes) -> str:
    """The page's text; older pages name an encoding of which GB 18030 is the whole."""
    named = _CHARSET.search(raw[:4096])
    if named and named[1].lower().startswith(b"gb"):
        return raw.decode("gb18030", "replace")
    return decode(raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """How what stands at a place is marked."""

    bold: bool = False
    link: str = ""
    level: int = 0
    marker: str = ""
    aside: bool = False
    depth: int = 0


@dataclass(slots=True)
class _Reading:
    """The blocks while the tree is walked."""

    blocks: list[Block] = field(default_factory=list)
    stated: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[Place] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    state: _State = _State()
    line: int = 0
    tables: int = 0

    def element(self, element: Element, state: _State) -> None:
        """Read an element and what stands in it."""
        kind = name(element)
        if kind == "head":
            self.head(element)
        if kind in _SKIPPED or not kind:
            return
        if kind == "table" and not _is_layout(element):
            self.table(element)
            return
        if kind == "img":
            self.pictures.append(Place(line=element.sourceline or 0))
            return
        inner = _inside(element, kind, state)
        block = kind not in _INLINE
        if block:
            self.close()
        self.text(element.text, inner, element)
        for child in element:
            self.below(child, inner)
            self.text(child.tail, inner, element)
        if block:
            self.close()

    def below(self, child: Element, inner: _State) -> None:
        """Read a child, or what is left of its words where it lies too deep."""
        if inner.depth < _MAX_DEPTH:
            self.element(child, inner)
        elif name(child) not in _SKIPPED:
            words = "".join(str(text) for text in child.itertext())
            self.text(words, inner, child)

    def head(self, element: Element) -> None:
        """Keep what the page states about itself."""
        for meta in element.iter("meta"):
            key, value = attribute(meta, "name"), attribute(meta, "content")
            if key and value:
                self.stated.append((key.strip().lower(), value.strip()))

    def text(self, text: str | None, state: _State, element: Element) -> None:
        """Take words."""
        if not text:
            return
        words = _SPACES.sub(" ", text).replace("\xa0", " ")
        if not self.runs:
            self.state, self.line = state, element.sourceline or 0
        self.runs.append(Run(text=words, bold=state.bold, link=state.link))

    def close(self) -> None:
        """End the paragraph that stands open."""
        runs, self.runs = tidy(tuple(self.runs)), []
        if runs:
            state = self.state
            self.blocks.append(
                Paragraph(
                    runs=runs,
                    place=Place(line=self.line),
                    level=state.level,
                    marker=state.marker,
                    aside=state.aside,
                )
            )

    def table(self, element: Element) -> None:
        """Read a table; its caption is a paragraph before it."""
        self.close()
        self.tables += 1
        for caption in element.iterchildren("caption"):
            self.element(caption, _State())
        rows = []
        for number, row in enumerate(_rows(element), start=1):
            cells = [cell for cell in row if name(cell) in ("td", "th")]
            rows.append(
                tuple(
                    self.cell(cell, Place(table=self.tables, row=number, cell=place))
                    for place, cell in enumerate(cells, start=1)
                )
            )
        self.blocks.append(
            Table(rows=tuple(rows), place=Place(line=element.sourceline or 0, table=self.tables))
        )

    def cell(self, element: Element, place: Place) -> Cell:
        """A cell; each paragraph and line break in it begins a new line."""
        inner = _Reading()
        inner.element(element, _State())
        inner.close()
        self.pictures += [place] * len(inner.pictures)
        words = "\n".join(block.text for block in inner.blocks if isinstance(block, Paragraph))
        return Cell(
            text=visible(words),
            place=place,
            colspan=_span(element, "colspan"),
            rowspan=_span(element, "rowspan"),
        )


def _inside(element: Element, kind: str, state: _State) -> _State:
    """How what stands in an element is marked."""
    level = int(kind[1]) if re.fullmatch(r"h[1-6]", kind) else state.level
    marker = _marker(element) if kind == "li" else state.marker
    target = attribute(element, "href").strip() if kind == "a" else ""
    return _State(
        bold=state.bold or kind in _BOLD,
        link=target or state.link,
        level=level,
        marker=marker,
        aside=state.aside or kind in _ASIDE,
        depth=state.depth + 1,
    )


def _marker(item: Element) -> str:
    """What stands before an item of a list: a bullet, or its number with a point."""
    parent = item.getparent()
    if parent is None or name(parent) != "ol":
        return "-"
    start = attribute(parent, "start")
    first = int(start) if start.isdecimal() and len(start) < 6 else 1
    before = sum(name(other) == "li" for other in item.itersiblings(preceding=True))
    return f"{first + before}."


def _is_layout(table: Element) -> bool:
    """Whether a table only arranges a page: another table stands in it, or one cell is all."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    return sum(name(cell) in ("td", "th") for cell in table.iterdescendants()) <= 1


def _rows(table: Element) -> list[Element]:
    return list(table.iterdescendants("tr"))


def _span(element: Element, key: str) -> int:
    text = attribute(element, key).strip()
    return min(max(int(text), 1), _MAX_SPAN) if text.isdecimal() and len(text) < 6 else 1
