"""The record of checks as HTML, prepared once per form and filled per report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from generator import catalogue
from generator.check import Proof, Standing, equation_words
from generator.check.proof import Sum
from generator.form import Form, Identity, Operand
from generator.render.theme import Markup, Theme
from generator.report import Value

_SLOT = "\x00"
_WIDE = 8
"""A table with more terms than this has a row for each, else a column."""
_NAMES = tuple(Standing)

Tally = Sequence[int]
"""How many equations stand in each way, in the order of ``Standing``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of an equation in one of its instances."""

    cell: int
    """The cell on the report's page."""
    earlier: int | None
    """Which of the terms of last year it is; ``None`` for one of this year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """A line over which an equation holds."""

    number: int
    """Its place among the form's equations."""
    subject: str
    """The column, row or table it is about."""
    terms: tuple[Term, ...]
    """Its terms, left to right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An equation with all lines over which it holds: one table."""

    title: str
    """What is so where it holds."""
    source: str
    """Where it comes from."""
    heads: tuple[str, ...]
    """Its terms in words, each with the sign before it."""
    instances: tuple[Instance, ...]
    """The lines."""
    sums: tuple[bool, bool]
    """Whether its left side, and its right one, have a sum to be shown."""
    flat: bool
    """Whether the lines are the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedSheet:
    """The record of checks of a form, with a gap for all that differs from report to report."""

    pieces: tuple[str, ...]
    """HTML with an empty text for each gap."""
    order: tuple[int, ...]
    """For each gap, which of the texts stands there."""
    groups: tuple[Group, ...]
    """The equations."""
    rules: tuple[str, ...]
    """The other rules."""
    theme: Theme
    """The words."""
    blank: str
    """HTML of a figure that was not filed."""
    sound: str
    """What an equation that holds is said to do."""
    whole: tuple[str, ...]
    """What is said of each group in which all lines hold."""
    clean: str
    """What a rule is said to have found that found nothing."""

    def fill(
        self,
        figures: Sequence[Value],
        proof: Proof,
        flaws: Mapping[str, tuple[int, int]],
        link: str,
    ) -> Markup:
        """The record of one report; ``link`` leads to the page of the report of the year before."""
        results = proof.results
        blank, holds = self.blank, Standing.HOLDS
        texts = [blank if value is None else str(value) for value in figures]
        for _, left, right in results:
            texts.append(blank if left is None else str(left))
            texts.append(blank if right is None else str(right))
        texts += [
            self.sound if result[0] is holds else _verdict(self.theme, *result)
            for result in results
        ]
        texts += [self._earlier(figure, cell, link) for figure, cell in proof.earlier]
        for group, whole in zip(self.groups, self.whole, strict=True):
            if all(results[item.number][0] is holds for item in group.instances):
                texts += [whole, ""]
            else:
                texts += [_said(self.theme, group_tally(group, proof)), " open"]
        texts += [
            _found(self.theme, *flaws[rule]) if rule in flaws else self.clean for rule in self.rules
        ]
        found = sum(rule in flaws for rule in self.rules)
        texts += [_any(self.theme, found, len(self.rules)), " open" if found else ""]
        filled = list(self.pieces)
        filled[1::2] = itemgetter(*self.order)(texts)
        return Markup("".join(filled))

    def _earlier(self, figure: str | None, cell: int | None, link: str) -> str:
        """A figure of last year; without its report there is nothing to lead to."""
        if cell is None:
            return Markup('<span class="na">{}</span>').format(self.theme.words("checks.none"))
        shown = self.blank if figure is None else figure
        return f'<a href="{link}#c{cell}">{shown}</a>'


def prepare_sheet(theme: Theme, form: Form, rules: Sequence[str], language: str) -> PreparedSheet:
    """The record of checks of a form; ``rules`` are those besides its equations."""
    groups = tuple(_groups(theme, form, language))
    slots = _Slots(form, groups)
    word = "en" if language == "en" else "zh"
    titles = [catalogue.card(rule).title[word] for rule in rules]
    html = str(theme.macro("proofs.html", "sheet")(groups, titles, slots))
    return PreparedSheet(
        pieces=tuple(re.split(f"({_SLOT})", html)),
        order=tuple(slots.order),
        groups=groups,
        rules=tuple(rules),
        theme=theme,
        blank=str(theme.macro("tables.html", "blank")()),
        sound=Markup.escape(theme.words("checks.holds")),
        whole=tuple(_said(theme, (len(group.instances),)) for group in groups),
        clean=Markup.escape(theme.words("checks.nothing")),
    )


class _Slots:
    """Hands out the places of texts to the template, and notes in which order it asks."""

    def __init__(self, form: Form, groups: Sequence[Group]) -> None:
        count = len(form.identities)
        terms = [term for group in groups for item in group.instances for term in item.terms]
        earlier = sum(term.earlier is not None for term in terms)
        first = {"figure": 0, "sum": len(form.cells)}
        first["result"] = first["sum"] + 2 * count
        first["earlier"] = first["result"] + count
        first["group"] = first["earlier"] + earlier
        first["rule"] = first["group"] + 2 * len(groups)
        self._first = first
        self.order: list[int] = []

    def __call__(self, kind: str, number: int) -> Markup:
        self.order.append(self._first[kind] + number)
        return Markup(_SLOT)


def _groups(theme: Theme, form: Form, language: str) -> Iterator[Group]:
    """The equations of a form; the lines of one have the same terms."""
    lines: dict[tuple[object, ...], list[tuple[int, Identity]]] = {}
    for number, identity in enumerate(form.identities):
        terms = [(item.label.text, item.sign, item.previous) for item in identity.operands]
        lines.setdefault((identity.rule, len(identity.left), *terms), []).append((number, identity))
    rules = [key[0] for key in lines]
    numbers = _earlier_numbers(form)
    for (rule, *_), listed in lines.items():
        first = listed[0][1]
        holds = catalogue.card(str(rule)).holds if rules.count(rule) == 1 else None
        english = language == "en"
        words = holds["en" if english else "zh"] if holds else None
        yield Group(
            title=words or equation_words(first, english=english),
            source=_said_in(first.source, form.language, language),
            heads=tuple(_heads(theme, first, english=english)),
            instances=tuple(_instance(*item, numbers, english=english) for item in listed),
            sums=(len(first.left) > 1, len(first.right) > 1),
            flat=len(first.operands) <= _WIDE,
        )


def _said_in(text: str, language: str, interface: str) -> str:
    """A text of the form, marked if it is in another language than the interface."""
    if language.partition("-")[0] == interface.partition("-")[0]:
        return text
    return Markup('<span lang="{}">{}</span>').format(language, text)


def _earlier_numbers(form: Form) -> Mapping[tuple[int, int], int]:
    """The terms of last year, counted through, by equation and term."""
    places = [
        (number, place)
        for number, identity in enumerate(form.identities)
        for place, operand in enumerate(identity.operands)
        if operand.previous
    ]
    return {place: number for number, place in enumerate(places)}


def _instance(
    number: int, identity: Identity, numbers: Mapping[tuple[int, int], int], *, english: bool
) -> Instance:
    subject = identity.subject
    return Instance(
        number=number,
        subject=subject.english if english else subject.text,
        terms=tuple(
            Term(cell=operand.cell, earlier=numbers.get((number, place)))
            for place, operand in enumerate(identity.operands)
        ),
    )


def _heads(theme: Theme, identity: Identity, *, english: bool) -> Iterator[str]:
    """The terms in words, so that they read as the equation."""
    for side, begin in ((identity.left, ""), (identity.right, theme.words("checks.equals"))):
        for place, operand in enumerate(side):
            sign = "checks.minus" if operand.sign < 0 else "checks.plus"
            before = "" if place == 0 and operand.sign > 0 else theme.words(sign)
            yield (begin if place == 0 else "") + before + _term(theme, operand, english=english)


def _term(theme: Theme, operand: Operand, *, english: bool) -> str:
    name = operand.label.english if english else operand.label.text
    return theme.words("checks.earlier", name=name) if operand.previous else name


def _verdict(theme: Theme, standing: Standing, left: Sum, right: Sum) -> Markup:
    """How an equation stands, in words; an explanation is on the report's page."""
    if standing in (Standing.BLANK, Standing.ABSENT, Standing.UNLIKE):
        return Markup.escape(theme.words(f"checks.{standing}"))
    gap = Decimal(str(left)) - Decimal(str(right))
    broken = Markup.escape(theme.words("checks.broken", gap=f"{gap:+}"))
    if standing is Standing.BROKEN:
        return broken
    link = Markup('<a href="../index.html#waivers">{}</a>')
    return broken + link.format(theme.words("checks.explained"))


def group_tally(group: Group, proof: Proof) -> Tally:
    """How the lines of one equation stand."""
    found = [proof.results[item.number][0] for item in group.instances]
    return [found.count(standing) for standing in _NAMES]


def tally_words(theme: Theme, tally: Tally) -> str:
    """How many equations hold, and what is to be said of the others."""
    if tally[0] == sum(tally):
        return theme.words("checks.all")
    parts = [
        theme.words(f"checks.count_{standing}", count=count)
        for standing, count in zip(_NAMES, tally, strict=True)
        if count
    ]
    return theme.words("sentence.join").join(parts)


def _said(theme: Theme, tally: Tally) -> Markup:
    result = tally_words(theme, tally)
    return Markup.escape(theme.words("checks.group", count=sum(tally), result=result))


def _found(theme: Theme, found: int, covered: int) -> Markup:
    key = "checks.found" if covered < found else "checks.found_explained"
    return Markup.escape(theme.words(key, count=found))


def _any(theme: Theme, found: int, count: int) -> Markup:
    key = "checks.rules_found" if found else "checks.rules_clean"
    return Markup.escape(theme.words(key, count=count, found=found))
