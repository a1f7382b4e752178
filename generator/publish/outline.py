"""What a page offers to links and where its own lead, read off the HTML that we write.

Our pages quote every attribute with ``"`` and escape it wherever else it stands, so an attribute
can be found without reading the page as a tree. Tests compare this with a real parser.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

_ATTRIBUTES = re.compile(rb' (id|href|src|action)="([^"]*)"')
_LANGUAGE = re.compile(rb'<html [^>]*lang="[^"]')
_ELSEWHERE = re.compile(r"//|(?:https?|mailto|tel|data):", re.IGNORECASE)
_PLAIN = re.compile(r"(?!/)[^:%?]*(?<!/)")
"""A link as we write them: relative, and with the name of a file at its end."""


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
    found = _ATTRIBUTES.findall(page)
    links = {value for name, value in found if name != b"id"}
    return Outline(
        ids=_texts([value for name, value in found if name == b"id"]),
        links=frozenset(_texts(links)),
        headings=page.count(b"</h1>"),
        language=_LANGUAGE.search(page, 0, 500) is not None,
    )


def _texts(values: Collection[bytes]) -> tuple[str, ...]:
    """The values of some attributes; no value has a quotation mark."""
    if not values:
        return ()
    joined = b'"'.join(values).decode()
    texts = joined.split('"')
    if "&" in joined:
        from html import unescape  # and with it every entity that there is

        texts = [unescape(text) for text in texts]
    return tuple(texts)


def targets(
    links: Iterable[str], page: str, bases: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Each link on a page that stays in the site, the file that it leads to, and the fragment.

    ``page`` is the page's file. ``bases`` are the address of the site and its path on the server,
    as far as they are known, each with a slash at the end. What leads above the site's root is a
    file that begins with ``..``.
    """
    folders = page.split("/")[:-1]
    above = ["/".join((*folders[:depth], "")) for depth in range(len(folders), -1, -1)]
    above[-1] = ""
    for link in links:
        address, _, fragment = link.partition("#")
        if not address:
            yield link, page, unquote(fragment)
        elif _PLAIN.fullmatch(address):
            up = 0
            while address.startswith("../", 3 * up):
                up += 1
            rest = address[3 * up :]
            if up < len(above) and "./" not in rest:
                yield link, above[up] + rest, fragment
            else:
                yield link, _joined(folders, address), fragment
        elif (found := _absolute(folders, address, bases)) is not None:
            yield link, found, unquote(fragment)


def _absolute(folders: Sequence[str], address: str, bases: Sequence[str]) -> str | None:
    """The file that any other link leads to; ``None`` for one out of the site."""
    address = address.partition("?")[0]
    for base in bases:
        if address.startswith(base) and not address.startswith("//"):
            return _joined((), unquote(address[len(base) :]))
    if _ELSEWHERE.match(address) or address.startswith("/"):
        return None
    return _joined(folders, unquote(address))


def _joined(folders: Sequence[str], address: str) -> str:
    """The file that a relative address names, seen from a folder."""
    found = list(folders)
    *steps, name = address.split("/")
    if name in (".", ".."):
        steps, name = [*steps, name], ""
    for step in steps:
        if step == ".." and found and found[-1] != "..":
            found.pop()
        elif step not in ("", "."):
            found.append(step)
    return "/".join((*found, name or "index.html"))
