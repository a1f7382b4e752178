"""Text to terms: pairs of neighbouring Chinese characters, and whole words of all other letters.

The script of the search page does the same with what is typed; the two have to agree.
"""

from __future__ import annotations

import re
import unicodedata

_HAN = (
    "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""The characters of the script Han."""

_PAIR = re.compile(f"(?=([{_HAN}][{_HAN}]))")
_WORD = re.compile(rf"[^\W_{_HAN}]+")
_FOLDS = re.compile("[^\x00-\x7f·—…‘’“”\u3000-\u3007\u3008-\u3015\u4e00-\u9fff！（），：；？]")
"""What normalising may make another letter of; most texts have none, and are spared it."""


def fold(text: str) -> str:
    """Text without the differences of width, form and case that searching does not mind."""
    return unicodedata.normalize("NFKC", text).lower()


def level(text: str) -> str:
    """A text that is as long when it is folded, so that places in one are places in the other.

    Letters that folding makes several of, such as ``㎡`` and ``…``, are folded here.
    """
    if "…" in text or _FOLDS.search(text):
        return "".join(map(_level, unicodedata.normalize("NFC", text)))
    return text


def _level(letter: str) -> str:
    folded = unicodedata.normalize("NFKC", letter)
    return folded if len(folded) > 1 or letter > "\uffff" else letter


def terms(text: str) -> set[str]:
    """The terms of a text."""
    folded = fold(text) if _FOLDS.search(text) else text.lower()
    found = set(_PAIR.findall(folded))
    found.update(_WORD.findall(folded))
    return found
