"""How agencies' names are read: wanted of all once it is given of some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostic import Address, Diagnostic
from generator.report import Agency

_MAX_NAMED = 8
"""So many agencies are named; the others are counted."""


def unread_names(agencies: Iterable[Agency]) -> Iterator[Diagnostic]:
    """Tell of the agencies that the alphabetic list has no letter for, all in one finding."""
    listed = list(agencies)
    missing = [agency for agency in listed if not agency.pinyin]
    if missing and len(missing) < len(listed):
        names = "、".join(agency.short for agency in missing[:_MAX_NAMED])
        yield Diagnostic(
            rule="agency.pinyin",
            at=Address(file=f"content/{missing[0].id}/agency.yml"),
            args={
                "count": len(missing),
                "all": len(listed),
                "names": names + ("…" if len(missing) > _MAX_NAMED else ""),
            },
        )
