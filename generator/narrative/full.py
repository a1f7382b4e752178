"""Any narrative: parsed as Markdown, proved to be whole, and split at its ``##`` headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.narrative import conserve, inline
from generator.narrative.markdown import Token, parse, render
from generator.narrative.reading import Reading, Stretch
from generator.report import SLOT


def stretches(reading: Reading, text: str) -> list[Stretch]:
    """The stretches of a text; what is wrong with it goes to ``reading``."""
    tokens = parse(text)
    missing = conserve.lost(text, tokens)
    if missing:
        line = conserve.first_line(text, tokens)
        reading.add("narrative.lost", "default", line, lost=missing[:30], count=len(missing))
    inline.gather(reading, tokens)
    return list(_split(reading, tokens))


def paragraph(reading: Reading, text: str, line: int) -> Stretch | None:
    """A paragraph by itself, its first line given; ``None`` if it is none, or loses something."""
    tokens = parse(text)
    kinds = [token.type for token in tokens]
    if kinds != ["paragraph_open", "inline", "paragraph_close"] or conserve.lost(text, tokens):
        return None
    for token in tokens:
        token.map = [line - 1, line - 1]
    inline.gather(reading, tokens)
    return _stretch(None, line, tokens)


def _split(reading: Reading, tokens: Sequence[Token]) -> Iterator[Stretch]:
    heading: str | None = None
    line, body = 1, list[Token]()
    index = 0
    while index < len(tokens):
        token = tokens[index]
        begins = (token.map or [0])[0] + 1
        if token.type == "heading_open" and token.tag == "h1":
            reading.add("narrative.section", "h1", begins)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0:
            yield _stretch(heading, line, body)
            heading, line, body = tokens[index + 1].content, begins, []
            index += 3
            continue
        body.append(token)
        index += 1
    yield _stretch(heading, line, body)


def _stretch(heading: str | None, line: int, body: Sequence[Token]) -> Stretch:
    words = [_plain(token) for token in body if token.type in ("inline", "fence")]
    return Stretch(heading=heading, line=line, html=render(body), text="\n".join(words))


def _plain(token: Token) -> str:
    if not token.children:
        return token.content
    kinds = {"softbreak": "\n", "hardbreak": "\n", "slot": SLOT}
    return "".join(kinds.get(child.type, child.content) for child in token.children)
