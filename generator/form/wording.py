"""An edition's patterns for prose, proved when they are loaded as far as that is cheap.

That every pattern compiles is proved by ``prove``, which only new patterns need: those that come
along are proved by the tests.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from generator.diagnostic import DataPath, FormError
from generator.form.model import Cell
from generator.form.prose import Deadlines, Duty, Fee, Point, Prose, Statement, Sum
from generator.form.reader import Node
from generator.form.sums import cells_of

NUMBER = "<n>"
"""What stands for a number in a pattern."""

_KEYS = (
    *(
        "naming",
        "period",
        "years",
        "openings",
        "organs",
        "leftovers",
        "parts",
        "nothing",
        "duties",
        "fee",
    ),
    *("elsewhere", "wider", "narrower", "split", "units", "denied", "statements"),
)


def deadlines(root: Node) -> Deadlines:
    """When the law wants reports published, by kind of agency.

    Raises:
        FormError: there is no such day.
    """
    if "deadlines" not in root.data:
        return {}
    node = root.node("deadlines")
    return {kind: _day(node, kind) for kind in node.data}


def _day(node: Node, key: str) -> tuple[int, int]:
    found = re.fullmatch(r"(0[1-9]|1[0-2])-([0-3][0-9])", node.text(key))
    if found is None:
        raise FormError(node.at(key), "expected month and day, such as 01-31")
    return int(found[1]), int(found[2])


def prose(root: Node, language: str, cells: Sequence[Cell], sections: Collection[str]) -> Prose:
    """The patterns of an edition.

    Raises:
        FormError: a statement means no cell, or a section does not exist.
    """
    if "narrative" not in root.data:
        return Prose()
    node = root.node("narrative")
    node.only(*_KEYS)
    naming = _optional(node, "naming")
    statements = tuple(_statement(item, cells) for item in node.nodes("statements"))
    period = _optional(node, "period")
    return Prose(
        doubled=naming.optional("doubled") if naming else None,
        seat=naming.optional("seat") if naming else None,
        periods=period.texts("words") if period else (),
        whole_year=(period.text("first"), period.text("last")) if period else ("", ""),
        years=node.texts("years"),
        openings=node.texts("openings"),
        organs=node.texts("organs"),
        leftovers=node.texts("leftovers"),
        parts=node.texts("parts"),
        nothing=tuple(
            (_section(item, sections), item.text("words")) for item in node.nodes("nothing")
        ),
        duties=tuple(_duty(item, language, sections) for item in node.nodes("duties")),
        fee=_fee(_optional(node, "fee")),
        elsewhere=node.texts("elsewhere"),
        wider=node.texts("wider"),
        narrower=node.texts("narrower"),
        split=node.texts("split"),
        units=node.optional("units") or "",
        denied=node.texts("denied"),
        topics=tuple(sorted({word for item in statements for word in item.about})),
        statements=statements,
    )


def prove(data: object, path: DataPath = ("narrative",)) -> None:
    """See that every pattern of a narrative's words compiles.

    Raises:
        FormError: one does not.
    """
    for where, text in _texts(data, path):
        try:
            re.compile(text.replace(NUMBER, "[0-9]"))
        except re.error as error:
            raise FormError(where, f"this is no pattern: {error}") from error


def _texts(data: object, path: DataPath) -> Iterator[tuple[DataPath, str]]:
    if isinstance(data, str):
        yield path, data
    pairs = data.items() if isinstance(data, dict) else ()
    for key, value in enumerate(data) if isinstance(data, list) else pairs:
        if key not in ("means", "about", "title", "title_en"):
            yield from _texts(value, (*path, key))


def _optional(node: Node, key: str) -> Node | None:
    return node.node(key) if key in node.data else None


def _section(node: Node, sections: Collection[str]) -> str:
    section = node.text("section")
    if section not in sections:
        raise FormError(node.at("section"), f"there is no section {section!r}")
    return section


def _duty(node: Node, language: str, sections: Collection[str]) -> Duty:
    node.only("rule", "section", "kinds", "points")
    return Duty(
        rule=node.text("rule"),
        section=_section(node, sections) if "section" in node.data else None,
        kinds=node.texts("kinds"),
        points=tuple(_point(item, language) for item in node.nodes("points")),
    )


def _point(node: Node, language: str) -> Point:
    node.only("title", "title_en", "words")
    label = node.label("title", language)
    return Point(name=label.text, english=label.english, words=node.text("words"))


def _fee(node: Node | None) -> Fee | None:
    if node is None:
        return None
    numbers = ("unit", "free", "flat", "price", "step")
    node.only("charged", "case", *numbers)
    for key in numbers:
        if not re.fullmatch(r"[1-9][0-9]{0,5}", node.text(key)):
            raise FormError(node.at(key), "expected a whole number")
    unit, free, flat, price, step = (int(node.text(key)) for key in numbers)
    return Fee(
        charged=node.texts("charged"),
        case=node.texts("case"),
        unit=unit,
        free=free,
        flat=flat,
        price=price,
        step=step,
    )


def _statement(node: Node, cells: Sequence[Cell]) -> Statement:
    node.only("means", "about", "counts", "denials", "unless", "sure")
    counts, denials = node.texts("counts"), node.texts("denials")
    for index, text in enumerate(counts):
        if text.count(NUMBER) != 1:
            raise FormError((*node.at("counts"), index), f"a count has {NUMBER} just once")
    return Statement(
        sums=tuple(_sum(node, text, cells) for text in node.texts("means")),
        about=frozenset(node.texts("about")),
        counts=counts,
        denials=denials,
        unless=node.optional("unless"),
        sure=node.flag("sure"),
    )


def _sum(node: Node, text: str, cells: Sequence[Cell]) -> Sum:
    return Sum(address=text, cells=cells_of(text, cells, node.at("means")))
