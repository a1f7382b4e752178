"""Markdown to passages by the form's sections."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from generator.diagnostic import Address, Diagnostic
from generator.form import Form, Section
from generator.narrative import conserve
from generator.narrative.markdown import SLOT_MARK, Token, parse, render, walk
from generator.report import Claim, Link, Narrative, Passage, Slot
from generator.source import plain_text

MAX_BYTES = 256 << 10
"""A longer narrative is refused; the longest real one seen is a tenth of it."""

_NUMERAL = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百〇○0-9０-９]+[、.．,，:：)）]|[（(][一二三四五六七八九十0-9]+[)）])\s*"
)
_HTML = re.compile(r"<(?:!--|/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>)")
_DEAD_SCHEME = re.compile(r"\]\(\s*<?\s*(?:javascript|vbscript|file|data):", re.IGNORECASE)
_SCHEMES = frozenset({"https", "http", "mailto", "tel"})


@dataclass(slots=True)
class _Reading:
    """The diagnostics and references of one file while it is read."""

    file: str
    lines: list[str]
    findings: list[Diagnostic] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)

    def add(self, rule: str, variant: str, line: int, words: str = "", **args: str | int) -> None:
        """Note a fault; it points at ``words`` where they stand at or after the line."""
        column, width = 1, 1
        for number in range(line, min(line + 40, len(self.lines) + 1)):
            found = self.lines[number - 1].find(words) if words else 0
            if found >= 0:
                line, column, width = number, found + 1, max(len(words), 1)
                break
        at = Address(file=self.file, line=line, column=column, width=width)
        self.findings.append(Diagnostic(rule=rule, variant=variant, at=at, args=args))


def read(raw: bytes, file: str, form: Form) -> tuple[Narrative, tuple[Diagnostic, ...]]:
    """A report's narrative, split by the sections of its form. Nothing is raised for any bytes."""
    text, refused = plain_text(raw, file, limit=MAX_BYTES)
    if text is None:
        return Narrative(), refused
    text = text.replace("\r\n", "\n")
    reading = _Reading(file, text.split("\n"))
    tokens = parse(text)
    _conserved(reading, text, tokens)
    _inline(reading, tokens)
    passages = tuple(_passages(reading, tokens, form))
    _slots_exist(reading, form)
    narrative = Narrative(
        passages=passages, links=tuple(reading.links), claims=tuple(reading.claims)
    )
    return narrative, tuple(reading.findings)


def _conserved(reading: _Reading, text: str, tokens: Sequence[Token]) -> None:
    missing = conserve.lost(text, tokens)
    if missing:
        line = conserve.first_line(text, tokens)
        reading.add("narrative.lost", "default", line, lost=missing[:30], count=len(missing))


def _inline(reading: _Reading, tokens: Sequence[Token]) -> None:
    """Collect links, slots and bound words; refuse raw HTML and unsafe links."""
    folder = reading.file.rpartition("/")[2].removesuffix(".md") + "/"
    for token, line in walk(tokens):
        if token.type == "text":
            for html in _HTML.finditer(token.content):
                reading.add("narrative.html", "default", line, html[0], found=html[0])
            if dead := _DEAD_SCHEME.search(token.content):
                reading.add("narrative.link", "scheme", line, dead[0], target=dead[0][2:])
        elif token.type == "link_open":
            _link(reading, _target(token, "href", folder), line, image=False)
        elif token.type == "image":
            _link(reading, _target(token, "src", folder), line, image=True)
            if not token.content.strip():
                reading.add("narrative.image", "alt", line, "![")
        elif token.type == "slot":
            reading.slots.append(Slot(address=token.content, line=line))
        elif token.type == "claim":
            reading.claims.append(Claim(words=token.content, address=token.info, line=line))


def _target(token: Token, attribute: str, folder: str) -> str:
    """Where a link leads from the page.

    An editor may name an attachment from the Markdown file (``2024/chart.png``), so that it shows
    in other viewers too; it is published beside the page (``chart.png``).
    """
    target = str(token.attrGet(attribute) or "").removeprefix("./").removeprefix(folder)
    token.attrSet(attribute, target)
    return target


