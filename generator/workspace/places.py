"""Where findings stand in their files; what was worked out once holds until the file changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import source
from generator.diagnostic import Address, Position
from generator.workspace import tree

_NOWHERE = (0, 0, 1)
"""Line, column and width of a place in what has no lines to show."""


@dataclass(slots=True)
class Places:
    """The places that findings point to. A file is read only for one that is not known."""

    root: Path
    """The site's folder."""
    digest: Callable[[str], str | None] = lambda _: None
    """SHA-256 of a file of the site; a place in a file without one is not remembered."""
    known: Mapping[str, Any] = field(default_factory=dict)
    """What was remembered of an earlier run."""
    found: dict[str, tuple[str, dict[Any, tuple[int, int, int]]]] = field(default_factory=dict)
    """What to remember: for each file its digest and its places."""
    _spans: dict[str, source.Spans | None] = field(default_factory=dict)

    def position(self, at: Address) -> Position:
        """The line and column of an address."""
        if at.line:
            return Position(file=at.file, line=at.line, column=at.column, width=at.width)
        line, column, width = self._place(at)
        return Position(file=at.file, line=line, column=column, width=width)

    def _place(self, at: Address) -> tuple[int, int, int]:
        digest = self.digest(at.file)
        if not digest:
            return self._look(at)
        if at.file not in self.found:
            held = self.known.get(at.file)
            self.found[at.file] = (digest, dict(held[1]) if held and held[0] == digest else {})
        places, key = self.found[at.file][1], (at.path, at.on_key)
        if key not in places:
            places[key] = self._look(at)
        return places[key]

    def _look(self, at: Address) -> tuple[int, int, int]:
        if at.file not in self._spans:
            self._spans[at.file] = self._read(at.file)
        spans = self._spans[at.file]
        if spans is None:
            return _NOWHERE
        span = spans.find(at.path, on_key=at.on_key)
        return span.line, span.column, span.width

    def _read(self, file: str) -> source.Spans | None:
        """``None`` for what has no lines to show: a folder, a link, a file of another kind."""
        if not file.endswith(".yml"):
            return None
        try:
            return source.spans(tree.read(self.root, file))
        except OSError:
            return None
