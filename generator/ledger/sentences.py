"""Prose sentence by sentence: which of them are others than before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*[”’」）]*|[。！？]+")


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, without blanks around them."""
    return [bare for part in _SENTENCE.findall(text) if (bare := part.strip())]


def changes(was: str, now: str) -> Iterator[tuple[str, str]]:
    """The sentences before and after, change by change; one of both may be empty."""
    if was == now:
        return
    old, new = sentences(was), sentences(now)
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if i2 - i1 == j2 - j1:
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield "".join(old[i1:i2]), "".join(new[j1:j2])
