"""What a preview puts on the pages of a site, and its own page of problems: plain text to HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote

Say = Callable[..., str]
"""A phrase by its key, with its slots filled."""

PROBLEMS = "/-/problems"
"""Where all problems are listed."""
STYLE = "/-/preview.css"
"""The preview's own style sheet."""
SCRIPT = "/livereload.js"
"""The script that has the browser load a page again."""
SHOWN = 3
"""Problems that the bar names; the page of problems has them all."""

_HEAD = (
    f'<link rel="stylesheet" href="{STYLE}">\n<script src="{SCRIPT}" defer></script>\n'
).encode()
_CELL = re.compile(rb'<td id="c([0-9]{1,4})"([^>]*)>(.*?)</td>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A problem in words."""

    severity: str
    """``error``, ``warning`` or ``note``."""
    message: str
    """What is wrong."""
    place: str
    """Where, for people."""
    file: str = ""
    """The file of the site; empty where there is none."""
    line: int = 0
    """Its line from 1; 0 where the file itself is meant."""
    remedies: tuple[str, ...] = ()
    """What to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How the last build ended."""

    problems: tuple[Told, ...] = ()
    """Everything that is wrong, the worst first."""
    refused: bool = False
    """Whether the pages shown are those of an earlier build."""
    repository: str | None = None
    """What a file's path is put behind to edit it at the git host."""

    def beside(self, before: State, place: str) -> State:
        """The same with what was wrong before, but for what was wrong at a place."""
        others = [item for item in before.problems if not item.file.startswith(place)]
        return replace(self, problems=(*self.problems, *others))

    def like(self, other: State) -> bool:
        """Whether the same is wrong, in any order."""
        return self.refused == other.refused and set(self.problems) == set(other.problems)

    def count(self, severity: str) -> int:
        """How many problems are so bad."""
        return sum(problem.severity == severity for problem in self.problems)

    def edit(self, file: str, line: int = 0) -> str | None:
        """Where a file can be edited; ``None`` where that is not known."""
        if self.repository is None or not file:
            return None
        return f"{self.repository}{quote(file)}" + (f"#L{line}" if line else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is to be said of one page."""

    drafts: tuple[str, ...] = ()
    """The drafts that it shows, by slug."""
    files: tuple[str, ...] = ()
    """The files of the site that it is made of."""
    cells: Mapping[int, tuple[str, str]] | None = None
    """By cell, where it is edited and what it is called."""


def dressed(page: bytes, state: State, marks: Marks, say: Say) -> bytes:
    """A page of the site with the bar on top of it, and its figures leading to their lines."""
    if marks.cells:
        page = _linked(page, marks.cells, say)
    bar = "".join(_bar(state, marks, say))
    page = page.replace(b"</head>", _HEAD + b"</head>", 1)
    # Behind the link that skips what all pages have, where the theme has the head that ours has.
    place = b"<header" if b"<header" in page else b"</body>"
    return page.replace(place, bar.encode() + place, 1) if bar else page


def _linked(page: bytes, cells: Mapping[int, tuple[str, str]], say: Say) -> bytes:
    def link(found: re.Match[bytes]) -> bytes:
        known = cells.get(int(found[1]))
        if known is None:
            return found[0]
        url, cell = known
        said = escape(say("preview.cell", cell=cell))
        inside = f'<a class="preview-cell" href="{escape(url)}" title="{said}">'.encode()
        return b'<td id="c%b"%b>%b%b</a></td>' % (found[1], found[2], inside, found[3])

    return _CELL.sub(link, page)


def _bar(state: State, marks: Marks, say: Say) -> Iterator[str]:
    """The bar; nothing where there is nothing to say."""
    parts = [*_state(state, say), *_marks(state, marks, say)]
    if parts:
        kind = " preview-refused" if state.refused else ""
        yield f'<aside class="preview{kind}" aria-label="{escape(say("preview.label"))}">\n'
        yield from parts
        yield "</aside>\n"


def _state(state: State, say: Say) -> Iterator[str]:
    link = f'<a href="{PROBLEMS}">{escape(say("preview.all"))}</a>'
    if state.refused:
        counted = escape(say("preview.refused", errors=state.count("error")))
        yield f"<p><strong>{counted}</strong> {link}</p>\n<ul>\n"
        errors = [problem for problem in state.problems if problem.severity == "error"]
        for problem in errors[:SHOWN]:
            yield f"<li>{escape(problem.message)} {_place(state, problem)}</li>\n"
        yield "</ul>\n"
    elif state.problems:
        yield f"<p>{escape(_counted(state, say))} {link}</p>\n"


def _marks(state: State, marks: Marks, say: Say) -> Iterator[str]:
    if marks.drafts:
        told = say("preview.draft", drafts=say("and").join(marks.drafts))
        yield f'<p class="preview-draft"><strong>{escape(told)}</strong></p>\n'
    links = [(file, url) for file in marks.files if (url := state.edit(file))]
    if links:
        listed = " ".join(f'<a href="{escape(url)}">{escape(file)}</a>' for file, url in links)
        yield f"<p>{escape(say('preview.edit'))} {listed}</p>\n"


def _place(state: State, problem: Told) -> str:
    url = state.edit(problem.file, problem.line)
    place = f"<code>{escape(problem.place)}</code>"
    return place if url is None else f'<a href="{escape(url)}">{place}</a>'


def _counted(state: State, say: Say) -> str:
    counts = {f"{name}s": state.count(name) for name in ("error", "warning", "note")}
    return say("preview.counted", **counts)


def problems(state: State, *, back: str | None, language: str, say: Say) -> bytes:
    """The page of all problems; ``back`` is the page that somebody came from."""
    title = escape(say("preview.title"))
    lines = [
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n',
        f"<title>{title}</title>\n",
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        '<meta name="color-scheme" content="light dark">\n',
        f'{_HEAD.decode()}</head>\n<body class="preview-page">\n<main>\n<h1>{title}</h1>\n',
        f"<p>{escape(_counted(state, say))}</p>\n",
    ]
    if back is not None:
        key = "preview.back" if state.refused else "preview.return"
        lines.append(f'<p><a href="{escape(back)}">{escape(say(key))}</a></p>\n')
    elif state.refused:
        lines.append(f"<p>{escape(say('preview.nothing'))}</p>\n")
    lines.extend(_listed(state, say))
    lines.append("</main>\n</body>\n</html>\n")
    return "".join(lines).encode()


def _listed(state: State, say: Say) -> Iterator[str]:
    for severity in ("error", "warning", "note"):
        found: Sequence[Told] = [item for item in state.problems if item.severity == severity]
        if not found:
            continue
        yield f"<h2>{escape(say(f'preview.{severity}'))}</h2>\n<ol>\n"
        for problem in found:
            yield f'<li class="preview-{severity}">\n'
            yield f"<p><strong>{escape(problem.message)}</strong></p>\n"
            yield f"<p>{_place(state, problem)}</p>\n"
            yield "".join(f"<p>{escape(line)}</p>\n" for line in problem.remedies)
            yield "</li>\n"
        yield "</ol>\n"
