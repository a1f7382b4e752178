"""A form's rules: equations over row, column or cell names, resolved to the cells they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.diagnostic import FormError
from generator.equation import Equation, EquationError, Term, parse
from generator.form.model import Cell, Header, HeaderPath, Identity, Label, Operand, Table
from generator.form.reader import Node

_PREVIOUS = "previous."
Resolve = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class _Instance:
    """One column, row or table over which an equation holds."""

    subject: Label
    resolve: Resolve


def identities(rule: Node, table: Table, cells: Sequence[Cell]) -> Iterator[Identity]:
    """Every instance of a rule, in the form's order.

    Raises:
        FormError: the equation does not parse, or a name in it means no cell of the table.
    """
    rule.only("rule", "each", "equation", "source", "derives", "allowance")
    equation = _equation(rule)
    own = [cell for cell in cells if cell.table == table.id]
    instances = tuple(_instances(rule, table, own))
    _prove_names(rule, equation, instances)
    for instance in instances:
        left = _operands(equation.left, instance.resolve)
        right = _operands(equation.right, instance.resolve)
        if left is None or right is None:
            continue
        if rule.flag("derives") and (len(left) != 1 or left[0].sign != 1):
            raise FormError(
                rule.at("derives"), "only a single figure on the left can be worked out"
            )
        yield Identity(
            rule=rule.text("rule"),
            subject=instance.subject,
            left=left,
            right=right,
            source=rule.text("source"),
            derives=rule.flag("derives"),
            allowance=rule.flag("allowance"),
        )


def _equation(rule: Node) -> Equation:
    try:
        return parse(rule.text("equation"))
    except EquationError as error:
        raise FormError(rule.at("equation"), str(error)) from error


def _instances(rule: Node, table: Table, cells: Sequence[Cell]) -> Iterator[_Instance]:
    each = rule.text("each")
    if each == "table":
        ids = {cell.id.removeprefix(f"{table.id}/").replace("/", "."): cell.index for cell in cells}
        yield _Instance(table.label, ids.get)
    elif each == "column":
        yield from _along(cells, fixed=lambda cell: cell.column, named=lambda cell: cell.row)
    elif each == "row":
        yield from _along(cells, fixed=lambda cell: cell.row, named=lambda cell: cell.column)
    else:
        raise FormError(rule.at("each"), "expected column, row or table")


def _along(
    cells: Sequence[Cell],
    *,
    fixed: Callable[[Cell], HeaderPath],
    named: Callable[[Cell], HeaderPath],
) -> Iterator[_Instance]:
    """One instance for each line of cells; a name is the id of the header that crosses the line."""
    lines: dict[tuple[str, ...], dict[str, int | None]] = {}
    subjects: dict[tuple[str, ...], HeaderPath] = {}
    for cell in cells:
        line = (cell.block, *(header.id for header in fixed(cell)))
        subjects[line] = fixed(cell)
        if crossing := named(cell):
            names = lines.setdefault(line, {})
            # An id that two groups share means neither: rules over such a line name each=table.
            names[crossing[-1].id] = None if crossing[-1].id in names else cell.index
    for line, crossings in lines.items():
        yield _Instance(_subject(subjects[line]), crossings.get)


def _subject(path: HeaderPath) -> Label:
    """The words for a line: its own label, with the groups that editors have to name."""
    keyed: tuple[Header, ...] = tuple(header for header in path[:-1] if header.key) + path[-1:]
    return Label(
        text="·".join(header.label.text for header in keyed),
        english=" · ".join(header.label.english for header in keyed),
    )


def _operands(terms: tuple[Term, ...], resolve: Resolve) -> tuple[Operand, ...] | None:
    """The cells that terms mean in one instance; ``None`` where the line lacks one of them."""
    found: list[Operand] = []
    for term in terms:
        cell = resolve(term.name.removeprefix(_PREVIOUS))
        if cell is None:
            return None
        previous = term.name.startswith(_PREVIOUS)
        found.append(Operand(sign=term.sign, cell=cell, previous=previous))
    return tuple(found)


def _prove_names(rule: Node, equation: Equation, instances: Sequence[_Instance]) -> None:
    """Refuse a rule in which a name means nothing, or which holds over no line at all."""
    for term in equation.terms:
        if all(item.resolve(term.name.removeprefix(_PREVIOUS)) is None for item in instances):
            raise FormError(
                rule.at("equation"), f"column {term.column}: {term.name!r} means no figure here"
            )
    if not any(_operands(equation.terms, item.resolve) for item in instances):
        raise FormError(rule.at("equation"), "no line of the table has all of these figures")
