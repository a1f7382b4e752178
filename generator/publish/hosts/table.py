"""The table: which headers go with which files. Each server's file is this table and no more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.publish.hosts.place import Place
from generator.render.shell import POLICY

KEPT = "public, max-age=31536000, immutable"
"""For files whose name carries a hash of their content: a year, the longest that means anything."""
ASKED = "no-cache"
"""For files that keep their address: kept too, but asked after each time (RFC 9111, 5.2.2.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Files that are served alike."""

    name: str
    """What they are."""
    paths: tuple[str, ...]
    """Their paths from the site's root; ``*`` stands for anything."""
    runs: bool = False
    """Whether a browser runs what they hold, so that the whole policy goes with them."""
    opened: bool = False
    """Whether programs in pages of other sites may read them (CORS)."""
    cache: str = ASKED
    """Their ``Cache-Control``."""

    def regex(self) -> str:
        """A pattern for their paths below the site's root; it is to be found from the start on."""
        every = (re.escape(path).replace(r"\*", ".*") for path in self.paths)
        return f"(?:{'|'.join(every)})$"


GROUPS = (
    Group(name="pages", paths=("*.html", "*/", ""), runs=True),
    Group(name="assets", paths=("assets/*",), runs=True, cache=KEPT),
    Group(name="feeds", paths=("*.xml",), runs=True, opened=True),
    Group(name="drawings", paths=("*.svg",), runs=True),
    Group(
        name="data",
        paths=(
            *("data/*", "*/table.csv"),
            *(f"*/report.{name}" for name in ("json", "csv", "xlsx", "docx")),
        ),
        opened=True,
    ),
)
"""The first group that a file is in counts; attachments and the rest are in none."""
REST = Group(name="rest", paths=("*",))

EVERYWHERE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in (
            *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope"),
            *("magnetometer", "microphone", "midi", "payment", "usb"),
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What goes with every file."""


def everywhere(place: Place) -> Mapping[str, str]:
    """What goes with every file of a site, whatever group it is in."""
    framed = {} if place.frames else {"X-Frame-Options": "SAMEORIGIN"}
    return {**EVERYWHERE, **framed}


def headers(group: Group, place: Place) -> Mapping[str, str]:
    """All that goes with the files of a group.

    The whole policy stays away from what is only shown: with it Chromium's reader of PDF lacks its
    own styles (crbug.com/271452).
    """
    policy = f"{POLICY}; require-trusted-types-for 'script'; trusted-types 'none'; "
    return {
        "Content-Security-Policy": (policy if group.runs else "") + ancestors(place),
        **everywhere(place),
        "Cross-Origin-Resource-Policy": "cross-origin" if group.opened else "same-site",
        **({"Access-Control-Allow-Origin": "*"} if group.opened else {}),
        "Cache-Control": group.cache,
    }


def ancestors(place: Place) -> str:
    """Who may show pages in a frame; it has no effect in a page's own ``meta`` tag."""
    return " ".join(("frame-ancestors 'self'", *place.frames))
