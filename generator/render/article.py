"""A report in words, as every page about it needs it, and the frames that such pages share.

Nearly all of a page is the same for every report of the same shape. So it is rendered once, for a
report of gaps, and filled for each: a theme's templates print what they are given, and a page costs
no more than its own text. Where a site has templates of its own, which may ask more of a report
than to be printed, each page is rendered by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from generator.portal import agency_url, report_url
from generator.render.context import Context
from generator.render.frames import folder_gap, frame_of, gap
from generator.render.shell import Crumb
from generator.render.theme import Markup
from generator.report import Report, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The agency's report of the same scope on the next year that has one, or the last."""

    year: str
    """The year it tells of."""
    slug: str
    """Its slug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A report in words, or the gaps where those of any such report will stand."""

    agency: str
    """The agency's id."""
    scope: Scope
    """Whose work it tells of."""
    slug: str
    """Its slug."""
    language: str
    """The language of its own words."""
    year: str
    """The year it tells of."""
    title: str
    """Its title."""
    heading: str
    """The same for the body of a page, marked if it is in another language."""
    published: str | None
    """When it was published."""
    number: str | None
    """Its 索引号."""
    name: str
    """The agency's name for the body of a page."""
    filer: str
    """The same for the head of a page, where nothing can be marked."""
    chain: tuple[Crumb, ...]
    """The agencies above, outermost first, and the agency."""
    corrected: str | None = None
    """When it was last corrected."""
    older: Neighbour | None = None
    """The report before it, where a page leads there."""
    newer: Neighbour | None = None
    """The report after it."""

    @property
    def url(self) -> str:
        """Its page."""
        return report_url(self.agency, self.slug)

    def beside(self, neighbour: Neighbour | None) -> str | None:
        """The page of the report before or after it."""
        return report_url(self.agency, neighbour.slug) if neighbour else None


Parts = Mapping[str, Markup]
"""The HTML of what a page has besides, by the name of its gap."""


def article_of(context: Context, report: Report) -> Article:
    """A report in words."""
    agency = context.portal.agencies[report.agency]
    language = context.forms[report.edition].language
    return Article(
        agency=report.agency,
        scope=report.scope,
        slug=report.slug,
        language=language,
        year=str(report.year),
        title=report.title,
        heading=context.shell.foreign(report.title, language),
        published=report.published.isoformat() if report.published else None,
        number=report.index_number,
        name=context.name(agency),
        filer=context.plain_name(agency),
        chain=tuple(context.chain_crumbs(report.agency)),
        corrected=max((item.day.isoformat() for item in report.corrections), default=None),
    )


def page_about(
    context: Context,
    article: Article,
    kind: Hashable,
    parts: Parts,
    render: Callable[[Article, Parts], bytes],
) -> bytes:
    """A page about a report; ``kind`` tells apart what pages of its sort may have or lack.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    shape = _shape(context, article)
    if shape is None:
        return render(article, parts)
    known = (kind, shape)
    if known not in context.frames:
        page = render(_any_like(article), {name: Markup(gap(name)) for name in parts})
        context.frames[known] = frame_of(page)
    return context.frames[known].fill({**_texts(article), **parts})


def _shape(context: Context, article: Article) -> Hashable | None:
    """All in which pages about reports differ besides their texts.

    ``None`` where a frame could not be right: links lead up to agencies above by their depth, and a
    report that is called as the site has another title in the browser.
    """
    shell = context.shell
    above = [crumb.url for crumb in article.chain]
    beside = any(not agency_url(article.agency).startswith(url) for url in above)
    if beside or not shell.theme.prints_only or article.title == shell.site.name:
        return None
    depths = tuple(url.count("/") for url in above)
    told = (article.published, article.number, article.corrected, article.older, article.newer)
    return article.scope, depths, tuple(item is None for item in told)


def _any_like(like: Article) -> Article:
    """The gaps for the reports of the same shape as one, whatever is told of these."""
    folders = [folder_gap(f"folder{depth}") for depth, _ in enumerate(like.agency.split("/"))]
    return Article(
        agency="/".join(folders),
        scope=like.scope,
        slug=folder_gap("slug"),
        language=like.language,
        year=gap("year"),
        title=gap("title"),
        heading=gap("heading"),
        published=gap("published") if like.published else None,
        number=gap("number") if like.number else None,
        name=gap("name"),
        filer=gap("filer"),
        chain=tuple(
            Crumb(
                label=gap(f"above{place}"),
                url=agency_url("/".join(folders[: crumb.url.count("/")])),
            )
            for place, crumb in enumerate(like.chain)
        ),
        corrected=gap("corrected") if like.corrected else None,
        older=like.older and _any_neighbour("older"),
        newer=like.newer and _any_neighbour("newer"),
    )


def _any_neighbour(which: str) -> Neighbour:
    return Neighbour(year=gap(f"{which}_year"), slug=folder_gap(which))


def _texts(article: Article) -> dict[str, str]:
    """What stands in the gaps of an article's frame."""
    plain = {
        "slug": article.slug,
        "year": article.year,
        "title": article.title,
        "heading": article.heading,
        "published": article.published or "",
        "number": article.number or "",
        "corrected": article.corrected or "",
        "name": article.name,
        "filer": article.filer,
        "older": article.older.slug if article.older else "",
        "older_year": article.older.year if article.older else "",
        "newer": article.newer.slug if article.newer else "",
        "newer_year": article.newer.year if article.newer else "",
        **{f"folder{depth}": name for depth, name in enumerate(article.agency.split("/"))},
        **{f"above{place}": crumb.label for place, crumb in enumerate(article.chain)},
    }
    return {name: str(Markup.escape(text)) for name, text in plain.items()}
