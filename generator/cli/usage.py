"""What click says by itself, about usage and what is wrong with it, in the editor's language."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence

import click

from generator.cli.words import say

_HEADINGS = ("Options", "Commands", "Arguments")


class _Formatter(click.HelpFormatter):
    """Help with headings in the editor's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, say("usage") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(say(f"usage.{heading}") if heading in _HEADINGS else heading)


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose help is in the editor's language."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``, told of in our words."""
        return _told(super().get_help_option(ctx))


class Group(click.Group):
    """The same for a group of commands, which also says what a mistyped command may have meant."""

    context_class = _Context
    command_class = Command

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``, told of in our words."""
        return _told(super().get_help_option(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names.

        Raises:
            UsageError: there is none.
        """
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            meant = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
            words = say("usage.no-command", name=name) + _meant(meant)
            raise click.UsageError(words, ctx)
        return super().resolve_command(ctx, args)


Body = Callable[..., object]
"""What a command does; it returns the exit status."""


def command(*, help: str) -> Callable[[Body], Command]:
    """Like ``click.command``."""
    return click.command(cls=Command, help=help)


def group(*, help: str) -> Callable[[Body], Group]:
    """Like ``click.group``."""
    return click.group(cls=Group, help=help)


def _told(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = say("usage.help")
    return option


def tell(error: click.ClickException) -> None:
    """Say on standard error what is wrong with a command line, and where help is."""
    click.echo(say("usage.wrong", reason=_reason(error)), err=True)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        click.echo(say("usage.more", command=error.ctx.command_path), err=True)


def _reason(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return say("usage.no-option", name=error.option_name) + _meant(error.possibilities or ())
    if isinstance(error, click.MissingParameter):
        return say("usage.missing", name=_name(error))
    if isinstance(error, click.BadParameter) and error.param is not None:
        return say("usage.bad", name=_name(error), reason=error.message)
    return error.format_message()


def _meant(names: Sequence[str]) -> str:
    return say("usage.meant", names="、".join(names)) if names else ""


def _name(error: click.BadParameter) -> str:
    return error.param.get_error_hint(error.ctx) if error.param else str(error.param_hint or "")
