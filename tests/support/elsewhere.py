"""``python -m tests.support.elsewhere ARGUMENTS`` is ``gongkai`` on a machine that is unlike ours.

Its clock stands years away, its folders list their names backwards, and what it writes is its own
user's alone to read.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from typing import Any

from generator.cli import main

_YEARS = 12 * 365 * 86400
"""Seconds between its clock and ours."""


class Backwards:
    """A folder's entries, last first."""

    def __init__(self, path: Any = ".") -> None:
        with _scandir(path) as entries:
            self._entries = sorted(entries, key=lambda entry: str(entry.name), reverse=True)

    def __enter__(self) -> Backwards:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return iter(self._entries)

    def close(self) -> None:
        pass


_scandir, _listdir, _time, _time_ns = os.scandir, os.listdir, time.time, time.time_ns


def listdir(path: Any = ".") -> list[str]:
    return sorted(_listdir(path), reverse=True)


if __name__ == "__main__":
    os.umask(0o077)
    os.scandir, os.listdir = Backwards, listdir  # type: ignore[assignment]
    time.time = lambda: _time() + _YEARS
    time.time_ns = lambda: _time_ns() + _YEARS * 10**9
    sys.exit(main())
