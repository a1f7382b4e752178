"""Since which commit a figure stands: by its value, wherever and however it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import source
from generator.check import Filing
from generator.diagnostic import GeneratorError, GitError
from generator.form import Cell, Form
from generator.portal import ReportFiles
from generator.report import Value
from generator.workspace import git, tree
from generator.workspace.editions import editions
from generator.workspace.reading import read_filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Blamed:
    """Since when a figure stands."""

    cell: Cell
    """The cell."""
    value: Value
    """The figure that stands."""
    before: Value
    """What stood there before."""
    is_first: bool
    """Whether nothing stood there before: the report, or its form's cell, was not there."""
    told: git.Told | None
    """The commit; ``None`` where the figure is not committed yet."""
    path: str
    """The report's file as of that commit."""


@dataclass(frozen=True, slots=True)
class _Nothing:
    """Stands for a figure that is not there at all, which is no blank."""


_NOTHING = _Nothing()


def blame(root: Path, agency: str, slug: str, address: str) -> Blamed:
    """Since which commit a report's figure stands.

    Follows the figure through its report's other names, through any way of writing it, and along
    that side of a merge which brought it.

    Raises:
        GeneratorError: there is no such report or cell.
        GitError: there is no git or no repository, nothing is committed, or the history that is
            there does not reach back far enough.
    """
    path = f"content/{agency}/{slug}.yml"
    head = git.commit_of(root, "HEAD")
    forms, _ = editions(root)
    with git.Blobs(root) as blobs:
        search = _Search(root, forms, blobs, agency, slug)
        try:
            raw = tree.read(root, path)
        except OSError as error:
            raise GeneratorError("no-report", agency=agency, report=slug) from error
        search.cell = _cell(search, raw, address)
        value = search.value(raw)
        where = search.since(head, path, value)
        if where is None:
            earlier = search.at(head, search.name_at_head(head, path))
            return _blamed(search.cell, value, earlier, None, path)
        commit, name, earlier = where
    return _blamed(search.cell, value, earlier, git.tell(root, commit), name)


def _blamed(
    cell: Cell, value: Value | _Nothing, before: Value | _Nothing, told: git.Told | None, path: str
) -> Blamed:
    return Blamed(
        cell=cell,
        value=None if isinstance(value, _Nothing) else value,
        before=None if isinstance(before, _Nothing) else before,
        is_first=isinstance(before, _Nothing),
        told=told,
        path=path,
    )


def _cell(search: _Search, raw: bytes, address: str) -> Cell:
    """The cell at an address of the report's form.

    Raises:
        GeneratorError: the report cannot be read, or its form has no such cell.
    """
    form = search.form(raw)
    if form is None:
        raise GeneratorError("unread-report", agency=search.agency, report=search.slug)
    if address not in form.cell_by_address:
        raise GeneratorError("no-cell", cell=address, edition=form.edition)
    return form.cell_by_address[address]


@dataclass(slots=True)
class _Search:
    """A walk back through the commits of one report."""

    root: Path
    forms: Mapping[str, Form]
    blobs: git.Blobs
    agency: str
    slug: str
    cell: Cell | None = None
    known: dict[bytes, Value | _Nothing] = field(default_factory=dict)
    """The figure by the content of the file: most commits do not touch it."""

    def form(self, raw: bytes) -> Form | None:
        """The form that a report follows."""
        filing = self._filing(raw)
        return self.forms[filing.report.edition] if filing else None

    def value(self, raw: bytes) -> Value | _Nothing:
        """The figure in a report's file; a file that cannot be read has none."""
        if raw not in self.known:
            filing = self._filing(raw)
            self.known[raw] = _NOTHING
            if filing is not None and self.cell is not None:
                form = self.forms[filing.report.edition]
                same = form.cell_by_address.get(self.cell.id)
                if same is not None:
                    self.known[raw] = filing.report.figures[same.index]
        return self.known[raw]

    def _filing(self, raw: bytes) -> Filing | None:
        file = f"content/{self.agency}/{self.slug}.yml"
        files = ReportFiles(
            agency=self.agency, slug=self.slug, figures=file, narrative=None, attachments=()
        )
        data = source.read(raw, file).data
        return read_filing(data, files, self.forms)[0] if data is not None else None

    def at(self, commit: str, path: str) -> Value | _Nothing:
        """The figure at a commit."""
        raw = self.blobs.read(f"{commit}:./{path}")
        return _NOTHING if raw is None else self.value(raw)

    def name_at_head(self, head: str, path: str) -> str:
        """What the file is called in the last commit."""
        if self.blobs.read(f"{head}:./{path}") is not None:
            return path
        return git.renamed(self.root, head, None).get(path, path)

    def since(
        self, head: str, path: str, value: Value | _Nothing
    ) -> tuple[str, str, Value | _Nothing] | None:
        """The commit since which a figure stands, the file there, and what was before it."""
        commit, path = head, self.name_at_head(head, path)
        if self.at(commit, path) != value:
            return None
        before = git.parents(self.root, head)
        while True:
            earlier = [(parent, self._name(parent, commit, path)) for parent in before[commit]]
            values = [self.at(parent, name) for parent, name in earlier]
            if value in values:
                commit, path = earlier[values.index(value)]
                continue
            if not earlier and git.is_shallow(self.root):
                raise GitError("git.shallow")
            return commit, path, next((old for old in values if old != _NOTHING), _NOTHING)

    def _name(self, parent: str, commit: str, path: str) -> str:
        """What a commit's file was called before it."""
        if self.blobs.read(f"{parent}:./{path}") is not None:
            return path
        return git.renamed(self.root, parent, commit).get(path, path)
