"""No pattern hangs on 100 kB of text made to make it hang."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest

from generator.check import numerals, split
from generator.check.copied import _clauses
from generator.check.counts import anywhere
from generator.check.patterns import pattern
from generator.privacy import sightings
from tests.support.forms import shipped

SIZE = 100_000
LIMIT = 0.05
ALLOWANCE = 20
"""How much slower than planned a machine may be; an exponential pattern misses by far more."""


def patterns() -> Iterator[str]:
    """Every pattern of the shipped editions."""
    for edition in ("2021", "2019"):
        prose = shipped(edition).prose
        yield from (prose.doubled or "", *prose.periods, *prose.years, *prose.openings)
        yield from (*prose.organs, *prose.leftovers, *prose.parts, *prose.split)
        yield from (words for _, words in prose.nothing)
        yield from (point.words for duty in prose.duties for point in duty.points)
        yield from (*prose.elsewhere, *prose.wider, *prose.narrower)
        if prose.fee:
            yield from (*prose.fee.charged, *prose.fee.case)
        for statement in prose.statements:
            yield from (*statement.counts, *statement.denials, statement.unless or "")


PATTERNS = sorted(set(patterns()))


def hostile(text: str) -> Iterator[str]:
    """Texts that nearly match a pattern, again and again."""
    plain = re.sub(r"<n>", "12", text)
    words = "".join(re.findall(r"[一-龥0-9]+", plain)) or "收到申请"
    longest = max(re.findall(r"[一-龥]+", plain) or ["申请"], key=len)
    for unit in (
        words,
        longest,
        longest[0],
        f"{longest}12",
        "1",
        "一",
        "收到申请",
        "与",
        "　",
        "第1",
    ):
        yield (unit * (SIZE // len(unit) + 1))[:SIZE]


def seconds(run: Callable[[], object]) -> float:
    """The least processor time of two runs."""
    times = []
    for _ in range(2):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
        if times[-1] < LIMIT:
            break
    return min(times)


def test_there_are_many_patterns() -> None:
    assert len(PATTERNS) > 80


@pytest.mark.parametrize("text", PATTERNS)
def test_a_pattern_of_an_edition_is_quick_on_hostile_text(text: str) -> None:
    compiled = pattern(text).regex
    worst = max(
        seconds(lambda hay=hay: sum(1 for _ in compiled.finditer(hay)))  # type: ignore[misc]
        for hay in hostile(text)
    )
    assert worst < LIMIT * ALLOWANCE


DIGITS = (
    "1",
    "1 ",
    "13-",
    "138 0000 123 ",
    "一",
    "1.....",
    "13800001234,",
    "1    ",
    "99000019000101001",
)


@pytest.mark.parametrize("unit", DIGITS)
def test_personal_numbers_are_looked_for_quickly(unit: str) -> None:
    text = (unit * (SIZE // len(unit) + 1))[:SIZE]
    assert seconds(lambda: sightings(text)) < LIMIT * ALLOWANCE


@pytest.mark.parametrize("unit", ["1", "1件", "十", "其中1件、", "（一）", "，", "申请"])
def test_numbers_parts_and_numerals_are_looked_for_quickly(unit: str) -> None:
    text = (unit * (SIZE // len(unit) + 1))[:SIZE]
    numbers = anywhere(shipped("2021").prose.units)
    for run in (
        lambda: sum(1 for _ in numbers.finditer(text)),
        lambda: split._PART.fullmatch(text),
        lambda: numerals._MARK.match(text),
        lambda: _clauses(text),
    ):
        assert seconds(run) < LIMIT * ALLOWANCE


def test_a_pattern_that_explodes_would_be_caught() -> None:
    exploding = re.compile("(?:申+)+请")
    found, length = 0.0, 16
    while found < LIMIT * ALLOWANCE and length < 40:
        length += 1
        start = time.process_time()
        exploding.search("申" * length)
        found = time.process_time() - start
    assert length < 40
