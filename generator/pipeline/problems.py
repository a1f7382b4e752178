"""Findings to problems: weighed by the rules' cards and the site, and located in the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import catalogue, source
from generator.diagnostic import (
    Address,
    Diagnostic,
    Position,
    Problem,
    Remark,
    Severity,
)
from generator.pipeline import tree
from generator.site import Site

_ORDER = {severity: number for number, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All problems of a site, worst first within each file's order."""

    problems: tuple[Problem, ...]
    """By file, line and column."""
    strict: bool = False
    """Whether whoever asked takes warnings for errors."""
    partial: bool = False
    """Whether only some files were asked about, so that others may have problems too."""

    def count(self, severity: Severity) -> int:
        """How many problems there are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)

    def refuses(self, *, strict: bool) -> bool:
        """Whether the site must not be published."""
        return bool(self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING)))


@dataclass(slots=True)
class _Places:
    """The side tables of the files that findings point into, made when first needed."""

    root: Path
    spans: dict[str, source.Spans | None] = field(default_factory=dict)

    def position(self, at: Address) -> Position:
        if at.line:
            return Position(file=at.file, line=at.line, column=at.column, width=at.width)
        if at.file not in self.spans:
            self.spans[at.file] = self._spans(at.file)
        spans = self.spans[at.file]
        if spans is None:
            return Position(file=at.file, line=0, column=0)
        span = spans.find(at.path, on_key=at.on_key)
        return Position(file=at.file, line=span.line, column=span.column, width=span.width)

    def _spans(self, file: str) -> source.Spans | None:
        """``None`` for what has no lines to show: a folder, a link, a file of another kind."""
        if not file.endswith(".yml"):
            return None
        try:
            return source.spans(tree.read(self.root, file))
        except OSError:
            return None


def judge(
    root: Path, diagnostics: Sequence[Diagnostic], site: Site, waivers: Mapping[str, Any]
) -> Verdict:
    """The problems that findings and idle waivers amount to on a site, sorted.

    ``waivers`` are the published explanations in plain types, by the report's file.
    """
    from generator.check import unused_waivers, waiver_of, waivers_from_plain  # with every rule

    given, places = waivers_from_plain(waivers), _Places(root)
    problems = [
        Problem(
            diagnostic=diagnostic,
            severity=_severity(
                diagnostic, site, explained=waiver_of(diagnostic, given) is not None
            ),
            position=places.position(diagnostic.at),
            remarks=tuple(
                Remark(position=places.position(related.at), label=related.label, zero=related.zero)
                for related in diagnostic.related
            ),
            mends=tuple(
                tuple(places.position(change.at) for change in repair.changes)
                for repair in diagnostic.repairs
            ),
        )
        for diagnostic in (*diagnostics, *unused_waivers(diagnostics, given))
    ]
    problems.sort(key=_key)
    return Verdict(problems=tuple(problems))


def _severity(found: Diagnostic, site: Site, *, explained: bool) -> Severity:
    """As bad as its rule says, or a note where a published explanation covers its cells."""
    if explained:
        return Severity.NOTE
    archived = _is_archived(found.at.file, site)
    return catalogue.severity(found, site.severities, archived=archived)


def _is_archived(file: str, site: Site) -> bool:
    """Whether a report's file tells of a year that the site keeps as an archive."""
    year = file.rpartition("/")[2][:4]
    return site.archived_until is not None and year.isdecimal() and int(year) <= site.archived_until


def _key(problem: Problem) -> tuple[str, int, int, int, str, str]:
    where, found = problem.position, problem.diagnostic
    order = _ORDER[problem.severity]
    return where.file, where.line, where.column, order, found.rule, found.variant
