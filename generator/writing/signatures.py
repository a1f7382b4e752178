"""Signatures put into a report's file; every other line of it stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from generator import source
from generator.report import Signature
from generator.writing.report import signature_lines

_KEY = "signed"


def with_signatures(text: str, signed: Sequence[Signature]) -> str:
    """The text of a sound file with these signatures in place of those that it has."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    first, last = _block(text, lines)
    block = list(signature_lines(signed))
    before = lines[:first]
    if first == len(lines) and before and before[-1].strip():
        before.append("")
    return end.join((*before, *block, *lines[last:], ""))


def _block(text: str, lines: Sequence[str]) -> tuple[int, int]:
    """The lines of the signatures: the first, and the one after the last; else the file's end."""
    read = source.read(text.encode(), "")
    if read.data is None or _KEY not in read.data:
        return len(lines), len(lines)
    spans = source.spans(text.encode())
    first = spans.find((_KEY,), on_key=True).line - 1
    later = [
        spans.find((key,), on_key=True).line - 1
        for key in read.data
        if spans.find((key,), on_key=True).line - 1 > first
    ]
    last = min(later, default=len(lines))
    # What stands right before the next key belongs to that.
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    return first, last
