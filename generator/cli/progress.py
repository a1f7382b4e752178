"""How far a build is, on a terminal. rich draws it, and is imported only where one is looking."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from generator.cli.words import say

Progress = Callable[[int, int], object]
"""Told how many reports are done, of how many."""


@contextmanager
def progress() -> Iterator[Progress | None]:
    """A bar on standard error while this lasts; ``None`` where nobody looks, as in CI or a pipe."""
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
        task = bars.add_task(say("progress.look"), total=None)

        def tell(done: int, work: int) -> None:
            words = say("progress.reports" if done < work else "progress.publish")
            bars.update(task, description=words, completed=done, total=work)

        yield tell
