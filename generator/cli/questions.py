"""What ``new site`` asks whoever stands at a terminal; options answer without being asked."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date

import click

from generator.cli.words import say
from generator.portal import is_agency_name

YEAR = click.IntRange(1000, 2999)
"""A year that a report can be on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The agency that a site begins with."""

    id: str
    """Its folder below ``content``."""
    name: str
    """Its full name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a new site should be; ``None`` where nobody has said."""

    name: str | None
    """Name of the portal."""
    agency: First | None
    """Its first agency; without one there is a sample."""
    year: int | None
    """The year of that agency's first report."""


class _FirstType(click.ParamType):  # type: ignore[type-arg]  # older versions know no argument
    """An agency's id and full name in one answer, as in ``demo/commerce 演示市商务局``."""

    name = "first"

    def convert(
        self, value: str | First, param: click.Parameter | None, ctx: click.Context | None
    ) -> First:
        """The agency that was named.

        Raises:
            BadParameter: the name is missing, or the id is not safe.
        """
        if isinstance(value, First):
            return value
        folder, _, name = value.strip().partition(" ")
        if not name.strip():
            self.fail(say("new.first.two"), param, ctx)
        if not is_agency_id(folder):
            self.fail(say("cannot.agency-name", id=folder), param, ctx)
        return First(id=folder, name=name.strip())


FIRST = _FirstType()
"""The type of an option or answer that names an agency."""


def is_agency_id(id: str) -> bool:
    """Whether an id is safe as a path and in addresses."""
    return all(map(is_agency_name, id.split("/")))


def asked(given: Answers) -> Answers:
    """What was given, and where somebody is there to ask, answers to the rest.

    Raises:
        UsageError: a year was given, and no agency to report on it.
    """
    if sys.stdin.isatty() and sys.stderr.isatty():
        given = _ask(given)
    if given.year is not None and given.agency is None:
        raise click.UsageError(say("new.year.alone"))
    return given


def _ask(given: Answers) -> Answers:
    if given.name is None:
        named = click.prompt(say("new.ask.name"), default=say("new.site.name"), err=True)
        given = replace(given, name=named)
    if given.agency is None and given.year is None:
        first = click.prompt(
            say("new.ask.agency"), default="", show_default=False, value_proc=_or_none, err=True
        )
        given = replace(given, agency=first)
    if given.agency is not None and given.year is None:
        # A report is written in the year after the one that it is on.
        last = date.today().year - 1  # noqa: DTZ011 - the day on the wall of whoever is asked
        year = click.prompt(say("new.ask.year"), default=last, type=YEAR, err=True)
        given = replace(given, year=year)
    return given


def _or_none(answer: str) -> First | None:
    return FIRST.convert(answer, None, None) if answer.strip() else None
