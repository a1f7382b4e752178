"""Numbers that nothing vouches for, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from generator.check import Unbound
from generator.cli.words import say
from generator.privacy import mask


def print_unbound(found: Sequence[Unbound], name: str) -> None:
    """Print the numbers with their places, one on each line or as one JSON object."""
    if name == "json":
        document = {"unbound": [_plain(item) for item in found]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        for item in found:
            where = f"{item.at.file}:{item.at.line}:{item.at.column}"
            click.echo(f"{where}  {mask(item.words)}  …{mask(item.around)}")
    click.echo(say("unbound.found", count=len(found)), err=True)


def _plain(item: Unbound) -> dict[str, object]:
    return {
        "file": item.at.file,
        "line": item.at.line,
        "column": item.at.column,
        "words": mask(item.words),
        "around": mask(item.around),
    }
