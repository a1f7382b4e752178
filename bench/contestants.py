"""Who takes part: each one's site, command, what a cold start removes, and what an edit changes."""

from __future__ import annotations

import compileall
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import corpus
import inputs
import install
from edits import Edit

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A program with its site."""

    name: str
    version: str
    site: Path
    out: Path
    command: Sequence[str]
    figures: str
    """Where the figures of a report stand in its site: ``{agency}`` and ``{year}`` to be filled."""
    caches: Sequence[Path] = ()
    """What it keeps from one run for the next."""
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def published(self) -> Path:
        """The site that it built; some keep several and point to the latest."""
        current = self.out / "current"
        return current if current.exists() else self.out

    def forget(self) -> None:
        """Remove everything that it built or kept."""
        for place in (self.out, *self.caches):
            shutil.rmtree(place, ignore_errors=True)

    def edit(self, edit: Edit) -> None:
        """Write another figure into a report."""
        edit.write(self.site / self.figures.format(agency=edit.agency, year=edit.year))


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What everyone has to build."""

    count: int
    """How many reports."""
    style: str
    """How the YAML writes its rows."""
    pages: frozenset[str]
    """The kinds of pages."""
    folder: Path
    """Where the sites and outputs stand."""


def ours(task: Task, command: Sequence[str], arguments: Sequence[str]) -> Contestant:
    """Our program; ``extras`` in ``site.yml`` says whether tables get pages and reports JSON."""
    compileall.compile_dir(ROOT / "generator", quiet=1)  # as an installer does
    site, out = task.folder / "gongkai", task.folder / "gongkai.out"
    corpus.write(site, task.count, style=task.style, extras="json" in task.pages)
    return Contestant(
        name="Gongkai",
        version=install.gongkai_version(command),
        site=site,
        out=out,
        command=(*command, "-C", str(site), "build", "-o", str(out), *arguments),
        figures="content/{agency}/{year}.yml",
        caches=(site / ".gongkai", out.with_name(f".{out.name}.spare")),
    )


def hugo(task: Task, tools: Path) -> Contestant:
    """Hugo, with the figures as YAML front matter."""
    site, out, binary = task.folder / "hugo", task.folder / "hugo.out", install.hugo(tools)
    inputs.write_hugo(site, task.count, task.style, task.pages)
    return Contestant(
        name="Hugo",
        version=install.hugo_version(binary),
        site=site,
        out=out,
        command=(str(binary), "build", "--quiet", "--destination", str(out)),
        figures="content/{agency}/{year}.md",
        caches=(site / "resources", task.folder / "hugo.cache"),
        env={"HUGO_CACHEDIR": str(task.folder / "hugo.cache")},
    )


def eleventy(task: Task, tools: Path, layout: str) -> Contestant:
    """Eleventy in one of its layouts."""
    name = f"eleventy-{layout}"
    site, modules = task.folder / name, install.eleventy(tools)
    inputs.write_eleventy(site, task.count, task.style, task.pages, layout=layout)
    if not (site / "node_modules").exists():
        (site / "node_modules").symlink_to(modules)
    program = modules / "@11ty" / "eleventy" / "cmd.cjs"
    content = "content/reports" if layout == "native" else "reports"
    return Contestant(
        name=f"Eleventy, {'data cascade' if layout == 'native' else 'global data'}",
        version=install.eleventy_version(modules),
        site=site,
        out=task.folder / f"{name}.out",
        command=("node", str(program), "--quiet", f"--output=../{name}.out"),
        figures=f"{content}/{{agency}}/{{year}}.yml",
        caches=(site / ".cache",),
    )


RIVALS: Mapping[str, Callable[[Task, Path], Contestant]] = {
    "hugo": hugo,
    "eleventy-native": partial(eleventy, layout="native"),
    "eleventy-global": partial(eleventy, layout="global"),
}
"""By the name that the command line gives them."""
