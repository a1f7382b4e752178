"""The site's own record: everything that ``site.yml`` may say, decoded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from generator.diagnostic import Severity

LANGUAGES = ("zh-CN", "en")
"""The languages that pages can be in."""
DOWNLOADS = ("json", "csv", "xlsx", "docx", "zip")
"""What can be asked for to be downloaded: a report in some formats, and all data in one file."""
DESTINATIONS = ("folder", "rsync", "git", "store")
"""Where a site can be deployed to: releases in a folder here or on another machine, a branch of a
repository, an object store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """What the foot of every page states; each only where ``site.yml`` gives it."""

    organizer: str | None = None
    """主办单位."""
    contact: str | None = None
    """联系方式."""
    site_code: str | None = None
    """网站标识码: ten digits, or ``bm`` and eight."""
    icp: str | None = None
    """ICP备案号."""
    police: str | None = None
    """公安备案号."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """Whom to tell of a weakness of the site (RFC 9116)."""

    contact: str
    """An address: ``mailto:``, ``https:`` or ``tel:``."""
    expires: date
    """The day from which this should no longer be relied on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day by which a site wants reports, earlier than the law's."""

    kind: str
    """The kind of agency."""
    year: int | None
    """The year reported on; ``None`` for every year."""
    month: int
    """Month of the next year."""
    day: int
    """Day of that month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A place that a site is deployed to. It holds no secret: keys are the deployer's."""

    name: str
    """What it is called on the command line."""
    kind: str
    """One of ``DESTINATIONS``."""
    to: str
    """Its address, as its kind writes one."""
    branch: str = "gh-pages"
    """The branch of a repository."""
    url: str | None = None
    """Where readers find it, with a trailing slash; ``None`` where that is the site's."""
    keep: int = 2
    """How many releases stay."""
    sign: tuple[str, ...] = ()
    """The command that signs the manifest, word by word; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A portal's settings."""

    name: str
    """The portal's name."""
    english: str | None = None
    """Its name in English, where given."""
    language: str = "zh-CN"
    """Language of the interface, at the addresses that have no language in them."""
    others: tuple[str, ...] = ()
    """Languages that every page is published in besides, each under an address of its own."""
    base_url: str | None = None
    """Where it will be served, with a trailing slash; ``None`` while that is not known."""
    notice: str | None = None
    """A remark shown on every page, such as 演示数据."""
    notice_english: str | None = None
    """The same in English, where given."""
    theme: str = "default"
    """Name of a theme in the site's ``themes``, or of a built-in one."""
    archived_until: int | None = None
    """The last year whose reports are an archive, where a blank of the original is a warning."""
    extras: bool = True
    """Whether there is more than reports and lists of them: pages of tables, records of checks,
    comparisons, other lists, downloads."""
    downloads: tuple[str, ...] = ("json", "csv")
    """Which of ``DOWNLOADS`` there are, where there are extras."""
    calendar: bool = False
    """Whether each year has a page on who has published by when."""
    search: bool = True
    """Whether reports can be searched for words."""
    headers: bool = False
    """Whether the site has a file ``_headers``, for hosts that read one."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Rules whose severity the site changes, by name."""
    deadlines: tuple[Deadline, ...] = ()
    """Days by which reports are wanted; one for a single year comes before one for all."""
    public_numbers: tuple[str, ...] = ()
    """Numbers that look like a person's but are an office's, such as a mobile on duty."""
    signoff: bool = False
    """Whether a report has to be signed in every role before it is published."""
    signers: tuple[str, ...] = ()
    """The roles, where they are others than the form's."""
    footer: Footer = field(default_factory=Footer)
    """The foot of every page."""
    security: Security | None = None
    """Whom to tell of a weakness, where given."""
    moved: tuple[tuple[str, str], ...] = ()
    """Addresses that pages had before, each with the one where they stand now, as written."""
    targets: tuple[Destination, ...] = ()
    """Where it is deployed to."""
    repository: str | None = None
    """What a file's path is put behind to edit it at the git host, with a trailing slash."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that it is published in, the main one first."""
        return (self.language, *self.others)

    def in_language(self, language: str) -> Site:
        """The settings of its face in a language: names and remarks as far as they are given."""
        if not self.others:
            return self
        english = language == "en"
        return replace(
            self,
            language=language,
            others=tuple(other for other in self.languages if other != language),
            name=(self.english if english else None) or self.name,
            notice=(self.notice_english if english else None) or self.notice,
        )

    def offers(self, download: str) -> bool:
        """Whether something can be downloaded."""
        return self.extras and download in self.downloads

    @property
    def opens(self) -> bool:
        """Whether there is any data to download."""
        return self.extras and bool(self.downloads)
