"""The files of a site in their canonical form, with what has to be known to find it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import decode, source, writing
from generator.diagnostic import SiteError
from generator.engine import take
from generator.form import Form
from generator.portal import ReportFiles, discover
from generator.workspace import tree
from generator.workspace.editions import editions
from generator.workspace.listing import entries
from generator.workspace.settings import SITE_FILE
from generator.writing import AGENCY, SITE, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """A file that editors write, and what it looks like in canonical form."""

    file: str
    """Its path from the site."""
    before: bytes
    """What it holds."""
    after: bytes | None
    """Its canonical form; ``None`` where it cannot be read."""


def tidy(root: Path, *, mend: bool = False) -> Iterator[Tidied]:
    """Every file of a site in canonical form; nothing is written.

    With ``mend``, keys are mended too where it is certain what they mean.

    Raises:
        SiteError: there is no site here.
    """
    if not (root / SITE_FILE).is_file():
        raise SiteError("no-site", path=root / SITE_FILE)
    room = _Room(root=root, mend=mend, forms=editions(root)[0])
    yield from room.yaml(SITE_FILE, SITE)
    found = discover(entries(root, take(root, ("content",), None)))
    for agency in sorted(found.agencies):
        yield from room.yaml(f"content/{agency}/agency.yml", AGENCY)
    for files in found.reports:
        yield from room.report(files)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """What is needed to put the files of a site in order."""

    root: Path
    mend: bool
    forms: Mapping[str, Form]
    shapes: dict[str, Shape] = field(default_factory=dict)
    """The shapes of reports, by edition."""

    def yaml(self, file: str, shape: Shape) -> Iterator[Tidied]:
        """A YAML file of some shape; nothing where there is no plain file."""
        raw = self._read(file)
        if raw is not None:
            yield self._yaml(file, raw, shape)

    def report(self, files: ReportFiles) -> Iterator[Tidied]:
        """Both files of a report."""
        raw = self._read(files.figures)
        if raw is None:
            return
        data = source.read(raw, files.figures).data or {}
        form = decode.form_of(data, int(files.slug[:4]), self.forms)
        yield self._yaml(files.figures, raw, self._shape(form))
        prose = self._read(files.narrative) if files.narrative else None
        if files.narrative and prose is not None and form is not None:
            text, _ = source.plain_text(prose, files.narrative)
            neat = None if text is None else writing.neat_prose(text, form)
            yield _tidied(files.narrative, prose, neat)

    def _yaml(self, file: str, raw: bytes, shape: Shape) -> Tidied:
        text, _ = source.plain_text(raw, file)
        write = writing.mended_yaml if self.mend else writing.neat_yaml
        return _tidied(file, raw, None if text is None else write(text, shape))

    def _shape(self, form: Form | None) -> Shape:
        name = form.edition if form else ""
        if name not in self.shapes:
            self.shapes[name] = writing.report_shape(form)
        return self.shapes[name]

    def _read(self, file: str) -> bytes | None:
        try:
            return tree.read(self.root, file)
        except OSError:
            return None  # a link, or gone in the meantime: ``check`` tells of it


def _tidied(file: str, before: bytes, neat: str | None) -> Tidied:
    return Tidied(file=file, before=before, after=None if neat is None else neat.encode())
