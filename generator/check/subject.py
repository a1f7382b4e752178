"""What a rule may look at."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.decode import Places
from generator.diagnostic import Address, Related
from generator.form import Cell, Form, Operand
from generator.ledger import Entry
from generator.report import Agency, Narrative, Report, Value
from generator.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A report with the places of its figures."""

    report: Report
    """The report."""
    file: str
    """Its YAML file."""
    places: Places
    """Where that file lists each cell."""

    def place(self, cell: Cell) -> Address:
        """Where the file lists a cell, or would list it if it did."""
        path = self.places.find(cell.index) or tuple(cell.address.split("/"))
        return Address(file=self.file, path=path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One report and what its rules compare it with."""

    filing: Filing
    """The report itself."""
    form: Form
    """Its form."""
    agency: Agency
    """Its agency."""
    narrative: Narrative | None
    """Its prose; ``None`` where there is no file."""
    previous: Filing | None
    """The same agency's report of the same scope on the year before."""
    previous_form: Form | None
    """That report's form."""
    previous_narrative: Narrative | None = None
    """That report's prose."""
    above: tuple[Agency, ...] = ()
    """The agencies above, outermost first."""
    below: tuple[Agency, ...] = ()
    """The agencies right below."""
    attachments: tuple[str, ...] = ()
    """The paths of the files beside the report."""
    site: Site = field(default_factory=lambda: Site(name=""))
    """The site's settings."""
    released: tuple[Entry, ...] = ()
    """Every version of the report that was released, first one first."""

    @property
    def report(self) -> Report:
        """The report itself."""
        return self.filing.report

    @property
    def at(self) -> Address:
        """The report's file as a whole."""
        return Address(file=self.filing.file)

    def value(self, operand: Operand) -> Value:
        """The figure an operand means; ``None`` where it was not filed or cannot be compared."""
        if not operand.previous:
            return self.report.figures[operand.cell]
        cell = self.earlier_cell(operand)
        if cell is None or self.previous is None:
            return None
        return self.previous.report.figures[cell]

    def lists(self, operand: Operand) -> bool:
        """Whether the file that an operand's figure stands in names it, be it a 0."""
        filing, cell = self.filing, operand.cell
        if operand.previous:
            earlier = self.earlier_cell(operand)
            if self.previous is None or earlier is None:
                return False
            filing, cell = self.previous, earlier
        return filing.places.find(cell) is not None

    def related(self, operand: Operand) -> Related:
        """The place of an operand with its value, in the editor's words."""
        address, value = self.form.cells[operand.cell].address, self.value(operand)
        at, year = self.place(operand.cell), ""
        if operand.previous and self.previous is not None:
            earlier = self.earlier_cell(operand)
            path = self.previous.places.find(-1 if earlier is None else earlier) or ()
            at, year = Address(file=self.previous.file, path=path), f"{self.previous.report.year}·"
        return Related(at=at, label=f"{year}{address} = {value}", zero=not value)

    def place(self, cell: int) -> Address:
        """Where the file lists a cell, or would list it if it did."""
        return self.filing.place(self.form.cells[cell])

    def earlier_cell(self, operand: Operand) -> int | None:
        """The same figure in last year's form, which may be another edition."""
        return earlier_cell(self.form, self.previous_form, operand.cell)


def earlier_cell(form: Form, earlier: Form | None, cell: int) -> int | None:
    """A form's figure in an earlier form, which may be another edition; ``None`` if it has none."""
    same = earlier.cell_by_address.get(form.cells[cell].id) if earlier else None
    return None if same is None else same.index
