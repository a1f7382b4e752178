"""Linear identities between named figures, such as ``received + carried_in = handled``.

The grammar is ``sum "=" sum`` where ``sum`` is ``["-"] name {("+" | "-") name}`` and a name is
words of lower-case letters, digits and ``_`` joined by dots. Nothing is ever evaluated as code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\s*(?:(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)|(?P<sign>[+\-=]))")


class EquationError(ValueError):
    """An equation that does not parse, with the column (from 1) at which it stops making sense."""

    def __init__(self, text: str, column: int, expected: str) -> None:
        super().__init__(f"{text!r}, column {column}: expected {expected}")
        self.column = column
        """Where the fault is, in characters from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One name of an equation with the sign before it."""

    sign: int
    """``1`` or ``-1``."""
    name: str
    """A dotted name, to be resolved by the form that owns the equation."""
    column: int
    """Where the name begins in the equation's text, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """Two sums that have to be equal."""

    left: tuple[Term, ...]
    """The terms before the equals sign; never empty."""
    right: tuple[Term, ...]
    """The terms after it; never empty."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term in the order of the text."""
        return self.left + self.right


def parse(text: str) -> Equation:
    """The equation that a text states.

    Raises:
        EquationError: the text is not an equation; it names the column.
    """
    sides: list[list[Term]] = [[]]
    sign, expects_name, position = 1, True, 0
    stripped = text.rstrip()
    while position < len(stripped):
        token = _TOKEN.match(stripped, position)
        if token is None:
            blanks = len(stripped[position:]) - len(stripped[position:].lstrip())
            raise EquationError(text, position + blanks + 1, "a name, +, - or =")
        start, position = token.start(token.lastgroup or 0), token.end()
        name, symbol = token["name"], token["sign"]
        if name is not None:
            if not expects_name:
                raise EquationError(text, start + 1, "+, - or = between names")
            sides[-1].append(Term(sign=sign, name=name, column=start + 1))
            sign, expects_name = 1, False
        elif symbol == "=":
            if expects_name or len(sides) == 2:
                raise EquationError(text, start + 1, "one = between two sums")
            sides.append([])
            expects_name = True
        elif expects_name and (symbol == "+" or sign == -1 or sides[-1]):
            raise EquationError(text, start + 1, "a name")
        else:
            sign, expects_name = (1 if symbol == "+" else -1), True
    if expects_name or len(sides) != 2:
        raise EquationError(text, len(stripped) + 1, "two sums joined by =")
    return Equation(left=tuple(sides[0]), right=tuple(sides[1]))
