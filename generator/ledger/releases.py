"""``ledger/ledger.jsonl``: what each release added to which agency's ledger.

A line follows all lines that no other followed yet: after two branches were merged that is more
than one, and the next release ties them together again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.ledger.chain import Break, Head
from generator.ledger.sealed import lines, sealed, unsealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A line of the index."""

    before: tuple[str, ...]
    """The digests of the lines that it follows."""
    day: date
    """The day of the release."""
    note: str | None
    """What was said of it."""
    heads: Mapping[str, Head]
    """The agencies that took part, with their ledgers as they were then and what was added."""
    hash: str = ""
    """Its own digest; empty where it is not what the line states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases:
    """The index, as far as it can be read."""

    heads: Mapping[str, Head]
    """Each agency's ledger as its last release left it."""
    leaves: tuple[str, ...]
    """The digests of the lines that no other follows."""
    breaks: tuple[Break, ...]
    """Where it is broken."""


def release_line(release: Release) -> str:
    """A release as its line, without the line's end; its ``hash`` is worked out."""
    heads = {
        agency: {"lines": head.lines, "hash": head.hash, "reports": dict(head.reports)}
        for agency, head in release.heads.items()
    }
    return sealed(
        {
            "before": list(release.before),
            "day": release.day.isoformat(),
            **({"note": release.note} if release.note else {}),
            "agencies": heads,
        }
    )


def read_releases(raw: bytes) -> Releases:
    """The index that a file holds."""
    found = [_release(line) for line in lines(raw)]
    heads: dict[str, Head] = {}
    leaves: dict[str, None] = {}
    for item in found:
        if item is not None:
            _add(heads, item)
            leaves = {leaf: None for leaf in leaves if leaf not in item.before}
            leaves[item.hash] = None
    return Releases(heads=heads, leaves=tuple(filter(None, leaves)), breaks=tuple(_breaks(found)))


def _add(heads: dict[str, Head], item: Release) -> None:
    for agency, head in item.heads.items():
        before = heads.get(agency, Head())
        latest = head if head.lines >= before.lines else before
        reports = {**before.reports, **head.reports}
        heads[agency] = Head(lines=latest.lines, hash=latest.hash, reports=reports)


def _breaks(found: list[Release | None]) -> Iterator[Break]:
    known: set[str] = set()
    for place, item in enumerate(found, 1):
        if item is None:
            yield Break(kind="unreadable", line=place)
            continue
        if not item.hash:
            yield Break(kind="altered", line=place)
        # A line that follows an altered one finds it under its old digest no more: told once.
        elif all(of and of.hash for of in found[: place - 1]) and (
            not known.issuperset(item.before) or bool(item.before) is (place == 1)
        ):
            yield Break(kind="removed", line=place)
        known.add(item.hash)


def _release(line: str) -> Release | None:
    data = unsealed(line)
    if data is None:
        return None
    try:
        return Release(
            before=tuple(str(item) for item in data["before"]),
            day=date.fromisoformat(data["day"]),
            note=data.get("note"),
            heads={agency: _head(head) for agency, head in data["agencies"].items()},
            hash=str(data["hash"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _head(data: Mapping[str, Any]) -> Head:
    reports = {str(slug): int(version) for slug, version in data["reports"].items()}
    return Head(lines=int(data["lines"]), hash=str(data["hash"]), reports=reports)
