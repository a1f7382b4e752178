"""Narrative of headings and paragraphs, which nearly all of it is, without a parse of its blocks.

It accepts what CommonMark would take for nothing but headings and paragraphs, and renders that
alike many times faster: a paragraph without markup is escaped and printed, one with markup is
parsed by itself. ``None`` for any other text, which is then parsed as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.narrative.reading import Reading, Stretch

_MARKUP = re.compile(r"[*_`\[\]<>{}&|\\~]")
# A heading; what could begin a block of another kind; else a line of a paragraph.
_HEADING = re.compile(r"(##{1,5}) ([^\s#](?:[^#]*[^\s#])?)")
_BLOCK = re.compile(r"[-+=#>]|[0-9]{1,9}[.)](?:\s|$)")


def stretches(reading: Reading, text: str) -> list[Stretch] | None:
    """The stretches of a text of headings and paragraphs, or ``None`` for any other.

    What is wrong inside paragraphs goes to ``reading``, which is of no use after a ``None``.
    """
    if "\t" in text or "\r" in text:
        return None
    draft = _Draft()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip(" "):
            if not draft.close_paragraph(reading):
                return None
        elif heading := _HEADING.fullmatch(line):
            if not draft.close_paragraph(reading) or _MARKUP.search(line):
                return None
            draft.heading(len(heading[1]), heading[2], number)
        elif _BLOCK.match(line) or line != line.strip():
            return None
        else:
            draft.line(line, number)
    if not draft.close_paragraph(reading):
        return None
    draft.close_stretch()
    return draft.stretches


@dataclass(slots=True)
class _Draft:
    """The stretches while lines come in."""

    stretches: list[Stretch] = field(default_factory=list)
    title: str | None = None
    begins: int = 1
    html: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    first: int = 0
    """The paragraph's first line."""

    def line(self, line: str, number: int) -> None:
        """Take a line of a paragraph."""
        if not self.paragraph:
            self.first = number
        self.paragraph.append(line)

    def heading(self, level: int, title: str, number: int) -> None:
        """Take a heading, of a section or inside one."""
        if level == 2:
            self.close_stretch()
            self.title, self.begins = title, number
        else:
            shown = title.replace('"', "&quot;")
            self.html.append(f"<h{level}>{shown}</h{level}>\n")
            self.words.append(title)

    def close_paragraph(self, reading: Reading) -> bool:
        """End the paragraph; ``False`` if it is none after all."""
        if not self.paragraph:
            return True
        text = "\n".join(self.paragraph)
        self.paragraph.clear()
        if not _MARKUP.search(text):
            shown = text.replace('"', "&quot;").replace("\n", "<br />\n")
            self.html.append(f"<p>{shown}</p>\n")
            self.words.append(text)
            return True
        from generator.narrative import full  # markdown-it-py, for the few that need it

        parsed = full.paragraph(reading, text, self.first)
        if parsed is None:
            return False
        self.html.append(parsed.html)
        self.words.append(parsed.text)
        return True

    def close_stretch(self) -> None:
        """End the section's prose."""
        html, words = "".join(self.html), "\n".join(self.words)
        stretch = Stretch(heading=self.title, line=self.begins, html=html, text=words)
        self.stretches.append(stretch)
        self.html.clear()
        self.words.clear()
