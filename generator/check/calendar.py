"""Who owes a report on a year, by when, and how that stands."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.portal import COMPILERS
from generator.report import Agency, Scope


class Progress(enum.StrEnum):
    """How a duty stands, the worst first."""

    OVERDUE = "overdue"
    """Not published, and the last day for it is over."""
    MISSING = "missing"
    """Not published; by content alone nobody knows whether there is time left."""
    DUE = "due"
    """Not published, but there is time left."""
    OPEN = "open"
    """Not published, and neither law nor site sets a day for it."""
    UNDATED = "undated"
    """Published, but nobody knows when."""
    LATE = "late"
    """Published after the last day for it."""
    FILED = "filed"
    """Published in time, or without a day that it had to be in time for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A report that an agency owes."""

    agency: str
    """The agency's id."""
    name: str
    """Its full name."""
    kind: str
    """Its kind."""
    scope: Scope
    """Whose work the report is to tell of."""
    due: date | None
    """The last day on which it is in time."""
    slug: str | None
    """The report, where there is one; one that is not published counts as well."""
    published: date | None
    """When it was published."""
    progress: Progress
    """How that stands."""
    days: int | None
    """By how many days it is late, or below 0 how many are left; ``None`` without a due day."""
    held: bool = False
    """Whether there is a report that is not published: a draft, or one for a later day."""
    errors: int = 0
    """How many errors the report has."""


def owed(
    agencies: Iterable[Agency], below: Mapping[str, Sequence[Agency]]
) -> Iterator[tuple[Agency, Scope]]:
    """The reports that are owed each year: everybody's own, and governments' on their regions."""
    for agency in agencies:
        yield agency, Scope.AGENCY
        if agency.kind in COMPILERS and below.get(agency.id):
            yield agency, Scope.REGION


def progress(
    *, is_filed: bool, published: date | None, due: date | None, as_of: date | None
) -> tuple[Progress, int | None]:
    """How a duty stands on a day, and by how many days it is late.

    Without a day only what content itself says is told.
    """
    if is_filed:
        if published is None:
            return Progress.UNDATED, None
        late = (published - due).days if due else None
        return (Progress.LATE if late is not None and late > 0 else Progress.FILED), late
    if due is None:
        return Progress.OPEN, None
    if as_of is None:
        return Progress.MISSING, None
    days = (as_of - due).days
    return (Progress.OVERDUE if days > 0 else Progress.DUE), days
