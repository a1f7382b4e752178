"""Bytes to text: UTF-8 and nothing that hides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostic import Address, Diagnostic

MAX_BYTES = 1 << 20
"""A larger file is refused: no report comes near, and parsing it could stall a build."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffd\ud800-\udfff]"
)
_REFUSED = {
    "byte-order-mark": re.compile("\ufeff"),
    "character": re.compile(f"(?!\ufeff){FORBIDDEN.pattern}"),
    "line-end": re.compile(r"\r(?!\n)"),
    "mojibake": re.compile("锟斤拷|烫烫烫|屯屯屯"),
}

_DOUBTFUL = "锟烫屯\ufffc\ufffd"
"""What a refused text may hold although it is printable."""


def plain_text(
    raw: bytes, file: str, *, limit: int = MAX_BYTES
) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file that an editor wrote, or what no such file may hold, whatever it says."""
    text, findings = _decode(raw, file, limit)
    return text, tuple(findings)


def _decode(raw: bytes, file: str, limit: int = MAX_BYTES) -> tuple[str | None, list[Diagnostic]]:
    if len(raw) > limit:
        return None, [finding(file, "yaml.limit", "bytes", 1, 1, limit=limit)]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [finding(file, "yaml.encoding", "utf-16", 1, 1)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        before = raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8", "replace")) + 1
        return None, [finding(file, "yaml.encoding", _guess(raw), line, column)]
    text = text.removeprefix("\ufeff")
    if _is_plain(text):
        return text, []
    findings = [
        _at(text, file, match.start(), "yaml.encoding", variant, found=shown(match[0]))
        for variant, pattern in _REFUSED.items()
        for match in pattern.finditer(text)
    ]
    return (None if findings else text), findings[:20]


def _is_plain(text: str) -> bool:
    """Whether nothing refused can be in a text: told faster than by looking for each of it.

    Nothing that is refused is printable but for the few that are looked for.
    """
    bare = text.replace("\n", "").replace("\u3000", "")
    return bare.isprintable() and not any(char in bare for char in _DOUBTFUL)


def shown(found: str) -> str:
    """A character that cannot be seen by its number, any other text as it is."""
    return found if found.isprintable() else f"U+{ord(found[0]):04X}"


def _guess(raw: bytes) -> str:
    """Which encoding bytes that are not UTF-8 seem to be in."""
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "not-utf-8"
    return "gb18030"


def _at(
    text: str, file: str, offset: int, rule: str, variant: str, **args: str | int
) -> Diagnostic:
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    at = Address(file=file, line=line, column=column)
    return Diagnostic(rule=rule, variant=variant, at=at, args=args)


def finding(
    file: str, rule: str, variant: str, line: int, column: int, width: int = 1, **args: str | int
) -> Diagnostic:
    """A finding at a place in the text."""
    at = Address(file=file, line=line, column=column, width=max(width, 1))
    return Diagnostic(rule=rule, variant=variant, at=at, args=args)


def lines(raw: bytes) -> Iterator[str]:
    """The lines of a file for an excerpt, whatever its bytes are."""
    for line in raw.decode("utf-8-sig", "replace").split("\n"):
        yield line.removesuffix("\r")
