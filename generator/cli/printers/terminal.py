"""The door of rich: how wide words are in a terminal, and their colours where one is looking."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from rich.cells import cell_len

__all__ = ["Styled", "cell_len", "show"]

Styled = tuple[str, str]
"""Words, and how they look; empty for words like all others."""


def show(words: Sequence[Styled]) -> None:
    """Write words to standard output, coloured on a terminal.

    Most runs are in a pipe, where there is nothing to lay out: what draws is not even loaded there.
    """
    if not sys.stdout.isatty() and not os.environ.get("FORCE_COLOR"):
        sys.stdout.write("".join([said for said, _ in words]))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    console.print(Text.assemble(*words), end="")
