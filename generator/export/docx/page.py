"""An empty document of a page that an office prints on, and a finished one as bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.export.docx.parts import behind, field, made
from generator.export.docx.styles import dress

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

WIDTH = 8845
"""The width of the text between the margins, in twentieths of a point."""
BULLETS = 1
"""The number of the list that all items with dots are of."""
_NUMBERS = 1
"""The definition that every numbered list is of."""
_THE_FIRST_DAY = (1980, 1, 1)
"""The earliest day that an archive can state: no time of making is told."""
_DEPTHS = 4
_KEPT = ("/officeDocument", "/core-properties", "/styles", "/settings", "/numbering")
"""What is kept of the parts that python-docx brings along, by the ends of their kinds."""
_LONGEST = 255
"""A property of a document has no more letters."""


def opened() -> Document:
    """An empty document, to be filled."""
    from docx import Document

    return Document(io.BytesIO(_empty()))


@lru_cache(maxsize=1)
def _empty() -> bytes:
    """The empty document; it is the same for every report."""
    from docx import Document

    document = Document()
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if not relation.reltype.endswith(_KEPT):
                del relations[key]
    dress(document)
    _page(document.sections[0])
    _lists(document)
    settings = document.settings.element
    for name in ("themeFontLang", "clrSchemeMapping", "rsids", "savePreviewPicture"):
        settings.remove(settings.find(f"{{*}}{name}"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(section: Section) -> None:
    from docx.shared import Twips

    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.top_margin, section.bottom_margin = Twips(2098), Twips(1984)
    section.left_margin, section.right_margin = Twips(1587), Twips(1474)
    section.header_distance, section.footer_distance = Twips(851), Twips(1304)


def _lists(document: Document) -> None:
    """Two kinds of lists: with dots, and numbered anew or onwards as each one is begun."""
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    for number, (kind, text) in enumerate((("bullet", "•"), ("decimal", "%{}."))):
        levels = (_level(depth, kind, text.format(depth + 1)) for depth in range(_DEPTHS))
        numbering.append(made("w:abstractNum", *levels, abstractNumId=number))
    numbering.add_num(0)


def _level(depth: int, kind: str, text: str) -> object:
    indent = made("w:ind", left=indented(depth), hanging=480)
    return made(
        "w:lvl",
        made("w:start", val=1),
        made("w:numFmt", val=kind),
        made("w:lvlText", val=text),
        made("w:lvlJc", val="left"),
        made("w:pPr", indent),
        ilvl=depth,
    )


def indented(level: int) -> int:
    """How far the items of a list begin further in, by its level from 0."""
    return 1120 + 480 * level


def deepest(depth: int) -> int:
    """The level, from 0, at which Word sets a list of some depth, from 1."""
    return min(depth, _DEPTHS) - 1


def begun(document: Document, level: int, first: int) -> int:
    """The number of a new numbered list that begins with some number."""
    number = document.part.numbering_part.element.add_num(_NUMBERS)
    number.add_lvlOverride(level).add_startOverride(first)
    return int(number.numId)


def foot(document: Document, before: str, after: str) -> None:
    """Print the number of each page below it."""
    line = document.sections[0].footer.paragraphs[0]
    line.add_run(before)
    behind(line).append(field("PAGE"))
    line.add_run(after)


def closed(document: Document, title: str, author: str) -> bytes:
    """The document as bytes, which are the same whenever and wherever it is written."""
    stated = document.core_properties
    stated.title, stated.author = title[:_LONGEST], author[:_LONGEST]
    stated.comments, stated.last_modified_by = "", ""
    stated.created = stated.modified = datetime(*_THE_FIRST_DAY)  # noqa: DTZ001 - python-docx wants none
    out, dated = io.BytesIO(), io.BytesIO()
    document.save(dated)
    with zipfile.ZipFile(dated) as source, zipfile.ZipFile(out, "w") as archive:
        for part in source.namelist():
            item = zipfile.ZipInfo(part, (*_THE_FIRST_DAY, 0, 0, 0))
            item.compress_type, item.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(item, source.read(part))
    return out.getvalue()
