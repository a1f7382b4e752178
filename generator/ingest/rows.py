"""The cells of a table, one after the other, to rows of the form: labels first, then figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.decode.numbers import is_mark
from generator.form import Block
from generator.ingest.document import Cell, Place, Table
from generator.ingest.fold import bare, fold, narrow, note, without_note
from generator.ingest.labels import Labels, Row, keys_of
from generator.ingest.words import pattern

WRAPPED = 4
"""A label that its column's width broke has at most so many pieces."""


@dataclass(slots=True, kw_only=True)
class Line:
    """A row as the document has it."""

    row: Row | None
    """The form's row; ``None`` where its label is none of the form's."""
    label: str
    """The label as written."""
    cells: list[Cell] = field(default_factory=list)
    """What stands after the label."""
    head: tuple[Cell, ...] = ()
    """The cells with column labels above it, in the order in which they are read."""
    table: Table
    """The table it stands in."""
    place: Place
    """Where it begins."""

    @property
    def has_room(self) -> bool:
        """Whether the form has more figures in this row than were read yet."""
        return self.row is not None and len(self.cells) < len(self.row.cells)


@dataclass(slots=True, kw_only=True)
class Reading:
    """What a table was found to hold."""

    lines: list[Line] = field(default_factory=list)
    """Its rows."""
    heads: list[Cell] = field(default_factory=list)
    """Heads of columns that are none of the form's."""
    stray: list[Cell] = field(default_factory=list)
    """Cells that are neither labels of the form nor figures of a row."""
    odd: list[tuple[Cell, str, str]] = field(default_factory=list)
    """Labels that are worded otherwise than printed: where, as written, as printed."""


