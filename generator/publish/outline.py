"""What a page offers to links and where its own lead, read off the HTML that we write.

Our pages quote every attribute with ``"`` and escape it wherever else it stands, so an attribute
can be found without reading the page as a tree. Tests compare this with a real parser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

_LINKS = (b' href="', b' src="', b' action="')
_ELSEWHERE = frozenset({"http", "https", "mailto", "tel", "data"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What the gate has to know of a page."""

    ids: tuple[str, ...]
    """The places in it that a link may name, in order."""
    links: frozenset[str]
    """Where it leads, as written."""
    headings: int
    """How many ``h1`` it has."""
    language: bool
    """Whether it says which language it is in."""


def outline(page: bytes) -> Outline:
    """The outline of a page of ours."""
    links = {value for mark in _LINKS for value in _values(page, mark)}
    return Outline(
        ids=tuple(map(_text, _values(page, b' id="'))),
        links=frozenset(map(_text, links)),
        headings=page.count(b"<h1>") + page.count(b"<h1 "),
        language=b'<html lang="' in page[:200] and b'<html lang=""' not in page[:200],
    )


def _values(page: bytes, mark: bytes) -> Iterator[bytes]:
    """Every value of an attribute; splitting at a fixed text is the fastest search there is."""
    pieces = iter(page.split(mark))
    next(pieces)
    return (piece[: piece.index(b'"')] for piece in pieces)


def _text(value: bytes) -> str:
    text = value.decode()
    return unescape(text) if "&" in text else text


def target(link: str, page: str, bases: Sequence[str]) -> tuple[str, str] | None:
    """The file and the fragment that a link on a page leads to; ``None`` for one out of the site.

    ``page`` is the page's file. ``bases`` are the address of the site and its path on the server,
    as far as they are known, each with a slash at the end.
    """
    address, _, fragment = link.partition("#")
    address = address.partition("?")[0]
    base = next((base for base in bases if address.startswith(base)), None)
    if address.startswith("//") or address.partition(":")[0].lower() in _ELSEWHERE:
        if base in (None, "/"):
            return None
    elif address.startswith("/") and base is None:
        return None
    if base is not None:
        address, page = address[len(base) :], ""
    elif not address:
        return page, unquote(fragment)
    if "%" in address:
        address = unquote(address)
    return _joined(page, address), unquote(fragment)


def _joined(page: str, address: str) -> str:
    """The file that an address names, seen from a page; one above the site's root keeps ``..``."""
    found = page.split("/")[:-1]
    *folders, name = address.split("/")
    for folder in folders:
        if folder == ".." and found and found[-1] != "..":
            found.pop()
        elif folder not in ("", "."):
            found.append(folder)
    if name in (".", ".."):
        return _joined(page, f"{address}/")
    return "/".join((*found, name or "index.html"))
