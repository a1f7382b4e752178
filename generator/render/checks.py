"""The page that tells what was checked in a report, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from generator.check import Proof
from generator.form import Form
from generator.portal import agency_url, checks_url, relative, report_url
from generator.render.article import Article, Parts, article_of, page_about
from generator.render.context import Context
from generator.render.facts import article_head, facts
from generator.render.indexes import Branch
from generator.render.proofs import Tally, tally_words
from generator.render.theme import Markup
from generator.report import Report, Scope


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
    below = _below(context, article)
    tree = context.shell.theme.macro("parts.html", "tree_list")
    parts = {
        "lead": Markup.escape(mark(context, proof.tally)),
        "sheet": context.sheet(form).fill(report.figures, proof, counts, last),
        **({"below": tree(below, partial(context.shell.href, url))} if below else {}),
    }
    kind = ("checks", form.edition, bool(below))
    return page_about(context, article, kind, parts, partial(_render, context, form))


def _render(context: Context, form: Form, article: Article, parts: Parts) -> bytes:
    heading = context.words("checks.title")
    url = checks_url(article.agency, article.slug)
    return context.shell.render(
        "checks.html",
        article_head(context, article, url, heading),
        title=article.title,
        heading=heading,
        facts=facts(context, article, form),
        lead=parts["lead"],
        sheet=parts["sheet"],
        below=parts.get("below"),
        back=article.url,
    )


def _below(context: Context, article: Article) -> Sequence[Branch]:
    """The agencies that a region's figures come from besides its own organ.

    A page is made before the figures of other agencies are known, so it can only lead to them.
    """
    if article.scope is not Scope.REGION:
        return ()
    return [
        Branch(name=context.name(agency), url=agency_url(agency.id), count=0, below=())
        for agency in context.portal.by_parent.get(article.agency, ())
    ]


def mark(context: Context, tally: Tally) -> str:
    """In one sentence what came of the equations."""
    key = "checks.mark_all" if tally[0] == sum(tally) else "checks.mark_some"
    result = tally_words(context.shell.theme, tally)
    return context.words(key, count=sum(tally), result=result)
