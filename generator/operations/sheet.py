"""Where the figures of one report stand in its file, for whoever wants to change one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import source
from generator.form import Form
from generator.portal import ReportFiles
from generator.workspace import tree
from generator.workspace.reading import read_filing

_SLUG = re.compile(r"[12][0-9]{3}(?:-region)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A report's file, as its editor sees it."""

    file: str
    """Its path in the site."""
    draft: bool
    """Whether it is a draft."""
    lines: Mapping[int, tuple[int, str]]
    """By cell of the form: the line where it stands or would stand, and its address."""


def sheet(root: Path, agency: str, slug: str, forms: Mapping[str, Form]) -> Sheet | None:
    """The file of a report; ``None`` where it cannot be read."""
    file = f"content/{agency}/{slug}.yml"
    try:
        raw = tree.read(root, file)
    except OSError:
        return None
    data = source.read(raw, file).data
    if data is None:
        return None
    files = ReportFiles(agency=agency, slug=slug, figures=file, narrative=None, attachments=())
    filing, _ = read_filing(data, files, forms)
    if filing is None:
        return None
    spans = source.spans(raw)
    cells = forms[filing.report.edition].cells
    found = {
        cell.index: (spans.find(filing.place(cell).path, on_key=False).line, cell.address)
        for cell in cells
    }
    return Sheet(file=file, draft=filing.report.draft, lines=found)


def drafts(root: Path, agency: str) -> tuple[str, ...]:
    """The reports of an agency that are drafts, by slug."""
    folder = root / "content" / agency
    slugs = sorted(path.stem for path in folder.glob("*.yml") if _SLUG.fullmatch(path.stem))
    return tuple(slug for slug in slugs if _is_draft(root, f"content/{agency}/{slug}.yml"))


def _is_draft(root: Path, file: str) -> bool:
    try:
        data = source.read(tree.read(root, file), file).data
    except OSError:
        return False
    return data is not None and data.get("draft") in ("yes", "true")
