"""How a figure may be written, and what is said of one that is written otherwise.

Nothing is guessed and nothing is repaired: a count is ``0`` or digits without a leading zero.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from generator.form import Measure
from generator.report import Amount, Value

_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")
_CHANGE = re.compile(r"0|[+-]?[1-9][0-9]{0,8}")
_DASH_CHANGE = re.compile(r"[−–－][0-9]+")
_AMOUNT = re.compile(r"(?P<number>(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?)")
_UNIT = re.compile(r" ?(?P<unit>元|万元|亿元)")
_MARKS = frozenset("-—–－/／无") | {"——", "--", "空", "空白", "N/A", "n/a", "未填", "未填报"}

# The first shape that fits says what is wrong; each has a message of its own.
_FAULTS = (
    ("thousands", re.compile(r"[-+]?[0-9]{1,3}(?:[,，_'][0-9]{3})+(?:\.[0-9]+)?")),
    ("leading-zero", re.compile(r"0[0-9]+")),
    ("too-large", re.compile(r"[1-9][0-9]{9,}")),
    ("negative", re.compile(r"[-−–][0-9]+(?:\.[0-9]+)?")),
    ("sign", re.compile(r"\+[0-9]+(?:\.[0-9]+)?")),
    ("fraction", re.compile(r"[0-9]*[.][0-9]*")),
    ("unit", re.compile(r"[-+]?[0-9][0-9,.]*\s*[^\W\d_]+")),
)


def is_mark(text: str) -> bool:
    """Whether a text stands for an empty cell, as ``-``, ``/`` and ``无`` do on paper."""
    return text.strip() in _MARKS or not text.strip()


@lru_cache(maxsize=4096)
def number(text: str, measure: Measure, *, unit_printed: bool) -> Value | str:
    """The figure that a text states, or the name of what is wrong with it.

    ``unit_printed`` says that the form prints the unit, so that a cell must not repeat it.
    """
    if measure is Measure.COUNT and _COUNT.fullmatch(text):
        return int(text)
    if measure is Measure.CHANGE and _CHANGE.fullmatch(text):
        return int(text)
    if measure is Measure.CHANGE and _DASH_CHANGE.fullmatch(text):
        return "fullwidth"
    if measure is Measure.AMOUNT and (written := _AMOUNT.match(text)):
        rest = text[written.end() :]
        unit = _UNIT.fullmatch(rest)
        if not rest:
            return Amount(value=Decimal(written["number"]), unit=None)
        if unit and not unit_printed:
            return Amount(value=Decimal(written["number"]), unit=unit["unit"])
    return _fault(text)


def _fault(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    if folded != text and re.fullmatch(r"\s*[-+]?[0-9.,]+\s*", folded):
        return "fullwidth"
    return next((name for name, shape in _FAULTS if shape.fullmatch(text)), "other")
