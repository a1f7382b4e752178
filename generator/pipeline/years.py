"""Every figure of a year in one file, put together from what lies beside each report.

A pure function of those files: a year whose reports have the same ones is kept as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.engine import digest_of
from generator.pipeline.job import Outcome
from generator.portal import HeldFile
from generator.portal.urls import YEARS
from generator.publish import Bundles
from generator.site import Site

_FIGURES = "report.csv"
"""The file beside each report that has all its figures."""

Piece = tuple[str, str, str]
"""A report's file: agency and slug, its digest, and the bundle that holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """The files of all years."""

    mounts: Mapping[str, str]
    """Where their bundle stands; empty where the site has none."""
    files: Mapping[int, HeldFile]
    """The file of each year; its path is its name."""
    made: Mapping[str, str]
    """Those made again, by path, and why."""
    memory: object
    """What to remember for the next build."""


def whole_years(
    site: Site, outcomes: Mapping[str, Outcome], bundles: Bundles, remembered: Any
) -> Years:
    """The files of all years, brought up to date."""
    pieces = _pieces(outcomes) if site.offers("csv") else {}
    if not pieces:
        return Years(mounts={}, files={}, made={}, memory=None)
    digests = {
        year: digest_of([(name, digest) for name, digest, _ in found])
        for year, found in pieces.items()
    }
    old: str = remembered[0] if remembered else ""
    before: Mapping[int, bytes] = remembered[1] if remembered else {}
    held = {year for year in digests if before.get(year) == digests[year]}
    held = held if old in bundles.names() else set()
    bundle = bundles.write(
        {_name(year): _joined(bundles, pieces[year]) for year in pieces if year not in held},
        {_name(year): old for year in held},
    )
    why = {year: "changed" if year in before else "new" for year in pieces if year not in held}
    return Years(
        mounts={YEARS: bundle.name},
        files={
            year: HeldFile(
                path=_name(year),
                size=bundle.files[_name(year)].size,
                sha256=bundle.files[_name(year)].digest,
            )
            for year in pieces
        },
        made={f"{YEARS}/{_name(year)}": f"{what} year/{year}" for year, what in why.items()},
        memory=(bundle.name, digests),
    )


def _name(year: int) -> str:
    return f"{year}.csv"


def _pieces(outcomes: Mapping[str, Outcome]) -> Mapping[int, list[Piece]]:
    """The files beside the reports on each year, newest year first, by agency and report."""
    found: dict[int, list[Piece]] = {}
    for agency in sorted(outcomes):
        outcome = outcomes[agency]
        for _, slug, year, *_ in sorted(outcome.summaries):
            piece = (f"{agency} {slug}", outcome.records[slug][1], str(outcome.bundle))
            found.setdefault(year, []).append(piece)
    return dict(sorted(found.items(), reverse=True))


def _joined(bundles: Bundles, pieces: list[Piece]) -> Callable[[], Iterator[bytes]]:
    """The lines of several files below the names of their columns, a file at a time."""

    def parts() -> Iterator[bytes]:
        names = b""
        for name, _, bundle in pieces:
            path = f"{name.partition(' ')[2]}/{_FIGURES}"
            head, line_end, lines = bundles.read(bundle, path).partition(b"\n")
            if not names:
                names = head + line_end
                yield names
            yield lines

    return parts
