"""Every format, read back by a program of others, has the figures of the record."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from generator import narrative
from generator.export.csv import COLUMNS, LEAN, report_csv, table_csv
from generator.export.docx import report_docx
from generator.export.formats import FORMATS
from generator.export.opendata.lists import CELLS, REPORTS
from generator.export.prose import BULLET, Paragraph, ProseTable, blocks
from generator.export.txt import report_txt
from generator.export.xlsx import report_xlsx
from generator.form import Form
from generator.grid import Grid, lay_out
from generator.report import Amount, Narrative, Report, Value
from generator.workspace.content import Filed, load
from tests.support import records
from tests.support.forms import fictionia, shipped

ROOT = Path(__file__).parents[2]
PORTALS = {"sample": ROOT, "demo-city": ROOT / "examples/demo-city"}
SOME = int(os.environ.get("GONGKAI_EXPORTS", "4"))
"""How many reports of a portal are read back."""
LISTED: dict[str, Value] = {
    "主动公开/行政规范性文件/现行有效": None,
    "主动公开/行政事业性收费": Amount(value=Decimal("12.50"), unit=None),
    "申请办理/本年新收/自然人": 1234,
    "复议诉讼/行政诉讼/复议后/总计": None,
}


def reports(portal: str) -> Iterator[tuple[Filed, Form]]:
    content = load(PORTALS[portal], drafts=True)
    filed = [content.filed[key] for key in sorted(content.filed)]
    chosen = random.Random(portal).sample(filed, min(SOME, len(filed)))
    yield from ((item, content.forms[item.report.edition]) for item in chosen)


def printed(value: Value) -> str:
    return "" if value is None else str(value)


def bare(value: Value) -> str:
    return str(value.value) if isinstance(value, Amount) else printed(value)


def example(form: Form) -> Report:
    listed = LISTED if form.edition == "2021" else {}
    return records.report(form, listed, title="演示报告<2023>&“一”")


@pytest.mark.parametrize("portal", PORTALS)
def test_every_format_has_the_figures_of_the_files(portal: str) -> None:
    for filed, form in reports(portal):
        report, agency = filed.report, records.agency()
        prose = filed.narrative or Narrative()
        raw = {name: write(report, agency, form, prose) for name, write in FORMATS.items()}
        assert csv_figures(raw["csv"]) == [bare(value) for value in report.figures]
        assert json_figures(raw["json"], form) == list(report.figures)
        assert docx_figures(raw["docx"], form) == [printed(value) for value in report.figures]
        assert xlsx_figures(raw["xlsx"], form) == [bare(value) for value in report.figures]
        assert txt_figures(raw["txt"], form) == [printed(value) for value in report.figures]


def csv_figures(raw: bytes) -> list[str]:
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    return [row["value"] for row in rows]


def json_figures(raw: bytes, form: Form) -> list[Value]:
    found = []
    for cell in form.cells:
        value = json.loads(raw)["figures"]
        for name in cell.id.split("/"):
            value = value[name]
        if isinstance(value, dict):
            value = Amount(value=Decimal(value["value"]), unit=value["unit"])
        found.append(value)
    return found


def grids(form: Form) -> list[tuple[Grid, int]]:
    """Each block with the number of lines above its figures."""
    return [
        (grid, len(grid.head) + (len(laid.grids) > 1))
        for laid in lay_out(form)
        for grid in laid.grids
    ]


def docx_figures(raw: bytes, form: Form) -> list[str]:
    tables = docx.Document(io.BytesIO(raw)).tables
    statutory = [table for table in tables if len(table.rows) > 1][-len(grids(form)) :]
    found = []
    for table, (grid, above) in zip(statutory, grids(form), strict=True):
        for row in table.rows[above:]:
            found += [cell.text for cell in row.cells][grid.stub :]
    return found


def xlsx_figures(raw: bytes, form: Form) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    figures = [row[-1].value for row in book.worksheets[-1].iter_rows(min_row=2)]
    shapes = [row[-1].number_format for row in book.worksheets[-1].iter_rows(min_row=2)]
    on_sheets = []
    sheets = iter(book.worksheets)
    for laid in lay_out(form):
        sheet, top = next(sheets), 3
        for grid in laid.grids:
            top += len(grid.head) + (len(laid.grids) > 1)
            lines = sum(len(body) for body in grid.bodies)
            for row in sheet.iter_rows(min_row=top, max_row=top + lines - 1):
                on_sheets += [cell.value for cell in row][grid.stub : grid.width]
            top += lines
    assert on_sheets == figures
    return [as_shown(value, shape) for value, shape in zip(figures, shapes, strict=True)]


def as_shown(value: float | str | None, shape: str) -> str:
    """A number with the decimals that its format shows."""
    if isinstance(value, int | float):
        return f"{value:.{len(shape.partition('.')[2])}f}"
    return value or ""


def txt_figures(raw: bytes, form: Form) -> list[str]:
    found = []
    lines = iter(raw.decode().split("\n"))
    for grid, above in grids(form):
        first = [head.label.text for head in grid.head[0]][-1]
        next(line for line in lines if line.split("\t")[-1].startswith(first))
        for _ in grid.head[1:]:
            next(lines)
        for line in (line for body in grid.bodies for line in body):
            found += next(lines).split("\t")[len(line.heads) :]
        assert above
    return found


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("edition", ["2019", "2021", "fictionia"])
def test_the_same_report_has_the_same_bytes_and_no_time_in_them(name: str, edition: str) -> None:
    form = fictionia() if edition == "fictionia" else shipped(edition)
    report, agency = example(form), records.agency()
    first, second = (FORMATS[name](report, agency, form, Narrative()) for _ in range(2))
    assert first == second
    if name in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(first)) as archive:
            assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            stated = archive.read("docProps/core.xml").decode()
        assert set(re.findall("[0-9]{4}-[0-9]{2}-[0-9]{2}T", stated)) <= {"1980-01-01T"}


def test_a_line_of_csv_says_which_figure_it_is() -> None:
    form = shipped("2021")
    raw = report_csv(example(form), records.agency("demo"), form)
    assert raw.startswith(b"agency,name,")  # and no byte order mark
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    fee = next(row for row in rows if row["cell"] == "主动公开/行政事业性收费")
    assert (fee["unit"], fee["value"], fee["table"], fee["block"], fee["row"], fee["column"]) == (
        *("万元", "12.50", "disclosure", "fees", "fees", "amount"),
    )
    blank = next(row for row in rows if row["cell"] == "主动公开/行政规范性文件/现行有效")
    assert blank["value"] == ""


def test_a_unit_that_was_written_beside_an_amount_stays_beside_it() -> None:
    form = shipped("2019")
    amount = Amount(value=Decimal("1016.880"), unit="万元")
    cell = next(cell for cell in form.cells if cell.measure == "amount" and not cell.unit_printed)
    report = records.report(form, {cell.address: amount})
    rows = csv.DictReader(
        io.StringIO(report_csv(report, records.agency(), form).decode("utf-8-sig"))
    )
    row = next(row for row in rows if row["cell"] == cell.address)
    assert (row["unit"], row["value"]) == ("万元", "1016.880")
    assert "1016.880万元" in docx_figures(
        report_docx(report, records.agency(), form, Narrative()), form
    )
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(report, records.agency(), form)))
    shapes = {item.number_format for row in book.worksheets[0].iter_rows() for item in row}
    assert '0.000"万元"' in shapes


def test_digits_that_a_spreadsheet_would_lose_are_kept_as_text() -> None:
    form = shipped("2021")
    amount = Amount(value=Decimal("123456789012.123456"), unit=None)
    report = records.report(form, {"主动公开/行政事业性收费": amount})
    assert "123456789012.123456" in xlsx_figures(report_xlsx(report, records.agency(), form), form)


def test_a_workbook_says_what_an_empty_cell_means_where_there_is_one() -> None:
    form = shipped("2021")
    raw = report_xlsx(example(form), records.agency(), form)
    sheets = openpyxl.load_workbook(io.BytesIO(raw)).worksheets
    texts = [{cell.value for row in sheet.iter_rows() for cell in row} for sheet in sheets]
    told = ["空白的格子：报告没有填报，不等于 0。" in found for found in texts]
    assert told == [True, False, True, False]
    assert [sheet.title for sheet in sheets] == ["主动公开", "申请办理", "复议诉讼", "数据"]


@pytest.mark.parametrize("edition", ["2019", "2021", "fictionia"])
def test_heads_are_merged_in_word_and_in_the_workbook_as_the_grid_has_them(edition: str) -> None:
    form = fictionia() if edition == "fictionia" else shipped(edition)
    report, agency = records.report(form), records.agency()
    document = docx.Document(io.BytesIO(report_docx(report, agency, form, Narrative())))
    for table, (grid, above) in zip(document.tables, grids(form), strict=True):
        assert len(table.columns) == grid.width
        spans = [(head.colspan, head.rowspan) for row in grid.head for head in row]
        spans += [
            (head.colspan, head.rowspan)
            for body in grid.bodies
            for line in body
            for head in line.heads
        ]
        lines = above + sum(len(body) for body in grid.bodies)
        band = [(grid.width, 1)] if above > len(grid.head) else []
        figures = [(1, 1)] * (lines - above) * (grid.width - grid.stub)
        assert sorted(word_spans(table)) == sorted([*spans, *band, *figures])
        repeated = table._tbl.xpath("./w:tr[w:trPr/w:tblHeader]")
        assert len(repeated) == above
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(report, agency, form)))
    merged = sum(len(sheet.merged_cells.ranges) for sheet in book.worksheets)
    heads = [head for grid, _ in grids(form) for row in grid.head for head in row]
    heads += [
        head
        for grid, _ in grids(form)
        for body in grid.bodies
        for line in body
        for head in line.heads
    ]
    bands = sum(above > len(grid.head) and grid.width > 1 for grid, above in grids(form))
    assert merged == bands + sum(head.colspan > 1 or head.rowspan > 1 for head in heads)


def word_spans(table: object) -> list[tuple[int, int]]:
    """Columns and rows that each cell of a Word table spans."""
    spans: dict[object, tuple[set[int], set[int]]] = {}
    for y, row in enumerate(table.rows):  # type: ignore[attr-defined]
        for x, cell in enumerate(row.cells):
            columns, rows = spans.setdefault(cell._tc, (set(), set()))
            columns.add(x)
            rows.add(y)
    return [(len(columns), len(rows)) for columns, rows in spans.values()]


PROSE = """\
开头的话。

