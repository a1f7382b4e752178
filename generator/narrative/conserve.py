"""Proof that rendering lost nothing: each letter and digit of the source is in the output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from generator.narrative.markdown import Token, walk


def lost(source: str, tokens: Sequence[Token]) -> str:
    """The letters and digits of a source that its tokens do not hold, in the source's order.

    Empty for a faithful rendering. Deep nesting, surplus table cells and the like show up here.
    """
    kept = Counter(char for text in _kept(tokens, source) for char in text if char.isalnum())
    missing: list[str] = []
    for char in source:
        if not char.isalnum():
            continue
        if kept[char]:
            kept[char] -= 1
        else:
            missing.append(char)
    return "".join(missing)


def first_line(source: str, tokens: Sequence[Token]) -> int:
    """The first line (from 1) of a source that holds more than the tokens of its lines do."""
    kept = Counter(char for text in _kept(tokens, source) for char in text if char.isalnum())
    for number, line in enumerate(source.split("\n"), start=1):
        for char in line:
            if char.isalnum():
                kept[char] -= 1
                if kept[char] < 0:
                    return number
    return 1


def _kept(tokens: Sequence[Token], source: str) -> Iterator[str]:
    for token, _ in walk(tokens):
        if token.type == "inline":
            continue
        yield token.content
        if token.type not in ("table_open", "fence"):  # names that readers do not see
            yield token.info
        for name in ("href", "src", "title"):
            written = str(token.attrGet(name) or "")
            # The parser encodes what an editor wrote plainly, and leaves what was encoded already.
            yield written if written in source else unquote(written)
        yield from _kept(token.children or (), source) if token.type == "image" else ()
