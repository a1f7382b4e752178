"""Which headers a data cell has, by the letter of the HTML standard.

Written from the standard alone, apart from the generator and its templates: "Forming a table" and
"Forming relationships between data cells and header cells", in the section "Processing model" of
https://html.spec.whatwg.org/multipage/tables.html. Names and the order of steps are the standard's.
``<col>`` and ``headers=`` are not implemented: a page that has them is refused, not misread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

Element = etree._Element
SCOPES = ("row", "col", "rowgroup", "colgroup")


@dataclass(eq=False)
class Cell:
    """A ``td`` or ``th`` anchored at the slot (x, y)."""

    element: Element
    x: int
    y: int
    width: int
    height: int
    group: Element | None
    """The row group that it is anchored in."""

    @property
    def is_header(self) -> bool:
        return bool(self.element.tag == "th")

    @property
    def scope(self) -> str:
        scope = self.element.get("scope", "").lower()
        return scope if scope in SCOPES else "auto"

    @property
    def text(self) -> str:
        return " ".join("".join(self.element.itertext()).split())


@dataclass(eq=False)
class Table:
    """The standard's model of a table: slots, and the cells that cover them."""

    cells: list[Cell] = field(default_factory=list)
    slots: dict[tuple[int, int], list[Cell]] = field(default_factory=dict)
    column_groups: list[range] = field(default_factory=list)
    width: int = 0
    height: int = 0
    current_row: int = 0
    growing: list[Cell] = field(default_factory=list)

    @classmethod
    def form(cls, element: Element) -> Table:
        """Forming a table."""
        table = cls()
        feet = []
        for child in element.iterchildren("colgroup", "tr", "thead", "tbody", "tfoot"):
            if child.tag == "colgroup":
                table._add_column_group(child)
            elif child.tag == "tr":
                table._process_row(child, None)
            else:
                table._end_row_group()
                if child.tag == "tfoot":
                    feet.append(child)  # a foot comes last, wherever it stands
                else:
                    table._process_row_group(child)
        for foot in feet:
            table._process_row_group(foot)
        return table

    def _add_column_group(self, element: Element) -> None:
        assert not len(element), "the oracle does not know <col>"
        assert not self.cells, "a column group stands before the rows"
        span = int(element.get("span", "1"))
        self.column_groups.append(range(self.width, self.width + span))
        self.width += span

    def _process_row_group(self, group: Element) -> None:
        for row in group.iterchildren("tr"):
            self._process_row(row, group)
        self._end_row_group()

    def _end_row_group(self) -> None:
        while self.current_row < self.height:
            self._grow_downward()
            self.current_row += 1
        self.growing.clear()

    def _grow_downward(self) -> None:
        for cell in self.growing:
            cell.height += 1
            self._cover(cell, [self.current_row])

    def _cover(self, cell: Cell, rows: Iterable[int]) -> None:
        for y in rows:
            for x in range(cell.x, cell.x + cell.width):
                self.slots.setdefault((x, y), []).append(cell)

    def _process_row(self, row: Element, group: Element | None) -> None:
        self.height = max(self.height, self.current_row + 1)
        self._grow_downward()
        x, y = 0, self.current_row
        for element in row.iterchildren("td", "th"):
            while (x, y) in self.slots:
                x += 1
            width = min(int(element.get("colspan", "1")) or 1, 1000)
            rowspan = min(int(element.get("rowspan", "1")), 65534)
            cell = Cell(element, x, y, width, rowspan or 1, group)
            self.cells.append(cell)
            self._cover(cell, range(y, y + cell.height))
            self.width = max(self.width, x + width)
            self.height = max(self.height, y + cell.height)
            if rowspan == 0:
                self.growing.append(cell)
            x += width
        self.current_row += 1

    def errors(self) -> list[str]:
        """Table model errors, and slots that no cell covers."""
        found = [f"{len(cells)} cells cover {at}" for at, cells in self.slots.items() if cells[1:]]
        every = [(x, y) for x in range(self.width) for y in range(self.height)]
        found += [f"no cell covers {at}" for at in every if at not in self.slots]
        anchored = {cell.y for cell in self.cells}, {cell.x for cell in self.cells}
        found += [f"no cell begins in row {y}" for y in range(self.height) if y not in anchored[0]]
        found += [
            f"no cell begins in column {x}" for x in range(self.width) if x not in anchored[1]
        ]
        return found

    def is_column_header(self, cell: Cell) -> bool:
        rows = range(cell.y, cell.y + cell.height)
        slots = [(x, y) for y in rows for x in range(self.width)]
        return cell.scope == "col" or (cell.scope == "auto" and not self._has_data(slots))

    def is_row_header(self, cell: Cell) -> bool:
        columns = range(cell.x, cell.x + cell.width)
        slots = [(x, y) for x in columns for y in range(self.height)]
        is_auto = cell.scope == "auto" and not self.is_column_header(cell)
        return cell.scope == "row" or (is_auto and not self._has_data(slots))

    def _has_data(self, slots: Sequence[tuple[int, int]]) -> bool:
        return any(not cell.is_header for slot in slots for cell in self.slots.get(slot, ()))


def headers(table: Table, principal: Cell) -> list[Cell]:
    """The algorithm for assigning header cells: the row's, nearest first, then the column's."""
    assert principal.element.get("headers") is None, "the oracle does not know headers="
    left, top = principal.x, principal.y
    right, bottom = left + principal.width - 1, top + principal.height - 1
    found: list[Cell] = []
    for y in range(top, bottom + 1):
        found += _scan(table, principal, [(x, y) for x in reversed(range(left))], sideways=True)
    for x in range(left, right + 1):
        found += _scan(table, principal, [(x, y) for y in reversed(range(top))], sideways=False)
    for cell in table.cells:
        if cell.is_header and cell.x <= right and cell.y <= bottom:
            if cell.scope == "rowgroup" and principal.group is cell.group is not None:
                found.append(cell)
            columns = [group for group in table.column_groups if left in group]
            if cell.scope == "colgroup" and any(cell.x in group for group in columns):
                found.append(cell)
    return [cell for cell in dict.fromkeys(found) if cell.text and cell is not principal]


def _scan(
    table: Table, principal: Cell, slots: Sequence[tuple[int, int]], *, sideways: bool
) -> Iterator[Cell]:
    """The internal algorithm for scanning and assigning header cells."""
    opaque: list[Cell] = []
    block = [principal] if principal.is_header else []
    in_block = principal.is_header
    for slot in slots:
        covering = table.slots.get(slot, [])
        if len(covering) != 1:
            continue
        (current,) = covering
        if current.is_header:
            in_block = True
            block.append(current)
            if sideways:
                fits = table.is_row_header(current)
                hidden = any((one.y, one.height) == (current.y, current.height) for one in opaque)
            else:
                fits = table.is_column_header(current)
                hidden = any((one.x, one.width) == (current.x, current.width) for one in opaque)
            if fits and not hidden:
                yield current
        elif in_block:
            in_block = False
            opaque += block
            block = []
