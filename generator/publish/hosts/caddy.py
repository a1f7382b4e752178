"""Caddy: directives to be imported into a site's block."""

from __future__ import annotations

from collections.abc import Iterator

from generator.publish.hosts.place import Place
from generator.publish.hosts.table import GROUPS, REST, Group, headers
from generator.publish.media import MEDIA


def caddy(place: Place) -> str:
    """The configuration of a site; paths in its groups begin below the address."""
    return "\n".join((*_lines(place), ""))


def _lines(place: Place) -> Iterator[str]:
    path = place.path
    yield f"# The site in {place.folder}, served under {path}. Import it in a site's block."
    yield "# Written by gongkai headers; write it again instead of changing it."
    if path != "/":
        yield f"redir {path.rstrip('/')} {path} permanent"
    yield f"handle_path {path}* {{"
    yield f"\troot * {place.folder}"
    yield "\tencode gzip"
    yield "\tmap {path} {gongkai_type} {"
    yield f'\t\t~/$ "{MEDIA["html"]}"'
    for ending, kind in MEDIA.items():
        yield f'\t\t~(?i)\\.{ending}$ "{kind}"'
    yield "\t\tdefault application/octet-stream"
    yield "\t}"
    yield "\theader Content-Type {gongkai_type}"
    for group in GROUPS:
        yield f"\t@{group.name} path_regexp ^/{group.regex()}"
        yield f"\thandle @{group.name} {{"
        yield from (f"\t\t{line}" for line in _added(group, place))
        yield "\t}"
    yield "\thandle {"
    yield from (f"\t\t{line}" for line in _added(REST, place))
    yield "\t}"
    yield "\tfile_server"
    yield "}"
    yield from _missing(place)


def _added(group: Group, place: Place) -> Iterator[str]:
    yield "header {"
    for name, value in headers(group, place).items():
        yield f'\t{name} "{value}"'
    yield "}"


def _missing(place: Place) -> Iterator[str]:
    """The site's own page for addresses that lead nowhere; what was set for these is set again."""
    yield "handle_errors {"
    yield f"\t@missing expression `{{err.status_code}} == 404 && path('{place.path}*')`"
    yield "\thandle @missing {"
    yield f"\t\troot * {place.folder}"
    yield "\t\trewrite * /404.html"
    yield from (f"\t\t{line}" for line in _added(GROUPS[0], place))
    yield "\t\theader -Access-Control-Allow-Origin"
    yield f'\t\theader Content-Type "{MEDIA["html"]}"'
    yield "\t\tfile_server"
    yield "\t}"
    yield "}"
