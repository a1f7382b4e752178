"""Narrative of headings, paragraphs and short lists, without a parse of its blocks.

It accepts what CommonMark would take for nothing else, which nearly all narrative is, and renders
that alike many times faster: a paragraph with no markup but bold words and links to other sites is
escaped and printed, any other is parsed by itself. ``None`` for any other text, which is then
parsed as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.narrative.reading import Reading, Stretch
from generator.report import Link

_MARKUP = re.compile(r"[*_`\[\]<>{}&|\\~]")
# Bold words whose marks no rule of CommonMark, nor ours, could take otherwise: next to letters
# inside and not next to Latin ones outside.
_BOLD = re.compile(r"(?<![0-9A-Za-z*])\*\*(\w(?:[^*\[\]\n]*\w)?)\*\*(?![0-9A-Za-z*])")
# A link to a page elsewhere, whose address is printed as it is written.
_LINK = re.compile(
    r"(?<!!)\[([^\[\]*\n]+)\]\((https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[A-Za-z0-9/._-]*)?)\)"
)
# A heading; what could begin a block of another kind; else a line of a paragraph.
_HEADING = re.compile(r"(##{1,5}) ([^\s#](?:[^#]*[^\s#])?)")
_BLOCK = re.compile(r"[-+=#>]|[0-9]{1,9}[.)](?:\s|$)")
_ITEM = re.compile(r"(?:-|(?P<number>[0-9]{1,9})\.) (?P<text>\S.*)")

_ASCII = "\x7f"


def stretches(reading: Reading, text: str) -> list[Stretch] | None:
    """The stretches of a text of headings, paragraphs and short lists; ``None`` for any other.

    What is wrong inside paragraphs goes to ``reading``, which is of no use after a ``None``.
    """
    if "\t" in text or "\r" in text:
        return None
    draft = _Draft()
    for number, line in enumerate(reading.lines, start=1):
        if line[:1] > _ASCII:  # no mark of a block or heading is beyond it
            going = draft.line(line, number)
        elif not line.strip(" "):
            going = draft.close_block(reading)
        elif heading := _HEADING.fullmatch(line):
            going = draft.close_block(reading) and not _MARKUP.search(line)
            draft.heading(len(heading[1]), heading[2], number)
        elif item := _ITEM.fullmatch(line):
            going = draft.item(item["number"], item["text"])
        else:
            going = not _BLOCK.match(line) and draft.line(line, number)
        if not going:
            return None
    if not draft.close_block(reading):
        return None
    draft.close_stretch()
    return draft.stretches


@dataclass(slots=True)
class _Draft:
    """The stretches while lines come in; ``False`` means that the text is beyond this reader."""

    stretches: list[Stretch] = field(default_factory=list)
    title: str | None = None
    begins: int = 1
    html: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    first: int = 0
    """The paragraph's first line."""
    items: list[tuple[int | None, str]] = field(default_factory=list)
    """The list's items with their numbers; ``None`` for a bullet."""
    latest: str = ""
    """The tag of the block right above, in which a list would go on."""

    def line(self, line: str, number: int) -> bool:
        """Take a line of a paragraph."""
        if self.items or line != line.strip():
            return False
        if not self.paragraph:
            self.first = number
        self.paragraph.append(line)
        return True

    def item(self, number: str | None, text: str) -> bool:
        """Take an item of a list."""
        if self.paragraph or _MARKUP.search(text) or text != text.strip():
            return False
        if text[0] <= _ASCII and _BLOCK.match(text):
            return False
        self.items.append((None if number is None else int(number), text))
        return True

    def heading(self, level: int, title: str, number: int) -> None:
        """Take a heading, of a section or inside one."""
        self.latest = "h"
        if level == 2:
            self.close_stretch()
            self.title, self.begins = title, number
        else:
            shown = title.replace('"', "&quot;")
            self.html.append(f"<h{level}>{shown}</h{level}>\n")
            self.words.append(title)

    def close_block(self, reading: Reading) -> bool:
        """End the paragraph or list that stands open, if one does."""
        if self.items:
            return self._close_list()
        if not self.paragraph:
            return True
        self.latest = "p"
        text = "\n".join(self.paragraph)
        self.paragraph.clear()
        words = _bare(text)
        if not _MARKUP.search(words):
            self.html.append(f"<p>{_shown(text)}</p>\n")
            self.words.append(words)
            self._note_links(reading, text)
            return True
        from generator.narrative import full  # markdown-it-py, for the few that need it

        parsed = full.paragraph(reading, text, self.first)
        if parsed is None:
            return False
        self.html.append(parsed.html)
        self.words.append(parsed.text)
        return True

    def _note_links(self, reading: Reading, text: str) -> None:
        for found in _LINK.finditer(text) if "](" in text else ():
            target = found[2]
            line, column = reading.locate(target.removesuffix("index.html"), self.first)
            reading.links.append(Link(target=target, image=False, line=line, column=column))

    def _close_list(self) -> bool:
        numbers = [number for number, _ in self.items]
        tag = "ul" if numbers[0] is None else "ol"
        mixed = any((number is None) != (numbers[0] is None) for number in numbers)
        if mixed or self.latest == tag:
            return False
        start = numbers[0]
        opening = f'<ol start="{start}">' if start not in (None, 1) else f"<{tag}>"
        self.html.append(f"{opening}\n")
        expected = start
        for number, text in self.items:
            value = "" if number == expected else f' value="{number}"'
            shown = text.replace('"', "&quot;")
            self.html.append(f"<li{value}>{shown}</li>\n")
            self.words.append(text)
            expected = None if number is None else number + 1
        self.html.append(f"</{tag}>\n")
        self.items.clear()
        self.latest = tag
        return True

    def close_stretch(self) -> None:
        """End the section's prose."""
        html, words = "".join(self.html), "\n".join(self.words)
        stretch = Stretch(heading=self.title, line=self.begins, html=html, text=words)
        self.stretches.append(stretch)
        self.html.clear()
        self.words.clear()


def _bare(text: str) -> str:
    """A paragraph's text without the simplest markup: bold words and links to other sites."""
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    return _LINK.sub(r"\1", text) if "](" in text else text


def _shown(text: str) -> str:
    """The same paragraph as HTML."""
    html = text.replace('"', "&quot;").replace("\n", "<br>\n")
    if "**" in html:
        html = _BOLD.sub(r"<strong>\1</strong>", html)
    return _LINK.sub(r'<a href="\2">\1</a>', html) if "](" in html else html
