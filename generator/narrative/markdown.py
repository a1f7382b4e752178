"""The one module that opens markdown-it-py: CommonMark and tables, as editors of Chinese expect it.

Differences from CommonMark, each because text would otherwise vanish or change in silence:
raw HTML, link definitions, entities, indented code and underlined headings are plain text; ``**``
works beside Chinese punctuation and never between two Latin letters or digits (``138****5678``);
a line break is a line break; the numbers of a list are kept; nothing carries a ``style``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from generator.narrative.reading import SLOT_MARK

__all__ = ["Token", "parse", "render", "walk"]

_ALIGNED = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


def parse(text: str) -> Sequence[Token]:
    """The block tokens of a text; inline tokens hang below them."""
    return _PARSER.parse(text)


def render(tokens: Sequence[Token]) -> str:
    """Tokens as HTML."""
    return str(_PARSER.renderer.render(tokens, _PARSER.options, {}))


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _is_east_asian(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’…—·"


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Mark runs of ``*`` and ``_``: CommonMark's flanking rule, minded of Chinese punctuation."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    left, right = _flanking(before, after), _flanking(after, before)
    inside_word = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    splits = marker == "*"
    opens = left and not inside_word and (splits or not right or _is_punctuation(before))
    closes = right and not inside_word and (splits or not left or _is_punctuation(after))
    length = end - state.pos
    for _ in range(length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=length,
                token=len(state.tokens) - 1,
                end=-1,
                open=opens,
                close=closes,
            )
        )
    state.pos = end
    return True


def _flanking(outside: str, inside: str) -> bool:
    """Whether a run leans on the text inside it, given the characters on its two sides."""
    if inside.isspace():
        return False
    if not _is_punctuation(inside) or _is_east_asian(inside):
        return True
    return outside.isspace() or _is_punctuation(outside) or _is_east_asian(outside)


def _slot(state: StateInline, silent: bool) -> bool:
    """``{{address}}``: a place where a figure is printed."""
    if not state.src.startswith("{{", state.pos):
        return False
    end = state.src.find("}}", state.pos + 2, state.posMax)
    if end < 0:
        return False
    if not silent:
        state.push("slot", "", 0).content = state.src[state.pos + 2 : end].strip()
    state.pos = end + 2
    return True


def _claim(state: StateInline, silent: bool) -> bool:
    """``[words]{=address}``: words that are bound to a figure and printed as they stand."""
    if state.src[state.pos] != "[":
        return False
    middle = state.src.find("]{=", state.pos, state.posMax)
    end = state.src.find("}", middle, state.posMax) if middle >= 0 else -1
    words = state.src[state.pos + 1 : middle]
    if end < 0 or "[" in words or "]" in words or "\n" in words:
        return False
    if not silent:
        token = state.push("claim", "", 0)
        token.content = words
        token.info = state.src[middle + 3 : end].strip()
    state.pos = end + 1
    return True


def _settle(state: StateCore) -> None:
    """Keep list numbers, give table heads their scope, and turn alignment into classes."""
    _name_tables(state.tokens)
    expected: list[int] = []
    for token in state.tokens:
        if token.type == "ordered_list_open":
            start = token.attrGet("start")
            expected.append(1 if start is None else int(start))
        elif token.type == "ordered_list_close":
            expected.pop()
        elif token.type == "list_item_open" and token.info:
            if int(token.info) != expected[-1]:
                token.attrSet("value", str(int(token.info)))
            expected[-1] = int(token.info) + 1
        elif token.type in ("th_open", "td_open"):
            style = str(token.attrs.pop("style", ""))
            if style in _ALIGNED:
                token.attrSet("class", _ALIGNED[style])
            if token.type == "th_open":
                token.attrSet("scope", "col")


def _name_tables(tokens: Sequence[Token]) -> None:
    """Name each table by its column heads, so that its scroll region has a name of its own."""
    names: dict[str, int] = {}
    table: Token | None = None
    heads: list[str] = []
    for before, token in pairwise(tokens):
        if token.type == "table_open" or before.type == "table_open":
            table, heads = (token if token.type == "table_open" else before), []
        elif before.type == "th_open":
            heads.append(token.content)
        elif token.type == "thead_close" and table is not None:
            name = "，".join(heads)
            names[name] = names.get(name, 0) + 1
            table.info = f"{name}（{names[name]}）" if names[name] > 1 else name


def _render_slot(tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return f"{SLOT_MARK}{tokens[index].content}{SLOT_MARK}"


def _render_claim(tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return _escape(tokens[index].content)


def _render_table_open(
    tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return (
        '<div class="frame"><div class="region" role="region" tabindex="0"'
        f' aria-label="{_escape(tokens[index].info)}"><table class="prose">\n'
    )


def _render_table_close(
    tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    return "</table></div></div>\n"


def _escape(text: str) -> str:
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(char, entity)
    return text


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "xhtmlOut": False})
    parser.enable("table")
    parser.disable(["code", "lheading", "reference", "html_block", "html_inline", "entity"])
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.before("link", "claim", _claim)
    parser.inline.ruler.before("link", "slot", _slot)
    parser.core.ruler.after("block", "settle", _settle)
    parser.renderer.rules |= {  # type: ignore[attr-defined]
        "slot": _render_slot,
        "claim": _render_claim,
        "table_open": _render_table_open,
        "table_close": _render_table_close,
    }
    return parser


def walk(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Every token and every inline child, each with the line (from 1) of its block."""
    line = 1
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        yield token, line
        for child in token.children or ():
            yield child, line


_PARSER = _parser()
