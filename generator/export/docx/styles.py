"""How an official document looks: its styles, by the names that Word knows them by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.export.docx.parts import made

if TYPE_CHECKING:
    from docx.document import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.styles.style import ParagraphStyle

_LATIN = "Times New Roman"
_CHARACTER = 16
"""The size of the text in points; the first line of a paragraph begins two characters in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A style of paragraphs; what is not given is as in the style that it is based on."""

    name: str
    """Its name in Word."""
    base: str = "Normal"
    """The style that it is based on."""
    own: bool = False
    """Whether Word does not bring a style of this name along."""
    font: str = ""
    """The font of Chinese text."""
    size: float = 0
    """The size in points."""
    bold: bool = False
    """Whether it is bold."""
    align: str = ""
    """``left``, ``center``, ``right`` or ``justify``."""
    above: float | None = None
    """The room above in points."""
    below: float | None = None
    """The room below in points."""
    line: float = 0
    """The height of a line in points."""
    grows: bool = False
    """Whether a line may be higher than that."""
    first: int | None = None
    """How many characters the first line begins further in."""
    left: float | None = None
    """How far all lines begin further in, in points."""
    keeps: bool = False
    """Whether it stays on the page of what follows."""
    outline: int | None = None
    """Its level in the outline, from 0."""


LOOKS = (
    Look(name="Normal", base="", font="仿宋", size=_CHARACTER),
    Look(name="Body Text", align="justify", line=28, first=2),
    Look(
        name="Title",
        font="宋体",
        size=22,
        bold=True,
        align="center",
        below=12,
        line=32,
        grows=True,
        keeps=True,
    ),
    Look(name="Report Facts", own=True, font="楷体", size=14, align="center", below=12, line=24),
    Look(name="Heading 1", font="黑体", above=6, line=28, first=2, keeps=True, outline=0),
    Look(name="Heading 2", base="Heading 1", font="楷体", above=0, outline=1),
    Look(name="Heading 3", base="Heading 2", font="仿宋", bold=True, outline=2),
    Look(name="Heading 4", base="Heading 3", outline=3),
    Look(name="Heading 5", base="Heading 3", outline=4),
    Look(name="List Paragraph", base="Body Text", first=0),
    Look(name="Quote", base="Body Text", font="楷体", left=32),
    Look(name="Verbatim", own=True, size=12, line=22, left=32),
    Look(
        name="Table Unit",
        own=True,
        font="宋体",
        size=10.5,
        align="right",
        above=6,
        below=2,
        keeps=True,
    ),
    Look(name="Table Text", own=True, font="宋体", size=9, align="center", line=13, grows=True),
    Look(name="Table Gap", own=True, size=1, line=1),
    Look(name="Report Remark Heading", own=True, base="Heading 1", font="楷体", above=12),
    Look(name="Report Remark", own=True, base="Body Text", font="楷体", size=14, line=24),
    Look(name="Footer", font="宋体", size=14, align="center"),
)
"""Every style of paragraphs, each after the one that it is based on."""
_KEPT = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid")
_BESIDE_A_CELL = 57
"""The room between the words of a cell and its edge, in twentieths of a point."""


def side(name: str) -> WD_ALIGN_PARAGRAPH:
    """Where words stand, by name; in the middle where none is given."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    known = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
        "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    }
    return known[name or "center"]


def dress(document: Document) -> None:
    """Put these styles in the place of all that python-docx brings along."""
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    for brought in list(styles):
        if brought.name not in _KEPT:
            brought.delete()
    styles.element.remove(styles.element.find("{*}docDefaults"))
    for margin in styles.element.xpath(".//w:tblCellMar/w:left | .//w:tblCellMar/w:right"):
        margin.attrib.update(made("w:left", w=_BESIDE_A_CELL, type="dxa").attrib)
    for look in LOOKS:
        if look.name not in styles:
            styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=not look.own)
        style: ParagraphStyle = styles[look.name]
        if look.base:
            style.base_style = styles[look.base]
        _letters(style, look)
        _lines(style, look)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.element.get_or_add_rPr().extend([made("w:color", val="0B4F9E"), made("w:u", val="single")])


def _letters(style: ParagraphStyle, look: Look) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    properties = style.element.get_or_add_rPr()
    for old in list(properties):
        properties.remove(old)
    if look.font:
        style.font.name = _LATIN
        properties.rFonts.set(qn("w:eastAsia"), look.font)
        properties.rFonts.set(qn("w:cs"), _LATIN)
    if look.bold:
        style.font.bold = True
    if look.size:
        style.font.size = Pt(look.size)
    if not look.base:
        properties.append(made("w:lang", val="en-US", eastAsia="zh-CN"))


def _lines(style: ParagraphStyle, look: Look) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt

    form = style.paragraph_format
    if look.align:
        form.alignment = side(look.align)
    if look.above is not None:
        form.space_before = Pt(look.above)
    if look.below is not None:
        form.space_after = Pt(look.below)
    if look.line:
        form.line_spacing = Pt(look.line)
        rule = WD_LINE_SPACING.AT_LEAST if look.grows else WD_LINE_SPACING.EXACTLY
        form.line_spacing_rule = rule
    if look.left is not None:
        form.left_indent = Pt(look.left)
    if look.first is not None:
        form.first_line_indent = Pt(look.first * _CHARACTER)
        style.element.pPr.ind.set(qn("w:firstLineChars"), str(look.first * 100))
    if look.keeps:
        form.keep_with_next = True
    if look.outline is not None:
        style.element.get_or_add_pPr().append(made("w:outlineLvl", val=look.outline))
