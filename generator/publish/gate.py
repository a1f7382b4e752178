"""The last look at a whole site before it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from generator.publish.manifest import File
from generator.publish.outline import outline, targets
from generator.publish.site import Site
from generator.publish.survey import Fault, Survey, survey

_BUDGETS: Mapping[str, tuple[str, int]] = {
    ".css": ("style-size", 20_000),
    ".js": ("script-size", 5_000),
}
"""What all files of a kind that a page loads may weigh together, in bytes."""


def bases(base_url: str | None) -> Sequence[str]:
    """How an address of the site may begin that is not relative."""
    return (base_url, urlsplit(base_url).path) if base_url else ("/",)


def gate(site: Site, surveys: Mapping[str, Survey], base_url: str | None) -> tuple[Fault, ...]:
    """Everything about a site that should not be published, by page.

    ``surveys`` are those of its bundles, by place. Only its loose pages are read here, and those
    pages that a link from elsewhere names a place in.
    """
    known = bases(base_url)
    pages = {path: page for path, page in site.loose.items() if path.endswith(".html")}
    sizes = {path: File(digest="", size=len(content)) for path, content in site.loose.items()}
    loose = survey("", pages, sizes, bases=known)
    read = _Reader(site)
    faults = [Fault(kind=kind, page=page, what=what) for kind, page, what in loose.faults]
    dead = {address: kind for address in loose.leaving if (kind := read.dead(address))}
    faults.extend(_named(pages.items(), dead, known))
    for place, found in surveys.items():
        faults.extend(Fault(kind=kind, page=page, what=what) for kind, page, what in found.faults)
        dead = {address: kind for address in found.leaving if (kind := read.dead(address))}
        if dead:
            faults.extend(_named(read.pages(place), dead, known))
    faults.extend(_heavy(site, pages, known))
    return tuple(sorted(faults, key=lambda fault: (fault.page, fault.kind, fault.what)))


class _Reader:
    """The pages of a site, as far as somebody asks."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._verdicts: dict[str, str | None] = {}
        self._ids: dict[str, frozenset[str]] = {}

    def dead(self, address: str) -> str | None:
        """Which fault it is to lead to an address; ``None`` if there is something there."""
        if address not in self._verdicts:
            file, _, fragment = address.partition("#")
            if file not in self._site.sizes:
                self._verdicts[address] = "link"
            else:
                found = not fragment or fragment in self._places(file)
                self._verdicts[address] = None if found else "fragment"
        return self._verdicts[address]

    def pages(self, place: str) -> Iterator[tuple[str, bytes]]:
        """The pages of the bundle at a place, with their paths in the site."""
        for path in self._site.parts[place].files:
            if path.endswith(".html"):
                yield f"{place}/{path}", self._site.read(f"{place}/{path}")

    def _places(self, file: str) -> frozenset[str]:
        if file not in self._ids:
            self._ids[file] = frozenset(outline(self._site.read(file)).ids)
        return self._ids[file]


def _named(
    pages: Iterable[tuple[str, bytes]], dead: Mapping[str, str], known: Sequence[str]
) -> Iterator[Fault]:
    """The links on some pages that lead to dead addresses."""
    for page, content in pages:
        for link, file, fragment in targets(outline(content).links, page, known):
            kind = dead.get(f"{file}#{fragment}" if fragment else file)
            if kind is not None:
                yield Fault(kind=kind, page=page, what=link)


def _heavy(site: Site, pages: Mapping[str, bytes], known: Sequence[str]) -> Iterator[Fault]:
    """The loose pages that load too much; those of agencies load what every page loads."""
    for page, content in pages.items():
        loaded = {file for _, file, _ in targets(outline(content).links, page, known)}
        for ending, (kind, most) in _BUDGETS.items():
            size = sum(len(site.loose.get(path, b"")) for path in loaded if path.endswith(ending))
            if size > most:
                yield Fault(kind=kind, page=page, what=str(size))
