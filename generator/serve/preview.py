"""A site kept built while its editor works on it."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from generator.diagnostic import GeneratorError
from generator.operations.sheet import drafts, sheet
from generator.pipeline import Built, Wish, build, memory
from generator.pipeline.ground import Ground
from generator.pipeline.quick import quick
from generator.portal.urls import faceless
from generator.serve.pages import Marks, State, Told
from generator.serve.shown import ShownTarget, page
from generator.workspace.editions import editions
from generator.workspace.settings import load_site

MEMORY = f"{memory.FOLDER}/preview"
"""Its own memory: a preview's pages are not those of ``build``, which would make all again."""
REST = 0.02
"""Seconds without another change after which files have come to rest: an editor's program writes a
file in several steps, and a change of branches many files."""
_PAUSE = 1.0
"""Seconds without another edit after which the whole site is made again; until then an edit of the
same agency is shown without waiting for that."""
_AT_MOST_AHEAD = 15.0
"""Seconds for which the whole site may wait for that."""
_AT_MOST = 0.5
"""Seconds after which a build begins even if files are still being written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How a preview speaks: whoever starts it has the words."""

    problems: Callable[[Built], tuple[Told, ...]]
    """The problems of a build in words."""
    stopped: Callable[[GeneratorError], Told]
    """Why there was no build."""
    say: Callable[..., str]
    """A phrase by its key."""
    show: Callable[[Built], object]
    """Told of each build."""


class Preview:
    """The last site in which nothing was wrong, and what is wrong now."""

    def __init__(self, root: Path, voice: Voice) -> None:
        self._root = root
        self._voice = voice
        self._target = ShownTarget()
        self._changed = Event()
        self._paths: deque[str] = deque()
        self._since: set[str] = set()
        self._ground: Ground | None = None
        self._ended = False
        self._repository: str | None = None
        self.state = State()
        """How the last build ended."""

    def build(self, *, workers: int | None = None) -> None:
        """Bring the preview up to date.

        Raises:
            GeneratorError: it cannot be built at all, as ``build`` says.
        """
        wish = Wish(drafts=True, live=True, memory=MEMORY, workers=workers)
        built = build(self._root, self._target, wish)
        self._repository = load_site(self._root)[0].repository
        self._ground = built.ground or self._ground
        self._voice.show(built)
        self.state = self._said(built)

    def _said(self, built: Built) -> State:
        return State(
            problems=self._voice.problems(built),
            refused=built.refused(strict=False),
            repository=self._repository,
        )

    def _ahead(self) -> str:
        """Show the one agency that was changed, where it was just one; its id, or nothing.

        Where errors hold back the site already, only a whole build can tell whether they still do.
        """
        self._since |= {self._paths.popleft() for _ in range(len(self._paths))}
        if self._ended or self._ground is None or self.state.refused:
            return ""
        # An editor's program makes and deletes files of its own beside the one that it saves.
        contents = self._ground.contents
        known = {path for path in self._since if path in contents or (self._root / path).exists()}
        found = quick(self._root, self._ground, known, MEMORY) if known else None
        if found is None:
            return ""
        said = self._said(Built(verdict=found.verdict, reports=0))
        if not said.refused:
            self._target.swap(found)
        self.state = said.beside(self.state, f"content/{found.agency}/")
        return found.agency

    def changed(self, path: str) -> None:
        """Have it built again soon, since a file changed; may be called from any thread."""
        self._paths.append(path)
        self._changed.set()

    def end(self) -> None:
        """Let ``follow`` return."""
        self._ended = True
        self._changed.set()

    def close(self) -> None:
        """Delete what was needed for this preview only."""
        self._target.close()

    def follow(self, told: Callable[[str], object]) -> None:
        """Build after each change, and tell of it, until the end; this thread does nothing else.

        ``told`` is told of an agency whose pages were up to date before; else of nothing.
        """
        self._warm()
        while not self._ended:
            self._changed.wait()
            self._rest()
            if not self._ended:
                told(self._once(told))

    def _warm(self) -> None:
        """Make one agency as it is, so that the first edit finds forms and templates read."""
        ground = self._ground
        files = next((of for of in ground.files.values() if of), None) if ground else None
        if ground is not None and files:
            with contextlib.suppress(GeneratorError):  # the next build says so
                quick(self._root, ground, {files[0].figures}, MEMORY)

    def _once(self, told: Callable[[str], object]) -> str:
        """Build, an agency first where that can be; the agency whose pages did not change again."""
        try:
            agency = self._ahead()
            until = time.monotonic() + _AT_MOST_AHEAD
            while agency and time.monotonic() < until:
                told("")
                if not self._changed.wait(_PAUSE):
                    break
                self._rest()
                agency = self._ahead()
            if self._ended:
                return ""
            self._since.clear()
            ahead, said = self._target.site, self.state
            self.build(workers=1)  # a thread beside others must not fork
        except GeneratorError as error:
            reason = self._voice.stopped(error)
            self.state = State(problems=(reason,), refused=True, repository=self._repository)
            return ""
        same = ahead is not None and self._target.same(ahead, agency)
        return agency if same and self.state.like(said) else ""

    def _rest(self) -> None:
        """Wait until nothing has changed for a moment."""
        until = time.monotonic() + _AT_MOST
        while self._changed.is_set() and time.monotonic() < until:
            self._changed.clear()
            time.sleep(REST)
        self._changed.clear()

    @property
    def stands(self) -> bool:
        """Whether there is any site to show."""
        return self._target.site is not None

    def file(self, path: str) -> bytes | None:
        """A file of the site that is shown; ``None`` where it has none of that path."""
        site = self._target.site
        return None if site is None else page(site, path)

    def marks(self, path: str) -> Marks:
        """What there is to say of a page."""
        agency, slug = self._about(path)
        if not agency:
            return Marks()
        if not slug:
            file = f"content/{agency}/agency.yml"
            return Marks(drafts=drafts(self._root, agency), files=(file,))
        found = sheet(self._root, agency, slug, editions(self._root)[0])
        if found is None:
            return Marks()
        state = self.state
        cells = {
            index: (url, cell)
            for index, (line, cell) in found.lines.items()
            if (url := state.edit(found.file, line))
        }
        prose = found.file.removesuffix(".yml") + ".md"
        return Marks(
            drafts=(slug,) if found.draft else (),
            files=(found.file, prose) if (self._root / prose).is_file() else (found.file,),
            cells=cells,
        )

    def _about(self, path: str) -> tuple[str, str]:
        """The agency and the report that a page is of; empty where it is of none."""
        site = self._target.site
        place = path = faceless(path)
        while site is not None and (place := place.rpartition("/")[0]):
            if place in site.parts and (self._root / "content" / place / "agency.yml").is_file():
                first = path.removeprefix(f"{place}/").partition("/")[0]
                return place, "" if first == "index.html" else first
        return "", ""
