"""What a changed file of a published site is about: the report, and the figures in it.

The figures are those of a file that is as it was published, ``report.json`` first, or else those
of the ledger. A file is compared with what it would be, line by line, so that no fault of its own
can hide a figure.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape
from pathlib import Path

from generator.export import prepare_csv, prepare_json
from generator.export.json import plain_value
from generator.form import Form
from generator.ledger import (
    INDEX,
    LEDGER,
    Break,
    Chain,
    Entry,
    figure_text,
    figures_of,
    ledger_file,
    read_chain,
    read_releases,
)
from generator.publish.verify import Verified
from generator.report import Amount, Value
from generator.workspace import tree
from generator.workspace.editions import editions

Cell = tuple[str, str, str]
"""A cell, the figure that was published, and what stands there."""

_REPORT = re.compile(
    r"(?P<agency>.+)/(?P<slug>[12][0-9]{3}(?:-region)?)/(?:versions/(?P<version>[0-9]+)/)?(?P<file>.+)"
)
_HTML_CELL = re.compile(r'<td id="c(?P<cell>[0-9]+)"[^>]*>(?P<text>[^<]*)</td>')


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a file that is not as it was published is about."""

    path: str
    """The file."""
    report: str = ""
    """The report, as agency and slug; empty where it is about none."""
    version: int = 0
    """The version of the report, where it is about an earlier one."""
    line: int = 0
    """The line of the ledger that is broken."""
    kind: str = ""
    """How the line is broken."""
    cells: tuple[Cell, ...] = ()
    """The figures that are others now."""


def about(site: Path, found: Verified) -> Iterator[About]:
    """What each file that is changed, missing or extra is about."""
    wrong = (*found.changed, *found.missing)
    if not (wrong or found.extra):
        return
    reader = _Reader(found.folder, frozenset(wrong), editions(site)[0])
    for path in (*found.changed, *found.missing, *found.extra):
        there = path not in found.missing
        if path == LEDGER or path.endswith(f"/{LEDGER}"):
            yield from reader.ledger(path) if there else (About(path=path),)
        else:
            yield reader.file(path, there and path not in found.extra)


def rewritten(site: Path, folder: Path) -> Iterator[About]:
    """Where the ledger that was published is not the beginning of the site's own."""
    known = {LEDGER: INDEX}
    for file in sorted(folder.glob(f"**/{LEDGER}")):
        path = file.relative_to(folder).as_posix()
        own = known.get(path) or ledger_file(path.removesuffix(f"/{LEDGER}"))
        try:
            now = tree.read(site, own)
        except OSError:
            now = b""
        was = file.read_bytes()
        if not now.startswith(was):
            yield from _differing(path, was, now)


def _differing(path: str, was: bytes, now: bytes) -> Iterator[About]:
    """The first line in which two ledgers differ."""
    old, new = was.split(b"\n"), now.split(b"\n")
    place = next((n for n, line in enumerate(old) if n >= len(new) or line != new[n]), len(old) - 1)
    if path == LEDGER:
        yield About(path=path, line=place + 1, kind="rewritten")
        return
    one, other = (read_chain(raw).entries for raw in (was, now))
    entry = next((item for item in one if item.line == place + 1), None)
    mate = next((item for item in other if item.line == place + 1), None)
    cells: tuple[Cell, ...] = ()
    if entry and mate and entry.report == mate.report:
        cells = tuple(_unlike(entry.figures, mate.figures))
    yield About(
        path=path,
        line=place + 1,
        kind="rewritten",
        report=_named(path, entry.report) if entry else "",
        version=entry.version if entry else 0,
        cells=cells,
    )


def _named(path: str, slug: str) -> str:
    return f"{path.removesuffix(f'/{LEDGER}')} {slug}"


def _unlike(right: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Cell]:
    for cell in dict.fromkeys((*right, *found)):
        one, other = right.get(cell, "0"), found.get(cell, "0")
        if one != other:
            yield cell, one, other