def _link(reading: _Reading, target: str, line: int, *, image: bool) -> None:
    try:
        parts = urlsplit(target)
    except ValueError:
        reading.add("narrative.link", "scheme", line, target, target=target)
        return
    shown = unquote(target)
    outside = bool(parts.scheme or parts.netloc)
    if image and outside:
        reading.add("narrative.image", "outside", line, shown, target=shown)
    elif outside and parts.scheme not in _SCHEMES:
        reading.add("narrative.link", "scheme", line, shown, target=shown)
    else:
        reading.links.append(Link(target=target, image=image, line=line))


def _slots_exist(reading: _Reading, form: Form) -> None:
    named = [(slot.address, slot.line) for slot in reading.slots]
    named += [(claim.address, claim.line) for claim in reading.claims]
    for address, line in named:
        if address not in form.cell_by_address:
            known = difflib.get_close_matches(address, form.cell_by_address, n=1, cutoff=0.3)
            meant = known[0] if known else form.cells[0].address
            reading.add("narrative.cell", "default", line, address, cell=address, meant=meant)


def _passages(reading: _Reading, tokens: Sequence[Token], form: Form) -> Iterator[Passage]:
    """Each section's prose, in the file's order; a section that is not the form's is told."""
    order = [section.id for section in form.sections]
    latest, seen = -1, dict[str, int]()
    for heading, line, body in _split(reading, tokens):
        if heading is None:
            if body:
                yield _passage("", body, line)
            continue
        section = _match(heading, form)
        if section is None:
            _unknown_section(reading, heading, line, form)
            continue
        if section.id in seen:
            first = seen[section.id]
            reading.add("narrative.section", "twice", line, section=heading, first=first)
            continue
        seen[section.id] = line
        if section.required and not body:
            reading.add("narrative.missing", "empty", line, section=section.heading.text)
        if order.index(section.id) < latest:
            reading.add("narrative.section", "order", line, section=heading)
        latest = max(latest, order.index(section.id))
        yield _passage(section.id, body, line)
    _absent(reading, form, seen)


def _absent(reading: _Reading, form: Form, seen: dict[str, int]) -> None:
    for section in form.sections:
        if section.required and section.id not in seen:
            last = max(len(reading.lines), 1)
            reading.add("narrative.missing", "default", last, section=section.heading.text)


def _split(
    reading: _Reading, tokens: Sequence[Token]
) -> Iterator[tuple[str | None, int, list[Token]]]:
    """The stretches between ``##`` headings: heading, its line, tokens below it."""
    heading: str | None = None
    line, body = 1, list[Token]()
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "heading_open" and token.tag == "h1":
            reading.add("narrative.section", "h1", (token.map or [0])[0] + 1)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0:
            yield heading, line, body
            heading, line, body = tokens[index + 1].content, (token.map or [0])[0] + 1, []
            index += 3
            continue
        body.append(token)
        index += 1
    yield heading, line, body


def fold(words: str) -> str:
    """Words as titles are compared: without numeral, blanks and differences of width."""
    bare = _NUMERAL.sub("", words, count=1) if _NUMERAL.match(words) else words
    return re.sub(r"[\s，、,]+", "", unicodedata.normalize("NFKC", bare)).casefold()


def _match(heading: str, form: Form) -> Section | None:
    for section in form.sections:
        titles = (section.title.text, section.heading.text, section.title.english, section.id)
        if fold(heading) in {fold(title) for title in titles}:
            return section
    return None


def _unknown_section(reading: _Reading, heading: str, line: int, form: Form) -> None:
    titles = [section.title.text for section in form.sections]
    meant = difflib.get_close_matches(fold(heading), titles, n=1, cutoff=0.4)
    known = "、".join(titles)
    if meant:
        reading.add("narrative.section", "meant", line, section=heading, meant=meant[0])
    else:
        reading.add("narrative.section", "unknown", line, section=heading, known=known)


def _passage(section: str, body: Sequence[Token], line: int) -> Passage:
    html = render(body)
    parts: list[str | Slot] = []
    for index, part in enumerate(html.split(SLOT_MARK)):
        if index % 2:
            parts.append(Slot(address=part, line=line))
        elif part:
            parts.append(part)
    text = "\n".join(_plain(token) for token in body if token.type in ("inline", "fence"))
    return Passage(section=section, html=tuple(parts), text=text, line=line)


def _plain(token: Token) -> str:
    if not token.children:
        return token.content
    kinds = {"softbreak": "\n", "hardbreak": "\n", "slot": ""}
    return "".join(kinds.get(child.type, child.content) for child in token.children)
