"""What downloads say beside the form's own words, in the form's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from generator import source
from generator.form import Form


@lru_cache(maxsize=1)
def _all() -> Mapping[str, object]:
    file = files("generator") / "export" / "words.yml"
    return source.read(file.read_bytes(), file.name).data or {}


def say(form: Form, key: str, **slots: object) -> str:
    """A phrase in the language of a form, its slots filled.

    Raises:
        KeyError: there is no such phrase; a test asks for each one that the code names.
    """
    phrase = _all()[key]
    assert isinstance(phrase, dict)  # noqa: S101 - the file is ours, and tested
    return str(phrase["zh" if form.language.startswith("zh") else "en"]).format_map(slots)
