"""The rules' cards: severity, messages, hints and explanations, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from generator import LANGUAGES, PACKAGE, source
from generator.counted import counted
from generator.diagnostic import Diagnostic, GeneratorError, Severity
from generator.privacy import mask

OWN_RULE = "form.rule"
"""The card for equations that a site's own form brings along under names of its own."""

Words = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What ``gongkai explain`` tells of a rule."""

    what: Words
    """What the rule looks at."""
    why: Words
    """Why the form or good practice wants it."""
    source: str | None
    """The document and the place in it, where there is one."""
    wrong: str
    """An example that breaks it."""
    right: str
    """The same, mended."""
    mend: Words
    """How to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A rule in words."""

    rule: str
    """Its name."""
    severity: Severity
    """How bad a finding is, unless the site says otherwise."""
    archived: Severity
    """The same on a report of the archive."""
    title: Words
    """A short noun phrase."""
    holds: Words | None
    """For an equation: what is so where it holds; ``None`` where its own words have to do."""
    messages: Mapping[str, Words]
    """By variant: what is wrong."""
    hints: Mapping[str, Words]
    """By variant, or ``default``: what to do."""
    explanation: Explanation
    """What the rule is for."""

    def message(self, diagnostic: Diagnostic, language: str) -> str:
        """What is wrong, in words."""
        return _filled(self.messages[diagnostic.variant][language], diagnostic)

    def hint(self, diagnostic: Diagnostic, language: str) -> str:
        """What to do about it."""
        hint = self.hints.get(diagnostic.variant, self.hints["default"])
        return _filled(hint[language], diagnostic)


def _filled(text: str, diagnostic: Diagnostic) -> str:
    """A message with its slots filled; no number that names a person is repeated."""
    found = diagnostic.args
    shown = {key: mask(item) if isinstance(item, str) else item for key, item in found.items()}
    return text.format_map(counted(text, shown))


@cache
def rules() -> tuple[str, ...]:
    """The names of all rules, sorted."""
    folder = PACKAGE / "rules"
    return tuple(
        sorted(item.name.removesuffix(".yml") for item in folder.iterdir() if _is_card(item.name))
    )


def _is_card(name: str) -> bool:
    return name.endswith(".yml")


@cache
def card(rule: str) -> Card:
    """The card of a rule; an equation of a site's own form that has none gets a general one."""
    if rule not in rules():
        return replace(card(OWN_RULE), rule=rule)
    file = PACKAGE / "rules" / f"{rule}.yml"
    read = source.read(file.read_bytes(), file.name)
    if read.data is None:
        raise GeneratorError("card", name=file.name, reason="not YAML")
    return _card(rule, read.data)


def _card(rule: str, data: Mapping[str, object]) -> Card:
    severity = Severity(_text(data, "severity"))
    explain = _mapping(data, "explain")
    return Card(
        rule=rule,
        severity=severity,
        archived=Severity(_text(data, "archived")) if "archived" in data else severity,
        title=_words(data, "title"),
        holds=_words(data, "holds") if "holds" in data else None,
        messages=_by_variant(data, "messages"),
        hints=_by_variant(data, "hints"),
        explanation=Explanation(
            what=_words(explain, "what"),
            why=_words(explain, "why"),
            source=_text(explain, "source") if "source" in explain else None,
            wrong=_text(explain, "wrong"),
            right=_text(explain, "right"),
            mend=_words(explain, "mend"),
        ),
    )


def _by_variant(data: Mapping[str, object], key: str) -> Mapping[str, Words]:
    inner = _mapping(data, key)
    return {variant: _words(inner, variant) for variant in inner}


def _words(data: Mapping[str, object], key: str) -> Words:
    inner = _mapping(data, key)
    return {language: _text(inner, language) for language in LANGUAGES}


def _mapping(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = data.get(key)
    if not isinstance(value, dict):
        raise GeneratorError("card", name=key, reason="missing")
    return value


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise GeneratorError("card", name=key, reason="missing")
    return value.strip()


def severity(
    diagnostic: Diagnostic, overrides: Mapping[str, Severity], *, archived: bool
) -> Severity:
    """How bad a finding is: as the site says, else as the rule's card has it for its age."""
    if diagnostic.rule in overrides:
        return overrides[diagnostic.rule]
    found = card(diagnostic.rule)
    return found.archived if archived else found.severity


def explained(rule: str) -> str:
    """The rule under which ``gongkai explain`` tells of one."""
    return rule if rule in rules() else OWN_RULE


def unknown_rules(names: Iterable[str]) -> Sequence[str]:
    """Those names that are no rule's."""
    known = rules()
    return [name for name in names if name not in known]