@dataclass(slots=True)
class _Reader:
    """A published site of which some files cannot be trusted."""

    folder: Path
    broken: Collection[str]
    forms: Mapping[str, Form]
    chains: dict[str, Chain] = field(default_factory=dict)

    def file(self, path: str, readable: bool) -> About:  # noqa: FBT001 - one call, in this file
        """What a file is about."""
        match = _REPORT.fullmatch(path)
        if match is None:
            return About(path=path)
        agency, slug, version = match["agency"], match["slug"], int(match["version"] or 0)
        named = f"{agency} {slug}"
        known = self._figures(agency, slug, version) if readable else None
        if known is None:
            return About(path=path, report=named, version=version)
        form, figures = known
        read = _reader(match["file"], form)
        raw = (self.folder / path).read_bytes().decode("utf-8", "replace")
        cells = tuple(read(raw, form, figures)) if read else ()
        return About(path=path, report=named, version=version, cells=cells)

    def ledger(self, path: str) -> Iterator[About]:
        """Which lines of a ledger are broken, and in which figures."""
        raw = (self.folder / path).read_bytes()
        if path == LEDGER:
            for item in read_releases(raw).breaks:
                yield About(path=path, line=item.line, kind=item.kind)
            return
        chain = read_chain(raw)
        if not chain.breaks:
            yield About(path=path)
        for item in chain.breaks:
            yield About(
                path=path,
                line=item.line,
                kind=item.kind,
                report=_named(path, item.report) if item.report else "",
                version=item.version,
                cells=tuple(self._altered(path, chain, item)),
            )

    def _altered(self, path: str, chain: Chain, item: Break) -> Iterator[Cell]:
        own = chain.of(item.report)
        entry = next((entry for entry in own if entry.version == item.version), None)
        agency = path.removesuffix(f"/{LEDGER}")
        if entry is None or item.kind != "altered":
            return
        earlier = f"{agency}/{item.report}/versions/{item.version}/report.json"
        latest = f"{agency}/{item.report}/report.json"
        there = (self.folder / earlier).is_file()
        known = self._from_json(earlier if there else latest)
        if known is not None and (there or entry is own[-1]):
            form, figures = known
            right = {
                cell.address: figure_text(value)
                for cell, value in zip(form.cells, figures, strict=True)
            }
            now = {cell.address: entry.figures.get(cell.address, "0") for cell in form.cells}
            yield from _unlike(right, now)

    def _figures(
        self, agency: str, slug: str, version: int
    ) -> tuple[Form, tuple[Value, ...]] | None:
        """The figures of a report from a file that can be trusted."""
        folder = f"{agency}/{slug}/versions/{version}" if version else f"{agency}/{slug}"
        return self._from_json(f"{folder}/report.json") or self._released(agency, slug, version)

    def _from_json(self, path: str) -> tuple[Form, tuple[Value, ...]] | None:
        if path in self.broken or not (self.folder / path).is_file():
            return None
        data = json.loads((self.folder / path).read_bytes())
        form = self.forms.get(data["edition"])
        if form is None:
            return None
        return form, tuple(_at(data["figures"], cell.id) for cell in form.cells)

    def _released(
        self, agency: str, slug: str, version: int
    ) -> tuple[Form, tuple[Value, ...]] | None:
        path = f"{agency}/{LEDGER}"
        if path not in self.chains:
            there = path not in self.broken and (self.folder / path).is_file()
            self.chains[path] = read_chain((self.folder / path).read_bytes() if there else b"")
        own: tuple[Entry, ...] = self.chains[path].of(slug)
        entry = next((item for item in own if item.version == (version or own[-1].version)), None)
        form = self.forms.get(entry.edition) if entry else None
        return (form, figures_of(entry, form)) if entry and form else None


def _at(figures: object, address: str) -> Value:
    for part in address.split("/"):
        figures = figures[part] if isinstance(figures, dict) else None
    if isinstance(figures, dict):
        return Amount(value=Decimal(figures["value"]), unit=figures["unit"])
    return figures if isinstance(figures, int) else None


_Read = Callable[[str, Form, tuple[Value, ...]], Iterator[Cell]]


def _reader(file: str, form: Form) -> _Read | None:
    """How the figures of a file are compared; ``None`` where it has none that can be."""
    folders = {table.id.replace("_", "-"): table.id for table in form.tables}
    folder, _, name = file.rpartition("/")
    if file == "report.json":
        return _json_cells
    if file == "report.csv":
        return _csv_cells
    if name == "index.html" and (not folder or folder in folders):
        return _html_cells
    if name == "table.csv" and folder in folders:
        return _table_cells(folders[folder])
    return None


def _json_cells(raw: str, form: Form, figures: tuple[Value, ...]) -> Iterator[Cell]:
    """By line, counted from the end, where the figures stand."""
    values = [str(plain_value(value)) for value in figures]
    marks = [f"\x00{cell.index}\x00" for cell in form.cells]
    wanted = (prepare_json(form) % tuple(marks)).split("\n")
    lines = raw.removesuffix("\n").split("\n")[-len(wanted) - 1 : -1]
    for line, mark in zip(lines, wanted, strict=False):
        parts = mark.split("\x00")
        if len(parts) == 3:
            cell = int(parts[1])
            if line != parts[0] + values[cell] + parts[2]:
                found = line.partition(":")[2].strip().removesuffix(",")
                yield form.cells[cell].address, figure_text(figures[cell]), found


def _csv_cells(raw: str, form: Form, figures: tuple[Value, ...]) -> Iterator[Cell]:
    rows = _rows(raw)[1:]
    for row, cell, value in zip(rows, form.cells, figures, strict=False):
        right = "" if value is None else str(value.value if isinstance(value, Amount) else value)
        if len(row) != 5 or row[4] != right or row[2] != cell.address:
            yield cell.address, figure_text(value), row[-1] if row else ""


def _rows(raw: str) -> list[list[str]]:
    """The rows of a CSV file, each read by itself: none of ours has a line's end in a cell."""
    return [next(csv.reader([line]), []) for line in raw.splitlines()]


def _html_cells(raw: str, form: Form, figures: tuple[Value, ...]) -> Iterator[Cell]:
    found = {int(match["cell"]): unescape(match["text"]) for match in _HTML_CELL.finditer(raw)}
    tables = {form.cells[index].table for index in found if index < len(form.cells)}
    for cell in form.cells:
        value = figures[cell.index]
        text = found.get(cell.index, "")
        same = text == str(value) if value is not None else not text[:1].isdigit() and bool(text)
        if cell.table in tables and not same:
            yield cell.address, figure_text(value), text


def _table_cells(table: str) -> _Read:
    def read(raw: str, form: Form, figures: tuple[Value, ...]) -> Iterator[Cell]:
        prepared = prepare_csv(form).tables[table]
        marks = tuple(f"\x00{cell}" for cell in prepared.cells)
        for row, expected in zip(_rows(raw), _rows(prepared.text % marks), strict=False):
            for text, mark in zip(row, expected, strict=False):
                if mark.startswith("\x00"):
                    cell = int(mark[1:])
                    value = figures[cell]
                    if text != ("" if value is None else str(value)):
                        yield form.cells[cell].address, figure_text(value), text

    return read
