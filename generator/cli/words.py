"""What the command line itself says, in the editor's language."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache, lru_cache

from generator import LANGUAGES, PACKAGE, source
from generator.counted import counted
from generator.diagnostic import GeneratorError


def language() -> str:
    """``zh``, or what the environment variable GONGKAI_LANG says (``en`` or ``zh``)."""
    wanted = os.environ.get("GONGKAI_LANG", "")[:2].lower()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


@lru_cache(maxsize=1)
def _lines() -> dict[str, bytes]:
    """The line of each phrase, unread: a run says some forty of five hundred."""
    lines = (PACKAGE / "cli" / "words.yml").read_bytes().split(b"\n")
    return {line.partition(b":")[0].decode(): line for line in lines}


@cache
def _phrase(key: str) -> Mapping[str, str]:
    read = source.read(_lines()[key], "words.yml").data
    assert read is not None  # noqa: S101 - the file is ours, and tested
    phrase = read[key]
    assert isinstance(phrase, dict)  # noqa: S101 - the same
    return phrase


def say(key: str, /, **slots: object) -> str:
    """A phrase with its slots filled.

    Raises:
        KeyError: there is no such phrase; a test asks for each one that the code names.
    """
    text = _phrase(key)[language()]
    return text.format_map(counted(text, slots))


def stopped(error: GeneratorError) -> str:
    """Why the program cannot go on, in a sentence."""
    return say("error", reason=say(f"cannot.{error.key}", **error.slots))
