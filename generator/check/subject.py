"""What a rule may look at."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from generator.diagnostic import Address, DataPath, Related
from generator.form import Form, Operand
from generator.report import Agency, Narrative, Report, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A report with the places of its figures."""

    report: Report
    """The report."""
    file: str
    """Its YAML file."""
    paths: Mapping[int, DataPath]
    """Where that file lists each cell; cells that it does not list are absent."""


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
    urls: Collection[str]
    """Every page and file of the site, for links."""

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
        cell = self._earlier(operand)
        if cell is None or self.previous is None:
            return None
        return self.previous.report.figures[cell]

    def related(self, operand: Operand, value: Value) -> Related:
        """The place of an operand with its value, in the editor's words."""
        address = self.form.cells[operand.cell].address
        if operand.previous and self.previous is not None:
            earlier = self._earlier(operand)
            path = self.previous.paths.get(-1 if earlier is None else earlier, ())
            at = Address(file=self.previous.file, path=path)
            return Related(at=at, label=f"{self.previous.report.year}·{address} = {value}")
        path = self.filing.paths.get(operand.cell, self.unlisted(operand.cell))
        return Related(at=Address(file=self.filing.file, path=path), label=f"{address} = {value}")

    def unlisted(self, cell: int) -> DataPath:
        """The address under which the file would list a cell that it leaves out."""
        return tuple(self.form.cells[cell].address.split("/"))

    def _earlier(self, operand: Operand) -> int | None:
        """The same figure in last year's form, which may be another edition."""
        if self.previous_form is None:
            return None
        same = self.previous_form.cell_by_address.get(self.form.cells[operand.cell].id)
        return None if same is None else same.index
