"""What is published beside a report, below its sections: corrections, remarks, where to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.export.corrections import correction_lines
from generator.export.docx.parts import behind, mark
from generator.export.words import say
from generator.form import Form
from generator.report import Contact, Report, Waiver

if TYPE_CHECKING:
    from docx.document import Document

_LONGEST = 40
"""A bookmark's name has no more letters."""
_Line = tuple[str, str]
"""What a line is, and its words."""


@dataclass(slots=True)
class Remarks:
    """The remarks of one document; each line is marked by what it is, for an import to tell."""

    document: Document
    form: Form
    marks: int
    """How many bookmarks there are already."""

    def write(self, report: Report) -> None:
        """Add what a report has of each kind, below a heading of its own."""
        corrections = [
            line for item in report.corrections for line in correction_lines(item, self.form)
        ]
        waivers = [self._waiver(item) for item in report.waivers]
        contact = self._contact(report.contact) if report.contact else []
        self._add(say(self.form, "corrections"), corrections)
        self._add(say(self.form, "waivers"), waivers)
        self._add(say(self.form, "contact"), contact)

    def _add(self, heading: str, lines: Sequence[_Line]) -> None:
        if lines:
            self._line("heading", heading, "Report Remark Heading")
        for kind, words in lines:
            self._line(kind, words, "Report Remark")

    def _line(self, kind: str, words: str, style: str) -> None:
        line = self.document.add_paragraph(style=style)
        self.marks += 1
        name = f"gongkai_{self.marks}_{kind}"
        mark(behind(line.add_run(words)), self.marks, name[:_LONGEST])

    def _waiver(self, item: Waiver) -> _Line:
        kind = f"waiver_{item.rule.replace('.', '__').replace('-', '_')}"
        if not item.cells:
            return kind, item.reason
        cells = say(self.form, "join").join(item.cells)
        return kind, say(self.form, "waiver", reason=item.reason, cells=cells)

    def _contact(self, contact: Contact) -> Sequence[_Line]:
        form = self.form
        lines = (
            (contact.office, say(form, "office", value=contact.office)),
            (contact.address, say(form, "address", value=contact.address)),
            (contact.postcode, say(form, "postcode", value=contact.postcode)),
            (contact.phone, say(form, "phone", value=contact.phone)),
            (contact.email, say(form, "email", value=contact.email)),
        )
        return [("contact", line) for value, line in lines if value]
