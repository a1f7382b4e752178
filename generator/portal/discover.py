"""Which files are content. Links and devices are refused, names are safe, nothing is skipped."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from generator.decode.reports import SLUG
from generator.diagnostic import Address, Diagnostic
from generator.portal.urls import RESERVED

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_NAME = 64
_ATTACHMENT = re.compile(r"[^\s/\\.\x00-\x1f][^/\\\x00-\x1f]{0,79}")
ATTACHMENT_TYPES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".ofd", ".csv", ".txt"}
    | {".xls", ".xlsx", ".doc", ".docx", ".wps", ".et", ".zip"}
)
"""Endings that may be published beside a report; no SVG or HTML, which can carry scripts."""
_OWN_NAMES = re.compile(r"index\.html|manifest\.json|report\.[a-z]+", re.IGNORECASE)
"""Names that the site itself needs beside a report, now or for downloads."""


class EntryKind(enum.StrEnum):
    """What a name in a folder stands for."""

    FILE = "file"
    FOLDER = "folder"
    SYMLINK = "symlink"
    OTHER = "other"


class Entry(NamedTuple):
    """A name below ``content``, as the disk has it."""

    path: str
    """Relative to the site, with forward slashes; begins with ``content/``."""
    kind: EntryKind
    """What it stands for."""
    target: str = ""
    """Where a symbolic link points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFiles:
    """The files of one report."""

    agency: str
    """The agency's id."""
    slug: str
    """The file's name without its ending."""
    figures: str
    """Path of the YAML file."""
    narrative: str | None
    """Path of the Markdown file, if there is one."""
    attachments: tuple[str, ...]
    """Paths of the files to be published beside the page."""

    def paths(self) -> Iterator[str]:
        """Every file of the report."""
        yield self.figures
        if self.narrative is not None:
            yield self.narrative
        yield from self.attachments


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All content of a site."""

    agencies: tuple[str, ...]
    """Ids of the agencies, sorted; each has ``content/<id>/agency.yml``."""
    reports: tuple[ReportFiles, ...]
    """Sorted by agency and slug."""
    diagnostics: tuple[Diagnostic, ...]
    """What cannot be content."""


@lru_cache(maxsize=1024)
def _in_year(folder: str) -> bool:
    """Whether a folder is a report's own, or lies in one."""
    return any(SLUG.fullmatch(name) for name in folder.split("/"))


@dataclass(slots=True)
class _Folder:
    """What lies in one folder below ``content``."""

    figures: dict[str, str] = field(default_factory=dict)
    narratives: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, list[str]] = field(default_factory=dict)

    def paths(self) -> Iterator[str]:
        """Everything in it."""
        yield from self.figures.values()
        yield from self.narratives.values()
        for paths in self.attachments.values():
            yield from paths


def discover(entries: Iterable[Entry]) -> Found:
    """The content among the names below ``content``, whatever order they come in."""
    known = sorted(entries, key=lambda entry: entry.path)
    agencies = {
        entry.path.split("/", 1)[1].rpartition("/")[0]
        for entry in known
        if entry.path.endswith("/agency.yml") and entry.kind is EntryKind.FILE
    }
    agencies = {agency for agency in agencies if agency and not _in_year(agency)}
    findings: list[Diagnostic] = []
    folders: dict[str, _Folder] = {}
    for entry in known:
        finding = _sort(entry, folders)
        if finding is not None:
            findings.append(finding)
    reports = []
    for agency, folder in sorted(folders.items()):
        if agency not in agencies:
            findings += [
                _finding("site.file", path, "no-agency", found=agency or "content")
                for path in folder.paths()
            ]
            continue
        reports += list(_reports(agency, folder))
        findings += _orphans(folder)
    return Found(
        agencies=tuple(sorted(agencies)), reports=tuple(reports), diagnostics=tuple(findings)
    )


def _finding(rule: str, path: str, variant: str, **args: str | int) -> Diagnostic:
    return Diagnostic(rule=rule, variant=variant, at=Address(file=path), args=args)


def _sort(entry: Entry, folders: dict[str, _Folder]) -> Diagnostic | None:
    """Put an entry where it belongs, or say why it belongs nowhere."""
    folder, _, name = entry.path.rpartition("/")
    above = folder.partition("/")[2]  # below ``content``
    if entry.kind is EntryKind.SYMLINK:
        return _finding("site.file", entry.path, "symlink", target=entry.target)
    if entry.kind is EntryKind.OTHER:
        return _finding("site.file", entry.path, "special")
    if entry.kind is EntryKind.FOLDER:
        return _folder_name(entry.path, name)
    if _in_year(above):
        return _attachment(entry.path, above, name, folders)
    if name == "agency.yml" and above:
        return None
    stem, dot, ending = name.rpartition(".")
    if ending not in ("yml", "md") or not dot:
        return _finding("site.file", entry.path, "unknown", found=name)
    if not SLUG.fullmatch(stem):
        return _finding("site.name", entry.path, "report", found=name)
    if above not in folders:
        folders[above] = _Folder()
    files = folders[above].figures if ending == "yml" else folders[above].narratives
    files[stem] = entry.path
    return None


def is_agency_name(name: str) -> bool:
    """Whether an agency's folder may be called so: safe in any address, and none of ours."""
    if not _NAME.fullmatch(name) or len(name) > _MAX_NAME or name.isdecimal():
        return False
    return name not in RESERVED and not SLUG.fullmatch(name)


def _folder_name(path: str, name: str) -> Diagnostic | None:
    if SLUG.fullmatch(name) or is_agency_name(name):
        return None
    return _finding("site.name", path, "agency", found=name)


def _attachment(path: str, above: str, name: str, folders: dict[str, _Folder]) -> Diagnostic | None:
    _, dot, ending = name.rpartition(".")
    agency, _, slug = above.rpartition("/")
    if not SLUG.fullmatch(slug) or _in_year(agency):
        return _finding("site.file", path, "unknown", found=name)
    if not _ATTACHMENT.fullmatch(name) or _OWN_NAMES.fullmatch(name) or len(name.encode()) > 200:
        return _finding("site.name", path, "attachment", found=name)
    if f"{dot}{ending.lower()}" not in ATTACHMENT_TYPES:
        return _finding("site.file", path, "attachment-type", found=name)
    folder = folders.setdefault(agency, _Folder())
    beside = folder.attachments.setdefault(slug, [])
    for other in beside:
        if _folded(other) == _folded(path):
            url = path.removeprefix("content/")
            args: dict[str, str | int] = {"url": url, "first": other}
            return Diagnostic(rule="site.collision", at=Address(file=path), args=args)
    beside.append(path)
    return None


def _folded(path: str) -> str:
    """A path as a disk that minds neither case nor composition would tell it from others."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def _reports(agency: str, folder: _Folder) -> Iterator[ReportFiles]:
    for slug, path in sorted(folder.figures.items()):
        yield ReportFiles(
            agency=agency,
            slug=slug,
            figures=path,
            narrative=folder.narratives.get(slug),
            attachments=tuple(folder.attachments.get(slug, ())),
        )


def _orphans(folder: _Folder) -> Iterator[Diagnostic]:
    for slug, path in folder.narratives.items():
        if slug not in folder.figures:
            yield _finding("site.file", path, "orphan-narrative", found=f"{slug}.yml")
    for slug, paths in folder.attachments.items():
        if slug not in folder.figures:
            for path in paths:
                yield _finding("site.file", path, "orphan-attachment", found=f"{slug}.yml")
