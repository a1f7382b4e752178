"""nginx: locations to be included in a ``server``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.publish.hosts.place import Place
from generator.publish.hosts.table import GROUPS, REST, Group, headers
from generator.publish.media import MEDIA

_PACKED = ("csv", "css", "js", "json", "jsonld", "svg", "txt", "xml")
"""What is worth compressing besides HTML, which always is."""


def nginx(place: Place) -> str:
    """The configuration of a site.

    A ``location`` with one ``add_header`` inherits none of those around it, so each has all.
    """
    return "\n".join((*_lines(place), ""))


def _lines(place: Place) -> Iterator[str]:
    path = place.path
    yield f"# The site in {place.folder}, served under {path}. Goes inside server {{ }}."
    yield "# Written by gongkai headers; write it again instead of changing it."
    if path != "/":
        yield f"location = {path.rstrip('/')} {{"
        yield "    absolute_redirect off;"
        yield f"    return 301 {path};"
        yield "}"
    yield f"location {path} {{"
    yield f"    alias {place.folder.rstrip('/')}/;"
    yield "    index index.html;"
    yield f"    error_page 404 {path}404.html;"
    yield "    absolute_redirect off;"
    yield "    server_tokens off;"
    yield from _types()
    yield from (f"    {line}" for line in _added(REST, place))
    for group in GROUPS:
        yield ""
        yield f"    # {group.name}"
        yield f'    location ~ "^{_escaped(path)}{group.regex()}" {{'
        yield from (f"        {line}" for line in _added(group, place))
        yield "    }"
    yield "}"


def _escaped(path: str) -> str:
    return Group(name="", paths=(path,)).regex().removeprefix("(?:").removesuffix(")$")


def _added(group: Group, place: Place) -> Iterator[str]:
    for name, value in headers(group, place).items():
        yield f'add_header {name} "{value}" always;'


def _types() -> Iterator[str]:
    plain = {ending: kind.partition(";")[0] for ending, kind in MEDIA.items()}
    worded = [plain[ending] for ending, kind in MEDIA.items() if "charset" in kind]
    yield "    types {"
    for kind, endings in _grouped(plain).items():
        yield f"        {kind} {' '.join(endings)};"
    yield "    }"
    yield "    default_type application/octet-stream;"
    yield "    charset utf-8;"
    yield f"    charset_types {_listed(worded)};"
    yield "    gzip on;"
    yield "    gzip_vary on;"
    yield "    gzip_min_length 1000;"
    yield f"    gzip_types {_listed([plain[ending] for ending in _PACKED])};"


def _grouped(types: Mapping[str, str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for ending, kind in types.items():
        found.setdefault(kind, []).append(ending)
    return found


def _listed(types: list[str]) -> str:
    """Types one after the other; HTML is always among them and must not be named."""
    return " ".join(dict.fromkeys(kind for kind in types if kind != "text/html"))
