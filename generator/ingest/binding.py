"""Sentences that state a figure of the tables, bound to it: ``[1件]{=申请办理/本年新收/总计}``.

The edition's own patterns find them. Only what is certain is bound: a number that is no round one
and is just the figure which its pattern means first, and which no other pattern takes for another.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import narrative
from generator.check import Subject, certain
from generator.check.subject import Filing
from generator.decode import Places
from generator.diagnostic import Address
from generator.form import Form
from generator.report import Agency, Narrative, Report


def bound(markdown: str, report: Report, agency: Agency, form: Form) -> str:
    """A narrative with its certain statements bound; all its words stay as they are."""
    before = _read(markdown, form)
    lines = markdown.split("\n")
    for at, words, address in _places(before, report, agency, form):
        line, start = lines[at.line - 1], at.column - 1
        end = start + len(words)
        if line[start:end] != words:
            continue  # marks stand between the letters
        lines[at.line - 1] = f"{line[:start]}[{words}]{{={address}}}{line[end:]}"
        after = _read("\n".join(lines), form)
        if not _says_the_same(before, after) or len(after.claims) != len(before.claims) + 1:
            lines[at.line - 1] = line
        else:
            before = after
    return "\n".join(lines)


def _read(markdown: str, form: Form) -> Narrative:
    read, _ = narrative.read(markdown.encode(), "", form)
    return read


def _says_the_same(one: Narrative, other: Narrative) -> bool:
    return [item.text for item in one.passages] == [item.text for item in other.passages]


def _places(
    prose: Narrative, report: Report, agency: Agency, form: Form
) -> Iterator[tuple[Address, str, str]]:
    """Where certain statements stand, their numbers and the figures' addresses, from the end on."""
    filing = Filing(report=report, file="", places=Places())
    subject = Subject(
        filing=filing,
        form=form,
        agency=agency,
        narrative=prose,
        previous=None,
        previous_form=None,
    )
    found = sorted(certain(subject), key=lambda item: (item.at.line, item.at.column), reverse=True)
    yield from ((item.at, item.words, form.cells[item.cell].address) for item in found)
