"""What is different between two states of a report: figures, facts, sentences."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.form import Form
from generator.report import SLOT, Narrative, Passage, Report, Slot, Value

_FACTS = (
    "title",
    "published",
    "edition",
    "scope",
    "index_number",
    "draft",
    "embargo",
    "contact",
    "waivers",
    "corrections",
)
"""What a report says besides figures and words, in the order of its file."""
_END = re.compile(r"(?<=[。！？!?；;\n])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A figure that is another now."""

    cell: str
    """Its address."""
    was: Value
    """What stood there; ``None`` for a blank."""
    now: Value
    """What stands there."""
    follows: tuple[Move, ...] = ()
    """The totals that follow it, and are others now, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """The sentences of a section that are others now."""

    section: str
    """The section's heading; empty for what stands before the first."""
    gone: tuple[str, ...]
    """Sentences that were there."""
    new: tuple[str, ...]
    """Sentences that are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report as it is, or was."""

    report: Report
    """Its record."""
    form: Form
    """Its form."""
    narrative: Narrative | None
    """Its prose."""


def moves(old: Reading, new: Reading) -> tuple[Move, ...]:
    """The figures that are others now; totals stand below the figures that they follow.

    Between editions only cells that both have are compared.
    """
    changed: dict[int, Move] = {}
    for cell in new.form.cells:
        same = old.form.cell_by_address.get(cell.id)
        if same is not None:
            was, now = old.report.figures[same.index], new.report.figures[cell.index]
            if was != now:
                changed[cell.index] = Move(cell=cell.address, was=was, now=now)
    above = _totals(new.form, changed)
    followers = {total for totals in above.values() for total in totals}
    return tuple(_with_followers(cell, changed, above) for cell in changed if cell not in followers)


def _totals(form: Form, changed: Mapping[int, Move]) -> Mapping[int, Sequence[int]]:
    """The changed totals that each changed cell is a term of."""
    found: dict[int, list[int]] = {}
    for identity in form.identities:
        total = identity.left[0].cell
        if not identity.derives or total not in changed:
            continue
        for operand in identity.right:
            if operand.cell in changed and not operand.previous:
                found.setdefault(operand.cell, []).append(total)
    return found


def _with_followers(
    cell: int, changed: Mapping[int, Move], above: Mapping[int, Sequence[int]]
) -> Move:
    found: dict[int, None] = {}
    waiting = list(above.get(cell, ()))
    while waiting:
        total = waiting.pop(0)
        if total not in found:
            found[total] = None
            waiting += above.get(total, ())
    move = changed[cell]
    follows = tuple(changed[total] for total in sorted(found))
    return Move(cell=move.cell, was=move.was, now=move.now, follows=follows)


def facts(old: Report, new: Report) -> Iterator[tuple[str, str, str]]:
    """The facts that are others now: the key, and what it said and says; empty for nothing."""
    for name in _FACTS:
        was, now = (_words(getattr(report, name)) for report in (old, new))
        if was != now:
            yield name, was, now


def _words(value: object) -> str:
    """A fact in words; of a list what each item says."""
    if value is None or value is False or value == ():
        return ""
    if value is True:
        return "yes"
    if isinstance(value, tuple):
        return "; ".join(_words(item) for item in value)
    names = getattr(value, "__dataclass_fields__", None)
    if names:
        return " ".join(filter(None, (_words(getattr(value, name)) for name in names)))
    return str(value)


def rewordings(old: Reading, new: Reading) -> Iterator[Rewording]:
    """The sections whose sentences are others now, in the form's order."""
    forms = (old.form, new.form)
    sections = {"": ""} | {item.id: item.heading.text for form in forms for item in form.sections}
    for section, heading in sections.items():
        was, now = (_sentences(state.narrative, section) for state in (old, new))
        if was != now:
            gone, come = _unlike(was, now)
            yield Rewording(section=heading, gone=tuple(gone), new=tuple(come))


def _sentences(narrative: Narrative | None, section: str) -> list[str]:
    passage = narrative.passage(section) if narrative else None
    if passage is None:
        return []
    return [text.strip() for text in _END.split(_text(passage)) if text.strip()]


def _text(passage: Passage) -> str:
    """A passage's words; where a figure is printed, the address that it is printed from."""
    slots = (part.address for part in passage.html if isinstance(part, Slot))
    pieces = passage.text.split(SLOT)
    texts = [pieces[0]]
    for piece in pieces[1:]:
        address = next(slots, None)
        texts += [f"{{{{{address}}}}}" if address else "", piece]
    return "".join(texts)


def _unlike(was: Sequence[str], now: Sequence[str]) -> tuple[list[str], list[str]]:
    gone: list[str] = []
    come: list[str] = []
    matcher = difflib.SequenceMatcher(None, was, now, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            gone += was[i1:i2]
            come += now[j1:j2]
    return gone, come
