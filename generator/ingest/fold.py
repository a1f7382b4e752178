"""Texts as they are compared: what differs from one office's typing to another's is left out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from generator.ingest.words import mapping, pattern
from generator.source.text import FORBIDDEN

_NOTE = re.compile(r"(?<=[^\s])\s*\([^()]*\)\s*$")


@lru_cache(maxsize=8192)
def narrow(text: str) -> str:
    """A text in half-width letters without blanks; radicals are the characters they stand for."""
    radicals = mapping("radicals")
    folded = unicodedata.normalize("NFKC", text)
    return "".join(radicals.get(char, char) for char in folded if not char.isspace())


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The letters and digits of a text, in one width and case."""
    return "".join(char for char in narrow(text) if char.isalnum()).casefold()


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The same without a numeral in front."""
    narrowed = narrow(text)
    without = pattern("numeral").sub("", narrowed, count=1)
    return fold(without) or fold(narrowed)


@lru_cache(maxsize=8192)
def without_note(text: str) -> str:
    """A text, narrowed, without the note in brackets at its end."""
    return _NOTE.sub("", narrow(text))


def note(text: str) -> str:
    """What the brackets at a text's end say."""
    found = _NOTE.search(narrow(text))
    return found[0].strip()[1:-1] if found else ""


def visible(text: str) -> str:
    """A text without what no file of a report may hold: controls and marks that hide."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def letters(text: str) -> str:
    """Every letter and digit of a text as it is written, for proofs that none is lost."""
    return "".join(char for char in text if char.isalnum())
