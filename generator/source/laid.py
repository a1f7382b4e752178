"""Blocks of a file that are laid out as one before them: only their numbers are read.

A block is a key at the top of a file with all that stands below it. The reports of a form are
mostly written alike and differ in their figures, so a block's text without its numbers is its
layout. One that was met before says where in the data each number goes; it was found out by reading
the layout with numbers that no two places share, so nothing is taken for granted that a number
could change. Whatever has no such layout is read as if this module were not there.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.source import canonical

_NUMBER = r"[+-]?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?(?:[万亿]?元)?"
"""A count, a change or an amount of money."""
_RUNS = re.compile(r"([\[0-9+-][-0-9+., 万亿元]*)(?=[,\]}\n]|\Z)")
"""Numbers with commas between them, from the bracket on where they are a list."""
_COMMA = ", "
_USUAL = frozenset(map(str, range(1000)))
_IS_NUMBER = re.compile(_NUMBER)
_BLOCKS = re.compile(r"\n(?=[^ \n#])")
_FIRST = 900_000_001
"""The first of the numbers that a layout is tried with."""
_MAX_KNOWN = 512

Shape = Any
"""Data with the index of each number in its place: mappings, lists, texts, blanks, ``int``."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A way to write a block."""

    key: str
    """The key at the top."""
    shape: Shape
    """What stands below it."""
    count: int
    """How many numbers it has."""
    mark: bytes
    """What tells its shape from others: equal shapes have equal marks."""
    plans: dict[object, Any] = field(default_factory=dict)
    """What readers of data have found out of it, under keys of their own."""

    def filled(self, numbers: Sequence[str]) -> Mapping[str, object]:
        """The data of a block with this layout and some numbers."""
        found: Mapping[str, object] = _fill(self.shape, numbers)
        return found

    def trial(self) -> list[str]:
        """Numbers of which no two are the same."""
        return [str(_FIRST + index) for index in range(self.count)]


@dataclass(frozen=True, slots=True)
class Laid:
    """A block with a layout that was met before."""

    layout: Layout
    """How it is written."""
    numbers: Sequence[str]
    """Its numbers as they are written, in their order."""

    def data(self) -> Mapping[str, object]:
        """What it says, as a reader without layouts has it."""
        return self.layout.filled(self.numbers)


class Layouts:
    """The layouts that a process has met, and those that it met once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | int, ...], Layout | None] = {}
        self._once: set[int] = set()

    def read(self, text: str) -> dict[str, object] | None:
        """The data of a text in the plain layout of YAML, blocks laid out as others as ``Laid``.

        ``None`` for any other text.
        """
        if ": |" in text:  # where a block of text ends is told by the line below it
            return canonical.read(text)
        if not canonical.may_read(text):
            return None
        data: dict[str, object] = {}
        for block in _BLOCKS.split(text):
            laid = self._laid(block) if "\n " in block else None
            found = {laid.layout.key: laid} if laid else canonical.entries(block)
            if found is None or not data.keys().isdisjoint(found):
                return None
            data |= found
        return data or None

    def _laid(self, block: str) -> Laid | None:
        parts = _RUNS.split(block)
        runs = parts[1::2]
        numbers = _COMMA.join(runs).replace("[", "").split(_COMMA)
        if not _USUAL.issuperset(numbers) and not all(map(_IS_NUMBER.fullmatch, numbers)):
            return None
        written = "\0".join(parts[::2]), *[run.count(",") for run in runs]
        layout = self._known.get(written)
        if layout is None:
            if written in self._known or not self._is_known(written):
                return None
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            layout = self._known[written] = _layout(parts)
        return Laid(layout, numbers) if layout else None

    def _is_known(self, written: tuple[str | int, ...]) -> bool:
        """Whether a layout was met before: one that stands alone is not worth the reading."""
        number = hash(written)
        if number in self._once:
            return True
        if len(self._once) >= 16 * _MAX_KNOWN:
            self._once.clear()
        self._once.add(number)
        return False


LAYOUTS = Layouts()
"""Those of this process."""


def _layout(parts: Sequence[str]) -> Layout | None:
    """The layout of a text that is cut at its numbers; ``None`` where it hangs on them."""
    trial: list[str] = []
    written = [_tried(part, trial) if index % 2 else part for index, part in enumerate(parts)]
    data = canonical.entries("".join(written))
    if data is None or len(data) != 1:
        return None
    [(key, value)] = data.items()
    if not isinstance(value, dict):
        return None
    numbers: list[str] = []
    shape = _shape(value, numbers)
    if numbers != trial:
        return None
    return Layout(key, shape, len(numbers), marshal.dumps(shape, 2))


def _tried(run: str, trial: list[str]) -> str:
    """Numbers that stand nowhere else in place of those of a run; they are added to a list."""
    found = [str(_FIRST + len(trial) + index) for index in range(run.count(_COMMA) + 1)]
    trial.extend(found)
    return ("[" if run.startswith("[") else "") + _COMMA.join(found)


def spread(data: Mapping[str, object], but: Container[str] = ()) -> Mapping[str, object]:
    """Data with every block in full, but for those under some keys."""
    return {
        key: value.data() if isinstance(value, Laid) and key not in but else value
        for key, value in data.items()
    }


def essence(data: Mapping[str, object]) -> dict[str, object]:
    """Data as plain values by which it can be told from other data.

    They are the same for a block with a known layout and for one that was read in full.
    """
    return {key: _essence(value) for key, value in data.items()}


def _essence(value: object) -> object:
    if isinstance(value, Laid):
        return value.layout.mark, value.numbers
    if not isinstance(value, dict):
        return value
    numbers: list[str] = []
    shape = _shape(value, numbers)
    return marshal.dumps(shape, 2), numbers


def _shape(value: object, numbers: list[str]) -> Shape:
    """The shape of data; its numbers are added to a list."""
    if isinstance(value, dict):
        return {key: _shape(below, numbers) for key, below in value.items()}
    if isinstance(value, list):
        return [_shape(item, numbers) for item in value]
    if isinstance(value, str) and _IS_NUMBER.fullmatch(value):
        numbers.append(value)
        return len(numbers) - 1
    return value


def _fill(shape: Shape, numbers: Sequence[str]) -> Any:
    if isinstance(shape, dict):
        return {key: _fill(below, numbers) for key, below in shape.items()}
    if isinstance(shape, list):
        return [_fill(item, numbers) for item in shape]
    return numbers[shape] if isinstance(shape, int) else shape
