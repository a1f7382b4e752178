"""Nouns in the number that a message needs."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from generator.counted import counted


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0 reports"), (1, "1 report"), (2, "2 reports"), ("1", "1 report"), ("12", "12 reports")],
)
def test_one_thing_has_another_name_than_several(count: object, shown: str) -> None:
    text = "{count:report|reports}"
    assert text.format_map(counted(text, {"count": count})) == shown


def test_other_slots_are_written_as_they_are() -> None:
    text = "{name}: {count:error is|errors are} {where}, {share:.1f}"
    slots = {"name": "007", "count": 1, "where": Markup("<b>here</b>"), "share": 0.25}
    assert text.format_map(counted(text, slots)) == "007: 1 error is <b>here</b>, 0.2"
    assert (
        Markup(text)
        .format_map(counted(text, {**slots, "name": "<"}))
        .startswith("&lt;: 1 error is <b>")
    )


def test_a_message_without_such_nouns_is_left_alone() -> None:
    slots = {"count": 1}
    assert counted("{count}", slots) is slots
