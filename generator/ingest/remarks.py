"""What this program printed below a report: corrections, explanations of rules, where to ask.

Every such line was marked in the document by what it is. One that somebody changed so that it does
not read as it was printed is told and left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from generator.form import Form
from generator.ingest.document import Paragraph
from generator.ingest.figure import figure
from generator.ingest.findings import Findings
from generator.ingest.parts import unread
from generator.ingest.words import mapping, pattern
from generator.report import CellChange, Contact, Correction, Rewording, Value, Waiver

_RULE = "waiver_"


@dataclass(slots=True, kw_only=True)
class Remarks:
    """What was published beside a report."""

    corrections: list[Correction] = field(default_factory=list)
    """What was corrected since."""
    waivers: list[Waiver] = field(default_factory=list)
    """Explanations of broken rules."""
    contact: Contact | None = None
    """Where to ask about this report."""


def remarks(lines: Sequence[Paragraph], form: Form, findings: Findings) -> Remarks:
    """What the lines below a report say."""
    found = Remarks()
    for line in lines:
        if line.remark != "heading" and not _taken(line, found, form):
            unread("aside", [line], findings)
    return found


def _taken(line: Paragraph, found: Remarks, form: Form) -> bool:
    """Take what a line says; false where it does not read as it was printed."""
    if line.remark == "correction":
        return _correction(line.text, found)
    if line.remark == "change":
        return bool(found.corrections) and _change(line.text, found, form)
    if line.remark == "rewording":
        return bool(found.corrections) and _rewording(line.text, found, form)
    if line.remark == "contact":
        return _contact(line.text, found)
    return line.remark.startswith(_RULE) and _waiver(line, found, form)


def _correction(text: str, found: Remarks) -> bool:
    said = pattern("correction").fullmatch(text)
    try:
        day = date.fromisoformat(said["day"]) if said else None
    except ValueError:
        return False
    if said is None or day is None:
        return False
    found.corrections.append(Correction(day=day, reason=said["reason"], changes=()))
    return True


def _change(text: str, found: Remarks, form: Form) -> bool:
    said = pattern("change").fullmatch(text)
    cell = said["cell"] if said else ""
    if said is None or cell not in form.cell_by_address:
        return False
    was, now = _value(said["was"], cell, form), _value(said["now"], cell, form)
    if was is None or now is None:
        return False
    change = CellChange(cell=cell, was=was[0], now=now[0])
    latest = found.corrections[-1]
    found.corrections[-1] = replace(latest, changes=(*latest.changes, change))
    return True


def _rewording(text: str, found: Remarks, form: Form) -> bool:
    for kind in ("reworded", "added", "dropped"):
        said = pattern(kind).fullmatch(text)
        section = _section(said["section"], form) if said else None
        if said is not None and section is not None:
            given = {key: words for key, words in said.groupdict().items() if key != "section"}
            part = Rewording(section=section, **{"was": "", "now": "", **given})
            latest = found.corrections[-1]
            found.corrections[-1] = replace(latest, words=(*latest.words, part))
            return True
    return False


def _section(name: str, form: Form) -> str | None:
    """The part of a report that is called so."""
    fact = mapping("parts").get(name)
    if fact is not None:
        return "" if fact == "preface" else fact
    return next((item.id for item in form.sections if item.title.text == name), None)


def _value(text: str, address: str, form: Form) -> tuple[Value] | None:
    """The figure that a line states, which may be none; ``None`` where it cannot be read."""
    if pattern("not_filed").fullmatch(text):
        return (None,)
    cell = form.cell_by_address[address]
    block = next(item for item in form.table(cell.table).blocks if item.id == cell.block)
    read = figure(text, cell, block)
    return None if read.value is None else (read.value,)


def _waiver(line: Paragraph, found: Remarks, form: Form) -> bool:
    rule = line.remark.removeprefix(_RULE).replace("__", ".").replace("_", "-")
    said = pattern("waiver").fullmatch(line.text)
    cells = tuple(pattern("between").split(said["cells"])) if said else ()
    if said is None or not all(cell in form.cell_by_address for cell in cells):
        found.waivers.append(Waiver(rule=rule, cells=(), reason=line.text))
    else:
        found.waivers.append(Waiver(rule=rule, cells=cells, reason=said["reason"]))
    return True


def _contact(text: str, found: Remarks) -> bool:
    printed = (*mapping("contact").items(), *mapping("contact_en").items())
    for name, words in printed:
        if text.startswith(words):
            given = {name: text.removeprefix(words).strip()}
            found.contact = replace(found.contact or Contact(), **given)
            return True
    return False
