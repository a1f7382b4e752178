"""Chinese colons after keys, which YAML does not take for colons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import source
from generator.writing.shape import Shape

_CHINESE = "："
_KEY = re.compile(r"\s*(?:- )?[\"']?(?P<name>[^\"']*?)[\"']?\s*")
_MOST = 100


def with_plain_colons(text: str, shape: Shape) -> str | None:
    """A text that Chinese colons keep from being read, with plain ones; ``None`` for any other.

    A colon is changed only where the reader stumbles over it, right after a name that the kind of
    file knows, and only if the text can be read in the end.
    """
    names = frozenset(_names(shape))
    for _ in range(_MOST):
        read = source.read(text.encode(), "")
        if read.data is not None:
            return text
        found = read.diagnostics[0]
        if found.variant != "fullwidth-colon":
            return None
        lines = text.split("\n")
        line = lines[found.at.line - 1]
        place = line.find(_CHINESE)
        key = _KEY.fullmatch(line[:place]) if place >= 0 else None
        if key is None or key["name"] not in names:
            return None
        lines[found.at.line - 1] = f"{line[:place]}: {line[place + 1 :].lstrip()}".rstrip()
        text = "\n".join(lines)
    return None


def _names(shape: Shape) -> Iterator[str]:
    """Every name that may stand anywhere in a kind of file."""
    yield from shape.keys
    yield from shape.names
    for below in (*shape.keys.values(), *((shape.others,) if shape.others else ())):
        yield from _names(below)
