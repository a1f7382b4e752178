"""Charts as plain numbers: where each bar stands. A macro of the theme draws them as SVG.

Colour never tells anything alone: bars have their totals printed, parts have hatchings, and the
table with all figures stands beside each chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, TOP, HEIGHT, STEP, BAR = 4, 26, 150, 48, 30
"""In units of the drawing: margins, the height of the highest bar, room for a bar, its width."""
_LEGEND = 22
"""The height of a line of the legend."""
_MOST = 12
"""More bars than this, or bars for more lines, would be too small to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar, or one of the parts that lie on each other."""

    x: int
    """Its left edge."""
    y: int
    """Its upper edge."""
    height: int
    """Its height; 0 draws nothing."""
    part: int = 0
    """Which hatching it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words in a chart."""

    x: int
    """Their middle, or their left edge in a legend."""
    y: int
    """Their base line."""
    text: str
    """The words."""
    part: int = 0
    """Which hatching they explain, in a legend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart, ready to be drawn."""

    id: str
    """Tells it from others on its page."""
    title: str
    """What it shows."""
    description: str
    """The same in words, for those who do not see it."""
    width: int
    """Its width in units."""
    height: int
    """Its height in units."""
    base: int
    """Where bars stand."""
    bars: tuple[Bar, ...]
    """From left to right, from the base up."""
    marks: tuple[Mark, ...]
    """The figures above bars and the words below."""
    legend: tuple[Mark, ...] = ()
    """What each hatching stands for."""
    breaks: tuple[int, ...] = ()
    """Where an upright line marks that figures left and right of it follow different forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What a chart is to show: a figure for each place on its axis."""

    names: tuple[str, ...]
    """What stands below each bar."""
    values: tuple[int | None, ...]
    """``None`` where there is no figure."""
    blanks: tuple[str, ...]
    """What stands in the place of a bar without figure."""
    breaks: tuple[int, ...] = ()
    """Before which bars the form changed."""


def bars(series: Series, *, id: str, title: str, description: str) -> Chart | None:
    """A bar for each figure; ``None`` where there is nothing to see."""
    highest = max((value or 0 for value in series.values), default=0)
    if highest == 0 or not 1 < len(series.values) <= _MOST:
        return None
    found = tuple(
        _bar(place, 0, value, highest) for place, value in enumerate(series.values) if value
    )
    return _chart(series, found, (), id=id, title=title, description=description)


def stacks(
    series: Series,
    parts: Sequence[tuple[str, Sequence[int | None]]],
    *,
    id: str,
    title: str,
    description: str,
) -> Chart | None:
    """For each figure a bar of one height, divided as its parts are; ``None`` if all are 0.

    ``parts`` are their names with a figure for each bar; one that lacks a figure is not drawn.
    """
    if not any(series.values) or not 1 < len(series.values) <= _MOST:
        return None
    found = [
        bar
        for place, whole in enumerate(series.values)
        if whole
        for bar in _stack(place, whole, [values[place] for _, values in parts])
    ]
    names = [name for name, _ in parts]
    return _chart(series, tuple(found), names, id=id, title=title, description=description)


def _stack(place: int, whole: int, values: Sequence[int | None]) -> list[Bar]:
    """Edges are rounded, not heights: so parts touch and end where the whole does."""
    if any(value is None for value in values):
        return []
    found, below = [], 0
    for part, value in enumerate(values):
        above = below + (value or 0)
        if value and above <= whole:
            found.append(_bar(place, below, above, whole, part))
        below = above
    return found


def _bar(place: int, below: int, above: int, highest: int, part: int = 0) -> Bar:
    low, high = HEIGHT * below // highest, HEIGHT * above // highest
    high = max(high, low + 1)  # what is there can be seen
    x = LEFT + place * STEP + (STEP - BAR) // 2
    return Bar(x=x, y=TOP + HEIGHT - high, height=high - low, part=part)


def _chart(
    series: Series,
    found: tuple[Bar, ...],
    legend: Sequence[str],
    *,
    id: str,
    title: str,
    description: str,
) -> Chart:
    base = TOP + HEIGHT
    tops = {bar.x: min(other.y for other in found if other.x == bar.x) for bar in found}
    marks: list[Mark] = []
    for place, value in enumerate(series.values):
        middle = LEFT + place * STEP + STEP // 2
        top = tops.get(middle - BAR // 2, base)
        text = series.blanks[place] if value is None else str(value)
        marks.append(Mark(x=middle, y=top - 6, text=text))
        marks.append(Mark(x=middle, y=base + 18, text=series.names[place]))
    width = max(LEFT * 2 + STEP * len(series.values), 240 if legend else 0)
    rows = -(-len(legend) // 2)
    return Chart(
        id=id,
        title=title,
        description=description,
        width=width,
        height=base + 28 + _LEGEND * rows,
        base=base,
        bars=found,
        marks=tuple(marks),
        legend=tuple(
            Mark(
                x=LEFT + (number % 2) * width // 2,
                y=base + 28 + _LEGEND * (number // 2) + 13,
                text=name,
                part=number,
            )
            for number, name in enumerate(legend)
        ),
        breaks=tuple(LEFT + place * STEP for place in series.breaks),
    )
