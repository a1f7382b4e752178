"""The examples on the cards of the import: what is wrong is told, and what is right is not."""

from __future__ import annotations

import pytest

from generator import catalogue, ingest
from generator.diagnostic import Diagnostic
from generator.ingest import Document, Wish
from tests.ingest.changes import forms
from tests.ingest.test_corpus import WISH

CARDS = [rule for rule in catalogue.rules() if rule.startswith("ingest.")]


def told(rule: str, example: str) -> set[str]:
    """The variants in which an example breaks a rule."""
    if rule == "ingest.format":
        found = ingest.read(b"", example)
        return (
            {found.variant}
            if isinstance(found, Diagnostic) and found.variant != "broken"
            else set()
        )
    document = ingest.read(example.encode(), "example.txt")
    assert isinstance(document, Document)
    by_name = rule == "ingest.agency"
    wish = Wish(agencies=WISH.agencies, agency=None if by_name else WISH.agency)
    draft = ingest.draft(document, forms(), wish)
    return {found.variant for found in draft.diagnostics if found.rule == rule}


@pytest.mark.parametrize("rule", CARDS)
def test_what_is_wrong_is_told_and_what_is_right_is_not(rule: str) -> None:
    card = catalogue.card(rule)
    wrong, right = (told(rule, text) for text in (card.explanation.wrong, card.explanation.right))
    assert wrong
    assert wrong - right


def test_there_are_cards() -> None:
    assert len(CARDS) == 15
