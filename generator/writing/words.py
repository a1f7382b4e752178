"""Words as YAML: in quotes only where they would not be read back as they stand, by any program."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from generator import source

# What YAML 1.1 or 1.2 takes for something else than text (this program does not, others do), and
# codes and telephone numbers, which editors are told to put in quotes.
_NO_TEXT = re.compile(
    r"[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:e[-+]?[0-9]+)?|\.inf|\.nan)"
    r"|[0-9][-0-9 ]*|y|n|yes|no|on|off|true|false|null|~|=|<<"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9].*)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def words(text: str, *, in_flow: bool = False, bare: bool = False) -> str:
    """Words as they stand in a file.

    ``in_flow`` is inside brackets or braces, where a comma would end them. ``bare`` is said of a
    figure, a date or a yes: other programs may well take these for what they are.
    """
    plain = _is_plain_in_flow(text) if in_flow else _is_plain(text)
    return text if plain and (bare or not _NO_TEXT.fullmatch(text)) else quoted(text)


def quoted(text: str) -> str:
    """Words in quotes; single ones where double ones would need a backslash."""
    double = json.dumps(text, ensure_ascii=False)
    single = f"'{text}'"
    if "\\" in double and "'" not in text and text.isprintable():
        return single
    return double


def _is_plain(text: str) -> bool:
    return "\n" not in text and _reads_back(f"words: {text}\n", {"words": text})


def _is_plain_in_flow(text: str) -> bool:
    return _is_plain(text) and _reads_back(
        f"words: {{{text}: [{text}]}}\n", {"words": {text: [text]}}
    )


def _reads_back(document: str, expected: dict[str, object]) -> bool:
    read = source.read(document.encode("utf-8", "replace"), "")
    return read.data == expected and not read.diagnostics
