"""Links, pictures, figures and markup inside the prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from generator.narrative.markdown import Token, walk
from generator.narrative.reading import Reading
from generator.report import Claim, Link, Slot

_HTML = re.compile(r"<(?:!--|/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>)")
_DEAD_SCHEME = re.compile(r"\]\(\s*<?\s*(?:javascript|vbscript|file|data):", re.IGNORECASE)
_SCHEMES = frozenset({"https", "http", "mailto", "tel"})


def gather(reading: Reading, tokens: Sequence[Token]) -> None:
    """Collect links, slots and bound words; refuse raw HTML and unsafe links."""
    folder = reading.file.rpartition("/")[2].removesuffix(".md") + "/"
    for token, line in walk(tokens):
        if token.type == "text":
            for html in _HTML.finditer(token.content):
                reading.add("narrative.html", "default", line, html[0], found=html[0])
            if dead := _DEAD_SCHEME.search(token.content):
                reading.add("narrative.link", "scheme", line, dead[0], target=dead[0][2:])
        elif token.type == "link_open":
            _link(reading, _target(token, "href", folder), line, image=False)
        elif token.type == "image":
            _link(reading, _target(token, "src", folder), line, image=True)
            if not token.content.strip():
                reading.add("narrative.image", "alt", line, "![")
        elif token.type == "slot":
            reading.slots.append(Slot(address=token.content, line=line))
        elif token.type == "claim":
            reading.claims.append(Claim(words=token.content, address=token.info, line=line))


def _target(token: Token, attribute: str, folder: str) -> str:
    """Where a link leads, as written; the token is given the address that works on the page.

    An attachment may be named from the Markdown file (``2024/chart.png``), so that it shows in
    other viewers too; it is published beside the page. The folder of a page gets its file's name,
    since a folder opened from a disk shows a list.
    """
    written = str(token.attrGet(attribute) or "")
    works = written.removeprefix("./").removeprefix(folder)
    path, mark, fragment = works.partition("#")
    if path.endswith("/") and "://" not in path:
        works = f"{path}index.html{mark}{fragment}"
    token.attrSet(attribute, works)
    return works


def _link(reading: Reading, target: str, line: int, *, image: bool) -> None:
    try:
        parts = urlsplit(target)
    except ValueError:
        reading.add("narrative.link", "scheme", line, target, target=target)
        return
    shown = unquote(target.removesuffix("index.html"))
    outside = bool(parts.scheme or parts.netloc)
    if image and outside:
        reading.add("narrative.image", "outside", line, shown, target=shown)
    elif outside and parts.scheme not in _SCHEMES:
        reading.add("narrative.link", "scheme", line, shown, target=shown)
    elif not outside and parts.path.startswith("/"):
        reading.add("narrative.link", "root", line, shown, target=shown)
    else:
        place, column = reading.locate(shown, line)
        reading.links.append(Link(target=target, image=image, line=place, column=column))
