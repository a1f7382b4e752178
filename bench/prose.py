"""The narrative of a report: sentences picked by lot that state the report's own figures."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from figures import Row

WORDS: Mapping[str, Any] = json.loads(
    Path(__file__).with_name("words.json").read_text(encoding="utf-8")
)
"""Names and sentences."""
_NUMERALS = "一二三四五"


def narrative(rng: random.Random, facts: Mapping[str, object], rows: Sequence[Row]) -> str:
    """A report's Markdown: the three sections that the form asks prose for."""
    counts = {name: rng.randint(1, 99) for name in "abcdefghi"}
    counts["published"] = counts["b"] + counts["c"] + counts["d"]
    counts["satisfied"] = rng.randint(80, 99)
    slots = {**facts, **_cited(rows), **counts}
    return "\n\n".join(text.format_map(slots) for text in _paragraphs(rng)) + "\n"


def _cited(rows: Sequence[Row]) -> Mapping[str, int]:
    """The figures that sentences state."""
    totals = {"/".join(row.path[1:]): int(row.values[-1]) for row in rows if len(row.values) > 3}
    return {
        "received": totals["本年新收"],
        "carried_in": totals["上年结转"],
        "handled": totals["办理结果/总计"],
        "carried_out": totals["结转下年"],
        "reviews": totals["行政复议"],
        "suits": totals["行政诉讼/未经复议"] + totals["行政诉讼/复议后"],
    }


def _paragraphs(rng: random.Random) -> Iterator[str]:
    yield "## 一、总体情况"
    yield rng.choice(WORDS["opening"])
    for numeral, section in zip(_NUMERALS, WORDS["sections"], strict=True):
        yield f"### （{numeral}）{section['title']}"
        sentences = [section["always"], *rng.sample(section["others"], rng.choice((1, 2, 2)))]
        as_list = section["title"] in ("主动公开", "监督保障") and rng.random() < 0.5
        yield "\n".join(f"- {text}" for text in sentences) if as_list else "".join(sentences)
    yield WORDS["period"]
    yield "## 五、存在的主要问题及改进情况"
    yield WORDS["progress"]
    problems = rng.sample(WORDS["problems"], 3)
    yield "\n".join(f"{number}. {text}；" for number, text in enumerate(problems, start=1))
    yield WORDS["next"]
    remedies = rng.sample(WORDS["remedies"], rng.choice((3, 3, 4)))
    for numeral, text in zip(_NUMERALS, remedies, strict=False):
        yield f"（{numeral}）{text}"
    yield "## 六、其他需要报告的事项"
    yield rng.choice(WORDS["other"])
