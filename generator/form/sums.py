"""Sums of cells as an edition writes them: addresses joined by `` + ``, ``*`` for any name."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from generator.diagnostic import DataPath, FormError
from generator.form.model import Cell


def cells_of(text: str, cells: Sequence[Cell], path: DataPath) -> tuple[int, ...]:
    """The indexes of the cells that a sum adds up; ``path`` is where it is written.

    Raises:
        FormError: an address means no cell.
    """
    found: list[int] = []
    for address in text.split(" + "):
        depth = address.count("/")
        below = [
            cell.index
            for cell in cells
            if cell.address.count("/") == depth and fnmatchcase(cell.address, address)
        ]
        if not below:
            raise FormError(path, f"{address!r} means no figure")
        found += below
    return tuple(found)
