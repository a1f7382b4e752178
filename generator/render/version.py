"""A report as it was released before a correction, at an address of its own."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import unquote, urlsplit

from generator.portal import HeldFile, Past, version_url
from generator.render.article import article_of
from generator.render.context import Context
from generator.render.corrections import correction_views
from generator.render.data import offered, size_words
from generator.render.facts import article_head, facts
from generator.render.report import version_parts
from generator.render.shell import Crumb
from generator.render.theme import Markup
from generator.report import Narrative, Passage, Report, Slot

_LINK = re.compile(r'<a href="(?P<target>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r'<img src="(?P<target>[^"]*)" alt="(?P<words>[^"]*)"[^>]*>')
_UP = "../../"
"""From the page of a version to the report's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the page of an earlier version says besides the report."""

    past: Past
    """Which version it is."""
    files: Collection[str]
    """The names of the files beside the report now."""
    figures: HeldFile | None
    """Its figures, where they can be downloaded."""


def version_page(context: Context, report: Report, narrative: Narrative, beside: Beside) -> bytes:
    """An earlier version. Where it links to a file that is gone, only the words are left.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    form, article, past = context.forms[report.edition], article_of(context, report), beside.past
    url = version_url(report.agency, report.slug, past.number)
    label = context.words("version.name", number=past.number)
    moved = replace(
        narrative, passages=tuple(_moved(item, beside.files) for item in narrative.passages)
    )
    preface, sections = version_parts(context, report, moved, url)
    head = article_head(context, article, url, "")
    remarks = context.shell.theme.macro("parts.html", "remarks")
    held = beside.figures
    corrections = list(correction_views(context, report, form))
    return context.shell.render(
        "report.html",
        replace(
            head,
            title=context.words("version.title", title=report.title, version=label),
            crumbs=(*head.crumbs, Crumb(label=label, url=url)),
            metas=(("robots", "noindex"), *head.metas),
            canonical=article.url,
        ),
        title=article.heading,
        tongue=context.tongue(form),
        superseded=context.words("version.banner", version=label, day=past.day),
        standing=f"{article.url}#corrections",
        corrected=bool(corrections),
        checked=None,
        parts=None,
        facts=facts(context, article, form),
        downloads=[offered(context, form, url, held.path, size_words(context, held.size))]
        if held
        else [],
        linked=None,
        extras=False,
        preface=preface,
        sections=sections,
        remarks=remarks(corrections, [], [], None) if corrections else Markup(),
        contact=Markup(),
        older=None,
        newer=None,
    )


def _moved(passage: Passage, files: Collection[str]) -> Passage:
    """A passage as it has to be on a page two folders below the report's."""

    def link(found: re.Match[str]) -> str:
        target = _target(found["target"], files)
        return f'<a href="{target}">{found["words"]}</a>' if target else found["words"]

    def picture(found: re.Match[str]) -> str:
        target = _target(found["target"], files)
        return found[0].replace(found["target"], target, 1) if target else found["words"]

    return replace(
        passage,
        html=tuple(
            part if isinstance(part, Slot) else _PICTURE.sub(picture, _LINK.sub(link, part))
            for part in passage.html
        ),
    )


def _target(address: str, files: Collection[str]) -> str:
    """Where a link leads from there; empty where there is nothing any more."""
    parts = urlsplit(unescape(address))
    if parts.scheme or parts.netloc or not parts.path or "/" in parts.path:
        return address if parts.scheme or parts.netloc or not parts.path else _UP + address
    return _UP + address if unquote(parts.path) in files else ""
