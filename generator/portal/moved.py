"""Addresses that pages had before: where they lead now, as data for pages and for servers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostic import Address, Diagnostic
from generator.portal.urls import RESERVED, agency_url
from generator.report import Agency
from generator.site import Site

_STEP = r"[A-Za-z0-9_~-]{1,64}"
_OLD = re.compile(rf"(?:{_STEP}/)*{_STEP}(?:/|\.html)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An address, or all that begin so, and where it leads now."""

    old: str
    """From the site's root."""
    new: str
    """From the site's root."""
    whole: bool
    """Whether everything below it has moved along."""
    at: Address
    """Where that is written."""
    written: str
    """As what."""


def moves(site: Site, agencies: Iterable[Agency]) -> tuple[Move, ...]:
    """Every move that a site tells of, those of agencies first."""
    return (*_of_agencies(agencies), *_of_site(site))


def _of_agencies(agencies: Iterable[Agency]) -> Iterator[Move]:
    for agency in agencies:
        for index, old in enumerate(agency.moved):
            at = Address(file=f"content/{agency.id}/agency.yml", path=("moved", index))
            new = agency_url(agency.id)
            yield Move(old=_address(old), new=new, whole=True, at=at, written=old)


def _of_site(site: Site) -> Iterator[Move]:
    for old, new in site.moved:
        at = Address(file="site.yml", path=("moved", old))
        yield Move(old=_address(old), new=_address(new), whole=False, at=at, written=old)


def _address(text: str) -> str:
    """An address as the site writes its own: from the root, a folder with a slash at its end."""
    url = text.strip().lstrip("/").removesuffix("index.html")
    return url if not url or url.endswith((".html", "/")) else f"{url}/"


def sound(found: Iterable[Move], urls: Collection[str]) -> tuple[Move, ...]:
    """The moves that can be followed; ``urls`` are all pages and files of the site."""
    return tuple(item for item, wrong in _judged(found, urls) if wrong is None)


def misled(found: Iterable[Move], urls: Collection[str]) -> Iterator[Diagnostic]:
    """Tell of moves that lead nowhere, or from where something stands."""
    for item, variant in _judged(found, urls):
        if variant is not None:
            args = {"old": item.written, "new": item.new or "/"}
            yield Diagnostic(rule="site.moved", variant=variant, at=item.at, args=args)


def _judged(found: Iterable[Move], urls: Collection[str]) -> Iterator[tuple[Move, str | None]]:
    listed = tuple(found)
    known = {url.casefold() for url in urls} if listed else frozenset()
    seen: set[str] = set()
    for item in listed:
        yield item, _fault(item, urls, known, seen)
        seen.add(item.old.casefold())


def _fault(
    item: Move, urls: Collection[str], known: Collection[str], seen: Collection[str]
) -> str | None:
    """``known`` and ``seen`` are folded: some disks do not tell capitals from small letters."""
    old = item.old.casefold()
    if not _OLD.fullmatch(item.old):
        return "address"
    if old in seen:
        return "twice"
    if item.new not in urls:
        return "dead"
    return "taken" if old in known or old.partition("/")[0] in RESERVED else None


def redirects(
    found: Iterable[Move], pages: Collection[str], urls: Collection[str]
) -> Mapping[str, str]:
    """Each old address of a page with the new one; ``urls`` are all pages and files of the site.

    Where a whole folder has moved, each page below it has an old address of its own, unless
    something stands there now.
    """
    made: dict[str, str] = {}
    for item in found:
        if not item.whole:
            made[item.old] = item.new
            continue
        for url in pages:
            old = item.old + url.removeprefix(item.new)
            if url.startswith(item.new) and old not in urls:
                made.setdefault(old, url)
    return made
