"""What every batch of a build needs, opened once in each process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from generator.diagnostic import Diagnostic
from generator.export import PreparedCsv, prepare_csv, prepare_json
from generator.form import Aligned, Form
from generator.portal import Portal, face_of
from generator.render import Context, Frame, PreparedSheet, PreparedTable, Shell, Theme, load_theme
from generator.site import Site
from generator.workspace.editions import editions
from generator.workspace.settings import load_site, still_the_same
from generator.workspace.theming import theme_layers


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a build was asked for; a process opens its workshop from it."""

    root: str
    """The site's folder."""
    settings: bytes
    """Digest of ``site.yml``, ``forms``, ``themes`` and the program."""
    files: tuple[tuple[str, str], ...]
    """SHA-256 of these files but for the program, by path."""
    base_url: str | None
    """Where the site will be served, if that was said on the command line."""
    drafts: bool
    """Whether drafts are built too."""
    live: bool
    """Whether it is a preview."""
    as_of: date | None
    """The day of the site, where one was said: embargoes that end by then are over."""
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
    tables: dict[str, dict[str, Mapping[str, PreparedTable]]] = field(default_factory=dict)
    """By language, the tables of the editions used so far."""
    sheets: dict[str, dict[str, PreparedSheet]] = field(default_factory=dict)
    """Their records of checks."""
    aligned: dict[tuple[str | None, ...], tuple[Aligned, ...]] = field(default_factory=dict)
    """The tables of several of them side by side."""
    frames: dict[str, dict[tuple[object, ...], Frame]] = field(default_factory=dict)
    """What is around these and around other texts."""
    json: dict[str, str] = field(default_factory=dict)
    """The same for JSON."""
    csv: dict[str, PreparedCsv] = field(default_factory=dict)
    """The same for CSV."""

    @property
    def root(self) -> Path:
        """The site's folder."""
        return Path(self.order.root)

    def context(self, portal: Portal, language: str = "") -> Context:
        """What the pages of a portal, or of a part of it, share; in its main language or another.

        Raises:
            ThemeError: the theme is incomplete.
        """
        shell = _shell(self.order, language or self.site.language)
        return Context(
            shell=shell,
            portal=portal,
            forms=self.forms,
            prepared=self.tables.setdefault(language, {}),
            sheets=self.sheets.setdefault(language, {}),
            frames=self.frames.setdefault(language, {}),
            aligned=self.aligned,
        )

    def theme(self) -> Theme:
        """How the site looks.

        Raises:
            ThemeError: the theme is incomplete.
        """
        return _shell(self.order, self.site.language).theme

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
        ChangedError: its settings are no longer those of the order.
    """
    root = Path(order.root)
    site, wrong = load_site(root)
    if order.base_url:
        site = replace(site, base_url=order.base_url.rstrip("/") + "/")
    forms, broken = editions(root, english="en" in site.languages)
    still_the_same(root, dict(order.files))
    return Workshop(order, site, forms, (*wrong, *broken))


@lru_cache(maxsize=4)
def _shell(order: Order, language: str) -> Shell:
    site = workshop(order).site
    layers = theme_layers(Path(order.root), site.theme)
    theme = load_theme(layers, language)
    still_the_same(Path(order.root), dict(order.files))
    other = language != site.language
    return Shell(
        site=site.in_language(language),
        theme=theme,
        live=order.live,
        face=face_of(language) if other else "",
        names=_names(layers, site.languages) if site.others else (),
    )


def _names(
    layers: Mapping[str, Mapping[str, bytes]], languages: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """What each language calls itself."""
    return tuple((name, load_theme(layers, name).words("meta.name")) for name in languages)
