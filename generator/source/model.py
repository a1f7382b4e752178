"""What reading a YAML file yields."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostic import DataPath, Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a value or key stands: line and column from 1, in characters."""

    line: int
    column: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """The side table from data addresses to places in the text."""

    values: Mapping[DataPath, Span]
    """Where each value begins; a mapping or list where its first character stands."""
    keys: Mapping[DataPath, Span]
    """Where the key of each value stands."""

    def find(self, path: DataPath, *, on_key: bool) -> Span:
        """The place of an address, or of the nearest address above it that the text has."""
        for length in range(len(path), 0, -1):
            part = path[:length]
            exact = length == len(path)
            first, second = (
                (self.keys, self.values)
                if on_key or not exact
                else (
                    self.values,
                    self.keys,
                )
            )
            span = first.get(part) or second.get(part)
            if span is not None:
                return span
        return self.values.get((), Span(line=1, column=1, width=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a YAML file says, as plain data."""

    data: Mapping[str, object] | None
    """Mappings, lists, texts and ``None`` (blank); ``None`` at the top if nothing can be used."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Everything refused."""


class Kind(enum.Enum):
    """What a piece of a YAML text is."""

    MAP = "map"
    """The beginning of a mapping."""
    LIST = "list"
    """The beginning of a list."""
    END = "end"
    """The end of the mapping or list that was begun last."""
    TEXT = "text"
    """A key, or a value that is a text or blank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One of the pieces that a YAML text falls into, in its order; comments are between them."""

    kind: Kind
    """What it is."""
    start: tuple[int, int]
    """Line and column, from 0."""
    end: tuple[int, int]
    """Line and column after it, from 0."""
    value: str = ""
    """What a text says."""
    style: str = ""
    """How a text is written: plain (empty), or the mark that its quotes or block begin with."""
    flow: bool = False
    """Whether a mapping or list is written in braces or brackets."""
