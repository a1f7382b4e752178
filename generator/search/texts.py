"""The texts of an agency's reports, as a file that lies beside them.

It is what is searched: the script of the search page looks into it for phrases and prints the lines
around what it found, and the index is made of it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_BREAK = re.compile(
    r"</?(?:p|h[1-6]|ul|ol|li|blockquote|pre|table|thead|tbody|tr|th|td|br|hr)\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What can be found of one report."""

    parts: tuple[tuple[str, str], ...]
    """Section ids with their text; an empty id for what belongs to none. The last is the title."""

    @property
    def whole(self) -> str:
        """All of it; nothing runs from one part into the next."""
        return "\n".join(text for _, text in self.parts)


def plain_text(page: str) -> str:
    """The text of safe HTML, a line for each block."""
    broken = _TAG.sub("", _BREAK.sub("\n", page))
    return _LINES.sub("\n", html.unescape(broken) if "&" in broken else broken).strip()


def write_texts(texts: Mapping[str, Text]) -> bytes:
    """The file of an agency's texts, by slug."""
    plain = {slug: text.parts for slug, text in sorted(texts.items())}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def read_texts(content: bytes) -> Mapping[str, Text]:
    """What ``write_texts`` wrote."""
    return {slug: _text(parts) for slug, parts in json.loads(content).items()}


def _text(parts: Iterable[tuple[str, str]]) -> Text:
    return Text(parts=tuple((section, text) for section, text in parts))
