"""``gongkai rollup``: a region's figures, compiled from its parts and proved cell by cell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from generator import scaffold
from generator.check import Compilation, Line, Share, State, differing, sparse
from generator.check.sums import Number
from generator.cli.printers.columns import columns
from generator.cli.status import CONTENT_ERRORS, FINE
from generator.cli.usage import command
from generator.cli.words import say
from generator.cli.writes import write as write_file
from generator.diagnostic import GeneratorError
from generator.operations.compiling import Compiled, compile_region


@command(help=say("help.rollup"))
@click.argument("agency", metavar="ID")
@click.argument("year", type=click.IntRange(1000, 2999), metavar="YEAR")
@click.option(
    "--format", "name", type=click.Choice(["text", "json"]), default="text", help=say("help.format")
)
@click.option("--drafts", is_flag=True, help=say("help.rollup.drafts"))
@click.option("--write", is_flag=True, help=say("help.rollup.write"))
@click.pass_obj
def rollup(site: Path, agency: str, year: int, name: str, drafts: bool, write: bool) -> int:
    compiled = compile_region(site, agency, year, drafts=drafts)
    gaps = _gaps(compiled)
    _PRINTERS[name](compiled, gaps)
    if write:
        _write(site, compiled)
    return FINE if compiled.compilation.is_whole and not gaps else CONTENT_ERRORS


def _gaps(compiled: Compiled) -> Mapping[int, Number]:
    """Where the filed report is not what its parts have; a draft is compared as well."""
    filed = compiled.filed
    return differing(compiled.compilation, sparse(filed.report.figures)) if filed else {}


def _write(site: Path, compiled: Compiled) -> None:
    """Write the region's report as a draft, never over one that is there.

    Raises:
        GeneratorError: the region has a report already, or the disk refuses.
    """
    slug = f"{compiled.year}-region"
    path = site / "content" / compiled.agency.id / f"{slug}.yml"
    if path.exists() or compiled.filed is not None:
        there = compiled.filed.file if compiled.filed else path
        raise GeneratorError("exists", path=there)
    text = scaffold.rollup_text(compiled.compilation, compiled.agency.name, slug)
    write_file(path, text.encode())
    click.echo(say("new.made", path=path), err=True)


# What a person reads


def _print_text(compiled: Compiled, gaps: Mapping[int, Number]) -> None:
    for line in _told(compiled, gaps):
        click.echo(line)


def _told(compiled: Compiled, gaps: Mapping[int, Number]) -> Iterator[str]:
    found = compiled.compilation
    counted = len(found.shares) - len(found.wanting)
    facts = {"name": compiled.agency.name, "year": compiled.year, "edition": found.form.edition}
    yield say("compile.head", parts=len(found.shares), counted=counted, **facts)
    yield ""
    heads = [say(f"compile.{head}") for head in ("part", "state", "published", "report")]
    yield from columns(heads, [_share_row(share) for share in found.shares])
    yield ""
    shown = [line for line in found.lines if line.terms or line.cell in gaps]
    heads = [say("compile.cell"), say("compile.sum"), say("compile.terms")]
    if compiled.filed:
        heads.insert(2, say("compile.filed"))
    yield from columns(heads, [_line_row(compiled, line, gaps) for line in shown])
    yield ""
    key = "compile.zeros_least" if found.wanting else "compile.zeros"
    yield say(key, count=len(found.lines) - len(shown))
    yield _verdict(compiled, gaps)


def _share_row(share: Share) -> tuple[str, str, str, str]:
    state = say(f"compile.state.{share.state}", edition=share.edition)
    day = share.published.isoformat() if share.published else ""
    late = say("compile.late", days=share.late, due=share.due) if share.late else ""
    report = f"{share.agency}/{share.slug}" if share.slug else ""
    return say(f"compile.scope.{share.scope}", name=share.name), state, day + late, report


def _line_row(compiled: Compiled, line: Line, gaps: Mapping[int, Number]) -> tuple[str, ...]:
    found = compiled.compilation
    row = [found.form.cells[line.cell].address, _sum(line), _terms(found, line)]
    if compiled.filed:
        value = compiled.filed.report.figures[line.cell]
        gap = say("compile.gap", gap=f"{gaps[line.cell]:+}") if line.cell in gaps else ""
        row.insert(2, ("~" if value is None else str(value)) + gap)
    return tuple(row)


def _sum(line: Line) -> str:
    """What is known of a sum: it, or what it is at least and why no more."""
    if not line.lacks:
        return str(line.total)
    reasons = say("and").join(say(f"compile.lack.{lack}") for lack in line.lacks)
    if line.least is None:
        return say("compile.unknown", reasons=reasons)
    return say("compile.least", least=line.least, reasons=reasons)


def _terms(found: Compilation, line: Line) -> str:
    terms = (
        f"{found.shares[place].name} {'~' if value is None else value}"
        for place, value in line.terms
    )
    return " + ".join(terms)


def _verdict(compiled: Compiled, gaps: Mapping[int, Number]) -> str:
    found = compiled.compilation
    lacking = sum(bool(line.lacks) for line in found.lines)
    if gaps:
        return say("compile.differs", count=len(gaps))
    if lacking:
        return say("compile.incomplete", count=lacking)
    return say("compile.equal" if compiled.filed else "compile.whole", count=len(found.lines))


# What a program reads


def _print_json(compiled: Compiled, gaps: Mapping[int, Number]) -> None:
    found, filed = compiled.compilation, compiled.filed
    document = {
        "agency": compiled.agency.id,
        "year": compiled.year,
        "edition": found.form.edition,
        "complete": found.is_whole,
        "filed": filed.file if filed else None,
        "differences": len(gaps),
        "parts": [_share_json(share) for share in found.shares],
        "cells": [_line_json(compiled, line, gaps) for line in found.lines],
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _share_json(share: Share) -> Mapping[str, object]:
    return {
        "agency": share.agency,
        "name": share.name,
        "scope": share.scope,
        "report": share.slug,
        "state": share.state,
        "counted": share.state is State.COUNTED,
        "edition": share.edition,
        "published": share.published.isoformat() if share.published else None,
        "due": share.due.isoformat() if share.due else None,
        "days_late": share.late,
    }


def _line_json(compiled: Compiled, line: Line, gaps: Mapping[int, Number]) -> Mapping[str, object]:
    found = compiled.compilation
    cell = found.form.cells[line.cell]
    told: dict[str, object] = {
        "cell": cell.address,
        "id": cell.id,
        "sum": _figure(line.total),
        "at_least": _figure(line.least),
        "lacks": list(line.lacks),
        "parts": [
            {"agency": found.shares[place].agency, "figure": _figure(value)}
            for place, value in line.terms
        ],
    }
    if compiled.filed:
        told["filed"] = _figure(compiled.filed.report.figures[line.cell])
        told["difference"] = _figure(gaps.get(line.cell, 0))
    return told


def _figure(value: object) -> int | str | None:
    """A count as a number, an amount as its text: it is no float."""
    return value if value is None or isinstance(value, int) else str(value)


_PRINTERS: Mapping[str, Callable[[Compiled, Mapping[int, Number]], None]] = {
    "text": _print_text,
    "json": _print_json,
}
