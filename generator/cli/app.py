"""The door of click: the group of commands, and what a run's end means to the shell."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import click

from generator import __version__
from generator.cli.status import BUG, BUSY, CANNOT_RUN, FINE
from generator.cli.usage import Group, tell
from generator.cli.words import say, stopped
from generator.diagnostic import GeneratorError, TargetBusyError

_COMMANDS: Mapping[str, str] = {
    "new": "new:new",
    "check": "check:check",
    "build": "build:build",
    "sign": "sign:sign",
    "release": "release:release",
    "verify": "verify:verify",
    "deploy": "deploy:deploy",
    "serve": "serve:serve",
    "import": "import_:import_",
    "explain": "explain:explain",
    "selftest": "selftest:selftest",
    "schema": "schema:schema",
    "cache": "cache:cache",
    "fmt": "fmt:fmt",
    "status": "status:status",
    "rollup": "rollup:rollup",
    "diff": "diff:diff",
    "blame": "blame:blame",
    "export": "export:export",
    "doctor": "doctor:doctor",
    "headers": "headers:headers",
}
"""Every command: the module in ``generator/cli/commands`` that has it, and its name there."""
_GARBAGE = (50_000, 20, 50)
"""When to look for circles among objects: a run makes many of these, and hardly a circle."""


class _Commands(Group):
    """A group whose commands are imported when they are asked for: nobody pays for another's."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        found: click.Command = getattr(import_module(f"generator.cli.commands.{module}"), name)
        return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status (see ``generator.cli.status``).

    An error of our own is not caught here: it ends with a traceback and status 70 (see ``_bug``).
    """
    sys.excepthook = _bug
    gc.set_threshold(*_GARBAGE)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A place that cannot show a letter is no reason to stop.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = cli.main(
            args=None if arguments is None else list(arguments),
            prog_name="gongkai",
            standalone_mode=False,
        )
    except click.exceptions.Abort:
        return CANNOT_RUN
    except click.ClickException as error:
        tell(error)
        return CANNOT_RUN
    except GeneratorError as error:
        click.echo(stopped(error), err=True)
        return BUSY if isinstance(error, TargetBusyError) else CANNOT_RUN
    return status if isinstance(status, int) else FINE


def _bug(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """Show the traceback of a bug of ours and leave with a status of its own."""
    sys.__excepthook__(kind, error, error.__traceback__)
    sys.exit(BUG)


@click.group(
    cls=_Commands, help=say("help"), context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="gongkai", help=say("usage.version"))
@click.option(
    "-C",
    "site",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help=say("help.site"),
)
@click.pass_context
def cli(context: click.Context, site: Path) -> None:
    context.obj = site
