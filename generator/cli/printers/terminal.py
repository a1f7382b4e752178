"""The door of rich: how wide words are in a terminal, and their colours where one is looking."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from generator.pipeline import Styled

__all__ = ["MAX_SHOWN", "Styled", "cell_len", "show"]

MAX_SHOWN = 200
"""More problems than this help nobody at a terminal; the rest are counted."""


def cell_len(words: str) -> int:
    """How many columns words take: a Chinese character takes two."""
    from rich.cells import cell_len

    return cell_len(words)


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
