"""A bar that says how far a long command has got; only where somebody sits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")


def tracked(items: Sequence[_Item], label: str) -> Iterator[_Item]:
    """The items one by one, with a bar on standard error while they go by."""
    if len(items) < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(items, description=label, console=console, transient=True)
