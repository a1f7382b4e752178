"""What ``check --fix`` mends before it checks: never a figure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.paths import below
from generator.cli.printers.diff import print_diff
from generator.cli.words import say
from generator.cli.writes import write


def mend(site: Path, paths: Sequence[str]) -> None:
    """Mend the files that were asked for and show on standard error what changed.

    Raises:
        SiteError: there is no site here.
        GeneratorError: a file cannot be written.
    """
    from generator.operations.tidy import tidy

    asked_for, changed = below(site, paths), 0
    for item in tidy(site, mend=True):
        if item.after not in (None, item.before) and asked_for(item.file):
            print_diff(item.file, item.before, item.after or b"", err=True)
            write(site / item.file, item.after or b"")
            changed += 1
    click.echo(say("fix.done" if changed else "fix.nothing", changed=changed), err=True)
