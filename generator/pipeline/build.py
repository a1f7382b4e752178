"""Check and build a site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from generator.diagnostic import ThemeError
from generator.export import prepare_json, report_json
from generator.pipeline import tree
from generator.pipeline.content import Content, load
from generator.pipeline.problems import Verdict, judge
from generator.portal import PageKind, file_of
from generator.publish import publish
from generator.render import (
    Context,
    Shell,
    Theme,
    index_page,
    load_theme,
    report_page,
    table_page,
)
from generator.report import Narrative


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did."""

    verdict: Verdict
    """What is wrong with the content."""
    reports: int
    """How many reports were checked."""
    files: int
    """How many files were published; 0 where the content was refused."""


def check(root: Path) -> tuple[Verdict, int]:
    """The problems of a site, and how many reports were checked.

    Raises:
        SiteError: there is no site here.
    """
    content = load(root, drafts=True)
    return judge(root, content.diagnostics, content.site, content.waivers), len(content.filed)


def build(
    root: Path,
    target: Path,
    *,
    base_url: str | None = None,
    strict: bool = False,
    drafts: bool = False,
    live: bool = False,
) -> Built:
    """Check a site and publish it; content with errors leaves the target as it was.

    Raises:
        SiteError: there is no site here.
        ThemeError: its theme is incomplete.
        PublishError: the target cannot be written.
    """
    content = load(root, drafts=drafts)
    if base_url:
        content = replace(content, site=replace(content.site, base_url=base_url.rstrip("/") + "/"))
    verdict = judge(root, content.diagnostics, content.site, content.waivers)
    if verdict.refuses(strict=strict):
        return Built(verdict=verdict, reports=len(content.filed), files=0)
    theme = load_theme(theme_layers(root, content.site.theme), content.site.language)
    count = publish(_files(root, content, theme, live=live), target)
    return Built(verdict=verdict, reports=len(content.filed), files=count)


def theme_layers(root: Path, name: str) -> Sequence[Mapping[str, bytes]]:
    """The files of a theme: the default one first, then the site's own of that name over it.

    Raises:
        ThemeError: the site names a theme that it does not have.
    """
    default, own = _default_theme(), root / "themes" / name
    layers = [tree.folder(default)]
    if own.is_dir():
        if not own.samefile(default):
            layers.append(tree.folder(own))
    elif name != "default":
        raise ThemeError(f"{own}: there is no such theme")
    return layers


def _default_theme() -> Path:
    """The theme that comes along: inside the wheel, or beside the program in a checkout."""
    package = Path(str(files("generator")))
    inside = package / "themes" / "default"
    return inside if inside.is_dir() else package.parent / "themes" / "default"


def _files(
    root: Path, content: Content, theme: Theme, *, live: bool
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site with its content."""
    context = Context(
        shell=Shell(site=content.site, theme=theme, live=live),
        portal=replace(content.portal, site=content.site),
        forms=content.forms,
    )
    yield from theme.assets.items()
    for page in content.pages:
        if page.kind is PageKind.REPORT:
            filed = content.filed[page.agency, page.slug]
            report = filed.report
            yield file_of(page.url), report_page(context, report, filed.narrative or Narrative())
            agency = content.portal.agencies[page.agency]
            form = content.forms[report.edition]
            yield f"{page.url}report.json", report_json(report, agency, form, prepare_json(form))
        elif page.kind is PageKind.TABLE:
            report = content.filed[page.agency, page.slug].report
            yield file_of(page.url), table_page(context, report, page.table)
        else:
            yield file_of(page.url), index_page(context, page)
    for item in content.attachments:
        yield item.url, tree.read(root, item.source)
