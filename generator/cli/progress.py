"""How far a build or an import is, on a terminal.

rich draws it, and is imported only where one is looking.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from generator.cli.words import say

_Item = TypeVar("_Item")
Progress = Callable[[int, int], object]
"""Told how many reports are done, of how many."""


@contextmanager
def progress(words: str | None = None) -> Iterator[Progress | None]:
    """A bar on standard error while this lasts; ``None`` where nobody looks, as in CI or a pipe.

    ``words`` say what is going on; without them it is a build.
    """
    if not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich import progress as rich
    from rich.console import Console

    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeElapsedColumn(),
    )
    # Gone when it is over: what stays on the screen is what was found.
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(words or say("progress.look"), total=None)

        def tell(done: int, work: int) -> None:
            step = words or say("progress.reports" if done < work else "progress.publish")
            bars.update(task, description=step, completed=done, total=work)

        yield tell


def tracked(items: Iterable[_Item], count: int, words: str) -> Iterator[_Item]:
    """A number of items one by one, with a bar while they go by."""
    with progress(words) as tell:
        for done, item in enumerate(items, start=1):
            yield item
            if tell is not None:
                tell(done, count)
