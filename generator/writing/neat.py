"""The canonical form of a YAML file that an editor wrote, its comments kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from generator import source
from generator.writing.colons import with_plain_colons
from generator.writing.comments import Comment, attach, comments
from generator.writing.layout import Group, Words, lay_out
from generator.writing.printing import print_lines
from generator.writing.settle import Spelling, as_written, settle
from generator.writing.shape import Shape
from generator.writing.spelling import certain


def mended_yaml(text: str, shape: Shape) -> str | None:
    """A text in canonical form, and keys mended of which it is certain what they mean.

    ``None`` where it cannot be read even so.
    """
    plain = with_plain_colons(text.replace("\r\n", "\n"), shape)
    return None if plain is None else neat_yaml(plain, shape, certain)


def neat_yaml(text: str, shape: Shape, spelling: Spelling = as_written) -> str | None:
    """A text in canonical form; ``None`` where it cannot be read, or is beyond this writer.

    What it returns is proved: it is read as the same data but for the order and the names of keys,
    and it has the same comments. ``spelling`` says what keys mean that mean nothing.
    """
    plain = text.replace("\r\n", "\n")
    if source.read(plain.encode(), "").data is None:
        return None
    root, found = _taken_apart(plain)
    if root is None:
        return None
    head = attach(root, found)
    settle(root, shape, spelling)
    lines = [*head, *print_lines(root)]
    neat = "".join(f"{line}\n" for line in lines)
    return neat if _says_the_same(neat, root, found) else None


def _taken_apart(text: str) -> tuple[Group | None, tuple[Comment, ...]]:
    root = lay_out(text, source.pieces(text))
    return root, () if root is None else tuple(comments(text, root))


def _says_the_same(neat: str, root: Group, found: tuple[Comment, ...]) -> bool:
    read = source.read(neat.encode(), "").data
    if read is None or _plain(read) != _data(root):
        return False
    _, kept = _taken_apart(neat)
    return Counter(item.text for item in kept if item.text) == Counter(
        item.text for item in found if item.text
    )


def _data(value: Words | Group) -> object:
    """What a tree says, in the order in which it says it."""
    if isinstance(value, Words):
        return None if value.blank else value.value
    if value.is_map:
        return [(entry.key and entry.key.value, _data(entry.value)) for entry in value.entries]
    return [_data(entry.value) for entry in value.entries]


def _plain(value: object) -> object:
    """The same of data that was read."""
    if isinstance(value, Mapping):
        return [(key, _plain(below)) for key, below in value.items()]
    return [_plain(item) for item in value] if isinstance(value, list) else value
