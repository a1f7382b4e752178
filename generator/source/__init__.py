"""YAML files to plain data, with everything that is refused and where each value stands.

Three readers stand behind this door: ``events`` reads all of what is allowed, ``canonical`` the
plain layout that nearly every file has, many times faster, and ``laid`` a file whose blocks are
laid out as those of files before it. Tests prove that whatever a narrow one accepts the full one
reads alike. What such blocks are is told by ``laid``, which only those load that read reports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.source import canonical
from generator.source.model import Kind, Piece, Source, Span, Spans
from generator.source.text import lines, plain_text

__all__ = [
    "Kind",
    "Piece",
    "Source",
    "Span",
    "Spans",
    "lines",
    "pieces",
    "plain_text",
    "read",
    "read_laid",
    "spans",
]


def read(raw: bytes, file: str) -> Source:
    """The data of a YAML file whose top is a mapping.

    ``file`` only names the file in diagnostics. Nothing is raised for any bytes whatever.
    """
    return _read(raw, file, canonical.read)


def read_laid(raw: bytes, file: str) -> Source:
    """The same, where blocks that are laid out as others before them may be ``Laid``."""
    from generator.source.laid import LAYOUTS

    return _read(raw, file, LAYOUTS.read)


def _read(raw: bytes, file: str, narrow: Callable[[str], Mapping[str, object] | None]) -> Source:
    text, findings = plain_text(raw, file)
    if text is None:
        return Source(data=None, diagnostics=findings)
    data = narrow(text)
    if data is not None:
        return Source(data=data)
    from generator.source import events  # the full reader, for the few files that need it

    return events.read(text, file)


def spans(raw: bytes) -> Spans:
    """Where each value of a file stands; empty for what cannot be read.

    Kept apart from ``read`` so that lines are worked out only when a finding is to be printed.
    """
    from generator.source import events

    text, _ = plain_text(raw, "")
    return Spans(values={}, keys={}) if text is None else events.spans(text)


def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a text, each with its place, for what has to know how a file is written.

    Only for a text of which ``read`` has the data.
    """
    from generator.source import events

    return tuple(events.pieces(text))
