"""Any narrative: parsed as Markdown, proved to be whole, and split at its ``##`` headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.form import Form
from generator.narrative import conserve, inline
from generator.narrative.markdown import Token, parse, render
from generator.narrative.reading import Reading, Stretch


def stretches(reading: Reading, text: str, form: Form) -> list[Stretch]:
    """The stretches of a text; what is wrong with it goes to ``reading``."""
    tokens = parse(text)
    missing = conserve.lost(text, tokens)
    if missing:
        line = conserve.first_line(text, tokens)
        reading.add("narrative.lost", "default", line, lost=missing[:30], count=len(missing))
    inline.gather(reading, tokens)
    inline.prove_addresses(reading, form)
    return list(_split(reading, tokens))


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
    kinds = {"softbreak": "\n", "hardbreak": "\n", "slot": ""}
    return "".join(kinds.get(child.type, child.content) for child in token.children)
