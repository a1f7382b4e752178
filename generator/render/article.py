"""What every page about a report says of it: its head, its facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.form import Form
from generator.portal import report_url
from generator.render.context import Context
from generator.render.frames import SLUG, gap
from generator.render.shell import Crumb, Head
from generator.report import Report, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A report in words, or the gaps where those of any such report will stand."""

    agency: str
    """The agency's id."""
    scope: Scope
    """Whose work it tells of."""
    slug: str
    """Its slug."""
    year: str
    """The year it tells of."""
    title: str
    """Its title."""
    published: str | None
    """When it was published."""
    number: str | None
    """Its 索引号."""
    corrected: str | None = None
    """When it was last corrected."""

    @property
    def url(self) -> str:
        """Its page."""
        return report_url(self.agency, self.slug)


def article_of(report: Report) -> Article:
    """A report in words."""
    return Article(
        agency=report.agency,
        scope=report.scope,
        slug=report.slug,
        year=str(report.year),
        title=report.title,
        published=report.published.isoformat() if report.published else None,
        number=report.index_number,
        corrected=max((item.day.isoformat() for item in report.corrections), default=None),
    )


def any_article(like: Article) -> Article:
    """The gaps for the reports that have the same facts as one, whatever these are."""
    return Article(
        agency=like.agency,
        scope=like.scope,
        slug=SLUG,
        year=gap("year"),
        title=gap("title"),
        published=gap("published") if like.published else None,
        number=gap("number") if like.number else None,
        corrected=gap("corrected") if like.corrected else None,
    )


def facts(context: Context, article: Article, form: Form) -> list[tuple[str, str]]:
    """What is to be known of a report before reading it: name and value."""
    return list(_facts(context, article, form))


def _facts(context: Context, article: Article, form: Form) -> Iterator[tuple[str, str]]:
    words = context.words
    yield words("fact.agency"), context.name(context.portal.agencies[article.agency])
    yield words("fact.year"), words("fact.year_value", year=article.year)
    if article.scope is Scope.REGION:
        yield words("fact.scope"), words("scope.region")
    yield words("fact.published"), article.published or words("fact.no_date")
    if article.corrected:
        yield words("fact.corrected"), article.corrected
    if article.number:
        yield words("fact.index_number"), article.number
    yield words("fact.form"), form.citation.number


def article_head(context: Context, article: Article, url: str, part: str) -> Head:
    """What a page about a report says of itself; ``part`` is what it shows of it, if not all."""
    agency = context.portal.agencies[article.agency]
    label = context.year_label(article.year, article.scope)
    crumbs = [*context.agency_crumbs(article.agency), Crumb(label=label, url=article.url)]
    if part:
        crumbs.append(Crumb(label=part, url=url))
    title = f"{part} - {article.title}" if part else article.title
    slots = {"agency": agency.name, "year": article.year, "title": title}
    return Head(
        url=url,
        title=title,
        description=context.words("report.description", **slots),
        crumbs=tuple(crumbs),
        metas=(*_metas(context, article, title, url), *context.column_metas(agency)),
    )


def _metas(context: Context, article: Article, title: str, url: str) -> Iterator[tuple[str, str]]:
    """The page tags of an article (国办发〔2017〕47号); a date that is not known is not stated."""
    yield "ArticleTitle", title
    if article.published:
        yield "PubDate", f"{article.published} 00:00"
    yield "ContentSource", context.portal.agencies[article.agency].name
    absolute = context.shell.absolute(url)
    if absolute:
        yield "Url", absolute
