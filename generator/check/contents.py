"""What a narrative has to speak of, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.check.counts import count
from generator.check.patterns import pattern, signs
from generator.check.prose import place, whole, wordings
from generator.check.subject import Subject
from generator.diagnostic import Diagnostic
from generator.form import Duty, Point
from generator.report import Narrative, Passage


def nothing_said(subject: Subject) -> Iterator[Diagnostic]:
    """A section that says only that there is nothing to say."""
    narrative = subject.narrative or Narrative()
    for section, wording in subject.form.prose.nothing:
        passage = narrative.passage(section)
        words = passage.text.strip(" \n。，；！、") if passage else ""
        if passage and words and pattern(wording).regex.fullmatch(words):
            start = narrative.begin(passage) + passage.text.index(words)
            yield Diagnostic(
                rule="narrative.missing",
                variant="nothing",
                at=place(subject, start, start + len(words)),
                args={"section": _heading(subject, section), "found": words},
            )


def duties(subject: Subject) -> Iterator[Diagnostic]:
    """Points that the narrative has to speak of and does not."""
    for duty in subject.form.prose.duties if subject.narrative else ():
        if subject.narrative and (not duty.kinds or subject.agency.kind in duty.kinds):
            yield from _missed(subject, duty, subject.narrative)


def _missed(subject: Subject, duty: Duty, narrative: Narrative) -> Iterator[Diagnostic]:
    """One finding for all that a section, or the whole narrative, leaves out."""
    passage = narrative.passage(duty.section) if duty.section else None
    if duty.section and (passage is None or not passage.text.strip()):
        return  # a section that is not there has a finding of its own
    told = [passage] if passage else narrative.passages
    missed = [point for point in duty.points if not _is_told(point, told)]
    if missed:
        section = duty.section or narrative.passages[0].section if narrative.passages else ""
        yield Diagnostic(
            rule=duty.rule,
            at=whole(subject, passage),
            args={"points": _names(missed), "points_en": _names(missed, english=True)}
            | {"section": _heading(subject, section)},
        )


def _is_told(point: Point, passages: Iterable[Passage]) -> bool:
    words = signs((point.words,))
    return any(words.hold(passage.text) for passage in passages)


def _names(points: list[Point], *, english: bool = False) -> str:
    if english:
        return ", ".join(point.english for point in points)
    return "、".join(point.name for point in points)


def _heading(subject: Subject, section: str) -> str:
    return next((s.heading.text for s in subject.form.sections if s.id == section), section)


def odd_fee(subject: Subject) -> Iterator[Diagnostic]:
    """A processing fee that the schedule of fees cannot come to."""
    fee = subject.form.prose.fee
    if fee is None:
        return
    told: set[int] = set()
    for found in wordings(subject, (*fee.case, *fee.charged)):
        said = count(found, found.string)
        if said is None or not said.exact or found.end() in told:
            continue
        told.add(found.end())
        case = "requests" in found.groupdict()
        due = fee.of(int(found["requests"])) if case else 0
        if said.low != due if case else said.low % fee.unit:
            args: dict[str, str | int] = {"found": said.words, "unit": fee.unit, "due": due}
            yield Diagnostic(
                rule="narrative.fee",
                variant="case" if case else "unit",
                at=place(subject, found.start("n"), found.end()),
                args=args,
            )
