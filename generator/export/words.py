"""What downloads say beside the form's own words, in the form's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from generator import PACKAGE, source
from generator.form import Form


@lru_cache(maxsize=1)
def _all() -> Mapping[str, object]:
    file = PACKAGE / "export" / "words.yml"
    return source.read(file.read_bytes(), file.name).data or {}


def say(form: Form, key: str, **slots: object) -> str:
    """A phrase in the language of a form, its slots filled.

    Raises:
        KeyError: there is no such phrase; a test asks for each one that the code names.
    """
    return phrase(form.language, key, **slots)


def phrase(language: str, key: str, **slots: object) -> str:
    """The same in a language of one's own choice.

    Raises:
        KeyError: there is no such phrase.
    """
    words = _all()[key]
    assert isinstance(words, dict)  # noqa: S101 - the file is ours, and tested
    return str(words["zh" if language.startswith("zh") else "en"]).format_map(slots)
