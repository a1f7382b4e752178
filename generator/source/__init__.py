"""YAML files to plain data, with everything that is refused and where each value stands.

Two readers stand behind this door: ``events`` reads all of what is allowed, and ``canonical`` the
plain layout that nearly every file has, many times faster. Tests prove that whatever the narrow
one accepts the full one reads alike.
"""

from __future__ import annotations

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
    "spans",
]


def read(raw: bytes, file: str) -> Source:
    """The data of a YAML file whose top is a mapping.

    ``file`` only names the file in diagnostics. Nothing is raised for any bytes whatever.
    """
    text, findings = plain_text(raw, file)
    if text is None:
        return Source(data=None, diagnostics=findings)
    data = canonical.read(text)
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
