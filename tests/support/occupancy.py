"""Which spots of a laid out table are taken by what, counted as browsers do."""

from __future__ import annotations

from collections.abc import Iterator

from generator.grid import Grid, Head

Spot = tuple[int, int]
Item = Head | str
"""A header, or the id of a figure."""


def printed_rows(grid: Grid) -> list[list[tuple[Item, int, int]]]:
    """Each printed row: what stands in it, with its width and height."""
    rows: list[list[tuple[Item, int, int]]] = [
        [(head, head.colspan, head.rowspan) for head in row] for row in grid.head
    ]
    for body in grid.bodies:
        for line in body:
            heads = [(head, head.colspan, head.rowspan) for head in line.heads]
            rows.append([*heads, *((cell.id, 1, 1) for cell in line.cells)])
    return rows


def occupied(grid: Grid) -> Iterator[tuple[Spot, Item]]:
    """Every spot that something stands on, by the algorithm of HTML tables."""
    taken: set[Spot] = set()
    for y, row in enumerate(printed_rows(grid)):
        x = 0
        for item, width, height in row:
            while (x, y) in taken:
                x += 1
            for spot in [(x + dx, y + dy) for dx in range(width) for dy in range(height)]:
                taken.add(spot)
                yield spot, item


def headers_of(grid: Grid, cell: str) -> tuple[list[str], list[str]]:
    """The row and column headers of a figure, found by looking left and up from it."""
    items = dict(occupied(grid))
    x, y = next(spot for spot, item in items.items() if item == cell)
    left = [items[dx, y] for dx in range(grid.stub)]
    above = [items[x, dy] for dy in range(len(grid.head))]
    return _words(left), _words(above)


def _words(items: list[Item]) -> list[str]:
    heads = dict.fromkeys(item for item in items if isinstance(item, Head))
    return [head.label.text for head in heads]


def fills_its_rectangle(grid: Grid) -> bool:
    """Whether every spot is taken, and none twice."""
    spots = sorted(spot for spot, _ in occupied(grid))
    height = len(printed_rows(grid))
    return spots == sorted((x, y) for x in range(grid.width) for y in range(height))
