"""The cards of the rules: complete in both languages, with a message for all that is emitted."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import generator
from generator import LANGUAGES, catalogue, source
from generator.catalogue import Card
from generator.diagnostic import Address, Diagnostic, Severity
from tests.support.forms import shipped

NAMES = catalogue.rules()
CARDS = [catalogue.card(name) for name in NAMES]


def texts(card: Card) -> Iterator[str]:
    """Every text of a card, in both languages."""
    told = card.explanation
    for words in (card.title, told.what, told.why, told.mend):
        yield from words.values()
    for by_variant in (card.messages, card.hints):
        for words in by_variant.values():
            yield from words.values()
    yield from (told.wrong, told.right)


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", NAMES)
def test_a_card_is_named_as_its_file(name: str) -> None:
    raw = (files("generator") / "rules" / f"{name}.yml").read_bytes()
    data = source.read(raw, name).data
    assert data is not None
    assert data["rule"] == name


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.rule)
def test_a_card_is_complete_in_both_languages(card: Card) -> None:
    assert all(text.strip() for text in texts(card))
    assert set(card.title) == set(LANGUAGES)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.rule)
def test_a_card_has_a_message_and_a_hint(card: Card) -> None:
    assert card.messages
    assert "default" in card.hints
    assert set(card.hints) - {"default"} <= set(card.messages)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.rule)
def test_both_languages_tell_the_same(card: Card) -> None:
    """Slots for words of the form come in pairs, ``words`` and ``words_en``; others are shared."""
    for by_variant in (card.messages, card.hints):
        for words in by_variant.values():
            chinese = slots(words["zh"])
            english = {name.removesuffix("_en") for name in slots(words["en"])}
            assert chinese == english


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.rule)
def test_an_archived_report_is_never_judged_harder(card: Card) -> None:
    order = list(Severity)
    assert order.index(card.archived) >= order.index(card.severity)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.rule)
def test_what_is_right_differs_from_what_is_wrong(card: Card) -> None:
    assert card.explanation.right != card.explanation.wrong


def of_forms() -> set[str]:
    """The rules that the shipped forms name."""
    found = set()
    for edition in map(shipped, ("2021", "2019")):
        of_cells = (*edition.identities, *edition.cautions, *edition.reserved)
        found |= {rule.rule for rule in (*of_cells, *edition.prose.duties)}
    return found


def test_every_rule_of_a_shipped_form_has_a_card_of_its_own() -> None:
    assert of_forms() <= set(NAMES)


def test_a_rule_of_a_site_s_own_form_borrows_a_card() -> None:
    card = catalogue.card("records.flow")
    assert (card.rule, card.messages) == ("records.flow", catalogue.card("form.rule").messages)


def test_a_finding_is_put_in_words_with_its_slots_filled() -> None:
    finding = Diagnostic(
        rule="content.missing", variant="key", at=Address(file="f"), args={"key": "标题"}
    )
    card = catalogue.card("content.missing")
    assert card.message(finding, "zh") == "缺少“标题”。"
    assert card.message(finding, "en") == "“标题” is missing."


def test_a_variant_without_a_hint_of_its_own_has_the_general_one() -> None:
    finding = Diagnostic(
        rule="content.missing", variant="key", at=Address(file="f"), args={"key": "a"}
    )
    card = catalogue.card("content.missing")
    assert "key" not in card.hints
    assert card.hint(finding, "en") == "Add “a: ” with its content."


@pytest.mark.parametrize(
    ("overrides", "archived", "severity"),
    [
        ({}, False, Severity.ERROR),
        ({}, True, Severity.WARNING),
        ({"cell.blank": Severity.NOTE}, False, Severity.NOTE),
        ({"cell.blank": Severity.ERROR}, True, Severity.ERROR),
        ({"cell.number": Severity.NOTE}, False, Severity.ERROR),
    ],
)
def test_a_site_says_how_bad_a_finding_is_before_its_age_does(
    overrides: dict[str, Severity], archived: bool, severity: Severity
) -> None:
    finding = Diagnostic(rule="cell.blank", at=Address(file="f"))
    assert catalogue.severity(finding, overrides, archived=archived) is severity


def test_names_that_are_no_rule_s_are_told() -> None:
    assert catalogue.unknown_rules(["cell.blank", "cell.blunk"]) == ["cell.blunk"]


# What the code emits is read from the code itself, as far as a call names rule and variant;
# the bad inputs cover the rest.

CODE = [
    (path.name, ast.parse(path.read_text()))
    for path in sorted(Path(generator.__file__).parent.rglob("*.py"))
]


def is_text(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def emitted() -> Iterator[tuple[str, str, str]]:
    """Place, rule and variant of each call that names them."""
    for file, module in CODE:
        for call in ast.walk(module):
            if isinstance(call, ast.Call):
                named = {keyword.arg: keyword.value for keyword in call.keywords}
                if is_text(named.get("rule")):
                    named.setdefault("variant", ast.Constant("default"))
                words = [*call.args, *(named[key] for key in ("rule", "variant") if key in named)]
                texts = [ast.literal_eval(word) for word in words if is_text(word)]
                if len(texts) > 1 and texts[0] in NAMES:
                    yield f"{file}:{call.lineno}", texts[0], texts[1]


def named() -> set[str]:
    """Every text of the code that begins like the name of a rule."""
    families = {name.split(".")[0] for name in NAMES}
    texts = {
        node.value
        for _, module in CODE
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {text for text in texts if re.fullmatch(rf"({'|'.join(families)})\.[a-z-]+", text)}


def test_the_code_names_rules() -> None:
    assert len(list(emitted())) > 30


@pytest.mark.parametrize(("place", "rule", "variant"), list(emitted()))
def test_what_the_code_emits_has_a_message(place: str, rule: str, variant: str) -> None:
    assert variant in catalogue.card(rule).messages, place


def test_every_rule_that_the_code_names_has_a_card() -> None:
    """``agency.`` begins the names of messages of pages too, and some files look like rules."""
    others = {"site.yml", "site.json", "yaml.schemas", "ledger.jsonl"}
    assert {name for name in named() - others if not name.startswith("agency.")} <= set(NAMES)


def test_every_card_is_of_a_rule_that_the_code_or_a_form_names() -> None:
    assert set(NAMES) <= named() | of_forms()
