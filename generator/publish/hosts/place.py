"""Where a site is served from, and under which address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.diagnostic import GeneratorError

_PLAIN = re.compile(r"[^\s\"'`{}$;\\#*]+")
"""Paths and origins that mean themselves in every server's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A folder with a built site, and the address it is served under.

    Raises:
        GeneratorError: a path or origin has signs that mean something to a server.
    """

    folder: str = "/srv/www/current"
    """The folder, as the server sees it."""
    path: str = "/"
    """Path of the address; begins and ends with a slash."""
    frames: tuple[str, ...] = ()
    """Origins whose pages may show the site's in a frame, besides its own."""

    def __post_init__(self) -> None:
        for text in (self.folder, self.path, *self.frames):
            if not _PLAIN.fullmatch(text):
                raise GeneratorError("host-path", path=text)
