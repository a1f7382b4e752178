"""What every page about a report says of it: its head, its facts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.form import Form
from generator.render.article import Article
from generator.render.context import Context
from generator.render.shell import Crumb, Head
from generator.report import Scope


def facts(context: Context, article: Article, form: Form) -> list[tuple[str, str]]:
    """What is to be known of a report before reading it: name and value."""
    return list(_facts(context, article, form))


def _facts(context: Context, article: Article, form: Form) -> Iterator[tuple[str, str]]:
    words = context.words
    yield words("fact.agency"), article.name
    yield words("fact.year"), words("fact.year_value", year=article.year)
    if article.scope is Scope.REGION:
        yield words("fact.scope"), words("scope.region")
    yield words("fact.published"), article.published or words("fact.no_date")
    if article.corrected:
        yield words("fact.corrected"), article.corrected
    if article.number:
        yield words("fact.index_number"), article.number
    yield words("fact.form"), context.citation(form)


def article_head(context: Context, article: Article, url: str, part: str) -> Head:
    """What a page about a report says of itself; ``part`` is what it shows of it, if not all."""
    label = context.year_label(article.year, article.scope)
    crumbs = [*article.chain, Crumb(label=label, url=article.url)]
    if part:
        crumbs.append(Crumb(label=part, url=url))
    title = f"{part} - {article.title}" if part else article.title
    shown = title
    if context.shell.is_foreign(article.language):
        name = context.words(f"year.filer_{article.scope}", name=article.filer)
        called = context.words("report.title", name=name, year=article.year)
        shown = f"{part} - {called}" if part else called
    slots = {"agency": article.filer, "year": article.year, "title": shown}
    return Head(
        url=url,
        title=shown,
        description=context.words("report.description", **slots),
        crumbs=(context.home_crumb(), *crumbs),
        metas=(*_metas(context, article, title, url), *context.column_metas(article.filer)),
    )


def _metas(context: Context, article: Article, title: str, url: str) -> Iterator[tuple[str, str]]:
    """The page tags of an article (国办发〔2017〕47号); a date that is not known is not stated."""
    yield "ArticleTitle", title
    if article.published:
        yield "PubDate", f"{article.published} 00:00"
    yield "ContentSource", article.filer
    absolute = context.shell.absolute(url)
    if absolute:
        yield "Url", absolute
