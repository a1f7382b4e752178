"""What a region's report is compiled from: decided here, by the tree and by what was filed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.report import Agency, Scope

COMPILERS = frozenset({"government"})
"""The kinds of agency that owe a report on their region once there are agencies below them."""

FiledAs = Callable[[str, int, Scope], str | None]
"""The slug of an agency's report on a year, of a scope; ``None`` where it filed none."""


@dataclass(frozen=True, slots=True)
class Part:
    """A report that a region's figures are the sum of, or that is wanting for it."""

    agency: str
    """The agency's id."""
    scope: Scope
    """Whether its own report counts, or the one on its region."""
    slug: str | None
    """The report; ``None`` where it was not filed."""


def parts(
    region: str, year: int, below: Mapping[str, Sequence[Agency]], filed: FiledAs
) -> tuple[Part, ...]:
    """The parts of a region's report: the organ's own, and those of the agencies below it.

    An agency below that reports on its own region stands there with that, and what is below it
    is not counted again. Where the site has no agency below the region, there is nothing to add.
    """
    if not below.get(region):
        return ()
    own = Part(region, Scope.AGENCY, filed(region, year, Scope.AGENCY))
    return (own, *_below(region, year, below, filed, {region}))


def _below(
    above: str,
    year: int,
    below: Mapping[str, Sequence[Agency]],
    filed: FiledAs,
    seen: set[str],
) -> Iterator[Part]:
    """``seen`` breaks the chains of parents that come back, which are told elsewhere."""
    for agency in below.get(above, ()):
        if agency.id in seen:
            continue
        seen.add(agency.id)
        slug = filed(agency.id, year, Scope.REGION)
        owes = agency.kind in COMPILERS and bool(below.get(agency.id))
        if slug is not None or owes:
            yield Part(agency.id, Scope.REGION, slug)
            continue
        yield Part(agency.id, Scope.AGENCY, filed(agency.id, year, Scope.AGENCY))
        yield from _below(agency.id, year, below, filed, seen)
