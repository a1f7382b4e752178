"""One cell of a document to a figure, or to a blank; nothing is worked out or guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.decode.numbers import is_mark, number
from generator.form import Block, Cell
from generator.report import Value

_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_MINUS = re.compile(r"^[−–—－](?=[0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a cell of a document states."""

    value: Value
    """The figure; ``None`` where none can be read."""
    variant: str
    """How it was written if not plainly: ``width``, ``thousands``, ``unit``; ``blank`` or ``mark``
    where none was filed; ``number`` where something else stands there."""


def figure(text: str, cell: Cell, block: Block) -> Figure:
    """The figure that the text of a cell states."""
    words = text.strip()
    if is_mark(words):
        return Figure(value=None, variant="mark" if words else "blank")
    for variant, candidate in _ways(words, block):
        value = number(candidate, cell.measure, unit_printed=cell.unit_printed)
        if not isinstance(value, str):
            return Figure(value=value, variant=variant)
    return Figure(value=None, variant="number")


def _ways(words: str, block: Block) -> Iterator[tuple[str, str]]:
    """The ways to take a text, each of which leaves its digits as they are."""
    yield "", words
    narrow = _MINUS.sub("-", unicodedata.normalize("NFKC", words)).strip()
    yield "width", narrow
    if _THOUSANDS.fullmatch(narrow):
        yield "thousands", narrow.replace(",", "")
    unit = block.unit.text if block.unit else ""
    if unit and narrow.endswith(unit):
        yield "unit", narrow.removesuffix(unit).rstrip()
