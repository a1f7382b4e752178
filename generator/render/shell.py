"""What every page has: head, breadcrumbs, navigation, foot, and links that work anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

from generator.portal import relative
from generator.portal.urls import ABOUT, DATA, HOME, NOT_FOUND, SEARCH
from generator.render.theme import Theme
from generator.site import Site

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""The content security policy that every page states; nothing is inline or from elsewhere."""


@lru_cache(maxsize=4096)
def _quoted(target: str) -> str:
    return quote(target, safe="/#-._~")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A step of the breadcrumbs."""

    label: str
    """What it says."""
    url: str
    """Where it leads, from the site's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page says of itself."""

    url: str
    """Where it stands, from the site's root."""
    title: str
    """Its own title, without the site's name."""
    description: str
    """One sentence for search engines."""
    crumbs: tuple[Crumb, ...] = ()
    """The steps from the home page to here, both included."""
    metas: tuple[tuple[str, str], ...] = ()
    """Government page tags (国办发〔2017〕47号): name and content."""
    canonical: str | None = None
    """The page that stands for this one, where it is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """The frame around every page of a site."""

    site: Site
    """Its settings."""
    theme: Theme
    """How it looks."""
    live: bool = False
    """Whether it is a preview, in which the reloading script has to be let in."""

    def render(self, template: str, head: Head, **values: object) -> bytes:
        """A page as bytes.

        Raises:
            ThemeError: the theme lacks what the page needs.
        """
        page = self.theme.render(
            template,
            site=self.site,
            head=head,
            language=self.site.language,
            href=lambda target: self.href(head.url, target),
            asset=lambda name: self.href(head.url, self.theme.asset(name)),
            canonical=self.absolute(head.url if head.canonical is None else head.canonical),
            policy=None if self.live else POLICY,
            metas=(*self.site_metas(), *head.metas),
            home=HOME,
            about=ABOUT,
            data=DATA if self.site.opens else None,
            search=SEARCH if self.site.search else None,
            **values,
        )
        return page.encode()

    def href(self, page: str, target: str) -> str:
        """A link from a page to a URL of the site.

        The page for missing addresses is shown at any depth, so its links begin at the root.
        """
        safe = _quoted(target)
        if page == NOT_FOUND:
            return urlsplit(self.site.base_url or "/").path + safe
        return relative(page, safe)

    def absolute(self, url: str) -> str | None:
        """The address under which a page will be served, if that is known."""
        return None if self.site.base_url is None else self.site.base_url + quote(url)

    def site_metas(self) -> Sequence[tuple[str, str]]:
        """The page tags that stand on every page."""
        found = [("SiteName", self.site.name)]
        if self.site.base_url:
            found.append(("SiteDomain", urlsplit(self.site.base_url).netloc))
        if self.site.footer.site_code:
            found.append(("SiteIDCode", self.site.footer.site_code))
        return found
