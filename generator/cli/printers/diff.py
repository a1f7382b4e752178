"""What a command changes in files, as a unified diff, coloured on a terminal."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

import click

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}
_AT_THE_END = re.compile(r"[ \t\r]+$")
_SEEN = str.maketrans({" ": "·", "\t": "→", "\r": "␍"})
_NO_LINE_END = "\\ No newline at end of file"


def print_diff(file: str, before: bytes, after: bytes, *, err: bool = False) -> None:
    """Print how a file differs from what it was, on standard error if so asked."""
    for line in _lines(file, before, after):
        bold = line.startswith(("---", "+++"))
        click.secho(line, fg=None if bold else _COLOURS.get(line[:1]), bold=bold, err=err)


def _lines(file: str, before: bytes, after: bytes) -> Iterator[str]:
    old, new = (_marked(raw) for raw in (before, after))
    yield from difflib.unified_diff(old, new, f"a/{file}", f"b/{file}", lineterm="")


def _marked(raw: bytes) -> list[str]:
    """The lines of a file; what nobody sees at their ends is made visible."""
    text = raw.decode("utf-8", "replace").replace("\ufeff", "U+FEFF")
    *lines, last = text.split("\n")
    lines += [last, _NO_LINE_END] if last else []
    return [_AT_THE_END.sub(lambda blanks: blanks[0].translate(_SEEN), line) for line in lines]
