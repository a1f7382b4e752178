"""Canonical form changes no meaning, loses no comment, and is the canonical form of itself."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import decode, narrative, source
from generator.decode import Decoded
from generator.diagnostic import Diagnostic
from generator.writing import mended_yaml, neat_prose, neat_yaml, report_shape
from tests.badinput.mutate import damaged
from tests.badinput.test_mutants import PROSE, REPORTS, YEARS
from tests.property.test_figures import DICE, SLUGS, measured
from tests.property.test_source import TEXTS
from tests.support.dump import dump
from tests.support.forms import both, shipped

MUTANTS = int(os.environ.get("GONGKAI_MUTANTS", "50"))
SHAPES = {edition: report_shape(shipped(edition)) for edition in SLUGS}

VALUES = st.sampled_from(
    [
        *(
            "1",
            "0",
            "~",
            "",
            "null",
            "两 词",
            "+3",
            '"310023"',
            "'x'",
            "a#b",
            '"a # b"',
            "[]",
            "{}",
        ),
        *("[1, 2]", "[1, 2,\n 3]", "[1, # 内\n 2]", "{a: 1}", "{a: 1,\n # 内\n b: [2]}", "[a: 1]"),
        *("|\n      甲\n      乙 # 丙", "|-\n      甲\n\n      乙", ">\n      甲\n       乙"),
        *("甲\n      乙", "'甲\n\n      乙'", '"\\t"', '"a\\nb"', "|+\n      甲\n\n"),
    ]
)
NAMES = st.sampled_from(
    [
        *("title", "unlisted", "a", "x y", '"q"', "申请办理", "requests", "本年新收", "received"),
        *("自然人", "waivers", "cells", "corrections", "titel", "? k", "1"),
    ]
)
LINES = st.tuples(
    st.sampled_from(["", "", "", "  ", "  ", "    ", " "]),
    st.one_of(
        st.tuples(NAMES, VALUES).map(lambda pair: f"{pair[0]}: {pair[1]}"),
        VALUES.map(lambda value: f"- {value}"),
        st.sampled_from(["", "# 注", "#x", "#", "-", "- a: 1", "- - b"]),
    ),
    st.sampled_from(["", "", "", "  # 尾", "  ", "\t", " #e"]),
).map("".join)


def read(text: str, slug: str) -> tuple[Decoded | None, tuple[Diagnostic, ...]]:
    found = source.read(text.encode("utf-8", "replace"), "report.yml")
    if found.data is None:
        return None, found.diagnostics
    return (
        decode.report(found.data, agency="demo", slug=slug, forms=both(), file="report.yml"),
        found.diagnostics,
    )


def rules(found: Iterable[Diagnostic]) -> Counter[tuple[str, str, tuple[str, ...]]]:
    return Counter((item.rule, item.variant, item.cells) for item in found)


def prove(text: str, edition: str) -> str | None:
    """Canonical form says the same; ``None`` where the text cannot be read."""
    plain, _ = source.plain_text(text.encode("utf-8", "replace"), "report.yml")
    if plain is None:
        return None
    neat = neat_yaml(plain, SHAPES[edition])
    before, _ = read(plain, SLUGS[edition])
    if before is None:
        assert neat is None
        return None
    assert neat is not None, plain
    assert neat_yaml(neat, SHAPES[edition]) == neat
    after, _ = read(neat, SLUGS[edition])
    assert after is not None
    assert after.report == before.report
    assert rules(after.diagnostics) == rules(before.diagnostics)
    assert neat.endswith("\n")
    return neat


@settings(max_examples=250)
@given(st.one_of(TEXTS, st.lists(LINES, max_size=9).map("\n".join)))
def test_any_text_keeps_its_meaning(text: str) -> None:
    prove(text, "2021")


@pytest.mark.parametrize("edition", SLUGS)
@settings(max_examples=12)
@given(dice=DICE)
def test_reports_keep_every_figure_and_every_comment(edition: str, dice: random.Random) -> None:
    form = shipped(edition)
    figures = [measured(form, cell.index, dice) for cell in form.cells]
    lines = dump(form, figures, dice).split("\n")
    marks = []
    for number, place in enumerate(sorted(dice.sample(range(len(lines)), 8), reverse=True)):
        mark = f"# 记{number}号"
        if dice.random() < 0.5 and "#" not in lines[place]:
            lines[place] += f"  {mark}"
        else:
            lines.insert(place, f"{' ' * dice.choice([0, 2, 4])}{mark}")
        marks.append(mark)
    neat = prove("\n".join(lines), edition)
    assert neat is not None
    assert sorted(re.findall("# 记[0-9]号", neat)) == sorted(marks)
    assert neat.count("# 注") == "\n".join(lines).count("# 注")
    order = [neat.index(f"\n{table.key}:") for table in form.tables]
    assert order == sorted(order)


@pytest.mark.parametrize("name", REPORTS)
def test_damaged_reports_keep_their_meaning_or_are_left_alone(name: str) -> None:
    text, edition = REPORTS[name].read_text(), "2019" if "2019" in name else "2021"
    dice, counts = random.Random(name), Counter[bool]()
    for _ in range(MUTANTS):
        raw = damaged(text, dice)
        plain, _ = source.plain_text(raw, "report.yml")
        if plain is not None:
            counts[prove(plain, edition) is None] += 1
    assert min(counts[True], counts[False]) > MUTANTS // 50


@pytest.mark.parametrize("name", REPORTS)
def test_mending_changes_no_figure_that_was_read(name: str) -> None:
    text, edition = REPORTS[name].read_text(), "2019" if "2019" in name else "2021"
    shape, dice, mended = SHAPES[edition], random.Random(name), 0
    for _ in range(MUTANTS):
        plain, _ = source.plain_text(damaged(text, dice), "report.yml")
        better = None if plain is None else mended_yaml(plain, shape)
        if plain is None or better is None:
            continue
        before, _ = read(plain, YEARS[name])
        after, _ = read(better, YEARS[name])
        assert after is not None
        if before is None:
            mended += 1
            continue
        if not any(found.rule == "content.unknown-key" for found in before.diagnostics):
            assert after.report == before.report
        new = rules(after.diagnostics) - rules(before.diagnostics)
        assert not any(rule == "content.unknown-key" for rule, _, _ in new)
        mended += better != plain
    assert mended


@pytest.mark.parametrize("name", PROSE)
def test_damaged_prose_keeps_every_word(name: str) -> None:
    text, form, dice = PROSE[name].read_text(), shipped("2021"), random.Random(name)
    text, changed = text.replace("## 一、", "## "), 0
    for _ in range(MUTANTS):
        plain, _ = source.plain_text(damaged(text, dice), "2023.md")
        if plain is None:
            continue
        neat = neat_prose(plain, form)
        assert neat is not None
        assert neat_prose(neat, form) == neat
        before, _ = narrative.read(plain.encode(), "2023.md", form)
        after, _ = narrative.read(neat.encode(), "2023.md", form)
        assert after == before
        changed += neat != plain
    assert changed
