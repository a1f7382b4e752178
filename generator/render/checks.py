"""The page that tells what was checked in a report, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from generator.check import Proof
from generator.form import Form
from generator.portal import checks_url, parts_url, relative, report_url
from generator.portal.urls import METHOD
from generator.render.article import Article, Parts, article_of, page_about
from generator.render.context import Context
from generator.render.facts import article_head, facts
from generator.render.proofs import Tally, tally_words
from generator.render.theme import Markup
from generator.report import Report


def checks_page(
    context: Context, report: Report, proof: Proof, flaws: Sequence[tuple[str, int, int]]
) -> bytes:
    """The record of checks of a report; ``flaws`` are the rules that found something.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    form, article = context.forms[report.edition], article_of(context, report)
    url = checks_url(report.agency, report.slug)
    last = relative(url, report_url(report.agency, proof.slug)) if proof.slug else ""
    counts = {rule: (found, covered) for rule, found, covered in flaws}
    compiled = context.has_parts(report.agency, report.scope)
    parts = {
        "lead": Markup.escape(mark(context, proof.tally)),
        "sheet": context.sheet(form).fill(report.figures, proof, counts, last),
    }
    kind = ("checks", form.edition, compiled)
    return page_about(context, article, kind, parts, partial(_render, context, form, compiled))


def _render(
    context: Context,
    form: Form,
    compiled: bool,  # noqa: FBT001 - bound before the rest is known
    article: Article,
    parts: Parts,
) -> bytes:
    heading = context.words("checks.title")
    url = checks_url(article.agency, article.slug)
    return context.shell.render(
        "checks.html",
        article_head(context, article, url, heading),
        title=article.heading,
        heading=heading,
        facts=facts(context, article, form),
        method=METHOD,
        lead=parts["lead"],
        sheet=parts["sheet"],
        parts=parts_url(article.agency, article.slug) if compiled else None,
        back=article.url,
    )


def mark(context: Context, tally: Tally) -> str:
    """In one sentence what came of the equations."""
    key = "checks.mark_all" if tally[0] == sum(tally) else "checks.mark_some"
    result = tally_words(context.shell.theme, tally)
    return context.words(key, count=sum(tally), result=result)
