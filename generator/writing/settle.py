"""A laid-out text put into the canonical order, its keys under their canonical names."""

from __future__ import annotations

from collections.abc import Callable, Collection

from generator.writing.layout import Entry, Group, Words
from generator.writing.shape import UNKNOWN, Shape

Spelling = Callable[[str, Collection[str]], str | None]
"""What a key that means nothing can only mean, of the names that may stand there."""


def as_written(written: str, names: Collection[str]) -> None:
    """The spelling that takes every key as it stands."""


def settle(value: Words | Group, shape: Shape, spelling: Spelling = as_written) -> None:
    """Rename keys, put them in order, and say how each text is to be written."""
    if isinstance(value, Words):
        value.manner = shape.manner
        value.value = shape.names.get(value.value, value.value)
        return
    if value.is_map:
        _respell(value, shape, spelling)
        _rename(value, shape)
        value.entries = _sorted(value.entries, shape)
    for entry in value.entries:
        below = _below(entry, shape)
        settle(entry.value, below, spelling)
        if below.apart and entry.above[:1] != [""]:
            entry.above.insert(0, "")


def _below(entry: Entry, shape: Shape) -> Shape:
    """What may stand in an entry."""
    others = shape.others or UNKNOWN
    return others if entry.key is None else shape.keys.get(entry.key.value, others)


def _respell(group: Group, shape: Shape, spelling: Spelling) -> None:
    """Mend keys that mean nothing, unless what they can only mean is there already."""
    known = {**dict.fromkeys(shape.keys), **dict.fromkeys(shape.names)}
    if not shape.keys:
        return
    for entry in group.entries:
        if entry.key is None or entry.key.value in known:
            continue
        name = spelling(entry.key.value, known)
        taken = {
            shape.names.get(item.key.value, item.key.value) for item in group.entries if item.key
        }
        if name is not None and shape.names.get(name, name) not in taken:
            entry.key.value = name


def _rename(group: Group, shape: Shape) -> None:
    """Give keys their canonical names, unless one would then stand twice."""
    written = [entry.key.value for entry in group.entries if entry.key]
    meant = [shape.names.get(name, name) for name in written]
    for entry, name in zip(group.entries, meant, strict=True):
        if entry.key is not None and meant.count(name) == 1:
            entry.key.value = name


def _sorted(entries: list[Entry], shape: Shape) -> list[Entry]:
    """Entries in the order of the shape's keys; an unknown key stays behind what it is behind."""
    order = {name: place for place, name in enumerate(shape.keys)}
    places, latest = [], -1
    for entry in entries:
        if entry.key is not None:
            latest = order.get(shape.names.get(entry.key.value, entry.key.value), latest)
        places.append(latest)
    ranked = sorted(zip(places, entries, strict=True), key=lambda pair: pair[0])
    return [entry for _, entry in ranked]
