"""Rows of texts and figures, below each other on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.cli.printers.terminal import cell_len


def columns(heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> Iterator[str]:
    """Lines with columns as wide as what stands in them; figures stand on the right."""
    texts = [heads, *([str(item) for item in row] for row in rows)]
    widths = [max(cell_len(row[at]) for row in texts) for at in range(len(heads))]
    numeric = [bool(rows) and isinstance(item, int) for item in (rows[0] if rows else heads)]
    for row in texts:
        parts = []
        for text, width, right in zip(row, widths, numeric, strict=True):
            room = " " * (width - cell_len(text))
            parts.append(room + text if right else text + room)
        yield "  ".join(parts).rstrip()
