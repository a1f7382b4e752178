"""Findings to problems: weighed by the rules' cards and the site, and located in the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from generator import catalogue
from generator.diagnostic import Diagnostic, Problem, Remark, Severity
from generator.pipeline.verdict import Verdict
from generator.site import Site
from generator.workspace.places import Places

_ORDER = {severity: number for number, severity in enumerate(Severity)}


def judge(
    places: Places, diagnostics: Sequence[Diagnostic], site: Site, waivers: Mapping[str, Any]
) -> Verdict:
    """The problems that findings and idle waivers amount to on a site, sorted.

    ``waivers`` are the published explanations in plain types, by the report's file.
    """
    is_explained, idle = _explained(diagnostics, waivers)
    problems = [
        Problem(
            diagnostic=diagnostic,
            severity=_severity(diagnostic, site, explained=is_explained(diagnostic)),
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
        for diagnostic in (*diagnostics, *idle)
    ]
    problems.sort(key=_key)
    return Verdict(problems=tuple(problems))


def _explained(
    diagnostics: Sequence[Diagnostic], waivers: Mapping[str, Any]
) -> tuple[Callable[[Diagnostic], bool], Iterable[Diagnostic]]:
    """Whether a finding is explained by a waiver, and what is wrong with waivers themselves."""
    if not waivers:
        return lambda _: False, ()
    from generator.check import unused_waivers, waiver_of, waivers_from_plain  # with every rule

    given = waivers_from_plain(waivers)
    return lambda found: waiver_of(found, given) is not None, unused_waivers(diagnostics, given)


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
