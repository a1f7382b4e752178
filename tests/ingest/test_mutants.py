"""Documents changed at random: no exception, no figure changed or moved, and nothing lost unsaid.

GONGKAI_MUTANTS says how many are tried; 300 by default.
"""

from __future__ import annotations

import os
import random
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

import pytest

from generator import ingest
from generator.diagnostic import Diagnostic
from generator.grid import lay_out
from generator.ingest import Document, Draft
from generator.ingest.fold import fold
from tests.ingest.changes import forms, sound
from tests.ingest.paper import Cell, Paper, as_cells, as_docx, as_flow, as_html, as_rows, figure
from tests.ingest.test_corpus import WISH

COUNT = int(os.environ.get("GONGKAI_MUTANTS", "300"))
BATCHES = 10
WAYS: Sequence[tuple[str, Callable[[Paper], bytes]]] = (
    ("m.txt", as_cells),
    ("m.txt", as_rows),
    ("m.txt", as_flow),
    ("m.html", as_html),
    ("m.docx", as_docx),
)
TEXTS = (
    "",
    "—",
    "/",
    "无",
    "9112件",
    "9,113",
    "９１１４",
    "约9115",
    "09116",
    "-9117",
    "91.18",
    "+9119",
    "9 120",
    "见附件丙",
    "九",
    "9121万元",
    "9122①",
    "9123\n9124",
)


def rows(paper: Paper) -> list[list[Cell]]:
    return [row for section in paper.sections for row in section.rows]


def pick(paper: Paper, rng: random.Random) -> tuple[list[Cell], Cell]:
    row = rng.choice([row for row in rows(paper) if any(cell.at is not None for cell in row)])
    return row, rng.choice([cell for cell in row if cell.at is not None])


def rewrite(paper: Paper, rng: random.Random) -> None:
    pick(paper, rng)[1].text = rng.choice(TEXTS)


def untouched(paper: Paper, rng: random.Random) -> tuple[list[Cell], Cell]:
    """A row that has all its cells: two faults that make up for each other cannot be told."""
    while True:
        row, cell = pick(paper, rng)
        if not any(row is other for other in paper.touched):
            paper.touched.append(row)
            return row, cell


def drop(paper: Paper, rng: random.Random) -> None:
    row, cell = untouched(paper, rng)
    row[:] = [other for other in row if other is not cell]


def insert(paper: Paper, rng: random.Random) -> None:
    row, _ = untouched(paper, rng)
    row.insert(rng.randrange(1, len(row) + 1), Cell(rng.choice(("", "9201", "—", "备注丁"))))


def drop_row(paper: Paper, rng: random.Random) -> None:
    row, _ = pick(paper, rng)
    for section in paper.sections:
        section.rows[:] = [other for other in section.rows if other is not row]


def double_row(paper: Paper, rng: random.Random) -> None:
    row, _ = pick(paper, rng)
    for section in paper.sections:
        for place, other in enumerate(section.rows):
            if other is row:
                copy = [Cell(cell.text, cell.colspan, cell.rowspan, cell.at) for cell in row]
                section.rows.insert(place, copy)
                return


def swap(paper: Paper, rng: random.Random) -> None:
    one, other = pick(paper, rng)[1], pick(paper, rng)[1]
    one.text, other.text = other.text, one.text


def relabel(paper: Paper, rng: random.Random) -> None:
    cells = [cell for row in rows(paper) for cell in row if cell.at is None and cell.text]
    cell = rng.choice(cells)
    place = rng.randrange(len(cell.text) + 1)
    cell.text = (
        cell.text[:place] + rng.choice(("戊", "（己）", "", "\n", " ", "⼀")) + cell.text[place:]
    )


def unlabel(paper: Paper, rng: random.Random) -> None:
    cells = [cell for row in rows(paper) for cell in row if cell.at is None and cell.text]
    rng.choice(cells).text = rng.choice(("", "庚辛"))


def spans(paper: Paper, rng: random.Random) -> None:
    for row in rows(paper):
        for cell in row:
            if rng.random() < 0.05:
                cell.colspan = rng.randrange(1, 4)


def say(paper: Paper, rng: random.Random) -> None:
    words = (
        "壬癸子丑。",
        "寅*卯*_辰_",
        "1. 巳午",
        "（七）未申",
        "酉戌：93件",
        "# 亥",
        "共94、95件",
    )
    rng.choice(paper.sections).prose.append(rng.choice(words))


def behead(paper: Paper, rng: random.Random) -> None:
    rng.choice(paper.sections).heading = rng.choice(("甲乙丙", "3、其他需要报告的事项", ""))


def preface(paper: Paper, rng: random.Random) -> None:
    rng.choice((paper.before, paper.after_title)).append(
        rng.choice(("首页 甲", "来源：乙", "索引号：A123456 丙"))
    )


CHANGES = (
    rewrite,
    rewrite,
    drop,
    insert,
    drop_row,
    double_row,
    swap,
    relabel,
    unlabel,
    spans,
    say,
    behead,
    preface,
)


