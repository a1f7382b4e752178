"""The parts of a Word document and the archive that they are put into: the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_THE_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can state: no time of making is told."""
_PARTS = ("styles", "numbering", "footer")
_DEPTHS = 4
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="footer"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984"'
    ' w:left="1587" w:header="851" w:footer="1304" w:gutter="0"/></w:sectPr>'
)


@dataclass(slots=True)
class Extras:
    """What the text of a document refers to: links, and the numbers at which lists begin."""

    links: list[str] = field(default_factory=list)
    lists: list[tuple[int, int]] = field(default_factory=list)
    """Of each numbered list its depth and first number."""
    marks: int = 0
    """How many figures in the prose are marked."""

    def link(self, target: str) -> str:
        """The id of a link."""
        if target not in self.links:
            self.links.append(target)
        return f"link{self.links.index(target) + 1}"

    def mark(self) -> int:
        """The number of a new bookmark."""
        self.marks += 1
        return self.marks

    def numbered(self, depth: int, first: int) -> int:
        """The id of a new numbered list; 1 is that of all lists with dots."""
        self.lists.append((depth, first))
        return len(self.lists) + 1


def package(body: str, footer: str, extras: Extras, *, title: str, creator: str) -> bytes:
    """The document."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [
                ("document", f"{_R}/officeDocument", "word/document.xml", ""),
                ("core", f"{_P}/relationships/metadata/core-properties", "docProps/core.xml", ""),
            ]
        ),
        "docProps/core.xml": _core(title, creator),
        "word/document.xml": f'{_XML}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}'
        f"{_PAGE}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            [
                *((part, f"{_R}/{part}", f"{part}.xml", "") for part in _PARTS),
                *(
                    (extras.link(target), f"{_R}/hyperlink", target, ' TargetMode="External"')
                    for target in extras.links
                ),
            ]
        ),
        "word/styles.xml": (files("generator.export.docx") / "styles.xml").read_text("utf-8"),
        "word/numbering.xml": _numbering(extras.lists),
        "word/footer.xml": f'{_XML}<w:ftr xmlns:w="{_W}">{footer}</w:ftr>',
    }
    return _archive(parts)


def _archive(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            item = zipfile.ZipInfo(name, _THE_FIRST_DAY)
            item.compress_type, item.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(item, text.encode())
    return out.getvalue()


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_TYPE}.document.main+xml",
        **{f"/word/{part}.xml": f"{_TYPE}.{part}+xml" for part in _PARTS},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'{_XML}<Types xmlns="{_P}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(relations: Sequence[tuple[str, str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{escape(target)}"{mode}/>'
        for name, kind, target, mode in relations
    )
    return f'{_XML}<Relationships xmlns="{_P}/relationships">{listed}</Relationships>'


def _core(title: str, creator: str) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_P}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
        "</cp:coreProperties>"
    )


def _numbering(lists: Sequence[tuple[int, int]]) -> str:
    dots = "".join(_level(depth, "bullet", "•") for depth in range(_DEPTHS))
    numbers = "".join(_level(depth, "decimal", f"%{depth + 1}.") for depth in range(_DEPTHS))
    begun = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="{depth}">'
        f'<w:startOverride w:val="{first}"/></w:lvlOverride></w:num>'
        for number, (depth, first) in enumerate(lists, start=2)
    )
    return (
        f'{_XML}<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">{dots}'
        f'</w:abstractNum><w:abstractNum w:abstractNumId="1">{numbers}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{begun}</w:numbering>'
    )


def _level(depth: int, kind: str, text: str) -> str:
    left = 1120 + 480 * depth
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="480"/></w:pPr></w:lvl>'
    )


def deepest(depth: int) -> int:
    """The level, from 0, at which Word sets a list of some depth, from 1."""
    return min(depth, _DEPTHS) - 1
