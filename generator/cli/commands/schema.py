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
from generator.schema import schemas, vscode_settings
from generator.workspace.editions import editions

FOLDER = "schemas"
"""Where a site keeps its schemas; they are committed, so that a browser's editor has them too."""


_HOSTS = ("github", "gitlab", "gitea", "bitbucket")


@command(help=say("help.schema"))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help=say("help.schema.output"),
)
@click.option("--settings", is_flag=True, help=say("help.schema.settings"))
@click.option("--cms", type=click.Choice(["decap"]), help=say("help.schema.cms"))
@click.option("--repo", metavar="HOST:NAME", help=say("help.schema.repo"))
@click.option("--year", type=click.IntRange(1000, 2999), help=say("help.schema.year"))
@click.pass_obj
def schema(
    site: Path,
    output: Path | None,
    settings: bool,
    cms: str | None,
    repo: str | None,
    year: int | None,
) -> int:
    if cms is None and (repo, year) != (None, None):
        raise click.UsageError(say("schema.cms.alone"))
    if cms is not None:
        return _web_editor(site, output, _backend(repo), year)
    if settings:
        click.echo(files(site)[".vscode/settings.json"], nl=False)
        return FINE
    _write(output or site / FOLDER, _schemas(site))
    return FINE


def _web_editor(
    site: Path, output: Path | None, backend: Mapping[str, str], year: int | None
) -> int:
    """Write the settings of a web editor, and say which files it cannot edit."""
    from generator.operations.webeditor import web_editor  # with all that reads content

    made = web_editor(site, backend, year)
    _write(output or site / "admin", made.files)
    for file in made.left:
        click.echo(say("schema.cms.left", path=file), err=True)
    click.echo(say("schema.cms.next"), err=True)
    return FINE


def _backend(repo: str | None) -> Mapping[str, str]:
    """Where the files are kept, as Decap names it."""
    if repo is None:
        return {"name": "git-gateway", "branch": "main"}
    host, _, name = repo.partition(":")
    if host not in _HOSTS or not name:
        raise click.UsageError(say("schema.cms.repo", repo=repo, known="、".join(_HOSTS)))
    return {"name": host, "repo": name, "branch": "main"}


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files into a folder and say so.

    Raises:
        GeneratorError: they cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
            click.echo(say("schema.written", path=folder / name), err=True)
    except OSError as error:
        raise GeneratorError("disk", path=error.filename, reason=error.strerror) from error


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
