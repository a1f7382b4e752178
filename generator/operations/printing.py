"""One report as PDF: its page, printed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin

from generator.export.pdf import settled
from generator.operations.chromium import printed
from generator.pipeline.workshop import Order, workshop
from generator.portal import Record, report_url
from generator.publish.media import media_type
from generator.render import Around, report_page
from generator.report import Narrative
from generator.workspace import tree
from generator.workspace.content import Content, Filed
from generator.workspace.settings import settings_files

_NOWHERE = "http://site.invalid/"
"""Where a site without an address stands while it is printed (RFC 6761, 6.4)."""


def report_pdf(root: Path, content: Content, filed: Filed) -> bytes:
    """A report's page on paper. The same bytes again from the same report, Chromium and fonts.

    Raises:
        GeneratorError: there is no Chromium on this machine.
        ModuleNotFoundError: ``gongkai[pdf]`` is not installed.
    """
    order = Order(
        root=str(root),
        settings=b"",
        files=tuple(settings_files(root).items()),
        base_url=None,
        drafts=True,
        live=False,
        bundles=None,
        as_of=None,
    )
    shop, report = workshop(order), filed.report
    base = content.site.base_url or _NOWHERE
    url = report_url(report.agency, report.slug)
    around = Around(held=Record(updated=None, files=()), linked="")
    page = report_page(shop.context(content.portal), report, filed.narrative or Narrative(), around)
    assets = shop.theme().assets
    attached = {f"{url}{path.rpartition('/')[2]}": path for path in filed.files.attachments}

    def served(address: str) -> tuple[bytes, str] | None:
        """The page, what it loads, and the report's own pictures; nothing else is there."""
        path = unquote(address.removeprefix(base))
        if path == url:
            return page, "text/html; charset=utf-8"
        if path in assets:
            return assets[path], media_type(path) or ""
        if path in attached:
            return tree.read(root, attached[path]), media_type(path) or ""
        return None

    paper = printed(
        urljoin(base, url), content.site.language, served, placed=content.site.base_url is not None
    )
    return settled(paper, page.decode(), report.title, report.published)
