"""The pages that explain a site: how figures are checked, what terms mean, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import catalogue
from generator.form import Form
from generator.portal import Page, PageKind, agency_url
from generator.portal.urls import CONTACT
from generator.render.context import Context
from generator.render.shell import Crumb, Head
from generator.report import Contact

_GROUPS = {
    "figures": ("balance", "cell"),
    "years": ("years",),
    "region": ("rollup",),
    "form": ("form", "agency"),
    "narrative": ("narrative", "link"),
    "dates": ("date", "title"),
    "privacy": ("privacy",),
    "releases": ("correction", "ledger", "sign"),
    "files": ("content", "site", "waiver", "yaml"),
}
"""The families of rules that a reader is told of together, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule as its template prints it."""

    anchor: str
    """Its id on the page."""
    title: str
    """What it finds."""
    what: str
    """What it looks at."""
    why: str
    """Why that is wanted."""
    source: str | None
    """Where it comes from, if there is such a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term of a form as its template prints it."""

    id: str
    """Its id on the page."""
    name: str
    """The term; in another language with the form's own word."""
    text: str
    """What it means."""
    source: str
    """Where that is said."""


def explaining_page(context: Context, page: Page) -> bytes:
    """One of these pages.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    title = context.words(f"{page.kind}.page")
    values: dict[str, object] = {}
    if page.kind is PageKind.METHOD:
        values["groups"] = tuple(_groups(context))
    elif page.kind is PageKind.TERMS:
        forms = used_forms(context)
        values["terms"] = tuple(_terms(context, forms))
        values["forms"] = [(context.say(form.name), context.citation(form)) for form in forms]
    elif page.kind is PageKind.CONTACT:
        values["offices"] = tuple(_offices(context))
    else:
        values["contact"] = CONTACT
    return context.shell.render(
        f"{page.kind}.html",
        Head(
            url=page.url,
            title=title,
            description=context.words(f"{page.kind}.description", name=context.shell.site.name),
            crumbs=(context.home_crumb(), Crumb(label=title, url=page.url)),
            metas=context.column_metas(),
        ),
        **values,
    )


def used_forms(context: Context) -> Sequence[Form]:
    """The editions that reports follow, newest first; all of them as long as there is no report."""
    used = {item.edition for item in context.portal.summaries}
    return [form for form in context.forms.values() if not used or form.edition in used]


def _groups(context: Context) -> Iterator[tuple[str, Sequence[RuleView]]]:
    """The rules that published reports are held to, a group after the other."""
    for group, families in _GROUPS.items():
        rules = (rule for rule in catalogue.rules() if rule.partition(".")[0] in families)
        yield group, [_rule(context, rule) for rule in rules]


def _rule(context: Context, rule: str) -> RuleView:
    card, word = catalogue.card(rule), "en" if context.english else "zh"
    source = card.explanation.source
    return RuleView(
        anchor=f"rule-{rule.replace('.', '-')}",
        title=card.title[word],
        what=card.explanation.what[word],
        why=card.explanation.why[word],
        source=source and context.shell.foreign(source),
    )


def _terms(context: Context, forms: Sequence[Form]) -> Iterator[TermView]:
    """The terms of some editions; what several explain is told as the newest has it."""
    known: set[str] = set()
    for form in forms:
        for term in form.terms:
            if term.id in known:
                continue
            known.add(term.id)
            name = context.say(term.name)
            if context.tongue(form) and name != term.name.text:
                printed = context.shell.foreign(term.name.text, form.language)
                name = context.words("terms.both", name=name, printed=printed)
            yield TermView(
                id=term.id,
                name=name,
                text=context.say(term.text),
                source=context.say(term.source),
            )


def _offices(context: Context) -> Iterator[tuple[str, str, Contact]]:
    """The agencies that say how they are reached, in tree order."""
    for agency in context.portal.agencies.values():
        if agency.contact != Contact():
            yield context.name(agency), agency_url(agency.id), context.contact(agency.contact)
