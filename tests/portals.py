"""The two portals of this repository as they are built, for the checks of their pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from generator import pipeline
from generator.form import Label
from generator.portal import Page, PageKind, file_of
from generator.site import Site
from generator.workspace.content import Content, load

ROOT = Path(__file__).parents[1]
"""The repository."""

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The policy that every page has to live under; nothing is inline or from elsewhere."""

PLACE = "https://place.invalid"
"""Stands for the host while links are resolved."""

Node = html.HtmlElement

BLANK = {"zh-CN": "未填报", "en": "not filed"}
"""What stands where nothing was filed, in each language."""


@dataclass(eq=False)
class Portal:
    """A portal, built."""

    name: str
    """``sample`` or ``demo``."""
    source: Path
    """Where its content lies."""
    folder: Path
    """Where its pages lie."""
    content: Content
    """What was read from its source."""
    base_url: str | None
    """The address it was built for."""
    _trees: dict[str, Node] = field(default_factory=dict)

    @cached_property
    def root(self) -> str:
        """The path under which its page for missing addresses expects it."""
        return urlsplit(self.base_url or "/").path

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file that was built, relative to its folder."""
        every = self.folder.rglob("*")
        return frozenset(p.relative_to(self.folder).as_posix() for p in every if p.is_file())

    def pages(self, *kinds: PageKind) -> list[Page]:
        """Its pages; with kinds, those alone."""
        return [page for page in self.content.pages if not kinds or page.kind in kinds]

    def site(self, page: Page) -> Site:
        """The settings, as the language of a page has them."""
        site = self.content.site
        return site.in_language(page.language or site.language)

    def say(self, page: Page, label: Label) -> str:
        """A label of a form, as a page has to say it."""
        return label.english if self.site(page).language == "en" else label.text

    def path(self, page: Page) -> Path:
        """The file of a page."""
        return self.folder / file_of(page.url)

    def tree(self, page: Page) -> Node:
        """A page, parsed."""
        if page.url not in self._trees:
            self._trees[page.url] = html.document_fromstring(
                self.path(page).read_bytes(), parser=html.HTMLParser(encoding="utf-8")
            )
        return self._trees[page.url]

    def resolve(self, page: Page, link: str) -> str | None:
        """The built file that a link on a page leads to; ``None`` for one that leads elsewhere."""
        target = urlsplit(urljoin(f"{PLACE}{self.root}{page.url}", link))
        if f"{target.scheme}://{target.netloc}" != PLACE or not target.path.startswith(self.root):
            return None
        return file_of(unquote(target.path).removeprefix(self.root))

    def trees(self, *kinds: PageKind) -> Iterator[tuple[Page, Node]]:
        """Its pages with their trees."""
        for page in self.pages(*kinds):
            yield page, self.tree(page)


def build(name: str, source: Path, folder: Path, base_url: str | None) -> Portal:
    """Build a portal; its content has to be without errors."""
    built = pipeline.build(source, folder, pipeline.Wish(base_url=base_url))
    assert built.files, f"{source} has errors: {built.verdict.problems}"
    return Portal(
        name=name,
        source=source,
        folder=folder,
        content=load(source),
        base_url=base_url,
    )


def words(node: Node) -> str:
    """The text of an element, its white space made single blanks."""
    return " ".join(node.text_content().split())
