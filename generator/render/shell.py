"""What every page has: head, breadcrumbs, navigation, foot, and links that work anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

from generator.portal import PageKind, about_pages, face_of, in_face, relative
from generator.portal.urls import ABOUT, DATA, HOME, NOT_FOUND, SEARCH
from generator.render.theme import Markup, Theme
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
    stands_at: str | None = None
    """Where the page stands now, for one at an old address."""
    canonical: str | None = None
    """The page that stands for this one, where it is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A page in one of the languages that it is published in."""

    language: str
    """The language."""
    name: str
    """What the language calls itself."""
    link: str
    """A link to the page from the page at hand."""
    address: str
    """The address under which it is served, if that is known, else the link."""
    here: bool
    """Whether it is the page at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """The frame around every page of a site, in one of its languages."""

    site: Site
    """Its settings, as this language has them."""
    theme: Theme
    """How it looks."""
    live: bool = False
    """Whether it is a preview, in which the reloading script has to be let in."""
    face: str = ""
    """The folder of the pages in this language; empty for the main one."""
    names: tuple[tuple[str, str], ...] = ()
    """Every language of the site with its own name, the main one first; empty if there is one."""

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
            explaining=self._explaining,
            brand=self._own(self.site.name, self.site.english),
            notice=self.site.notice and self._own(self.site.notice, self.site.notice_english),
            foreign=self.foreign,
            twins=self.twins(head.url if head.stands_at is None else head.stands_at),
            **values,
        )
        return page.encode()

    @property
    def _explaining(self) -> Sequence[tuple[str, str]]:
        """What the foot leads to: the pages that explain the site."""
        pages = about_pages(self.site).items()
        return [(url, f"{kind}.page") for kind, url in pages if kind is not PageKind.ABOUT]

    def href(self, page: str, target: str) -> str:
        """A link from a page to a URL of the site; a page is meant in the language of this one.

        The page for missing addresses is shown at any depth, so its links begin at the root.
        """
        return self._link(page, _quoted(in_face(target, self.face)))

    def _link(self, page: str, target: str) -> str:
        if page == NOT_FOUND:
            return urlsplit(self.site.base_url or "/").path + target
        return relative(in_face(page, self.face), target)

    def absolute(self, url: str) -> str | None:
        """The address under which a page will be served, if that is known."""
        return self._absolute(in_face(url, self.face))

    def _absolute(self, url: str) -> str | None:
        return None if self.site.base_url is None else self.site.base_url + quote(url)

    def twins(self, page: str) -> Sequence[Twin]:
        """A page in all languages of the site; nothing where there is but one.

        The page for missing addresses is there in the main one only and leads to the home pages.
        """
        found = []
        for place, (language, name) in enumerate(self.names):
            url = in_face("" if page == NOT_FOUND else page, face_of(language) if place else "")
            link = self._link(page, _quoted(url))
            found.append(
                Twin(
                    language=language,
                    name=name,
                    link=link,
                    address=self._absolute(url) or link,
                    here=language == self.site.language,
                )
            )
        return found

    def _own(self, text: str, english: str | None) -> str:
        """A text of the settings, marked where it was not given in English but had to be."""
        return text if text == english else self.foreign(text)

    @property
    def content_language(self) -> str:
        """The language of the site's own words, as far as they are not given in others."""
        return next((name for name, _ in self.names if name != "en"), self.site.language)

    def to_files(self, folder: str) -> str:
        """From the page at a folder's URL to the folder itself, where files stand once for all."""
        return "../" * (self.face + folder).count("/") + folder if self.face else ""

    def is_foreign(self, language: str) -> bool:
        """Whether a language is another than the interface's."""
        return language.partition("-")[0] != self.site.language.partition("-")[0]

    def foreign(self, text: str, language: str | None = None) -> str:
        """A text of the content, marked if it is in another language than the interface.

        Without a language given it is that of the site's own words.
        """
        tongue = language or self.content_language
        if not self.is_foreign(tongue):
            return text
        return Markup('<span lang="{}">{}</span>').format(tongue, text)

    def site_metas(self) -> Sequence[tuple[str, str]]:
        """The page tags that stand on every page."""
        found = [("SiteName", self.site.name)]
        if self.site.base_url:
            found.append(("SiteDomain", urlsplit(self.site.base_url).netloc))
        if self.site.footer.site_code:
            found.append(("SiteIDCode", self.site.footer.site_code))
        return found
