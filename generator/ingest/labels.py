"""The labels of a form's tables as they are looked for in documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from generator.form import Block, Cell, Form, Header, HeaderPath, Label, Table
from generator.grid import lay_out
from generator.ingest.fold import bare, fold, without_note


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a block, or a group of rows."""

    path: HeaderPath
    """The row with the groups above it; empty for the unnamed row of a block without labels."""
    block: Block
    """The block it is in."""
    cells: tuple[Cell, ...]
    """Its figures, left to right; empty for a group."""

    @property
    def label(self) -> str:
        """The printed words of the row itself."""
        return self.path[-1].label.text if self.path else self.block.label.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Everything that is printed on one table of a form besides its figures."""

    table: Table
    """The table."""
    rows: Mapping[str, tuple[Row, ...]]
    """Rows and groups by their folded words."""
    columns: Mapping[str, Header]
    """A column or group of columns for each folded wording."""
    blocks: Mapping[str, Block]
    """Blocks by their folded words."""
    passing: Mapping[str, str]
    """Words that name nothing, by their folded wording: captions, remarks, heads of labels."""
    leaves: tuple[Row, ...]
    """The rows with figures, in printed order."""
    heads: Mapping[str, tuple[str, ...]]
    """By block: the folded column labels in the order in which they are read, row by row."""

    @property
    def units(self) -> frozenset[str]:
        """The units that are printed on the table."""
        return frozenset(block.unit.text for block in self.table.blocks if block.unit)

    def block(self, text: str) -> Block | None:
        """The block that a text is the name of, with or without a number and its unit."""
        return self.blocks.get(fold(text)) or self.blocks.get(bare(without_note(text)))

    def prints(self, text: str) -> bool:
        """Whether a text is a label of the table, with its numeral and to the letter."""
        words = fold(text)
        return self.block(text) is not None or any(
            words == fold(label)
            for key in keys_of(text)
            for label in (
                *(row.label for row in self.rows.get(key, ())),
                *([self.columns[key].label.text] if key in self.columns else []),
                *([self.passing[key]] if key in self.passing else []),
            )
        )

    def hits(self, texts: Sequence[str]) -> frozenset[str]:
        """Those of the folded wordings that some texts hold."""
        keys = {key for text in texts for key in keys_of(text)}
        return frozenset(keys & (self.rows.keys() | self.columns.keys() | self.blocks.keys()))


@lru_cache(maxsize=8192)
def keys_of(text: str) -> tuple[str, ...]:
    """The folded wordings under which a text is looked for: whole, then without a note."""
    whole, short = bare(text), bare(without_note(text))
    return (whole, short) if short and short != whole else (whole,) if whole else ()


@lru_cache(maxsize=8)
def of_form(edition: _ByIdentity) -> tuple[Labels, ...]:
    """The labels of each table of a form."""
    form = edition.form
    heads = {
        (laid.table.id, grid.block.id): tuple(
            bare(head.label.text) for row in grid.head for head in row if head.level
        )
        for laid in lay_out(form)
        for grid in laid.grids
    }
    return tuple(_labels(form, table, heads) for table in form.tables)


@dataclass(frozen=True, slots=True, eq=False)
class _ByIdentity:
    """A form, remembered as itself: its records hold mappings, which have no hash."""

    form: Form

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.form is self.form


def labels(form: Form) -> tuple[Labels, ...]:
    """The labels of each table of a form."""
    return of_form(_ByIdentity(form))


def _labels(form: Form, table: Table, heads: Mapping[tuple[str, str], tuple[str, ...]]) -> Labels:
    rows: dict[str, tuple[Row, ...]] = {}
    columns: dict[str, Header] = {}
    leaves: list[Row] = []
    for block in table.blocks:
        in_block = [cell for cell in form.cells if (cell.table, cell.block) == (table.id, block.id)]
        leaves += _leaves(block, in_block)
        for header in _walk(block.columns):
            for key in keys_of(header.label.text):
                columns.setdefault(key, header)
    for row in (*_groups(leaves), *(leaf for leaf in leaves if leaf.path)):
        for key in keys_of(row.label):
            rows[key] = (*rows.get(key, ()), row)
    blocks = {fold(block.label.text): block for block in table.blocks}
    return Labels(
        table=table,
        rows=rows,
        columns=columns,
        blocks={} if len(blocks) == 1 else blocks,
        passing={bare(text): text for text in _passing(form, table)},
        leaves=tuple(leaves),
        heads={block.id: heads[table.id, block.id] for block in table.blocks},
    )


def _leaves(block: Block, cells: Sequence[Cell]) -> Iterator[Row]:
    for path, in_row in groupby(cells, key=lambda cell: cell.row):
        yield Row(path=path, block=block, cells=tuple(in_row))


def _groups(leaves: Sequence[Row]) -> Iterator[Row]:
    """Each group of rows once."""
    seen: set[int] = set()
    for leaf in leaves:
        for depth in range(1, len(leaf.path)):
            path = leaf.path[:depth]
            if id(path[-1]) not in seen:
                seen.add(id(path[-1]))
                yield Row(path=path, block=leaf.block, cells=())


def _walk(headers: Sequence[Header]) -> Iterator[Header]:
    for header in headers:
        yield header
        yield from _walk(header.children)


def _passing(form: Form, table: Table) -> Iterator[str]:
    printed: list[Label | None] = [table.label, table.note]
    printed += [section.title for section in form.sections if section.table == table.id]
    printed += [label for block in table.blocks for label in (block.stub,)]
    if len(table.blocks) == 1:
        printed.append(table.blocks[0].label)
    yield from (label.text for label in printed if label is not None)
