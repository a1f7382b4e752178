"""A page that differs from others in a few texts only: rendered once with gaps, then filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_GAP = re.compile("\x00([a-z0-9_-]+)\x01")
_FOLDER_GAP = re.compile(r"~\.([a-z0-9_-]+)\.~")


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


def folder_gap(name: str) -> str:
    """The place of a folder's name in an address, where only such characters stay as they are."""
    return f"~.{name}.~"


def frame_of(page: bytes) -> Frame:
    """The frame that a page is, in which gaps stand for texts."""
    even = _FOLDER_GAP.sub(lambda found: gap(found[1]), page.decode())
    return Frame(tuple(_GAP.split(even)))
