"""How findings are printed; adding a format is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from generator.cli.printers.diff import print_diff
from generator.cli.printers.json import print_json
from generator.cli.printers.text import print_text
from generator.cli.words import say
from generator.diagnostic import Severity
from generator.pipeline import Verdict

__all__ = ["PRINTERS", "print_diff", "print_text", "summarise"]

Printer = Callable[[Verdict, Path], None]

PRINTERS: Mapping[str, Printer] = {"text": print_text, "json": print_json}
"""Each printer by the name that ``--format`` takes."""


def summarise(verdict: Verdict, reports: int) -> None:
    """Say on standard error how much was found."""
    if not verdict.problems:
        click.echo(say("check.clean", reports=reports), err=True)
        return
    counts = {f"{severity}s": verdict.count(severity) for severity in Severity}
    click.echo(say("check.found", reports=reports, **counts), err=True)
