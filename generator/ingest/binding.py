"""Sentences that state a figure of the tables, bound to it: ``[1件]{=申请办理/本年新收/总计}``.

The edition's own patterns find them. Only what is certain is bound: a number that is no round one
and is just the figure which its pattern means first, and which no other pattern takes for another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import narrative
from generator.check import Subject, certain
from generator.check.subject import Filing
from generator.decode import Places
from generator.diagnostic import Address
from generator.form import Form
from generator.report import Agency, Narrative, Report

Place = tuple[Address, str, str]
"""Where a statement stands, its number, and the address of the figure that it is."""


def bound(markdown: str, report: Report, agency: Agency, form: Form) -> str:
    """A narrative with its certain statements bound; all its words stay as they are."""
    before = _read(markdown, form)
    found = list(_places(before, report, agency, form))
    all_bound = _marked(markdown, found)
    if _holds(before, all_bound, len(found), form):
        return all_bound
    for place in found:
        one_more = _marked(markdown, [place])
        if _holds(_read(markdown, form), one_more, 1, form):
            markdown = one_more
    return markdown


def _marked(markdown: str, places: Sequence[Place]) -> str:
    """A narrative with marks at some places, of which the last comes first."""
    lines = markdown.split("\n")
    for at, words, address in places:
        line, start = lines[at.line - 1], at.column - 1
        end = start + len(words)
        if line[start:end] == words:  # else marks stand between the letters
            lines[at.line - 1] = f"{line[:start]}[{words}]{{={address}}}{line[end:]}"
    return "\n".join(lines)


def _holds(before: Narrative, markdown: str, more: int, form: Form) -> bool:
    """Whether a narrative says just what it said before, with some more words bound."""
    after = _read(markdown, form)
    same = [item.text for item in before.passages] == [item.text for item in after.passages]
    return same and len(after.claims) == len(before.claims) + more


def _read(markdown: str, form: Form) -> Narrative:
    read, _ = narrative.read(markdown.encode(), "", form)
    return read


def _places(prose: Narrative, report: Report, agency: Agency, form: Form) -> Iterator[Place]:
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
