"""``gongkai schema``: what editors need to complete and explain a site's files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from generator.cli.status import FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.diagnostic import GeneratorError
from generator.pipeline.editions import editions
from generator.schema import schemas, vscode_settings

FOLDER = "schemas"
"""Where a site keeps its schemas; they are committed, so that a browser's editor has them too."""


@command(help=say("help.schema"))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help=say("help.schema.output"),
)
@click.option("--settings", is_flag=True, help=say("help.schema.settings"))
@click.pass_obj
def schema(site: Path, output: Path | None, settings: bool) -> int:
    if settings:
        click.echo(files(site)[".vscode/settings.json"], nl=False)
        return FINE
    folder = output or site / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in _schemas(site).items():
            (folder / name).write_text(text, encoding="utf-8")
            click.echo(say("schema.written", path=folder / name), err=True)
    except OSError as error:
        raise GeneratorError("disk", path=error.filename, reason=error.strerror) from error
    return FINE


def files(site: Path) -> Mapping[str, str]:
    """What a site keeps for editors, by path: schemas, and where VS Code is told of them."""
    forms, _ = editions(site)
    return {
        **{f"{FOLDER}/{name}": text for name, text in _schemas(site).items()},
        ".vscode/settings.json": _json(vscode_settings(forms, FOLDER)),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
    }


def _schemas(site: Path) -> Mapping[str, str]:
    """The schemas as text; an edition that is broken is told by ``check`` and has none."""
    forms, _ = editions(site)
    return {name: _json(found) for name, found in schemas(forms).items()}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
