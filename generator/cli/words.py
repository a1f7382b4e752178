"""What the command line itself says, in the editor's language."""

from __future__ import annotations

import os
from functools import lru_cache

from generator import PACKAGE, source
from generator.catalogue import LANGUAGES
from generator.counted import counted
from generator.diagnostic import GeneratorError


def language() -> str:
    """``zh``, or what the environment variable GONGKAI_LANG says (``en`` or ``zh``)."""
    wanted = os.environ.get("GONGKAI_LANG", "")[:2].lower()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


@lru_cache(maxsize=1)
def _all() -> dict[str, object]:
    file = PACKAGE / "cli" / "words.yml"
    return dict(source.read(file.read_bytes(), file.name).data or {})


def say(key: str, **slots: object) -> str:
    """A phrase with its slots filled.

    Raises:
        KeyError: there is no such phrase; a test asks for each one that the code names.
    """
    phrase = _all()[key]
    assert isinstance(phrase, dict)  # noqa: S101 - the file is ours, and tested
    text = str(phrase[language()])
    return text.format_map(counted(text, slots))


def stopped(error: GeneratorError) -> str:
    """Why the program cannot go on, in a sentence."""
    return say("error", reason=say(f"cannot.{error.key}", **error.slots))
