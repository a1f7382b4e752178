"""What is done to a sound report to make it one of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from generator.form import Form
from tests.ingest.paper import Cell, Paper, paper, rebuilt
from tests.support.forms import shipped

RECEIVED = "一、本年新收政府信息公开申请数量"
CARRIED = "二、上年结转政府信息公开申请数量"
NORMATIVE = "行政规范性文件"

Change = Callable[[Paper], None]


@cache
def forms() -> Mapping[str, Form]:
    """The editions that come along."""
    return {edition: shipped(edition) for edition in ("2021", "2019")}


@cache
def _base(edition: str, year: int) -> Paper:
    return paper(forms()[edition], year)


def sound(edition: str = "2021", year: int = 2023) -> Paper:
    """A sound report, to be changed."""
    return rebuilt(_base(edition, year))


def changed(change: Change, edition: str = "2021", year: int = 2023) -> Paper:
    made = sound(edition, year)
    change(made)
    return made


def rewrite(label: str, column: int, text: str) -> Change:
    def change(made: Paper) -> None:
        made.figures(label)[column].text = text

    return change


def drop_cell(label: str, column: int) -> Change:
    def change(made: Paper) -> None:
        row = made.row(label)
        row.remove(made.figures(label)[column])

    return change


def add_cell(label: str, text: str) -> Change:
    return lambda made: made.row(label).append(Cell(text))


def rename(label: str, text: str) -> Change:
    def change(made: Paper) -> None:
        next(cell for cell in made.row(label) if cell.text == label).text = text

    return change


def drop_row(label: str) -> Change:
    def change(made: Paper) -> None:
        row = made.row(label)
        for section in made.sections:
            if any(row is other for other in section.rows):
                section.rows = [other for other in section.rows if other is not row]

    return change


def twice(label: str) -> Change:
    def change(made: Paper) -> None:
        for section in made.sections:
            for at, row in enumerate(section.rows):
                if row is made.row(label):
                    section.rows.insert(at, [Cell(cell.text) for cell in row])
                    return

    return change


def title(*lines: str) -> Change:
    return lambda made: setattr(made, "title", list(lines))


def heading(at: int, text: str) -> Change:
    return lambda made: setattr(made.sections[at], "heading", text)


def prose(at: int, *lines: str) -> Change:
    return lambda made: made.sections[at].prose.extend(lines)


def swap_columns(made: Paper) -> None:
    """科研机构 stands before 商业企业."""
    for row in made.sections[2].rows:
        texts = [cell.text for cell in row]
        if "商业企业" in texts:
            row[0], row[1] = row[1], row[0]
        elif len(row) >= 8:
            row[-6], row[-5] = row[-5], row[-6]


def extra_column(made: Paper) -> None:
    """A column 备注 that the form does not have."""
    for number, row in enumerate(made.sections[2].rows):
        if not number:
            row.append(Cell("备注", 1, 3))
        elif len(row) >= 8:
            row.append(Cell(str(900 + number)))


def lost_column(made: Paper) -> None:
    """No column 法律服务机构."""
    rows = made.sections[2].rows
    rows[0][1].colspan -= 1
    rows[1][1].colspan -= 1
    for row in rows[2:]:
        if len(row) >= 8:
            del row[-3]
        else:
            row[:] = [cell for cell in row if cell.text != "法律服务机构"]


def no_heads(made: Paper) -> None:
    del made.sections[2].rows[:3]


def merged_blank(made: Paper) -> None:
    row = made.row("规章")
    row[1:] = [Cell("/", 3)]


def other_tables(made: Paper) -> None:
    """The tables of the trial edition in a report on 2023."""
    for mine, other in zip(made.sections, sound("2019", 2020).sections, strict=True):
        mine.rows = other.rows


def one_row_of_the_other(made: Paper) -> None:
    made.row(NORMATIVE)[0].text = "规范性文件"


def wrapped(made: Paper) -> None:
    for section in made.sections:
        for row in section.rows:
            for cell in row:
                if cell.text in ("商业企业", "科研机构", "结果纠正", "其他结果"):
                    cell.text = f"{cell.text[:2]}\n{cell.text[2:]}"


def radicals(made: Paper) -> None:
    swap = str.maketrans({"行": "⾏", "一": "⼀", "见": "⻅", "自": "⾃", "长": "⻓"})
    for section in made.sections:
        for row in section.rows:
            for cell in row:
                cell.text = cell.text.translate(swap)


def two_of_one(made: Paper) -> None:
    twice("2.重复申请")(made)
    made.figures("2.重复申请")[0].text = "977"


def numerals(made: Paper) -> None:
    made.sections[1].heading = "2、 主动公开政府信息情况"
    made.sections[0].prose.append("（3） 监督保障")
