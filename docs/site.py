"""Writes these pages as a site: ``python docs/site.py [FOLDER]``, by default ``build/docs``.

Every Markdown page of ``docs`` and those that it leads to, in the default theme's style sheet.
A link to a file or a heading that is not there is told, and the exit status is 1. Why no tool for
documentation does this: decision 0041.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from os.path import relpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "docs/README.md"
STYLE = "themes/default/assets/site.css"
MARKDOWN = MarkdownIt("commonmark").enable("table")
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'"
OWN = """pre{background:var(--soft);padding:.75rem 1rem;max-inline-size:none}
pre{font-size:.85rem;line-height:1.5}
img{border:1px solid var(--line)}
.wide{overflow-x:auto;margin-block-end:var(--gap)}
"""
PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="{style}">
<link rel="stylesheet" href="{own}">
</head>
<body>
<a class="skip" href="#main">{skip}</a>
<header class="masthead">
<div class="wrap bar">
<p class="brand"><a href="{home}">Gongkai 公开</a></p>
</div>
</header>
<main id="main" class="wrap" tabindex="-1">
{body}</main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it was read."""

    file: Path
    tokens: tuple[Token, ...]
    headings: tuple[str, ...]
    """What a link can lead to, in order."""

    @property
    def title(self) -> str:
        """The words of its first heading."""
        for token, inline in pairwise(self.tokens):
            if token.type == "heading_open":
                return _plain(inline)
        return self.file.stem


def main(arguments: list[str]) -> int:
    """Write the site; the exit status."""
    folder = Path(arguments[0]) if arguments else ROOT / "build/docs"
    pages: dict[Path, Page] = {}
    files: set[Path] = {ROOT / STYLE}
    faults: list[str] = []
    waiting = sorted((ROOT / "docs").rglob("*.md"))
    while waiting:
        file = waiting.pop()
        if file not in pages:
            pages[file] = read(file)
            found = {target for target, _ in targets(pages[file]) if target.is_file()}
            waiting += [target for target in found if target.suffix == ".md"]
            files |= {target for target in found if target.suffix != ".md"}
    for page in pages.values():
        faults += dead(page, pages)
        _write(folder / place(page.file), render(page))
    for file in files:
        (folder / place(file)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / place(file))
    _write(folder / "docs.css", OWN)
    sys.stderr.write("".join(f"{fault}\n" for fault in sorted(faults)))
    sys.stdout.write(f"{folder}: {len(pages)} pages, {len(files)} files\n")
    return 1 if faults else 0


def read(file: Path) -> Page:
    """Read a page, and give each heading the name that links use."""
    tokens = MARKDOWN.parse(file.read_text(encoding="utf-8"))
    names: list[str] = []
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            name = re.sub(r"[^\w\- ]", "", _plain(inline).lower()).replace(" ", "-")
            again = sum(re.sub(r"-\d+$", "", other) == name for other in names)
            names.append(f"{name}-{again}" if again else name)
            token.attrSet("id", names[-1])
    return Page(file=file, tokens=tuple(tokens), headings=tuple(names))


def targets(page: Page) -> Iterator[tuple[Path, str]]:
    """The files of the repository that a page leads to or shows, each with the name in it."""
    for token, key in _links(page):
        there = urlsplit(str(token.attrs[key]))
        if not there.scheme:
            path = page.file.parent / unquote(there.path) if there.path else page.file
            yield path.resolve(), unquote(there.fragment)


def dead(page: Page, pages: dict[Path, Page]) -> Iterator[str]:
    """What a page leads to and is not there."""
    for target, name in targets(page):
        where = f"{page.file.relative_to(ROOT)}: {target.relative_to(ROOT)}"
        if target not in pages and not target.is_file():
            yield f"{where} is no file"
        elif name and (target not in pages or name not in pages[target].headings):
            yield f"{where} has no heading {name}"


def place(file: Path) -> Path:
    """Where a file of the repository stands in the site."""
    path = file.relative_to(ROOT)
    path = path.relative_to("docs") if path.parts[0] == "docs" else Path("repository") / path
    if path.suffix != ".md":
        return path
    return path.with_name("index.html") if path.stem == "README" else path.with_suffix(".html")


def render(page: Page) -> str:
    """The page in HTML."""
    here = place(page.file).parent
    for token, key in _links(page):
        there = urlsplit(str(token.attrs[key]))
        if not there.scheme and there.path:
            target = (page.file.parent / unquote(there.path)).resolve()
            name = f"#{there.fragment}" if there.fragment else ""
            token.attrSet(key, f"{relpath(place(target), here)}{name}")
    for token in page.tokens:
        if style := token.attrs.pop("style", None):  # the policy wants classes
            token.attrSet("class", str(style).removeprefix("text-align:"))
    chinese = page.file.stem.endswith("zh-CN")
    body = MARKDOWN.renderer.render(list(page.tokens), MARKDOWN.options, {})
    label = "表格" if chinese else "Table"
    region = f'<div class="wide" role="region" aria-label="{label}" tabindex="0">'
    body = body.replace("<table>", f'{region}<table class="prose">')
    return PAGE.format(
        language="zh-CN" if chinese else "en",
        policy=escape(POLICY),
        title=escape(page.title),
        style=relpath(place(ROOT / STYLE), here),
        own=relpath("docs.css", here),
        skip="跳到正文" if chinese else "Skip to main content",
        home=relpath(place(HOME), here),
        body=body.replace("</table>", "</table></div>"),
    )


def _links(page: Page) -> Iterator[tuple[Token, str]]:
    for block in page.tokens:
        for token in block.children or ():
            if token.type in ("link_open", "image"):
                yield token, "href" if token.type == "link_open" else "src"


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or ())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
