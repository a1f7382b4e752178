"""Which reports have a term, in a few letters.

Reports are numbered agency by agency, and five numbers make a block; an agency begins a block of
its own, so that most new reports move no number. A code is a row of gaps from block to block, each
with the set of the block's reports that have the term:

- a gap is a number in base 36, its last digit ``0`` to ``z``, those before it ``A`` to ``Z`` in
  base 26;
- the set follows as one sign, which is left out where only the block's first report has the term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.search.terms import terms
from generator.search.texts import Text

BLOCK = 5
"""Reports in a block: as many as one sign can tell apart."""

_SETS = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~"
"""The signs for sets 2 to 31: what JSON prints as it is and no digit uses."""
_LAST = "0123456789abcdefghijklmnopqrstuvwxyz"
_TOKEN = re.compile(r"([A-Z]*)([0-9a-z])([^0-9A-Za-z]?)")

Placed = tuple[int, int]
"""A block's number and the set of its reports, as bits."""

Block = tuple[str, bytes]
"""The terms of a block, with blanks between, and beside them the set of reports that have each."""


def blocks(texts: Mapping[str, Text]) -> tuple[Block, ...]:
    """What an agency brings to the index: its reports by slug, five to a block."""
    slugs = sorted(texts)
    return tuple(
        _block(texts[slug].whole for slug in slugs[start : start + BLOCK])
        for start in range(0, len(slugs), BLOCK)
    )


def _block(texts: Iterable[str]) -> Block:
    sets: dict[str, int] = {}
    for number, text in enumerate(texts):
        bit = 1 << number
        for term in terms(text):
            sets[term] = sets.get(term, 0) | bit
    return " ".join(sets), bytes(sets.values())


def sets_of(block: Block) -> Iterator[tuple[str, int]]:
    """The terms of a block and the reports that have each."""
    return zip(block[0].split(), block[1], strict=True)


def _gap(gap: int) -> str:
    high, last = divmod(gap, 36)
    digits = _LAST[last]
    while high:
        high, digit = divmod(high, 26)
        digits = chr(65 + digit) + digits
    return digits


_GAPS = [_gap(gap) for gap in range(512)]
_SIGNS = ["", "", *_SETS]


def encode(placed: Iterable[Placed]) -> str:
    """The code of some blocks, in ascending order."""
    parts: list[str] = []
    before = -1
    for block, reports in placed:
        gap = block - before
        before = block
        parts.append(_GAPS[gap] if gap < len(_GAPS) else _gap(gap))
        parts.append(_SIGNS[reports])
    return "".join(parts)


def decode(code: str) -> Iterator[Placed]:
    """The blocks of a code."""
    block = -1
    for high, last, sign in _TOKEN.findall(code):
        gap = 0
        for digit in high:
            gap = gap * 26 + ord(digit) - 65
        block += gap * 36 + int(last, 36)
        yield block, _SETS.index(sign) + 2 if sign else 1
