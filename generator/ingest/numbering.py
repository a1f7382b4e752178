"""The numbers that Word shows before paragraphs without their standing in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.ingest.markup import Element, attribute, name
from generator.ingest.words import sequence

_SLOT = re.compile(r"%([1-9])")


def _chinese(number: int) -> str:
    known = sequence("numerals")
    return known[number - 1] if 0 < number <= len(known) else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


_KINDS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "ideographDigital": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "decimalFullWidth": lambda number: str(number),
    "decimal": lambda number: str(number),
}
"""How a number is written, by Word's name for it; any other is written in digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list is numbered."""

    kind: str
    """Word's name for the kind of number."""
    text: str
    """What is printed, with ``%1`` for the number of the first level and so on."""
    start: int
    """The first number."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counted as its paragraphs go by."""

    lists: Mapping[str, Mapping[int, Level]]
    """The levels of each list, by the list's id."""
    styles: Mapping[str, tuple[str, int]]
    """The list and level of each style that is numbered."""
    counts: dict[str, list[int]] = field(default_factory=dict)
    """How far each list has got, level by level."""

    @staticmethod
    def style(paragraph: Element) -> str:
        """The id of a paragraph's style."""
        return _value(_child(paragraph, "pPr"), "pStyle")

    def next(self, paragraph: Element) -> str:
        """What is printed before a paragraph: nothing, ``-`` for a bullet, or its number."""
        properties = _child(_child(paragraph, "pPr"), "numPr")
        by_style = self.styles.get(self.style(paragraph), ("", 0))
        wanted = _value(properties, "numId") or by_style[0]
        written = _value(properties, "ilvl")
        depth = int(written) if written.isdecimal() and len(written) == 1 else by_style[1]
        level = self.lists.get(wanted, {}).get(depth)
        if level is None:
            return ""
        if level.kind in ("bullet", "none"):
            return "-" if level.kind == "bullet" else ""
        return self._count(wanted, depth, level)

    def _count(self, wanted: str, depth: int, level: Level) -> str:
        levels = self.lists[wanted]
        reached = self.counts.setdefault(wanted, [])
        del reached[depth + 1 :]
        while len(reached) <= depth:
            above = levels.get(len(reached))
            reached.append((above.start if above else 1) - (len(reached) == depth))
        reached[depth] += 1

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            kind = levels[place].kind if place in levels else level.kind
            number = reached[place] if place < len(reached) else 1
            return _KINDS.get(kind, str)(number)

        return _SLOT.sub(shown, level.text)


def numbering(part: Element | None, styles: Element | None) -> Numbering:
    """The lists that a document defines."""
    abstract: dict[str, Mapping[int, Level]] = {}
    lists: dict[str, Mapping[int, Level]] = {}
    for item in part if part is not None else ():
        if name(item) == "abstractNum":
            abstract[attribute(item, "abstractNumId")] = _levels(item)
        elif name(item) == "num":
            known = abstract.get(_value(item, "abstractNumId"), {})
            lists[attribute(item, "numId")] = known
    return Numbering(lists=lists, styles=_styles(styles))


def _levels(item: Element) -> Mapping[int, Level]:
    found = {}
    for level in item:
        depth = attribute(level, "ilvl")
        if name(level) == "lvl" and depth.isdecimal() and len(depth) == 1:
            start = _value(level, "start")
            found[int(depth)] = Level(
                kind=_value(level, "numFmt") or "decimal",
                text=_value(level, "lvlText"),
                start=int(start) if start.isdecimal() and len(start) < 6 else 1,
            )
    return found


def _styles(styles: Element | None) -> Mapping[str, tuple[str, int]]:
    found = {}
    for style in styles.iter("{*}style") if styles is not None else ():
        properties = _child(_child(style, "pPr"), "numPr")
        wanted, depth = _value(properties, "numId"), _value(properties, "ilvl")
        if wanted:
            found[attribute(style, "styleId")] = (wanted, int(depth) if depth.isdecimal() else 0)
    return found


def _child(element: Element | None, kind: str) -> Element | None:
    if element is None:
        return None
    return next((item for item in element if name(item) == kind), None)


def _value(element: Element | None, kind: str) -> str:
    found = _child(element, kind)
    return "" if found is None else attribute(found, "val")
