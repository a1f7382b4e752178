"""A PDF as Chromium wrote it, made to depend on its content alone and to say the right characters.

The one module that opens pypdf. Chromium states the time of printing and its own version, and a
glyph that two characters share it takes for the first of them: so 工作 is copied, searched and read
aloud with the sign of a radical (U+2F2F) in the place of 工.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject

_RADICALS = range(0x2E80, 0x2FE0)
_PAIRS = (
    "2EA0:6C11 2EC5:89C1 2EC6:89D2 2EC9:8D1D 2ECB:8F66 2ED3:957F 2ED4:95E8 2ED8:9752 "
    "2ED9:97E6 2EDA:9875 2EDB:98CE 2EDC:98DE 2EDD:98DF 2EE2:9A6C 2EE3:9AA8 2EE4:9B3C "
    "2EE5:9C7C 2EE6:9E1F 2EE7:5364 2EE8:9EA6 2EE9:9EC4 2EEC:9F50 2EEE:9F7F 2EF0:9F99 "
    "2EF3:9F9F 2EC1:864E 2EC4:897F 2F3E:6237 2FA9:961C"
)
"""Characters of radicals that Unicode calls equivalent without folding the one into the other
(EquivalentUnifiedIdeograph), and that mainland forms have."""
_SIMPLIFIED = {
    int(sign, 16): int(meant, 16)
    for sign, _, meant in (pair.partition(":") for pair in _PAIRS.split())
}
_RANGES = re.compile(rb"\d+ beginbfrange\s(.*?)endbfrange", re.DOTALL)
_CHARS = re.compile(rb"(?<=beginbfchar\n)(.*?)(?=endbfchar)", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]{4})>")
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>")
_NODE = re.compile(rb"\(node([0-9]{8})\)")
_MOST = 100
"""Entries in one section of a character map (Adobe Technical Note 5411)."""


def settled(paper: bytes, words: str, title: str, day: date | None) -> bytes:
    """A PDF that says what its page says, with a title, of a day, and no other time or name.

    ``words`` is the text of the page: of characters that share a glyph, those in it are meant.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(_renumbered(paper))))
    writer.metadata = None
    stamp = {"/CreationDate": f"D:{day:%Y%m%d}000000Z"} if day else {}
    writer.add_metadata({"/Title": title, "/Producer": "gongkai", **stamp})
    known = frozenset(words)
    for font in _fonts(writer):
        stream: Any = font["/ToUnicode"].get_object()
        stream.set_data(_mended(stream.get_data(), known))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _renumbered(paper: bytes) -> bytes:
    """The same with the parts of its structure numbered from 0 on, in as many digits.

    Chromium goes on counting where other pages in the same process left off.
    """
    numbers = {name: at for at, name in enumerate(sorted(set(_NODE.findall(paper))))}
    return _NODE.sub(lambda found: b"(node%08d)" % numbers[found[1]], paper)


def _fonts(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Each font that says which characters its glyphs are, once."""
    seen: set[int] = set()
    for page in writer.pages:
        resources: Any = page["/Resources"].get_object()
        fonts: Any = resources.get("/Font", DictionaryObject()).get_object()
        for name in fonts:
            reference = fonts.raw_get(name)
            font = reference.get_object()
            if reference.idnum not in seen and "/ToUnicode" in font:
                seen.add(reference.idnum)
                yield font


def _mended(cmap: bytes, known: frozenset[str]) -> bytes:
    """A character map in which radicals are the characters that the page has."""

    def char(found: re.Match[bytes]) -> bytes:
        text = bytes.fromhex(found[2].decode()).decode("utf-16-be")
        meant = "".join(_meant(one, known) for one in text).encode("utf-16-be").hex().upper()
        return b"<%b> <%b>" % (found[1], meant.encode())

    single = _RANGES.sub(lambda found: b"".join(_singly(found[1])), cmap)
    return _CHARS.sub(lambda found: _CHAR.sub(char, found[1]), single)


def _singly(ranges: bytes) -> Iterator[bytes]:
    """Ranges written out, since the characters in one may no longer follow each other."""
    lines = [
        b"<%0*X> <%04X>\n" % (len(first), code, int(to, 16) + code - int(first, 16))
        for first, last, to in _RANGE.findall(ranges)
        for code in range(int(first, 16), int(last, 16) + 1)
    ]
    for start in range(0, len(lines), _MOST):
        some = lines[start : start + _MOST]
        yield b"%d beginbfchar\n%bendbfchar\n" % (len(some), b"".join(some))


def _meant(sign: str, known: frozenset[str]) -> str:
    if ord(sign) not in _RADICALS or sign in known:
        return sign
    folded = unicodedata.normalize("NFKC", sign)
    simplified = chr(_SIMPLIFIED.get(ord(sign), ord(folded)))
    return next((one for one in (folded, simplified) if one in known), simplified)