@dataclass(slots=True)
class _Scan:
    """The state between one cell and the next."""

    labels: Labels
    table: Table
    reading: Reading
    block: Block | None = None
    head: list[Cell] = field(default_factory=list)
    in_head: bool = True
    group: Row | None = None
    opened: Row | None = None
    """The group whose label was the last thing read."""
    line: Line | None = None

    def row(self, cells: Sequence[Cell]) -> None:
        """Take a row of cells."""
        if not self.table.flowing:
            self.line = self.opened = None
            if not self.in_head and self._repeats_head(cells):
                return
        at = 0
        while at < len(cells):
            at += self._cell(cells, at)

    def _cell(self, cells: Sequence[Cell], at: int) -> int:
        """Take the cell at a place; how many cells went with it."""
        cell = cells[at]
        if cell.blank or cell.text.strip().isdecimal():
            self._figure(cell)
            return 1
        for count in range(min(WRAPPED, len(cells) - at), 0, -1):
            pieces = cells[at : at + count]
            if count == 1 or not any(piece.blank or is_figure(piece.text) for piece in pieces):
                text = "\n".join(piece.text for piece in pieces)
                if self._label(text, pieces):
                    return count
        if is_figure(cell.text):
            self._figure(cell)
        else:
            self._other(cell, cells[at + 1 :])
        return 1

    def _figure(self, cell: Cell) -> None:
        """Take a figure, or a blank, which is one only after a label."""
        if self.line is None and not cell.blank:
            unnamed = None if self.labels.rows else self.labels.leaves[0]
            label = self.opened.label if self.opened else ""
            self.line = self._open(unnamed, label, cell.place)
        if self.line is not None:
            self.line.cells.append(cell)

    def _label(self, text: str, pieces: Sequence[Cell]) -> bool:
        """Take a text for what the form prints, where it prints it."""
        block = self.labels.block(text)
        if block is not None:
            self._begin(block)
            self._odd(text, pieces[0], block.label.text)
            return True
        for key in keys_of(text):
            if self.in_head and key in self.labels.columns:
                self.head += pieces
                self._odd(text, pieces[0], self.labels.columns[key].label.text)
                return True
            row = self._row(key)
            if row is not None:
                self._take(row, text, pieces[0].place)
                self._odd(text, pieces[0], row.label)
                return True
            if key in self.labels.passing:
                self._odd(text, pieces[0], self.labels.passing[key])
                self.line = None
                if self._heads_labels(key):
                    self._begin(self.block)
                return True
        unit = pattern("unit").match(narrow(text).strip("()"))
        return unit is not None and unit["unit"] in self.labels.units

    def _heads_labels(self, key: str) -> bool:
        """Whether a text is the head of a block's column of labels, so that a new head begins."""
        stubs = {bare(block.stub.text) for block in self.labels.table.blocks if block.stub}
        return key in stubs and not self.in_head

    def _begin(self, block: Block | None) -> None:
        self.block, self.head, self.in_head = block, [], True
        self.line = self.group = self.opened = None

    def _row(self, key: str) -> Row | None:
        """The row of a label: the only one, or the only one below the group that stands open."""
        rows = self.labels.rows.get(key, ())
        if len(rows) > 1 and self.group is not None:
            inside = self.group.path[-1]
            rows = tuple(row for row in rows if any(step is inside for step in row.path))
        return rows[0] if len(rows) == 1 else None

    def _take(self, row: Row, text: str, place: Place) -> None:
        self.in_head = False
        self.line = None
        self.opened = None if row.cells else row
        if row.cells:
            self.line = self._open(row, text, place)
        else:
            self.group = row

    def _open(self, row: Row | None, label: str, place: Place) -> Line:
        head = tuple(self.head)
        line = Line(row=row, label=label, head=head, table=self.table, place=place)
        self.reading.lines.append(line)
        self.in_head = False
        return line

    def _other(self, cell: Cell, after: Sequence[Cell]) -> None:
        """Take a text that is no label: what fills a cell, heads a row or column, or is astray."""
        if self.line is not None and self.line.has_room and self._may_fill(cell):
            self.line.cells.append(cell)
            return
        following = next((other for other in after if not other.blank), None)
        if following is not None and is_figure(following.text):
            unnamed = None if self.labels.rows else self.labels.leaves[0]
            self.line = self._open(unnamed, cell.text, cell.place)
            if unnamed is not None:
                self.reading.stray.append(cell)
        elif self.in_head:
            self.head.append(cell)
            self.reading.heads.append(cell)
        else:
            self.reading.stray.append(cell)

    def _may_fill(self, cell: Cell) -> bool:
        """Whether words may fill a cell: where none has an edge, only what has a digit."""
        words = narrow(cell.text)
        return not self.table.flowing or is_mark(words) or any(map(str.isdecimal, words))

    def _repeats_head(self, cells: Sequence[Cell]) -> bool:
        """Whether a row only says again what heads the columns, as on the next page."""
        words = [cell.text for cell in cells if not cell.blank]
        known = {key for cell in self.head for key in keys_of(cell.text)}
        known |= self.labels.passing.keys()
        return len(words) > 1 and all(
            self.labels.prints(word) and not known.isdisjoint(keys_of(word)) for word in words
        )

    def _odd(self, text: str, cell: Cell, printed: str) -> None:
        """Note a label that has other letters than the form's; its unit may stand with it."""
        unit = pattern("unit").match(note(text))
        plain = without_note(text) if unit and unit["unit"] in self.labels.units else text
        if fold(plain) != fold(printed):
            self.reading.odd.append((cell, text, printed))


def is_figure(text: str) -> bool:
    """Whether a text is a number, with whatever sign or comma, or a mark for an empty cell."""
    words = narrow(text)
    return bool(words) and not any(char.isalpha() for char in words)


def scan(tables: Sequence[Table], labels: Labels) -> Reading:
    """The rows that tables hold, whose labels are those of one table of the form.

    What heads the columns of one holds for the next, which may be its other half on a new page.
    """
    reading = Reading()
    state = _Scan(labels, tables[0], reading)
    for table in tables:
        state.table = table
        for row in table.rows:
            state.row(row)
    return reading


def texts(tables: Iterable[Table]) -> Iterator[str]:
    """What stands in the cells of tables, and what neighbours say together."""
    for table in tables:
        for row in table.rows:
            words = [cell.text for cell in row if not cell.blank]
            yield from words
            for count in (2, 3):
                yield from ("\n".join(words[at : at + count]) for at in range(len(words)))
