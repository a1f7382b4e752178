"""How findings are printed; adding a format is one module and its name here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.printers.terminal import MAX_SHOWN, show
from generator.cli.words import language, say
from generator.diagnostic import Severity
from generator.pipeline import Printout, Styled, Verdict

if TYPE_CHECKING:
    from generator.publish.survey import Fault

__all__ = ["PRINTERS", "print_text", "printout", "show", "summarise", "tell_faults"]

Printer = Callable[[Verdict, Path], None]

_FORMATS = ("text", "json", "sarif", "github", "junit")


def _printer(name: str) -> Printer:
    """A format's printer, imported when it prints: nobody pays for another's."""

    def prints(verdict: Verdict, root: Path) -> None:
        module = import_module(f"generator.cli.printers.{name}")
        getattr(module, f"print_{name}")(verdict, root)

    return prints


PRINTERS: Mapping[str, Printer] = {name: _printer(name) for name in _FORMATS}
"""Each printer by the name that ``--format`` takes."""

print_text = PRINTERS["text"]


def printout(root: Path) -> Printout:
    """The same words as ``print_text`` has, as part of a run."""

    def worded(verdict: Verdict) -> tuple[Styled, ...]:
        from generator.cli.printers import text

        return text.worded(verdict, root)

    return Printout(language(), worded)


def summarise(verdict: Verdict, reports: int) -> None:
    """Say on standard error how much was found."""
    if not verdict.problems:
        click.echo(
            say("check.nothing" if verdict.partial else "check.clean", reports=reports), err=True
        )
        return
    counts = {f"{severity}s": verdict.count(severity) for severity in Severity}
    click.echo(say("check.found", reports=reports, **counts), err=True)


def tell_faults(faults: Sequence[Fault]) -> None:
    """Say on standard error what the gate found in the pages, each on a line."""
    for fault in faults[:MAX_SHOWN]:
        severity = say(f"severity.{'error' if fault.refuses else 'warning'}")
        told = say(f"gate.{fault.kind}", page=fault.page, what=fault.what)
        click.echo(f"{severity}  {told}", err=True)
    hidden = len(faults) - MAX_SHOWN
    if hidden > 0:
        click.echo(say("gate.omitted", count=hidden), err=True)
