"""The one list of what every program has to build, so that nobody wins by doing less."""

from __future__ import annotations

from collections.abc import Mapping

PAGE_SETS: Mapping[str, frozenset[str]] = {
    "pages": frozenset({"report", "agency", "year", "home"}),
    "full": frozenset({"report", "agency", "year", "home", "table", "json"}),
}
"""``full`` has a page for each statutory table and a JSON file of each report besides."""

WHOLE_SITE = {"sitemap.xml": "sitemap", "feed.xml": "feed"}
"""Files that the others have to build as soon as our program builds them."""
