"""What the command line itself says: every phrase is there, in both languages."""

from __future__ import annotations

import ast
import string
from importlib.resources import files
from pathlib import Path

import pytest

import generator
from generator import LANGUAGES, source
from generator.cli.words import language, say
from generator.counted import counted

PHRASES = source.read((files("generator") / "cli/words.yml").read_bytes(), "words.yml").data or {}


ERRORS = {
    "GeneratorError",
    "SiteError",
    "ThemeError",
    "WorkerError",
    "GitError",
    "PublishError",
    "TargetBusyError",
}


def asked_for() -> set[str]:
    """Every phrase that the code names outright, and that of every reason to stop."""
    found = set()
    for path in Path(generator.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first, name = node.args[0], node.func.id
                if isinstance(first, ast.Constant) and name in ("say", "_part"):
                    found.add(first.value)
                elif isinstance(first, ast.Constant) and name in ERRORS:
                    found.add(f"cannot.{first.value}")
    return found


@pytest.mark.parametrize("key", sorted(asked_for()))
def test_every_phrase_that_the_code_asks_for_is_there(key: str) -> None:
    assert key in PHRASES


@pytest.mark.parametrize("key", PHRASES)
def test_a_phrase_is_there_in_both_languages_with_the_same_slots(key: str) -> None:
    phrase = PHRASES[key]
    assert isinstance(phrase, dict)
    slots = [
        {name for _, name, _, _ in string.Formatter().parse(phrase[at]) if name is not None}
        for at in LANGUAGES
    ]
    assert slots[0] == slots[1]


@pytest.mark.parametrize("key", PHRASES)
def test_a_phrase_read_by_itself_is_that_of_the_file(
    monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    for at in LANGUAGES:
        monkeypatch.setenv("GONGKAI_LANG", at)
        text = PHRASES[key][at]
        slots = {name: 2 for _, name, _, _ in string.Formatter().parse(text) if name}
        assert say(key, **slots) == text.format_map(counted(text, slots))


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_every_severity_has_a_word(severity: str) -> None:
    assert say(f"severity.{severity}")


@pytest.mark.parametrize(
    ("variable", "chosen"),
    [("en", "en"), ("EN_us", "en"), ("zh-CN", "zh"), ("fr", "zh"), ("", "zh")],
)
def test_the_language_is_that_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, variable: str, chosen: str
) -> None:
    monkeypatch.setenv("GONGKAI_LANG", variable)
    assert language() == chosen
