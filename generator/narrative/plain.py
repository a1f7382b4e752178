"""Plain narrative, which nearly all of it is: headings and paragraphs without any markup.

It accepts what CommonMark would render as nothing but headings and paragraphs, and renders that
alike many times faster; ``None`` for any other text, which the full parser then reads. It has no
findings: whatever might deserve one is beyond it.
"""

from __future__ import annotations

import re

from generator.narrative.reading import Stretch

_MARKUP = re.compile(r"[*_`\[\]<>{}&|\\~\t\r\x00]")
# A heading; anything that could begin a block of another kind; else a line of a paragraph.
_HEADING = re.compile(r"(##{1,5}) ([^\s#](?:[^#]*[^\s#])?)")
_BLOCK = re.compile(r"[-+=#]|[0-9]{1,9}[.)](?:\s|$)")


def stretches(text: str) -> list[Stretch] | None:
    """The stretches of a plain text, or ``None`` for any other."""
    if _MARKUP.search(text):
        return None
    found: list[Stretch] = []
    heading: str | None = None
    begins, html, words, paragraph = 1, list[str](), list[str](), list[str]()

    def close_paragraph() -> None:
        if paragraph:
            html.append("<p>" + "<br />\n".join(paragraph).replace('"', "&quot;") + "</p>\n")
            words.append("\n".join(paragraph))
            paragraph.clear()

    def close_stretch() -> None:
        stretch = Stretch(heading=heading, line=begins, html="".join(html), text="\n".join(words))
        found.append(stretch)
        html.clear()
        words.clear()

    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip(" "):
            close_paragraph()
        elif match := _HEADING.fullmatch(line):
            close_paragraph()
            level, title = len(match[1]), match[2]
            if level == 2:
                close_stretch()
                heading, begins = title, number
            else:
                shown = title.replace('"', "&quot;")
                html.append(f"<h{level}>{shown}</h{level}>\n")
                words.append(title)
        elif _BLOCK.match(line) or line != line.strip():
            return None
        else:
            paragraph.append(line)
    close_paragraph()
    close_stretch()
    return found
