"""The page that tells what was checked in a report, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.check import Proof
from generator.form import Form
from generator.portal import checks_url, parts_url, relative, report_url
from generator.render.article import Article, any_article, article_head, article_of, facts
from generator.render.context import Context
from generator.render.frames import Frame, frame_of, gap
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
    form, article = context.forms[report.edition], article_of(report)
    url = checks_url(report.agency, report.slug)
    last = relative(url, report_url(report.agency, proof.slug)) if proof.slug else ""
    counts = {rule: (found, covered) for rule, found, covered in flaws}
    texts = {
        "year": article.year,
        "title": article.title,
        "published": article.published or "",
        "number": article.number or "",
        "lead": mark(context, proof.tally),
    }
    escaped = {name: str(Markup.escape(text)) for name, text in texts.items()}
    sheet = context.sheet(form).fill(report.figures, proof, counts, last)
    return _frame(context, article, form).fill(
        {**escaped, "slug": article.slug, "sheet": str(sheet)}
    )


def _frame(context: Context, article: Article, form: Form) -> Frame:
    """What the records of an agency have in common, as far as the same facts are known of them."""
    known = (article.published is None, article.number is None)
    key = (article.agency, article.scope, form.edition, *known)
    if key not in context.frames:
        general = any_article(article)
        url = checks_url(general.agency, general.slug)
        heading = context.words("checks.title")
        compiled = context.has_parts(general.agency, general.scope)
        page = context.shell.render(
            "checks.html",
            article_head(context, general, url, heading),
            title=general.title,
            heading=heading,
            facts=facts(context, general, form),
            lead=gap("lead"),
            sheet=Markup(gap("sheet")),
            parts=parts_url(general.agency, general.slug) if compiled else None,
            back=general.url,
        )
        context.frames[key] = frame_of(page)
    return context.frames[key]


def mark(context: Context, tally: Tally) -> str:
    """In one sentence what came of the equations."""
    key = "checks.mark_all" if tally[0] == sum(tally) else "checks.mark_some"
    result = tally_words(context.shell.theme, tally)
    return context.words(key, count=sum(tally), result=result)
