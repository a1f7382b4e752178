"""A page that differs from others in a few texts only: rendered once with gaps, then filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

SLUG = "~.slug.~"
"""The gap for a slug: in an address, where only such characters stay as they are."""

_GAP = re.compile("\x00([a-z]+)\x01")


@dataclass(frozen=True, slots=True)
class Frame:
    """A page with gaps."""

    pieces: tuple[str, ...]
    """HTML; every second piece is the name of a gap."""

    def fill(self, texts: Mapping[str, str]) -> bytes:
        """The page with HTML in its gaps."""
        filled = list(self.pieces)
        filled[1::2] = [texts[name] for name in self.pieces[1::2]]
        return "".join(filled).encode()


def gap(name: str) -> str:
    """The place of a text, in characters that no content can have."""
    return f"\x00{name}\x01"


def frame_of(page: bytes) -> Frame:
    """The frame that a page is, in which gaps stand for texts."""
    return Frame(tuple(_GAP.split(page.decode().replace(SLUG, gap("slug")))))
