"""A laid-out text as YAML: two blanks of indentation, one way to write each thing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.writing.layout import Entry, Group, Words
from generator.writing.shape import Manner
from generator.writing.words import quoted, words

WIDTH = 100
"""Brackets that span lines are put on one line if they fit into this many characters."""
_BLANK = "~"


def print_lines(root: Group) -> Iterator[str]:
    """The lines of a tree, its comments among them."""
    yield from _block(root, 0) if root.entries else ("{}", *root.tail)


def _block(group: Group, indent: int) -> Iterator[str]:
    """A mapping or list with a line for each key or item."""
    for number, entry in enumerate(group.entries):
        above = entry.above if number else _without_first_empty(entry.above)
        yield from _comments(above, indent)
        yield from _entry(entry, indent)
        yield from _comments(entry.below, indent + _deeper(entry.value))
    yield from _comments(group.tail, indent)


def _deeper(value: Words | Group) -> int:
    """How much deeper comments below a value stand: less than its text, which would take them."""
    return 1 if isinstance(value, Words) and _block_of_text(value) else 2


def _comments(lines: list[str], indent: int) -> Iterator[str]:
    for line in lines:
        yield f"{' ' * indent}{line}" if line else ""


def _without_first_empty(lines: list[str]) -> list[str]:
    return lines[1:] if lines[:1] == [""] else lines


def _entry(entry: Entry, indent: int) -> Iterator[str]:
    """A key or a dash, and what belongs to it."""
    margin = " " * indent
    opening = f"{margin}{key_text(entry.key)}:" if entry.key else f"{margin}-"
    value = entry.value
    block = _block_of_text(value) if isinstance(value, Words) else ()
    if block:
        yield f"{opening} {block[0]}{entry.note}"
        yield from (f"{margin}  {line}" if line else "" for line in block[1:])
        return
    inline = _inline(value, len(opening) + 1)
    if inline is not None:
        yield f"{opening} {inline}".rstrip() + entry.note
        if isinstance(value, Group):
            yield from _comments(value.tail, indent + 2)
    elif isinstance(value, Group):
        yield from _nested(entry, value, opening, indent)


def _nested(entry: Entry, group: Group, opening: str, indent: int) -> Iterator[str]:
    """A key or dash with a block below it; the first key of an item stands beside its dash."""
    first = group.entries[0]
    if entry.key is not None or entry.note:
        yield opening + entry.note
        yield from _block(group, indent + 2)
    else:
        yield from _comments(_without_first_empty(first.above), indent)
        first.above = []
        lines = _block(group, indent + 2)
        yield f"{opening} {next(lines)[indent + 2 :]}"
        yield from lines


def _inline(value: Words | Group, column: int) -> str | None:
    """A value that stands on the line of its key; ``None`` where it takes lines of its own."""
    if isinstance(value, Words):
        return text(value)
    if not value.entries:
        return "{}" if value.is_map else "[]"
    if not value.flow or _has_comments(value):
        return None
    line = flow_text(value)
    single = value.start[0] == value.end[0]
    return line if single or column + len(line) <= WIDTH else None


def _has_comments(group: Group) -> bool:
    """Whether brackets hold comments, for which there is no room on one line."""
    return bool(group.tail) or any(
        entry.above or entry.below or entry.note or _holds_comments(entry.value)
        for entry in group.entries
    )


def _holds_comments(value: Words | Group) -> bool:
    return isinstance(value, Group) and _has_comments(value)


def _block_of_text(value: Words) -> tuple[str, ...]:
    """The lines of a block of text, its head first; none where another indentation would tell."""
    head, *body = value.block or ("",)
    own_indent = any(char.isdigit() for char in head)
    if own_indent or not body or body[0][:1] in ("", " ", "\t") or value.value.endswith("\n\n"):
        return ()
    return (value.style if value.value.endswith("\n") else f"{value.style}-", *body)


def flow_text(value: Words | Group) -> str:
    """A value inside brackets."""
    if isinstance(value, Words):
        return _BLANK if value.blank else _written(value, in_brackets=True)
    inside = ", ".join(
        flow_text(entry.value)
        if entry.key is None
        else f"{key_text(entry.key, in_brackets=True)}: {flow_text(entry.value)}"
        for entry in value.entries
    )
    return f"{{{inside}}}" if value.is_map else f"[{inside}]"


def text(value: Words) -> str:
    """A text on the line of its key."""
    if value.blank:
        return _BLANK if value.value or value.manner is Manner.BARE else ""
    return _written(value, in_brackets=False)


def key_text(key: Words, *, in_brackets: bool = False) -> str:
    """A key as it is written."""
    if key.blank:
        return quoted(key.value)
    return _written(key, in_brackets=in_brackets)


def _written(value: Words, *, in_brackets: bool) -> str:
    bare = value.manner is Manner.BARE or (value.manner is Manner.AS_WRITTEN and not value.style)
    return words(value.value, in_flow=in_brackets, bare=bare)
