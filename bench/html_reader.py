"""Just enough reading of HTML to compare pages: tables with their headers, text, links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urljoin

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
_HEAD = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
_CELL = re.compile(r"<td\b[^>]*>(.*?)</td>", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
_ROW_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"')
_ATTRIBUTE = re.compile(r'(scope|colspan|rowspan)="?([a-z0-9]+)')
_TAG = re.compile(r"<[^>]*>")

Head = tuple[str, str, int, int]
"""A header cell: its words, scope, colspan and rowspan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as a page shows it, all text without blanks."""

    caption: str
    heads: Sequence[Head]
    cells: Sequence[str]
    at: int
    """Where it begins in the page."""


def squeeze(text: str) -> str:
    """A text without any blanks."""
    return "".join(text.split())


def text(html: str) -> str:
    """What HTML shows, without any blanks."""
    return squeeze(unescape(_TAG.sub("", html)))


def heading(page: str) -> str:
    """What a page's own heading says, without any blanks."""
    found = _HEADING.search(page)
    return text(found[1]) if found else ""


def tables(page: str) -> Sequence[Table]:
    """Every table of a page."""
    return [_table(found[0], found.start()) for found in _TABLE.finditer(page)]


def _table(html: str, at: int) -> Table:
    caption = _CAPTION.search(html)
    return Table(
        caption=text(caption[1]) if caption else "",
        heads=[_head(found[1], found[2]) for found in _HEAD.finditer(html)],
        cells=[text(found[1]) for found in _CELL.finditer(html)],
        at=at,
    )


def _head(attributes: str, html: str) -> Head:
    given = dict(_ATTRIBUTE.findall(attributes))
    spans = int(given.get("colspan", 1)), int(given.get("rowspan", 1))
    return (text(html), given.get("scope", ""), *spans)


def lines(page: str, url: str) -> Sequence[tuple[str, Sequence[str]]]:
    """The rows of a page's tables: where the first link leads, and what the cells say."""
    found = []
    for row in _ROW.finditer(page):
        leads = links(row[1], url)
        cells = [text(cell[1]) for cell in _ROW_CELL.finditer(row[1])]
        found.append((leads[0] if leads else "", cells))
    return found


def links(html: str, url: str) -> Sequence[str]:
    """Where links lead from a page's URL, both without leading slash and name of an index file."""
    base = f"http://site/{url}"
    return [_reached(base, unescape(found)) for found in _LINK.findall(html)]


def _reached(base: str, target: str) -> str:
    reached = urljoin(base, target.partition("#")[0])
    return unquote(reached.partition("://")[2].partition("/")[2]).removesuffix("index.html")
