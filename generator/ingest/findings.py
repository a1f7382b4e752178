"""The findings of one document while it is read, each at its place in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostic import Address, DataPath, Diagnostic
from generator.ingest.document import Place


@dataclass(frozen=True, slots=True)
class Findings:
    """The diagnostics of one document."""

    file: str
    """What the document is called."""
    list: list[Diagnostic] = field(default_factory=list)
    """In the order in which they were found."""

    def add(
        self,
        rule: str,
        variant: str,
        place: Place | None = None,
        *,
        cells: tuple[str, ...] = (),
        **args: str | int,
    ) -> None:
        """Note something at a place of the document; ``args`` fill the message's slots."""
        self.tell(rule, variant, place, args, cells)

    def tell(
        self,
        rule: str,
        variant: str,
        place: Place | None,
        args: Mapping[str, str | int],
        cells: tuple[str, ...] = (),
    ) -> None:
        """The same with the slots' contents in one mapping."""
        at = address(self.file, place or Place())
        self.list.append(
            Diagnostic(rule=rule, variant=variant, at=at, args=dict(args), cells=cells)
        )


def address(file: str, place: Place) -> Address:
    """A place as findings name it: a line, or the way through tables and rows to a cell."""
    numbers = (
        ("paragraph", place.paragraph),
        ("table", place.table),
        ("row", place.row),
        ("cell", place.cell),
    )
    path: DataPath = tuple(part for name, number in numbers if number for part in (name, number))
    line = 0 if path else place.line
    return Address(file=file, path=path, line=line, column=1 if line else 0)


def shown(text: str) -> str:
    """A text on one line, whole: what is not taken over has to be told to the last letter."""
    return " ".join(text.split())
