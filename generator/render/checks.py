"""The page that tells what was checked in a report, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.check import Proof
from generator.portal import checks_url, relative, report_url
from generator.render.context import Context
from generator.render.proofs import Tally, tally_words
from generator.render.report import article_head, facts
from generator.report import Report


def checks_page(
    context: Context, report: Report, proof: Proof, flaws: Sequence[tuple[str, int, int]]
) -> bytes:
    """The record of checks of a report; ``flaws`` are the rules that found something.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    form = context.forms[report.edition]
    url = checks_url(report.agency, report.slug)
    heading = context.words("checks.title")
    last = relative(url, report_url(report.agency, proof.slug)) if proof.slug else ""
    counts = {rule: (found, covered) for rule, found, covered in flaws}
    return context.shell.render(
        "checks.html",
        article_head(context, report, url, heading),
        report=report,
        heading=heading,
        facts=facts(context, report, form),
        lead=mark(context, proof.tally),
        sheet=context.sheet(form).fill(report.figures, proof, counts, last),
        back=report_url(report.agency, report.slug),
    )


def mark(context: Context, tally: Tally) -> str:
    """In one sentence what came of the equations."""
    key = "checks.mark_all" if tally[0] == sum(tally) else "checks.mark_some"
    result = tally_words(context.shell.theme, tally)
    return context.words(key, count=sum(tally), result=result)
