"""What is remembered of a value: its digest, and what it was made of."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping
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


def pack(traces: Mapping[Key, Trace]) -> bytes:
    """Traces as they travel and are put by: only who works on an agency has to look into them."""
    return marshal.dumps({key: (trace.digest, trace.needs) for key, trace in traces.items()})


def unpack(content: bytes) -> dict[Key, Trace]:
    """The traces in what was packed; none where that is empty or broken."""
    try:
        found = marshal.loads(content)  # noqa: S302 - the cache is as trusted as the program
    except (ValueError, EOFError, TypeError):
        return {}
    return {key: Trace(digest, needs) for key, (digest, needs) in found.items()}


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
