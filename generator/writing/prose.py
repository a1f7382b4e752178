"""The canonical form of a narrative: line ends, and the numerals of the form's sections."""

from __future__ import annotations

import re

from generator import narrative
from generator.form import Form

_HEADING = re.compile(r" {0,3}##[ \t]+(?P<words>.*?)[ \t]*#*[ \t]*")


def neat_prose(text: str, form: Form) -> str | None:
    """A narrative in canonical form; ``None`` where it cannot be read.

    No word of the prose is touched: what is read from it is the same. Headings of the form's
    sections get the form's numerals, and blanks at line ends go where they mean nothing.
    """
    plain = text.replace("\r\n", "\n")
    read, findings = narrative.read(plain.encode(), "", form)
    if not read.passages and any(found.rule.startswith("yaml.") for found in findings):
        return None
    lines = plain.split("\n")
    for passage in read.passages:
        heading = _HEADING.fullmatch(lines[passage.line - 1])
        section = next((item for item in form.sections if item.id == passage.section), None)
        if heading is None or section is None:
            continue
        if narrative.fold(heading["words"]) == narrative.fold(section.title.text):
            lines[passage.line - 1] = f"## {section.heading.text}"
    ended = [*"\n".join(lines).rstrip().split("\n"), ""]
    trimmed = [line.rstrip(" \t") for line in ended]
    for neat in ("\n".join(better) for better in (trimmed, ended, lines)):
        if narrative.read(neat.encode(), "", form)[0] == read:
            return neat
    return plain
