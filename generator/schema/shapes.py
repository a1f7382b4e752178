"""Values as JSON Schema has them. An editor sees numbers and booleans where we read text.

So a text may look like a number to it (``short: 404``), and a code may have lost its leading zeros.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from generator import PACKAGE, source

Schema = Mapping[str, Any]
"""A JSON Schema, or a part of one."""

TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
"""Any words, or none."""
WORDS: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""Words that have to be there."""
DAY: Schema = {
    "type": ["string", "null"],
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
}
"""A date, written YYYY-MM-DD, or none."""
FLAG: Schema = {"enum": ["yes", "no", "true", "false", True, False, None]}
"""Yes or no."""

_SPECIAL = frozenset("\\^$.|?*+()[]{}/")


@cache
def words() -> Mapping[str, Any]:
    """What schemas say, by file and key."""
    file = PACKAGE / "schema" / "words.yml"
    return source.read(file.read_bytes(), file.name).data or {}


def code(pattern: str, least: int, most: int) -> Schema:
    """A code that a pattern describes, or the number that it looks like without quotes."""
    return {
        "type": ["string", "integer", "null"],
        "pattern": f"^({pattern})$",
        "minimum": least,
        "maximum": most,
    }


def matching(pattern: str) -> Schema:
    """A text that a pattern describes and that looks like nothing else."""
    return {"type": ["string", "null"], "pattern": f"^({pattern})$"}


def either(*allowed: str | int | None) -> Schema:
    """One of a few words."""
    return {"enum": list(allowed)}


def required(shape: Schema) -> Schema:
    """A shape without its leave to be blank."""
    if "enum" in shape:
        return {**shape, "enum": [value for value in shape["enum"] if value is not None]}
    return {**shape, "type": [kind for kind in shape["type"] if kind != "null"]}


def record(name: str, shapes: Mapping[str, Schema], needed: Sequence[str] = ()) -> Schema:
    """A mapping with just these keys, each with its words."""
    told = words()[name]
    return {
        "type": "object",
        "properties": {key: {**shape, **told[key]} for key, shape in shapes.items()},
        "required": list(needed),
        "additionalProperties": False,
    }


def optional(shape: Schema) -> Schema:
    """A mapping that may be left blank."""
    return {**shape, "type": ["object", "null"]}


def many(item: Schema) -> Schema:
    """A list, or a blank for none."""
    return {"type": ["array", "null"], "items": item}


def exactly(names: Iterable[str]) -> str:
    """A pattern for some names and no others.

    Editors and Python read it alike: only what has a meaning is escaped.
    """
    return f"^({'|'.join(map(_escaped, names))})$"


def _escaped(name: str) -> str:
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in name)
