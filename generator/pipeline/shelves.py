"""Pages that belong to no agency and are many: kept in bundles, so that a build holds few at once.

A shelf is a folder of the site. Its pages that still hold are taken from its last bundle, and a
shelf of which every page holds is neither written nor looked through again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field
from typing import Any

from generator.engine import Key
from generator.engine.build import Build
from generator.publish import Bundles
from generator.publish.survey import survey

Shelves = Mapping[str, Mapping[str, Key]]
"""By folder, the key of each page by its path below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stocked:
    """The shelves of a site."""

    mounts: dict[str, str] = field(default_factory=dict)
    """The bundle of each shelf."""
    surveys: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """What the gate has to know of each."""
    made: dict[str, str] = field(default_factory=dict)
    """The pages made again, by path, and why."""
    pages: int = 0
    """How many pages there are."""

    @property
    def memory(self) -> Mapping[str, Any]:
        """What to remember for the next build."""
        return {place: (self.mounts[place], self.surveys[place]) for place in self.mounts}


def stock(
    shelves: Shelves,
    build: Build,
    bundles: Bundles,
    remembered: Mapping[str, Any],
    bases: Sequence[str],
) -> Stocked:
    """Bring shelves up to date; ``bases`` are how addresses of the site may begin.

    Raises:
        ThemeError: the theme lacks what a page needs.
    """
    found = Stocked(pages=sum(map(len, shelves.values())))
    there = bundles.names()
    for place, pages in shelves.items():
        held: Any = remembered.get(place)
        old: str | None = held[0] if held and held[0] in there else None
        files, kept = _sorted(pages, build, bundles, old)
        found.made.update(
            (f"{place}/{path}", why(build, pages[path]))
            for path in files
            if pages[path] in build.reasons
        )
        if old is not None and not files and len(kept) == len(bundles.files(old)):
            found.mounts[place], found.surveys[place] = old, held[1]
            continue
        bundle = bundles.write(files, kept)
        content = {
            path: files[path] if path in files else bundles.read(bundle.name, path)
            for path in pages
        }
        found.mounts[place] = bundle.name
        found.surveys[place] = astuple(survey(place, content, bundle.files, bases=bases))
    return found


def _sorted(
    pages: Mapping[str, Key], build: Build, bundles: Bundles, old: str | None
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The pages that had to be made again, and those that the last bundle has."""
    known = bundles.files(old) if old is not None else {}
    files: dict[str, bytes] = {}
    kept: dict[str, str] = {}
    for path, key in pages.items():
        build.digest(key)
        if old is not None and path in known and key not in build.reasons:
            kept[path] = old
            continue
        files[path] = _made(build, key)
    return files, kept


def _made(build: Build, key: Key) -> bytes:
    """A page, of which nothing stays in memory but what the next one needs as well."""
    before = len(build.values)
    content: Any = build.value(key)
    for name in list(build.values)[before:]:
        if name[0] != "context":
            del build.values[name]
    found: bytes = content
    return found


def why(build: Build, key: Key) -> str:
    """What lies at the root of a page's having been made again."""
    reason = build.reasons[key]
    while reason.key != key and reason.key in build.reasons:
        key, reason = reason.key, build.reasons[reason.key]
    return f"{reason.what} {'/'.join(reason.key)}"
