"""The plain layout of YAML that nearly every report has, read line by line.

It accepts mappings by indentation, lists and mappings of plain words on one line, and blocks of
text as they stand (``|``); ``None`` for any text beyond that, which the full reader then reads.
It has no findings: whatever might deserve one (a repeated key, a strange character, a doubtful
comment) is beyond it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_MAX_TEXT = 1 << 16
_MAX_DEPTH = 16

# Words that YAML takes as they stand, in a flow or out of it, whatever comes before or after.
_FIRST = r"(?:[^\W]|[（）《》〔〕“‘”’、。，；：！？—…·])"
_WORD = rf"{_FIRST}[^\s\[\]{{}},:#&*!|>\"%@`\\?=<]*"
_PLAIN = rf"(?:{_WORD}(?: {_WORD})*|[-+][0-9][0-9.]*)"
# The same for values, which are followed by nothing but a comment, or in a flow by a comma.
_VALUE = rf"(?:{_FIRST}(?:(?:[^\n\x85\u2028\u2029:#]|:(?=\S))*[^\s:#])?|[-+][0-9][0-9.]*)"
_IN_FLOW = (
    rf"(?:{_FIRST}(?:[^\n\x85\u2028\u2029:#,?\[\]{{}}\"]*[^\s:#,?\[\]{{}}\"])?|[-+][0-9][0-9.]*)"
)
_IN_QUOTES = r"\"(?P<quoted>[^\"\\\n\x85\u2028\u2029]*)\""
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'"
_COMMENT = r"(?: +#(?: [^\n]*)?)?"
_LINE = re.compile(
    rf"(?P<indent> *)(?P<key>{_PLAIN}):"
    rf"(?: +(?:(?P<plain>~|{_VALUE})|(?P<quoted>{_QUOTED})"
    r"|(?P<list>\[[^\[\]{}#\n]*\])|(?P<map>\{(?:[^\[\]{}#\"\n]|\"[^\"\\\n]*\")*\})"
    r"|(?P<block>\|)))?"
    rf"{_COMMENT} *"
)
_NOTHING = re.compile(r" *(?:#.*)?")
_BRIEF = r"\"(?P<quoted>[^\"\\\[\]{},:#\n]*)\""
_ITEM = re.compile(rf" *(?:(?P<plain>~|{_PLAIN})|{_BRIEF}) *")
_PAIR = re.compile(
    rf" *(?P<key>{_PLAIN}): +(?:(?P<plain>~|{_IN_FLOW})|{_IN_QUOTES}) *(?P<more>,|\Z)"
)
_DOUBTFUL = re.compile(r"[\x85\u2028\u2029]|^ +$", re.MULTILINE)
"""What a block may not have: other ends of lines, and lines of blanks only."""
_NULLS = frozenset({"~", "null", "Null", "NULL"})
_BEYOND = object()


def read(text: str) -> dict[str, object] | None:
    """The data of a text in the plain layout, or ``None`` for any other text.

    What it returns is not to be changed: equal lists of one file may be one list.
    """
    return (entries(text) or None) if may_read(text) else None


def may_read(text: str) -> bool:
    """Whether a text is short and plain enough to be tried."""
    return len(text) <= _MAX_TEXT and "\r" not in text and "\t" not in text


def entries(text: str) -> dict[str, object] | None:
    """The data of a part of such a text that begins at the left edge; it may be empty."""
    root: dict[str, object] = {}
    stack: list[tuple[int, dict[str, object]]] = [(0, root)]
    opens: str | None = None
    lines, after = text.split("\n"), 0
    for number, line in enumerate(lines, 1):
        if number <= after:  # in a block
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            if _NOTHING.fullmatch(line):
                continue
            return None
        into = _level(stack, len(match["indent"]), opens)
        key = match["key"]
        if into is None or key in into or key in _NULLS:
            return None
        value = _value(match)
        if match.lastgroup == "block":
            value, after = _block(lines, number, len(match["indent"]))
        if value is _BEYOND:
            return None
        into[key] = value
        opens = key if match.lastgroup == "key" else None
    return root


def _block(lines: Sequence[str], first: int, above: int) -> tuple[object, int]:
    """A block from a line on, below a key of some indentation, and how many lines there are then.

    ``_BEYOND`` where it is empty, or ends in a way that takes a second look.
    """
    indent, after = _indent(lines[first]) if first < len(lines) else -1, first
    while after < len(lines) and not 0 <= _indent(lines[after]) < indent:
        after += 1
    text = "\n".join([line[indent:] for line in lines[first:after]])
    ends = not lines[-1] if after == len(lines) else _indent(lines[after]) <= above
    if indent <= above or not ends or _DOUBTFUL.search(text):
        return _BEYOND, after
    return text.rstrip("\n") + "\n", after


def _indent(line: str) -> int:
    """How many blanks a line begins with; -1 for one that has nothing else."""
    words = line.lstrip(" ")
    return len(line) - len(words) if words else -1


def _level(
    stack: list[tuple[int, dict[str, object]]], indent: int, opens: str | None
) -> dict[str, object] | None:
    """The mapping that a line of some indentation belongs to; ``None`` where it fits nowhere.

    ``opens`` is the key right above that has no value yet, if there is one.
    """
    if indent > stack[-1][0]:
        if opens is None or len(stack) == _MAX_DEPTH:
            return None
        below: dict[str, object] = {}
        stack[-1][1][opens] = below
        stack.append((indent, below))
    while indent < stack[-1][0]:
        stack.pop()
    return stack[-1][1] if stack[-1][0] == indent else None


def _value(match: re.Match[str]) -> object:
    """The value of a line, or ``_BEYOND``."""
    kind = match.lastgroup
    if kind == "list":
        return _list(match["list"])
    if kind == "map":
        return _map(match["map"])
    if kind == "quoted":
        return match["quoted"][1:-1]
    plain = match["plain"]
    return None if plain in _NULLS else plain


def _item(match: re.Match[str]) -> str | None:
    quoted: str | None = match["quoted"]
    if quoted is not None:
        return quoted
    plain = match["plain"]
    return None if plain in _NULLS else plain


@lru_cache(maxsize=1024)
def _list(text: str) -> object:
    items = [_ITEM.fullmatch(part) for part in text[1:-1].split(",")]
    return _BEYOND if None in items else [_item(item) for item in items if item]


@lru_cache(maxsize=1024)
def _map(text: str) -> object:
    values: dict[str, str | None] = {}
    inside, place, goes_on = text[1:-1], 0, True
    while goes_on:
        pair = _PAIR.match(inside, place)
        if pair is None or pair["key"] in values or pair["key"] in _NULLS:
            return _BEYOND
        values[pair["key"]] = _item(pair)
        place, goes_on = pair.end(), pair["more"] == ","
    return values
