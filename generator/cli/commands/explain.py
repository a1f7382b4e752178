"""``gongkai explain``: a rule in plain words."""

from __future__ import annotations

import difflib

import click

from generator import catalogue
from generator.cli.status import FINE
from generator.cli.usage import command
from generator.cli.words import language, say


@command(help=say("help.explain"))
@click.argument("rule", required=False)
def explain(rule: str | None) -> int:
    if rule is None:
        click.echo(_overview())
        return FINE
    known = catalogue.rules()
    if rule not in known:
        meant = difflib.get_close_matches(rule, known, n=1, cutoff=0) or known[:1]
        raise click.UsageError(say("no_such_rule", rule=rule, meant=meant[0]))
    click.echo(_rule(rule))
    return FINE


def _overview() -> str:
    """Every rule with its title, one a line."""
    names = catalogue.rules()
    width = max(len(name) for name in names)
    return "\n".join(f"{name:<{width}}  {catalogue.card(name).title[language()]}" for name in names)


def _rule(name: str) -> str:
    """What a rule looks at, why, by which document, and how to mend what breaks it."""
    card, tongue = catalogue.card(name), language()
    told = card.explanation
    severity = say(f"severity.{card.severity}")
    if card.archived is not card.severity:
        severity += say("explain.archived", severity=say(f"severity.{card.archived}"))
    parts = [
        f"{name}  {card.title[tongue]}",
        f"{say('explain.severity')}  {severity}",
        _part("explain.what", told.what[tongue]),
        _part("explain.why", told.why[tongue]),
        _part("explain.source", told.source) if told.source else "",
        _part("explain.wrong", told.wrong),
        _part("explain.right", told.right),
        _part("explain.mend", told.mend[tongue]),
    ]
    return "\n\n".join(part for part in parts if part)


def _part(key: str, text: str) -> str:
    body = "\n".join(f"  {line}".rstrip() for line in text.split("\n"))
    return f"{say(key)}\n{body}"
