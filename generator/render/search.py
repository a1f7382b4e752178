"""The page for searching: its script fetches the index; without scripts it leads to other pages."""

from __future__ import annotations

from generator.portal import Page, year_url
from generator.portal.urls import SEARCH, listing_name
from generator.render.context import Context
from generator.render.shell import Crumb, Head


def search_page(context: Context, page: Page) -> bytes:
    """The page for searching.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    title = context.words("search.title")
    return context.shell.render(
        "search.html",
        Head(
            url=page.url,
            title=title,
            description=context.words("search.description", name=context.shell.site.name),
            crumbs=(context.home_crumb(), Crumb(label=title, url=page.url)),
            metas=context.column_metas(),
        ),
        years=[(year, year_url(year), len(of)) for year, of in context.portal.by_year.items()],
        sections=_sections(context),
        at=context.shell.to_files(SEARCH),
        listing=listing_name(context.shell.site.language if context.shell.face else ""),
        tongue=context.shell.content_language,
    )


def _sections(context: Context) -> list[tuple[str, str]]:
    """The sections of the forms in use: id and name, as the newest form has it."""
    used = {item.edition: item.year for item in context.portal.summaries}
    return [
        *{
            section.id: (section.id, context.say(section.title))
            for edition in sorted(used)
            for section in context.forms[edition].sections
        }.values()
    ]
