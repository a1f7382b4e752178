"""Whether a region's report is the sum of its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.check.subject import Filing
from generator.check.sums import Difference, Sparse, differences, explaining, numbers
from generator.diagnostic import Address, Diagnostic, Related
from generator.form import Cell, Form
from generator.report import Scope

Find = Callable[[str], Filing | None]
"""A report by its file; ``None`` where it cannot be read."""

_MAX_NAMED = 8
"""So many agencies are named in a message; the others are counted."""
_MAX_RELATED = 40
"""So many parts are shown with their figures, those with the largest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFiled:
    """A part of a region's report, as it was filed."""

    name: str
    """The agency's short name."""
    file: str
    """The report's YAML file."""
    edition: str
    """Its edition."""
    figures: Sparse
    """Its figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region's report and its parts."""

    file: str
    """The report's YAML file."""
    form: Form
    """Its form."""
    figures: Sparse
    """Its figures."""
    parts: tuple[PartFiled, ...]
    """The parts that were filed, the organ's own first."""
    missing: tuple[tuple[str, Scope], ...]
    """The parts that were not filed: the agency's short name, and which report is wanting."""
    unread: bool
    """Whether some part was filed but cannot be read, which is an error of its own."""
    waived: tuple[frozenset[str], ...] = ()
    """The cells of each published explanation of a difference."""

    @property
    def alike(self) -> tuple[PartFiled, ...]:
        """The parts that follow the region's edition; no others are added up."""
        return tuple(part for part in self.parts if part.edition == self.form.edition)

    def differences(self) -> tuple[Difference, ...]:
        """The cells that are not the sum of their parts."""
        alike = self.alike
        whole = not self.missing and not self.unread and len(alike) == len(self.parts)
        figures = [part.figures for part in alike]
        return tuple(differences(self.form, self.figures, figures, whole=whole))


def wanting(region: Region) -> Iterator[Diagnostic]:
    """The parts that are missing, and those that follow another edition."""
    for scope, variant in ((Scope.AGENCY, "default"), (Scope.REGION, "region")):
        names = [name for name, wanted in region.missing if wanted is scope]
        if names:
            args: dict[str, str | int] = {"names": _listed(names), "count": len(names)}
            at = Address(file=region.file)
            yield Diagnostic(rule="rollup.missing", variant=variant, at=at, args=args)
    strange = [part for part in region.parts if part.edition != region.form.edition]
    if strange:
        names = [f"{part.name} {part.edition}" for part in strange]
        yield Diagnostic(
            rule="rollup.edition",
            at=Address(file=region.file, path=("edition",)),
            args={"edition": region.form.edition, "names": _listed(names), "count": len(names)},
            related=tuple(
                Related(at=Address(file=part.file, path=("edition",)), label=name)
                for part, name in zip(strange[:_MAX_RELATED], names, strict=False)
            ),
        )


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_MAX_NAMED]) + ("…" if len(names) > _MAX_NAMED else "")


def unequal(region: Region, found: Sequence[Difference], find: Find) -> Iterator[Diagnostic]:
    """The differences, one finding for each row; one for all where one part explains them all.

    ``find`` gives the reports whose places are shown. What an explanation covers is kept apart
    from what it does not.
    """
    parts = [part.figures for part in region.alike]
    addresses = {region.form.cells[item.cell].address for item in found}
    if not any(addresses & cells for cells in region.waived):
        for doubled in (False, True):
            number = explaining(found, parts, doubled=doubled)
            if number is not None:
                part = region.alike[number]
                variant = "doubled" if doubled else "omitted"
                yield _finding(region, found, find, variant, name=part.name)
                return
    for row in _rows(region, found):
        variant = "default" if all(item.exact for item in row) else "least"
        yield _finding(region, row, find, variant if len(row) == 1 else f"{variant}-row")


def _rows(region: Region, found: Sequence[Difference]) -> Iterator[tuple[Difference, ...]]:
    """Differences by the row they stand in, the waiver they are under, and what is known."""
    rows: dict[object, list[Difference]] = {}
    for item in found:
        cell = region.form.cells[item.cell]
        waiver = next((n for n, cells in enumerate(region.waived) if cell.address in cells), None)
        row = tuple(header.id for header in cell.row)
        rows.setdefault((cell.block, row, waiver, item.exact), []).append(item)
    yield from map(tuple, rows.values())


def _finding(
    region: Region,
    found: Sequence[Difference],
    find: Find,
    variant: str,
    **more: str,
) -> Diagnostic:
    """About the cell that is furthest off, with what each part filed there."""
    worst = max(found, key=lambda item: item.size)
    cells = region.form.cells
    cell = cells[worst.cell]
    return Diagnostic(
        rule="rollup.sum",
        variant=variant,
        at=_place(find, region.file, cell),
        args={
            "cell": cell.address,
            "filed": str(worst.filed),
            "total": str(worst.total),
            "gap": f"{worst.gap:+}",
            "parts": len(region.alike),
            "count": len(found),
            **more,
        },
        cells=tuple(cells[item.cell].address for item in found),
        related=tuple(_related(region, cell, find)),
    )


def _related(region: Region, cell: Cell, find: Find) -> Iterator[Related]:
    """The parts with a figure other than 0 there, the largest first."""
    filed = [(part, numbers(part.figures).get(cell.index, 0)) for part in region.alike]
    shown = [(part, value) for part, value in filed if value != 0]
    shown.sort(key=lambda item: -(item[1] or 0))
    for part, value in shown[:_MAX_RELATED]:
        figure = "~" if value is None else value
        label = f"{part.name}·{cell.address} = {figure}"
        yield Related(at=_place(find, part.file, cell), label=label)


def _place(find: Find, file: str, cell: Cell) -> Address:
    filing = find(file)
    return filing.place(cell) if filing else Address(file=file)