def plain(text: str) -> str:
    """A figure as its digits say it, however they are typed."""
    narrowed = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    return narrowed.removesuffix("件").removesuffix("万元").removeprefix("+")


def draft_of(file: str, raw: bytes) -> Draft | None:
    document = ingest.read(raw, file)
    if isinstance(document, Diagnostic):
        return None
    assert isinstance(document, Document)
    return ingest.draft(document, forms(), WISH)


def said(draft: Draft) -> str:
    """Everything that findings quote, folded."""
    return "\n".join(
        fold(str(value)) for found in draft.diagnostics for value in found.args.values()
    )


@cache
def printed(edition: str) -> frozenset[str]:
    """What the form prints, folded: words that a draft need not hold, since the form does."""
    found = set()
    for laid in lay_out(forms()[edition]):
        found.add(laid.table.label.text)
        found.add(laid.table.note.text if laid.table.note else "")
        for grid in laid.grids:
            heads = [head.label.text for row in grid.head for head in row]
            heads += [
                head.label.text for body in grid.bodies for line in body for head in line.heads
            ]
            unit = grid.block.unit.text if grid.block.unit else ""
            found |= {*heads, *(f"{head}（单位：{unit}）" for head in heads), grid.block.label.text}
    return frozenset(map(fold, found))


def lost(paper: Paper, draft: Draft, edition: str) -> list[str]:
    """What stands on the paper and neither in the draft nor, word for word, in a finding."""
    form = forms()[edition]
    assert draft.report is not None
    held = "\n".join((said(draft), fold(draft.markdown.replace("\\", "")), fold(draft.yaml)))
    missing = []
    for cell in (cell for row in rows(paper) for cell in row):
        value = None if cell.at is None else draft.report.figures[cell.at]
        if value is not None and plain(cell.text) == plain(str(value)):
            continue
        if fold(cell.text) not in printed(edition) and fold(cell.text) not in held:
            missing.append(cell.text)
    titles = {fold(section.heading.text) for section in form.sections}
    prose = [text for section in paper.sections for text in (section.heading, *section.prose)]
    for text in (*paper.before, *paper.after_title, *prose):
        pieces = [fold(piece).removeprefix("索引号") for piece in text.split()]
        if fold(text) not in titles:
            missing += [piece for piece in pieces if piece not in held]
    return missing


def wrong(paper: Paper, draft: Draft) -> list[str]:
    """Figures of the draft that the paper does not have in that very cell."""
    if draft.report is None:
        return []
    truth: dict[int, set[str]] = {}
    for cell in (cell for row in rows(paper) for cell in row):
        if cell.at is not None:
            truth.setdefault(cell.at, set()).add(plain(cell.text))
    return [
        f"{index}: {value}, the paper says {truth.get(index)}"
        for index, value in enumerate(draft.report.figures)
        if value is not None and plain(str(value)) not in truth.get(index, set())
    ]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_changed_paper_loses_and_invents_nothing(batch: int) -> None:
    for number in range(batch, COUNT, BATCHES):
        rng = random.Random(number)
        edition, year = rng.choice((("2021", 2023), ("2019", 2020)))
        paper = sound(edition, year)
        for change in rng.choices(CHANGES, k=rng.choice((1, 1, 2, 3))):
            change(paper, rng)
        file, way = rng.choice(WAYS)
        if way in (as_rows, as_flow):  # where the end of a line is the end of a row or cell
            for cell in (cell for row in rows(paper) for cell in row):
                cell.text = cell.text.replace("\n", " ")
        draft = draft_of(file, way(paper))
        assert draft is not None, number
        assert draft.report is None or not wrong(paper, draft), (number, wrong(paper, draft))
        if draft.report is not None and draft.report.edition == edition:
            assert not lost(paper, draft, edition), (
                number,
                way.__name__,
                lost(paper, draft, edition),
            )


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_file_that_was_damaged_is_read_or_refused(batch: int) -> None:
    """Cut off, cut out of, or with bytes changed: nothing is raised.

    In what is cut off or blurred no figure moves to another's cell. What is cut out of the middle
    may leave the head of one row with the tail of another, which nothing can tell from a row.
    """
    for number in range(batch, COUNT // 3, BATCHES):
        rng = random.Random(-number - 1)
        file, way = rng.choice(WAYS)
        raw = bytearray(way(sound()))
        kind = rng.randrange(3)
        if kind == 0:
            del raw[rng.randrange(len(raw)) :]
        elif kind == 1:
            begin = rng.randrange(len(raw))
            del raw[begin : begin + rng.randrange(1, 400)]
        else:
            for _ in range(rng.randrange(1, 30)):
                raw[rng.randrange(len(raw))] = rng.randrange(256)
        draft = draft_of(file, bytes(raw))
        if kind != 1 and draft is not None and draft.report and draft.report.edition == "2021":
            all_figures = {
                figure(forms()["2021"], cell.index): cell.index for cell in forms()["2021"].cells
            }
            moved = [
                (index, value)
                for index, value in enumerate(draft.report.figures)
                if all_figures.get(str(value), index) != index
            ]
            assert not moved, (number, way.__name__, kind, moved)
