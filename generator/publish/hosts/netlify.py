"""``_headers``: a file in the site itself, as Netlify, Cloudflare Pages and others read it.

All rules that fit a path apply, and some hosts join values that two of them give, so no header
stands in two rules for one file. A path has at most one ``*``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.publish.hosts.place import Place
from generator.publish.hosts.table import ASKED, GROUPS, ancestors, everywhere, headers


def netlify(place: Place) -> str:
    """The rules of a site, which such hosts serve at the root of their address.

    Which files are pages cannot be said by path, so what goes with every file has of the policy
    only what a page cannot say of itself.
    """
    return "\n".join((*_lines(place), ""))


def _lines(place: Place) -> Iterator[str]:
    yield "# Written by gongkai. Each page states the rest of its policy itself."
    shared = {"Content-Security-Policy": ancestors(place), **everywhere(place)}
    yield from _rule("/*", shared)
    for group in GROUPS:
        own = {
            name: value
            for name, value in headers(group, place).items()
            if name not in shared and (name, value) != ("Cache-Control", ASKED)
        }
        own.pop("Cross-Origin-Resource-Policy")
        for path in group.paths if own else ():
            yield from _rule(f"/{path}", own)


def _rule(path: str, headers: Mapping[str, str]) -> Iterator[str]:
    yield path
    yield from (f"  {name}: {value}" for name, value in headers.items())
