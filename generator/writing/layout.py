"""How a YAML text is laid out: its keys and values as a tree that can be put in another order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.source import Kind, Piece
from generator.writing.shape import Manner

Place = tuple[int, int]
"""Line and column, from 0."""

_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")
_BLANKS = frozenset({"", "~", "null", "Null", "NULL"})
_BLOCK_STYLES = ("|", ">")


@dataclass(slots=True)
class Words:
    """A text, or a blank."""

    value: str
    style: str
    """How it is written: plain (empty), or the mark that its quotes or block begin with."""
    start: Place
    end: Place
    block: tuple[str, ...] = ()
    """The lines of a block of text without their indentation, its head first."""
    manner: Manner = Manner.AS_WRITTEN
    """How it is to be written."""

    @property
    def blank(self) -> bool:
        """Whether it says that there is nothing."""
        return not self.style and self.value in _BLANKS


@dataclass(slots=True)
class Group:
    """A mapping or a list."""

    is_map: bool
    flow: bool
    """Whether it stands in braces or brackets."""
    start: Place
    end: Place
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    """Comments after its last entry."""


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list, with the comments that go where it goes."""

    key: Words | None
    """``None`` for an item of a list."""
    value: Words | Group
    start: Place
    """Where its key stands, or the dash before it, or the value itself in a list in brackets."""
    above: list[str] = field(default_factory=list)
    """Comments on lines of their own above it; an empty text is an empty line."""
    below: list[str] = field(default_factory=list)
    """Comments after it that are indented deeper."""
    note: str = ""
    """The comment at the end of its line, with the blanks before it."""


Chain = tuple[Group, ...]
"""Groups inside each other, outermost first."""


def lay_out(text: str, pieces: Sequence[Piece]) -> Group | None:
    """The tree of a text without its comments; ``None`` where its top is no mapping."""
    root = _Builder(text.split("\n"), iter(pieces)).value()
    return root if isinstance(root, Group) and root.is_map else None


def entries(group: Group, above: tuple[Group, ...] = ()) -> Iterator[tuple[Entry, Chain]]:
    """Every entry of a tree in the order of its text, with the groups that it stands in."""
    chain = (*above, group)
    for entry in group.entries:
        yield entry, chain
        if isinstance(entry.value, Group):
            yield from entries(entry.value, chain)


@dataclass(slots=True)
class _Builder:
    lines: Sequence[str]
    pieces: Iterator[Piece]

    def value(self) -> Words | Group | None:
        """The value that begins with the next piece; ``None`` where there is no piece."""
        piece = next(self.pieces, None)
        if piece is None or piece.kind is Kind.END:
            return None
        return self._words(piece) if piece.kind is Kind.TEXT else self._group(piece)

    def _group(self, begins: Piece) -> Group:
        is_map = begins.kind is Kind.MAP
        group = Group(is_map=is_map, flow=begins.flow, start=begins.start, end=begins.end)
        for piece in self.pieces:
            if piece.kind is Kind.END:
                group.end = piece.end if group.flow else group.end
                break
            first = self._words(piece) if piece.kind is Kind.TEXT else self._group(piece)
            group.entries.append(self._entry(group, first))
            group.end = group.entries[-1].value.end
        return group

    def _entry(self, group: Group, first: Words | Group) -> Entry:
        if group.is_map and isinstance(first, Words):
            value = self.value()
            return Entry(key=first, value=value or first, start=first.start)
        start = first.start if group.flow else self._dash(group, first.start)
        return Entry(key=None, value=first, start=start)

    def _dash(self, group: Group, before: Place) -> Place:
        """Where the dash of an item of a block stands: on its value's line, or on one above."""
        column = group.start[1]
        for line in range(before[0], group.end[0] - 1, -1):
            own = self.lines[line][column : column + 1] == "-" and (line, column) < before
            if own and not self.lines[line][:column].strip(" -?:"):
                return line, column
        return before

    def _words(self, piece: Piece) -> Words:
        words = Words(value=piece.value, style=piece.style, start=piece.start, end=piece.end)
        if piece.style in _BLOCK_STYLES:
            self._block(words)
        return words

    def _block(self, words: Words) -> None:
        """Find the lines of a block of text; its piece ends where the next one begins."""
        (first, column), (end, rest) = words.start, words.end
        head = _BLOCK_HEAD.match(self.lines[first], column)
        at_end = end == len(self.lines) - 1 and rest == len(self.lines[end])
        body = list(self.lines[first + 1 : end + 1 if at_end else end])
        while body and not body[-1].strip(" "):
            body.pop()
        indent = min((len(line) - len(line.lstrip(" ")) for line in body if line), default=0)
        words.block = (head[0] if head else "", *(line[indent:] for line in body))
        words.end = (first + len(body), len(self.lines[first + len(body)]))
