"""An edition's indicators: the counts that are worth setting side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.diagnostic import FormError
from generator.form.model import Cell, Indicator, Measure, Table
from generator.form.reader import Node
from generator.form.sums import cells_of

_ID = re.compile(r"[a-z][a-z0-9_]*")


def indicators(
    node: Node, table: Table, cells: Sequence[Cell], language: str
) -> tuple[Indicator, ...]:
    """The indicators of a table.

    Raises:
        FormError: one adds up what is no count of this table, or is a share of nothing.
    """
    found: dict[str, Indicator] = {}
    for item in node.nodes("indicators"):
        made = _indicator(item, table, cells, language)
        if made.id in found:
            raise FormError(item.at("id"), f"indicator {made.id!r} is given twice")
        if made.share_of is not None and made.share_of not in found:
            raise FormError(item.at("share_of"), f"no indicator {made.share_of!r} stands before")
        found[made.id] = made
    if found and not table.comparable:
        raise FormError(node.at("indicators"), "only a comparable table has indicators")
    return tuple(found.values())


def _indicator(node: Node, table: Table, cells: Sequence[Cell], language: str) -> Indicator:
    node.only("id", "label", "label_en", "sum", "share_of")
    name = node.text("id")
    if not _ID.fullmatch(name):
        raise FormError(node.at("id"), "an id is lower-case letters, digits and _")
    summed = cells_of(node.text("sum"), cells, node.at("sum"))
    for index in summed:
        if cells[index].table != table.id or cells[index].measure is not Measure.COUNT:
            raise FormError(node.at("sum"), f"{cells[index].address!r} is no count of this table")
    return Indicator(
        id=name,
        label=node.label("label", language),
        cells=summed,
        share_of=node.optional("share_of"),
    )
