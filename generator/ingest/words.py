"""What the import knows of how reports are worded; all of it is data, in ``words.yml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from generator import PACKAGE, source


@cache
def _all() -> Mapping[str, object]:
    file = PACKAGE / "ingest" / "words.yml"
    return source.read(file.read_bytes(), file.name).data or {}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The regular expression of a name."""
    return re.compile(str(_all()[name]))


@cache
def mapping(name: str) -> Mapping[str, str]:
    """The words of a name, by key."""
    found = _all()[name]
    assert isinstance(found, dict)  # noqa: S101 - the file is ours, and tested
    return found


@cache
def sequence(name: str) -> Sequence[str]:
    """The words of a name, in order."""
    found = _all()[name]
    assert isinstance(found, list)  # noqa: S101 - the file is ours, and tested
    return found


def phrase(name: str, **slots: str) -> str:
    """The phrase of a name with its slots filled."""
    return str(_all()[name]).format_map(slots)
