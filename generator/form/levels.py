"""What an editor may write below a table's key: the tree of names that leads to each figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.diagnostic import FormError
from generator.form.model import Cell, Header, Level


@dataclass(slots=True)
class _Draft:
    """A level while it is filled; a header that has no key lends its place to what is below it."""

    children: dict[str, _Draft] = field(default_factory=dict)
    headers: dict[str, Header] = field(default_factory=dict)
    cell: int | None = None


def level(cells: Sequence[Cell]) -> Level:
    """The level below a table, from all of its cells in the form's order.

    Raises:
        FormError: one name would lead to two places.
    """
    root = _Draft()
    for cell in cells:
        here = root
        for header in (*cell.row, *cell.column):
            if header.key is None:
                continue
            here.headers.setdefault(header.key, header)
            here = here.children.setdefault(header.key, _Draft())
        here.cell = cell.index
    return _settle(root)


def _settle(draft: _Draft) -> Level:
    entries: dict[str, Level | int] = {}
    cells: list[int] = []
    for key, child in draft.children.items():
        below: Level | int
        if child.children:
            below = _settle(child)
            cells.extend(below.cells)
        elif child.cell is not None:
            below = child.cell
            cells.append(below)
        else:  # pragma: no cover - a draft is made only on the way to a cell
            raise AssertionError(key)
        header = draft.headers[key]
        for name in dict.fromkeys((key, header.id, header.label.text)):
            if entries.setdefault(name, below) is not below:
                raise FormError(("tables",), f"{name!r} could mean two places in a file")
    return Level(
        entries=entries,
        keys=tuple(draft.children),
        cells=tuple(cells),
        is_row=not any(child.children for child in draft.children.values()),
    )
