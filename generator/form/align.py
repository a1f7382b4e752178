"""The figures of several editions side by side: which cells of each mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.form.model import Cell, Form, Header, HeaderPath, Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A line that means the same in every edition that has it."""

    labels: tuple[Label, ...]
    """What it is called, outermost first; one label where that tells it from all others."""
    depth: int
    """How many lines above it it is a part of."""
    cells: Mapping[str, tuple[int, ...]]
    """By edition, indexes of the cells that are added up; an edition without it is left out."""
    summed: bool
    """Whether it is a group of which the newest edition prints no total."""


@dataclass(slots=True)
class _Node:
    path: HeaderPath
    cells: list[int]
    leaf: bool
    totalled: bool = False
    """Whether a total stands among what it spans, so that it needs no sum of its own."""


def align(forms: Sequence[Form], table: str, row: str | None = None) -> tuple[Aligned, ...]:
    """The lines of a table in some editions, newest first; with ``row``, that row's columns.

    A table that prints totals of its rows is shown by these. A group that is one line in another
    edition, or has no total of its own, is the sum of its parts.
    """
    trees = {form.edition: _nodes(form, table, row) for form in forms}
    order = _merged([list(tree) for tree in trees.values()])
    shown = [key for key in order if any(_stands(tree, key) for tree in trees.values())]
    twice = _repeated(trees, shown)
    return tuple(_line(trees, key, shown, whole=twice) for key in shown)


def _nodes(form: Form, table: str, row: str | None) -> dict[str, _Node]:
    """Lines and groups of lines in printed order, by their ids."""
    found: dict[str, _Node] = {}
    for path, cell in _paths(form, table, row):
        total = path[-1].total
        for size in range(1, len(path) + 1):
            key = ".".join(header.id for header in path[:size])
            leaf = size == len(path)
            node = found.setdefault(key, _Node(path=path[:size], cells=[], leaf=leaf))
            if leaf or not total:
                node.cells.append(cell.index)
            node.totalled |= total and not leaf
    return found


def _paths(form: Form, table: str, row: str | None) -> Iterator[tuple[HeaderPath, Cell]]:
    cells = [cell for cell in form.cells if cell.table == table]
    if row is not None:
        yield from ((cell.column, cell) for cell in cells if cell.row and cell.row[-1].id == row)
        return
    totals = [cell for cell in cells if cell.row and cell.column[-1].total]
    width = {
        block.id: sum(head.size for head in block.columns) for block in form.table(table).blocks
    }
    for cell in totals or cells:
        alone = bool(cell.row) and width[cell.block] == 1
        path: tuple[Header, ...] = cell.row if totals or alone else (*cell.row, *cell.column)
        yield path, cell


def _merged(orders: Sequence[Sequence[str]]) -> list[str]:
    """The keys of all, in the first one's order; what it lacks follows what stands before it."""
    merged: list[str] = []
    for order in orders:
        at = 0
        for key in order:
            if key in merged:
                at = merged.index(key) + 1
            else:
                merged.insert(at, key)
                at += 1
    return merged


def _stands(tree: Mapping[str, _Node], key: str) -> bool:
    return key in tree and (tree[key].leaf or not tree[key].totalled)


def _repeated(trees: Mapping[str, Mapping[str, _Node]], shown: Sequence[str]) -> bool:
    """Whether two lines would be called the same by their last label."""
    first = [next(tree[key] for tree in trees.values() if key in tree) for key in shown]
    names = [node.path[-1].label.text for node in first]
    return len(set(names)) < len(names)


def _line(
    trees: Mapping[str, Mapping[str, _Node]], key: str, shown: Sequence[str], *, whole: bool
) -> Aligned:
    newest = next(tree[key] for tree in trees.values() if key in tree)
    path = newest.path
    above = {".".join(header.id for header in path[:size]) for size in range(1, len(path))}
    return Aligned(
        labels=tuple(header.short for header in path) if whole else (path[-1].label,),
        depth=0 if whole else len(above.intersection(shown)),
        cells={name: tuple(tree[key].cells) for name, tree in trees.items() if key in tree},
        summed=not newest.leaf,
    )