## 一、总体情况

### （一）主动公开

**重点**和*强调*，见[通知](https://www.example.gov.cn/a?b=1&c=2)。
换行后 <仍在> 同一段。

1. 第一
2. 第二
   - 甲
   - 乙
5. 第五

> 引用

| 项目 | 件数 |
| :--- | ---: |
| 受理 | {{申请办理/本年新收/自然人}} |

![图一](a.png)

```
原样  文字
```

## 五、存在的主要问题及改进情况

新收{{复议诉讼/行政诉讼/复议后/总计}}件，[1234件]{=申请办理/本年新收/自然人}。

## 六、其他需要报告的事项

无。
"""


def read(form: Form) -> Narrative:
    found, findings = narrative.read(PROSE.encode(), "2023.md", form)
    assert [finding.rule for finding in findings] == []
    return found


def test_prose_comes_as_blocks_with_their_marks() -> None:
    form = shipped("2021")
    report = example(form)
    found = blocks(read(form).passage("overview"), form, report.figures)
    shapes = [
        (item.heading, item.depth, item.marker, item.text)
        for item in found
        if isinstance(item, Paragraph)
    ]
    assert shapes == [
        (3, 0, "", "（一）主动公开"),
        (0, 0, "", "重点和强调，见通知。\n换行后 <仍在> 同一段。"),
        (0, 1, "1.", "第一"),
        (0, 1, "2.", "第二"),
        (0, 2, BULLET, "甲"),
        (0, 2, BULLET, "乙"),
        (0, 1, "5.", "第五"),
        (0, 0, "", "引用"),
        (0, 0, "", "（图：图一）"),
        (0, 0, "", "原样  文字"),
    ]
    table = next(item for item in found if isinstance(item, ProseTable))
    assert [["".join(span.text for span in cell.spans) for cell in row] for row in table.rows] == [
        ["项目", "件数"],
        ["受理", "1234"],
    ]
    assert [cell.align for cell in table.rows[1]] == ["left", "right"]
    words = found[1]
    assert isinstance(words, Paragraph)
    assert [(span.text, span.bold, span.italic, span.link) for span in words.spans][:4] == [
        ("重点", True, False, ""),
        ("和", False, False, ""),
        ("强调", False, True, ""),
        ("，见", False, False, ""),
    ]
    assert [span.link for span in words.spans if span.link] == [
        "https://www.example.gov.cn/a?b=1&c=2"
    ]


def test_every_letter_of_the_prose_is_in_the_document() -> None:
    form = shipped("2021")
    report = example(form)
    document = docx.Document(io.BytesIO(report_docx(report, records.agency(), form, read(form))))
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts[0] == "演示报告<2023>&“一”"
    assert texts[1:4] == ["开头的话。", "一、总体情况", "（一）主动公开"]
    assert "重点和强调，见通知。\n换行后 <仍在> 同一段。" in texts
    assert "新收未填报件，1234件。" in texts
    styles = {item.text: item.style.name for item in document.paragraphs if item.style}
    assert styles["一、总体情况"] == "Heading 1"
    assert styles["（一）主动公开"] == "Heading 2"
    assert styles["第二"] == "List Paragraph"
    bold = [run.text for item in document.paragraphs for run in item.runs if run.bold]
    assert "重点" in bold
    links = {link.target_ref for link in document.part.rels.values() if link.is_external}
    assert links == {"https://www.example.gov.cn/a?b=1&c=2"}


def test_a_figure_in_the_prose_says_which_it_is() -> None:
    form = shipped("2021")
    document = docx.Document(
        io.BytesIO(report_docx(example(form), records.agency(), form, read(form)))
    )
    marks = document.element.body.xpath(".//w:bookmarkStart")
    names = [mark.get(mark.nsmap["w"].join("{}") + "name") for mark in marks]
    words = [mark.getnext().text for mark in marks]
    cells = [form.cells[int(name.split("_")[1])].address for name in names]
    assert list(zip(cells, words, strict=True)) == [
        ("申请办理/本年新收/自然人", "1234"),
        ("复议诉讼/行政诉讼/复议后/总计", "未填报"),
    ]
    assert len(set(names)) == 2


def test_lists_go_on_or_begin_anew_where_their_numbers_do() -> None:
    form = shipped("2021")
    document = docx.Document(
        io.BytesIO(report_docx(example(form), records.agency(), form, read(form)))
    )
    numbers = {
        item.text: (item._p.pPr.numPr.numId.val, item._p.pPr.numPr.ilvl.val)
        for item in document.paragraphs
        if item._p.pPr is not None and item._p.pPr.numPr is not None
    }
    assert numbers == {"第一": (2, 0), "第二": (2, 0), "甲": (1, 1), "乙": (1, 1), "第五": (3, 0)}
    starts = document.part.numbering_part.element.xpath(".//w:startOverride/@w:val")
    assert starts == ["1", "5"]


def test_the_document_is_of_a_page_that_an_office_prints_on() -> None:
    form = shipped("2021")
    report = records.report(form, index_number="990100/2024-1")
    document = docx.Document(io.BytesIO(report_docx(report, records.agency(), form, Narrative())))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "PAGE" in section.footer._element.xml
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts[1] == "索引号：990100/2024-1"
    assert [text for text in texts if text in {s.heading.text for s in form.sections}] == [
        section.heading.text for section in form.sections
    ]


def test_a_table_by_itself_is_printed_block_below_block() -> None:
    form = shipped("2021")
    rows = list(
        csv.reader(io.StringIO(table_csv(example(form), form, "disclosure").decode("utf-8-sig")))
    )
    assert rows[:5] == [
        ["第二十条第（一）项", "", "", ""],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "0", "0"],
        ["行政规范性文件", "0", "0", ""],
        [],
    ]
    assert rows[-2:] == [["信息内容", "本年收费金额（单位：万元）"], ["行政事业性收费", "12.50"]]
    with pytest.raises(KeyError):
        table_csv(example(form), form, "nothing")


def test_plain_text_reads_from_title_to_the_last_section() -> None:
    form = shipped("2021")
    text = report_txt(example(form), form, read(form)).decode()
    order = ["演示报告", "开头的话", *(section.heading.text for section in form.sections)]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "1. 第一\n\n2. 第二\n\n  • 甲" in text
    assert "\n一、本年新收政府信息公开申请数量\t1234\t0\t0\t0\t0\t0\t0\n" in text


def _phrases() -> Sequence[str]:
    code = "".join(path.read_text() for path in (ROOT / "generator/export").rglob("*.py"))
    columns = [f"column.{name}" for name in {*LEAN, *REPORTS, *CELLS}]
    return [*columns, *re.findall(r'(?:say|phrase)\([^"]*"([a-z_]+)"', code)]


def test_every_phrase_is_there_in_both_languages_and_used() -> None:
    from generator import source

    raw = (ROOT / "generator/export/words.yml").read_bytes()
    words = source.read(raw, "words.yml").data or {}
    assert set(words) == set(_phrases())
    for phrase in words.values():
        assert isinstance(phrase, dict)
        assert set(phrase) == {"zh", "en"}
        slots = {
            tongue: set(re.findall(r"\{[a-z]+\}", str(text))) for tongue, text in phrase.items()
        }
        assert slots["zh"] == slots["en"]
