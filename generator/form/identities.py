"""A form's rules: equations over row, column or cell names, resolved to the cells they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.diagnostic import FormError
from generator.equation import Equation, EquationError, Term, parse
from generator.form.model import (
    Caution,
    Cell,
    Header,
    HeaderPath,
    Identity,
    Label,
    Operand,
    Relation,
    Table,
)
from generator.form.reader import Node

_PREVIOUS = "previous."


@dataclass(frozen=True, slots=True)
class _Named:
    """A figure that a name means in one instance."""

    cell: int
    label: Label


@dataclass(frozen=True, slots=True)
class _Instance:
    """One column, row or table over which an equation holds."""

    subject: Label
    figures: Mapping[str, _Named | None]
    """By name; ``None`` where two figures share the name, so that it means neither."""

    def resolve(self, name: str) -> _Named | None:
        """The figure that a name means, of this year or the one before."""
        return self.figures.get(name.removeprefix(_PREVIOUS))


def identities(rule: Node, table: Table, cells: Sequence[Cell]) -> Iterator[Identity]:
    """Every instance of a rule, in the form's order.

    Raises:
        FormError: the equation does not parse, or a name in it means no cell of the table.
    """
    rule.only("rule", "each", "equation", "source", "derives")
    equation = _equation(rule)
    own = [cell for cell in cells if cell.table == table.id]
    instances = tuple(_instances(rule, table, own, equation))
    _prove_names(rule, equation, instances)
    for instance in instances:
        left = _operands(equation.left, instance)
        right = _operands(equation.right, instance)
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
            signs=(*(item.sign for item in left), *(-item.sign for item in right)),
            reaches_back=any(operand.previous for operand in left + right),
        )


def cautions(rule: Node, table: Table, cells: Sequence[Cell]) -> Iterator[Caution]:
    """Every instance of a rule that compares two sums without wanting them equal.

    Raises:
        FormError: as for an equation; or there is no such relation.
    """
    rule.only("rule", "each", "equation", "relation", "only_if", "source")
    relation = rule.text("relation")
    if relation not in set(Relation):
        raise FormError(rule.at("relation"), f"expected one of {', '.join(Relation)}")
    equation, named = _equation(rule), rule.optional("only_if")
    own = [cell for cell in cells if cell.table == table.id]
    instances = tuple(_instances(rule, table, own, equation))
    _prove_names(rule, equation, instances)
    if named is not None and not any(instance.resolve(named) for instance in instances):
        raise FormError(rule.at("only_if"), f"{named!r} means no figure here")
    for instance in instances:
        left = _operands(equation.left, instance)
        right = _operands(equation.right, instance)
        if left is None or right is None:
            continue
        condition = instance.resolve(named) if named else None
        yield Caution(
            rule=rule.text("rule"),
            subject=instance.subject,
            relation=Relation(relation),
            left=left,
            right=right,
            only_if=condition.cell if condition else None,
            source=rule.text("source"),
        )


def _equation(rule: Node) -> Equation:
    try:
        return parse(rule.text("equation"))
    except EquationError as error:
        raise FormError(rule.at("equation"), str(error)) from error


def _instances(
    rule: Node, table: Table, cells: Sequence[Cell], equation: Equation
) -> Iterator[_Instance]:
    each = rule.text("each")
    if each == "table":
        yield _whole(table, cells, equation)
    elif each == "column":
        yield from _along(cells, fixed=lambda cell: cell.column, named=lambda cell: cell.row)
    elif each == "row":
        yield from _along(cells, fixed=lambda cell: cell.row, named=lambda cell: cell.column)
    else:
        raise FormError(rule.at("each"), "expected column, row or table")


def _whole(table: Table, cells: Sequence[Cell], equation: Equation) -> _Instance:
    """The one instance of a rule that names cells; it is about the first one's group."""
    figures: dict[str, _Named | None] = {}
    groups: dict[str, Label] = {}
    for cell in cells:
        path = (*cell.row, *cell.column)
        name = ".".join(header.id for header in path)
        figures[name] = _Named(cell.index, _short(path[-1:]))
        groups[name] = _short(path[:-1]) if len(path) > 1 else table.label
    return _Instance(groups.get(equation.left[0].name, table.label), figures)


def _along(
    cells: Sequence[Cell],
    *,
    fixed: Callable[[Cell], HeaderPath],
    named: Callable[[Cell], HeaderPath],
) -> Iterator[_Instance]:
    """One instance for each line of cells; a name is the id of the header that crosses it."""
    lines: dict[tuple[str, ...], dict[str, _Named | None]] = {}
    subjects: dict[tuple[str, ...], HeaderPath] = {}
    for cell in cells:
        line = (cell.block, *(header.id for header in fixed(cell)))
        subjects[line] = fixed(cell)
        if crossing := named(cell):
            figures = lines.setdefault(line, {})
            name = crossing[-1].id
            figures[name] = None if name in figures else _Named(cell.index, _short(crossing))
    for line, figures in lines.items():
        yield _Instance(_subject(subjects[line]), figures)


def _short(path: HeaderPath) -> Label:
    """A line in the editors' words, such as 不予公开·国家秘密."""
    keyed = [header.short for header in path if header.key] or [path[-1].short]
    return Label(
        text="·".join(label.text for label in keyed),
        english=" · ".join(label.english for label in keyed),
    )


def _subject(path: HeaderPath) -> Label:
    """The words for a line: its own label, with the groups that editors have to name."""
    keyed: tuple[Header, ...] = tuple(header for header in path[:-1] if header.key) + path[-1:]
    return Label(
        text="·".join(header.label.text for header in keyed),
        english=" · ".join(header.label.english for header in keyed),
    )


def _operands(terms: tuple[Term, ...], instance: _Instance) -> tuple[Operand, ...] | None:
    """The cells that terms mean in one instance; ``None`` where the line lacks one of them."""
    found: list[Operand] = []
    for term in terms:
        named = instance.resolve(term.name)
        if named is None:
            return None
        previous = term.name.startswith(_PREVIOUS)
        found.append(Operand(sign=term.sign, cell=named.cell, previous=previous, label=named.label))
    return tuple(found)


def _prove_names(rule: Node, equation: Equation, instances: Sequence[_Instance]) -> None:
    """Refuse a rule in which a name means nothing, or which holds over no line at all."""
    for term in equation.terms:
        if all(item.resolve(term.name) is None for item in instances):
            raise FormError(
                rule.at("equation"), f"column {term.column}: {term.name!r} means no figure here"
            )
    if not any(_operands(equation.terms, item) for item in instances):
        raise FormError(rule.at("equation"), "no line of the table has all of these figures")
