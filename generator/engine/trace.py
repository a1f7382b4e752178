"""What is remembered of a value: its digest, and what it was made of."""

from __future__ import annotations

import hashlib
import marshal
from dataclasses import dataclass
from typing import Any, NamedTuple

Key = tuple[str, ...]
"""The name of a value: a kind, then what tells it from others of that kind."""

Plain = Any
"""Text, numbers, bytes, ``None``, and tuples, lists and dicts of them: what marshal can write."""

Digest = bytes
"""A value's fingerprint; two values with one digest are taken to be equal."""

_VERSION = 2
"""The last version of marshal's format without back references: equal values give equal bytes."""


class Trace(NamedTuple):
    """A value's digest and everything it was made of, in the order of asking."""

    digest: Digest
    needs: tuple[tuple[Key, Digest], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value was made again."""

    key: Key
    """The first thing that it was made of and that is not as it was; its own key if it is new."""
    what: str
    """``new``, ``changed``, ``gone`` or ``forced``."""


def digest_of(value: Plain) -> Digest:
    """The digest of a value of plain types: text, numbers, bytes, ``None``, tuples, lists, dicts.

    Raises:
        ValueError: it holds something else.
    """
    return hashlib.sha256(marshal.dumps(value, _VERSION)).digest()
