"""``gongkai diff``: what a change does to figures, words, pages and findings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from generator.check import Move
from generator.cli.printers.wording import message, place, visible
from generator.cli.status import FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.diagnostic import Problem
from generator.operations.difference import Difference, ReportChange, difference
from generator.privacy import mask
from generator.report import Value

_SHOWN = 30
"""So many pages of a kind are named; the others are counted."""


@command(help=say("help.diff"))
@click.argument("old", metavar="REV")
@click.argument("new", metavar="[REV]", required=False)
@click.option(
    "--format",
    "name",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help=say("help.format"),
)
@click.pass_obj
def diff(site: Path, old: str, new: str | None, name: str) -> int:
    for line in _PRINTERS[name](difference(site, old, new)):
        click.echo(line)
    return FINE


# What a person reads


def _text(found: Difference) -> Iterator[str]:
    yield _head(found)
    for report in found.reports:
        yield ""
        yield _name(report)
        yield from (f"  {line}" for line in _lines(report))
    yield ""
    yield say("diff.pages")
    yield from (f"  {line}" for line in _page_lines(found, "{}"))
    yield ""
    yield say("diff.findings")
    yield from (f"  {sign} {_finding(item)}" for sign, item in _signed(found))
    if not (found.found or found.settled):
        yield f"  {say('diff.none')}"


def _markdown(found: Difference) -> Iterator[str]:
    """For a merge request; what content says is escaped, so that it says just that."""
    yield f"### {_safe(_head(found))}"
    for report in found.reports:
        yield ""
        yield f"**{_safe(_name(report))}**"
        yield from _figure_table(report)
        yield from _list(_fact_lines(report))
        yield from _list(_word_lines(report))
    yield from ("", f"**{say('diff.pages')}**")
    yield from _list(_page_lines(found, "`{}`"), safe=True)
    yield from ("", f"**{say('diff.findings')}**")
    told = [f"{sign} {_finding(item)}" for sign, item in _signed(found)]
    yield from _list(told or [say("diff.none")])


def _list(lines: Sequence[str] | Iterator[str], *, safe: bool = False) -> Iterator[str]:
    for number, line in enumerate(lines):
        if not number:
            yield ""
        text = line if safe else _safe(line)
        # A plus sign at the beginning would be a list of its own.
        yield f"- \\{text}" if text.startswith("+") else f"- {text}"


def _safe(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_[]<>|~#&!" else char for char in text)


def _figure_table(report: ReportChange) -> Iterator[str]:
    if not report.figures:
        return
    heads = (say(f"diff.{head}") for head in ("cell", "was", "now", "follows"))
    yield from ("", f"| {' | '.join(heads)} |", "| --- | ---: | ---: | --- |")
    for move in report.figures:
        follows = say("and").join(_arrow(item) for item in move.follows)
        row = (move.cell, _figure(move.was), _figure(move.now), follows)
        yield f"| {' | '.join(map(_safe, row))} |"


def _head(found: Difference) -> str:
    new = found.new[:12] if found.new else say("diff.folder")
    key = "diff.head" if found.reports else "diff.same"
    return say(key, old=found.old[:12], new=new, count=len(found.reports))


def _name(report: ReportChange) -> str:
    name = f"{report.agency}/{report.slug}"
    before = say("diff.before", before=report.before) if report.before else ""
    return visible(say(f"diff.{report.kind}", name=name, title=report.title)) + before


def _lines(report: ReportChange) -> Iterator[str]:
    for move in report.figures:
        yield _arrow(move)
        for item in move.follows:
            yield f"  {say('diff.follow', what=_arrow(item))}"
    yield from _fact_lines(report)
    yield from _word_lines(report)


def _arrow(move: Move) -> str:
    return f"{move.cell}  {_figure(move.was)} → {_figure(move.now)}"


def _figure(value: Value) -> str:
    return "~" if value is None else str(value)


def _fact_lines(report: ReportChange) -> Iterator[str]:
    for key, was, now in report.facts:
        nothing = say("diff.nothing")
        yield visible(f"{key}  {was or nothing} → {now or nothing}")


def _word_lines(report: ReportChange) -> Iterator[str]:
    for change in report.words:
        section = change.section or say("diff.preface")
        yield from (visible(f"{section}  − {text}") for text in change.gone)
        yield from (visible(f"{section}  + {text}") for text in change.new)


def _page_lines(found: Difference, shown: str) -> Iterator[str]:
    pages = found.pages
    for key, listed in (("new", pages.new), ("gone", pages.gone), ("changed", pages.changed)):
        if listed:
            names = " ".join(shown.format(name) for name in listed[:_SHOWN])
            more = len(listed) - _SHOWN
            hidden = say("diff.more", count=more) if more > 0 else ""
            yield say(f"diff.pages_{key}", count=len(listed), names=names) + hidden
    if pages.files:
        yield say("diff.files", count=pages.files)
    if not (pages.new or pages.gone or pages.changed or pages.files):
        yield say("diff.none")


def _signed(found: Difference) -> Iterator[tuple[str, Problem]]:
    yield from (("+", item) for item in found.found)
    yield from (("−", item) for item in found.settled)


def _finding(problem: Problem) -> str:
    severity = say(f"severity.{problem.severity}")
    rule = problem.diagnostic.rule
    return f"{severity} {rule}  {message(problem)}  {place(problem.position)}"


# What a program reads


def _json(found: Difference) -> Iterator[str]:
    pages = found.pages
    document = {
        "old": found.old,
        "new": found.new,
        "reports": [_report_json(report) for report in found.reports],
        "pages": {
            "new": list(pages.new),
            "gone": list(pages.gone),
            "changed": list(pages.changed),
            "other_files": pages.files,
        },
        "findings": {
            "new": [_problem_json(item) for item in found.found],
            "gone": [_problem_json(item) for item in found.settled],
        },
    }
    yield json.dumps(document, ensure_ascii=False, indent=2)


def _report_json(report: ReportChange) -> Mapping[str, object]:
    return {
        "agency": report.agency,
        "report": report.slug,
        "change": report.kind,
        "title": mask(report.title),
        "before": report.before or None,
        "figures": [_move_json(move) for move in report.figures],
        "facts": [
            {"key": key, "was": mask(was), "now": mask(now)} for key, was, now in report.facts
        ],
        "words": [
            {
                "section": item.section,
                "gone": [mask(text) for text in item.gone],
                "new": [mask(text) for text in item.new],
            }
            for item in report.words
        ],
    }


def _move_json(move: Move) -> Mapping[str, object]:
    return {
        "cell": move.cell,
        "was": _plain(move.was),
        "now": _plain(move.now),
        "follows": [_move_json(item) for item in move.follows],
    }


def _plain(value: Value) -> int | str | None:
    return value if value is None or isinstance(value, int) else str(value)


def _problem_json(problem: Problem) -> Mapping[str, object]:
    return {
        "rule": problem.diagnostic.rule,
        "severity": problem.severity,
        "message": message(problem),
        "file": problem.position.file,
        "line": problem.position.line,
        "cells": list(problem.diagnostic.cells),
    }


_PRINTERS: Mapping[str, Callable[[Difference], Iterator[str]]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
}
