"""What every batch of a build needs, opened once in each process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from generator.diagnostic import Diagnostic
from generator.export import PreparedCsv, prepare_csv, prepare_json
from generator.form import Form
from generator.pipeline.editions import editions
from generator.pipeline.settings import load_site
from generator.pipeline.theming import theme_layers
from generator.portal import Portal
from generator.render import Context, Frame, PreparedSheet, PreparedTable, Shell, Theme, load_theme
from generator.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a build was asked for; a process opens its workshop from it."""

    root: str
    """The site's folder."""
    settings: bytes
    """Digest of ``site.yml``, ``forms``, ``themes`` and the program."""
    base_url: str | None
    """Where the site will be served, if that was said on the command line."""
    drafts: bool
    """Whether drafts are built too."""
    live: bool
    """Whether it is a preview."""
    bundles: str | None
    """Where bundles of pages are written; ``None`` where content is only checked."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """A site's settings, its forms and its theme."""

    order: Order
    """What they are opened for."""
    site: Site
    """The settings."""
    forms: Mapping[str, Form]
    """The editions, by name."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with ``site.yml`` and the site's own editions."""
    tables: dict[str, Mapping[str, PreparedTable]] = field(default_factory=dict)
    """The tables of the editions used so far."""
    sheets: dict[str, PreparedSheet] = field(default_factory=dict)
    """Their records of checks."""
    frames: dict[tuple[object, ...], Frame] = field(default_factory=dict)
    """What is around these and around other texts."""
    json: dict[str, str] = field(default_factory=dict)
    """The same for JSON."""
    csv: dict[str, PreparedCsv] = field(default_factory=dict)
    """The same for CSV."""

    @property
    def root(self) -> Path:
        """The site's folder."""
        return Path(self.order.root)

    def context(self, portal: Portal) -> Context:
        """What the pages of a portal, or of a part of it, share.

        Raises:
            ThemeError: the theme is incomplete.
        """
        shell = _shell(self.order)
        return Context(
            shell=shell,
            portal=portal,
            forms=self.forms,
            prepared=self.tables,
            sheets=self.sheets,
            frames=self.frames,
        )

    def theme(self) -> Theme:
        """How the site looks.

        Raises:
            ThemeError: the theme is incomplete.
        """
        return _shell(self.order).theme

    def prepared_json(self, form: Form) -> str:
        """The figures of a form as JSON, to be filled."""
        if form.edition not in self.json:
            self.json[form.edition] = prepare_json(form)
        return self.json[form.edition]

    def prepared_csv(self, form: Form) -> PreparedCsv:
        """The figures of a form as CSV, to be filled."""
        if form.edition not in self.csv:
            self.csv[form.edition] = prepare_csv(form)
        return self.csv[form.edition]


@lru_cache(maxsize=2)
def workshop(order: Order) -> Workshop:
    """The workshop for an order; the same one each time in one process.

    Raises:
        SiteError: there is no site here.
    """
    root = Path(order.root)
    site, wrong = load_site(root)
    if order.base_url:
        site = replace(site, base_url=order.base_url.rstrip("/") + "/")
    forms, broken = editions(root)
    return Workshop(order, site, forms, (*wrong, *broken))


@lru_cache(maxsize=2)
def _shell(order: Order) -> Shell:
    site = workshop(order).site
    theme = load_theme(theme_layers(Path(order.root), site.theme), site.language)
    return Shell(site=site, theme=theme, live=order.live)
