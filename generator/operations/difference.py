"""What a change does to a site: to figures, words, pages and findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.check import Move, Reading, Rewording, facts, moves, rewordings
from generator.diagnostic import GitError, Problem
from generator.pipeline.build import check, compose
from generator.pipeline.wish import Wish
from generator.workspace import git
from generator.workspace.content import Content, load
from generator.workspace.settings import SITE_FILE

_TOPS = (SITE_FILE, "content", "forms", "themes")
"""All that a site is made of."""

Key = tuple[str, str]
"""Agency and slug of a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChange:
    """What a change does to a report."""

    agency: str
    """The agency's id; of a report that is gone, what it was."""
    slug: str
    """Its slug."""
    kind: str
    """``new``, ``gone`` or ``changed``."""
    title: str
    """Its title."""
    before: str
    """``agency/slug`` as it was, where that was another; else empty."""
    figures: tuple[Move, ...] = ()
    """The figures that are others now."""
    facts: tuple[tuple[str, str, str], ...] = ()
    """The facts that are others now: key, what it said, what it says."""
    words: tuple[Rewording, ...] = ()
    """The sentences that are others now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What a change does to what is published."""

    new: tuple[str, ...]
    """The addresses of pages that come."""
    gone: tuple[str, ...]
    """Those of pages that go."""
    changed: tuple[str, ...]
    """Those of pages that are others."""
    files: int
    """How many other files come, go or are others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a change does to a site."""

    old: str
    """The commit before it."""
    new: str | None
    """The commit after it; ``None`` for the folder as it is."""
    reports: tuple[ReportChange, ...]
    """Reports, by agency and slug."""
    pages: Pages
    """Pages; drafts have none."""
    found: tuple[Problem, ...]
    """The findings that come, drafts' included."""
    settled: tuple[Problem, ...]
    """Those that go."""


def difference(root: Path, old: str, new: str | None) -> Difference:
    """What a change does; ``new`` is a revision, or ``None`` for the folder as it is.

    Raises:
        GitError: there is no git or repository, no such revision, or no site in it.
        GeneratorError: one of the sites cannot be made at all.
    """
    before = git.commit_of(root, old)
    after = git.commit_of(root, new) if new is not None else None
    moved = git.renamed(root, before, after)
    with _site(root, before, old) as there, _site(root, after, new) as here:
        was, now = load(there, drafts=True), load(here, drafts=True)
        found, settled = _findings(there, here)
        return Difference(
            old=before,
            new=after,
            reports=tuple(_reports(was, now, _renamed(moved))),
            pages=_pages(compose(there, Wish()), compose(here, Wish())),
            found=found,
            settled=settled,
        )


@contextmanager
def _site(root: Path, commit: str | None, revision: str | None) -> Iterator[Path]:
    """The folder of a site as it was at a commit."""
    if commit is None:
        yield root
        return
    with TemporaryDirectory(prefix="gongkai-") as folder:
        git.write_out(root, commit, Path(folder), _TOPS)
        if not Path(folder, SITE_FILE).is_file():
            raise GitError("git.no-site", revision=revision)
        yield Path(folder)


def _renamed(moved: Mapping[str, str]) -> Mapping[Key, Key]:
    """The reports that have another address now, with the one that they had."""
    return {
        _key(new): _key(old)
        for new, old in moved.items()
        if new.endswith(".yml") and old.endswith(".yml") and not new.endswith("/agency.yml")
    }


def _key(path: str) -> Key:
    agency, _, name = path.removeprefix("content/").rpartition("/")
    return agency, name.removesuffix(".yml")


def _reports(was: Content, now: Content, moved: Mapping[Key, Key]) -> Iterator[ReportChange]:
    stayed = {moved.get(key, key) for key in now.filed}
    for key, item in sorted(now.filed.items()):
        before = key if key in was.filed else moved.get(key, key)
        if before not in was.filed:
            yield _whole("new", key, item.report.title)
            continue
        change = _changed(_reading(was, before), _reading(now, key), before)
        if change is not None:
            yield change
    for key in sorted(was.filed.keys() - stayed - now.filed.keys()):
        yield _whole("gone", key, was.filed[key].report.title)


def _whole(kind: str, key: Key, title: str) -> ReportChange:
    return ReportChange(agency=key[0], slug=key[1], kind=kind, title=title, before="")


def _reading(content: Content, key: Key) -> Reading:
    item = content.filed[key]
    form = content.forms[item.report.edition]
    return Reading(report=item.report, form=form, narrative=item.narrative)


def _changed(old: Reading, new: Reading, before: Key) -> ReportChange | None:
    key = new.report.key
    change = ReportChange(
        agency=key[0],
        slug=key[1],
        kind="changed",
        title=new.report.title,
        before="" if before == key else "/".join(before),
        figures=moves(old, new),
        facts=tuple(facts(old.report, new.report)),
        words=tuple(rewordings(old, new)),
    )
    same = not (change.before or change.figures or change.facts or change.words)
    return None if same else change


def _pages(was: Mapping[str, str], now: Mapping[str, str]) -> Pages:
    changed = {path for path in was.keys() & now.keys() if was[path] != now[path]}
    new, gone = now.keys() - was.keys(), was.keys() - now.keys()
    others = [path for path in (*new, *gone, *changed) if not path.endswith(".html")]
    return Pages(
        new=_addresses(new), gone=_addresses(gone), changed=_addresses(changed), files=len(others)
    )


def _addresses(paths: set[str]) -> tuple[str, ...]:
    """The addresses of the pages among some files."""
    pages = (path for path in paths if path.endswith(".html"))
    return tuple(sorted("/" + path.removesuffix("index.html") for path in pages))


def _findings(there: Path, here: Path) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The findings that come and those that go; where in a text one stands does not matter."""
    was, now = (check(folder).verdict.problems for folder in (there, here))
    return _without(now, was), _without(was, now)


def _without(problems: Sequence[Problem], others: Sequence[Problem]) -> tuple[Problem, ...]:
    left = Counter(map(_identity, others))
    found = []
    for problem in problems:
        name = _identity(problem)
        if left[name]:
            left[name] -= 1
        else:
            found.append(problem)
    return tuple(found)


def _identity(problem: Problem) -> tuple[object, ...]:
    found = problem.diagnostic
    args = tuple(sorted(found.args.items()))
    return found.rule, found.variant, found.at.file, found.at.path, args, problem.severity
