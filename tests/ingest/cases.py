"""The corpus: made-up documents, each a sound report but for one thing that offices really do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from tests.ingest.changes import (
    CARRIED,
    NORMATIVE,
    RECEIVED,
    Change,
    add_cell,
    changed,
    drop_cell,
    drop_row,
    extra_column,
    heading,
    lost_column,
    merged_blank,
    no_heads,
    numerals,
    one_row_of_the_other,
    other_tables,
    prose,
    radicals,
    rename,
    rewrite,
    sound,
    swap_columns,
    title,
    twice,
    two_of_one,
    wrapped,
)
from tests.ingest.paper import (
    Cell,
    Paper,
    as_cells,
    as_docx,
    as_flow,
    as_html,
    as_rows,
    docx,
)


@dataclass(frozen=True)
class Case:
    """A document of the corpus."""

    name: str
    edition: str
    year: int
    file: str
    raw: bytes


def _in_page(old: str, new: str, made: Paper | None = None) -> bytes:
    text = as_html(made or sound()).decode()
    assert old in text, old
    return text.replace(old, new, 1).encode()


def _in_word(old: str, new: str, made: Paper | None = None) -> bytes:
    def change(xml: str) -> str:
        assert old in xml, old
        return xml.replace(old, new, 1)

    return as_docx(made or sound(), change)


def _numbered_headings() -> bytes:
    """Headings whose 一、 Word works out by itself."""
    made = sound()
    for section in made.sections:
        section.heading = section.heading[2:]

    def change(xml: str) -> str:
        mark = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        for section in made.sections:
            old = f"<w:p><w:r><w:t>{section.heading}</w:t></w:r></w:p>"
            assert old in xml
            xml = xml.replace(old, old.replace("<w:p>", mark), 1)
        return xml

    return as_docx(made, change)


def _two_pages() -> bytes:
    """A table that is two, with its heads said again on the second page."""
    made = sound()
    rows = made.sections[2].rows
    at = next(number for number, row in enumerate(rows) if row[0].text == "（四）无法提供")
    again = [Cell(cell.text, cell.colspan, cell.rowspan) for row in rows[:3] for cell in row]
    assert again
    made.sections[2].rows = [
        *rows[:at],
        *[[Cell(cell.text, cell.colspan, cell.rowspan) for cell in row] for row in rows[:3]],
        *rows[at:],
    ]
    return as_docx(made)


def _footnote() -> bytes:
    main = as_docx(sound())
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(main)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    del parts["_rels/.rels"]
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = "<w:footnote><w:p><w:r><w:t>含转载12条</w:t></w:r></w:p></w:footnote>"
    parts["word/footnotes.xml"] = f"<w:footnotes {space}>{note}</w:footnotes>"
    return docx(parts)


def _text(change: Change, way: Callable[[Paper], bytes] = as_cells) -> bytes:
    return way(changed(change))


_P = "<w:p><w:r><w:t>"


def _documents() -> Mapping[str, bytes]:
    """Every document on the form of 2021, by the name of its file."""
    return {
        # Plain text
        "cells.txt": as_cells(sound()),
        "rows.txt": as_rows(sound()),
        "flow.txt": as_flow(sound()),
        "blank-cell.txt": _text(rewrite(RECEIVED, 2, "")),
        "blank-row.txt": _text(
            lambda made: [setattr(c, "text", "") for c in made.figures(CARRIED)] and None
        ),
        "short-row.txt": _text(drop_cell(RECEIVED, 3), as_flow),
        "short-row-of-two.txt": _text(drop_cell(NORMATIVE, 2), as_flow),
        "long-row.txt": _text(add_cell(CARRIED, "977"), as_rows),
        "wrapped.txt": _text(wrapped),
        "wrapped-flow.txt": _text(wrapped, as_flow),
        "radicals.txt": _text(radicals),
        "marks.txt": _text(
            lambda made: (
                [rewrite("规章", n, t)(made) for n, t in enumerate(("—", "/", "无"))] and None
            )
        ),
        "numerals.txt": _text(numerals),
        "year-in-characters.txt": _text(title("演示市商务局二○二三年政府信息公开工作年度报告")),
        "title-in-two.txt": _text(title("演示市商务局", "2023年政府信息公开工作年度报告")),
        "no-title.txt": _text(title()),
        "year-twice.txt": _text(title("演示市商务局2023年度政府信息公开工作年度报告")),
        "gb18030.txt": as_cells(sound()).decode().encode("gb18030"),
        "utf-16.txt": as_cells(sound()).decode().encode("utf-16"),
        "before-title.txt": _text(lambda made: made.before.append("首页 政务公开 正文")),
        "published.txt": _text(
            lambda made: made.after_title.append(
                "索引号：YS0001/2024-0003  发布日期：2024-01-19  浏览：35次"
            )
        ),
        "preface.txt": _text(
            lambda made: made.after_title.append("根据有关规定，现公布本局年度报告。")
        ),
        "period.txt": _text(prose(0, "数据统计期限自2022年1月1日起至2022年12月31日止。")),
        "contact.txt": _text(
            prose(
                0,
                "如有疑问，请与演示市商务局办公室联系（地址：演示市示范路1号，邮编：000000，电话：0000-0000001）。",
            )
        ),
        "other-agency.txt": _text(title("演示市财政局2023年政府信息公开工作年度报告")),
        "special.txt": _text(
            prose(
                4, "1. 公开*要点*_和_[链接](x)", "# 号码<b>与`代码`", "- 横线", "{{申请办理}}与a_b"
            )
        ),
        "spaces.txt": "\n".join(
            line.replace("\t", "    ") for line in as_rows(sound()).decode().split("\n")
        ).encode(),
        # Web pages
        "plain.html": as_html(sound()),
        "colspans.html": as_html(sound())
        .decode()
        .replace("colspan=5", "colspan=4")
        .replace("colspan=2", "colspan=3")
        .encode(),
        "nbsp.html": as_html(sound()).replace(b"<td colspan=1 rowspan=1>", b"<td>&nbsp;"),
        "breaks.html": as_html(changed(wrapped)).replace("\n企业".encode(), "<br>企业".encode()),
        "paragraphs.html": as_html(sound())
        .replace(b"<td colspan=1 rowspan=1>", b"<td><p><span> </span>")
        .replace(b"</td>", b"</p></td>"),
        "no-heads.html": as_html(changed(no_heads)),
        "columns-swapped.html": as_html(changed(swap_columns)),
        "column-added.html": as_html(changed(extra_column)),
        "column-lost.html": as_html(changed(lost_column)),
        "layout.html": _in_page("<body>", "<body><table><tr><td>", None).replace(
            b"</body>", b"</td></tr></table></body>"
        ),
        "around.html": _in_page("<body>", "<body><nav>首页 &gt; 公开</nav>").replace(
            b"</body>", "<footer>备案12345号</footer></body>".encode()
        ),
        "gb2312.html": as_html(
            sound(), head='<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        )
        .decode()
        .encode("gb18030"),
        "page-date.html": as_html(sound(), head='<meta name="PubDate" content="2024-01-22 09:30">'),
        "unit.html": as_html(changed(rewrite(RECEIVED, 0, "110件"))),
        "thousands.html": as_html(changed(rewrite(RECEIVED, 0, "1,110"))),
        "full-width.html": as_html(changed(rewrite(RECEIVED, 0, "１１０"))),
        "about.html": as_html(changed(rewrite(RECEIVED, 0, "约110"))),
        "yuan.html": as_html(sound()).replace("（单位：万元）".encode(), "（单位：元）".encode()),
        "caption.html": _in_page(
            "</strong></p>\n<table border=1>", "</strong></p>\n<p>表1　单位：元</p><table border=1>"
        ),
        "picture.html": as_html(changed(lambda made: made.sections[3].rows.clear())).replace(
            "<p><strong>五".encode(), '<p><img src="b4.png"></p><p><strong>五'.encode()
        ),
        "other-edition.html": as_html(changed(other_tables)),
        "one-label.html": as_html(changed(one_row_of_the_other)),
        "table-in-prose.html": _in_page(
            "收到的申请均按期答复。</p>",
            "收到的申请均按期答复。</p><table><tr><td>渠道</td><td>条数</td></tr><tr><td>网站|手机</td><td>77</td></tr></table>",
        ),
        "merged-blank.html": as_html(changed(merged_blank)),
        "list.html": _in_page(
            "<p>　　公开的及时性有待提高。下一步，加强培训。</p>",
            "<ol><li>及时性不足</li><li>培训不够</li></ol><ul><li>加强学习</li></ul>",
        ),
        "unclosed.html": as_html(sound())
        .replace(b"</td>", b"")
        .replace(b"</tr>", b"")
        .replace(b"</p>", b""),
        # Word
        "plain.docx": as_docx(sound()),
        "numbered.docx": _numbered_headings(),
        "two-pages.docx": _two_pages(),
        "footnote.docx": _footnote(),
        "deleted.docx": _in_word(
            "<w:r><w:t>110</w:t></w:r>",
            "<w:del><w:r><w:delText>109</w:delText></w:r></w:del><w:ins><w:r><w:t>110</w:t></w:r></w:ins>",
        ),
        "split-runs.docx": _in_word("<w:t>110</w:t>", "<w:t>1</w:t></w:r><w:r><w:t>10</w:t>"),
        "bold.docx": _in_word(
            f"{_P}公开的及时性有待提高。",
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>（一）及时性。</w:t></w:r><w:r><w:t>公开的及时性有待提高。",
        ),
        "note.docx": as_docx(changed(rename("规章", "规章（含修订）"))),
        "renamed.docx": as_docx(changed(rename("1.属于国家秘密", "1.属于国家机密"))),
        "row-lost.docx": as_docx(changed(drop_row("2.重复申请"))),
        "row-twice.docx": as_docx(changed(twice("2.重复申请"))),
        "rows-differ.docx": as_docx(changed(two_of_one)),
        "no-heading.docx": as_docx(changed(heading(4, "五、问题和打算"))),
        "two-in-a-cell.docx": as_docx(changed(rewrite(RECEIVED, 0, "1 10"))),
        "leading-zero.docx": as_docx(changed(rewrite(RECEIVED, 0, "0110"))),
    }


def _trial() -> Mapping[str, bytes]:
    """Every document on the trial form of 2019, by the name of its file."""

    def made(change: Change) -> Paper:
        return changed(change, "2019", 2020)

    return {
        "trial-cells.txt": as_cells(sound("2019", 2020)),
        "trial-rows.txt": as_rows(sound("2019", 2020)),
        "trial-flow.txt": as_flow(sound("2019", 2020)),
        "trial.html": as_html(sound("2019", 2020)),
        "trial.docx": as_docx(sound("2019", 2020)),
        "trial-plus.docx": as_docx(made(rewrite("行政处罚", 1, "+19"))),
        "trial-minus.html": as_html(made(rewrite("行政处罚", 1, "－3"))),
        "trial-amount.docx": as_docx(made(rewrite("政府集中采购", 1, "35.20万元"))),
        "trial-amount-of-nothing.txt": as_cells(made(rewrite("政府集中采购", 1, "无"))),
        "trial-two-amounts.html": as_html(
            made(rewrite("政府集中采购", 1, "35.2万元（含政府购买服务）"))
        ),
        "trial-label.txt": as_cells(
            made(rename("其他对外管理服务事项", "其他对外管理服务事项（含备案）"))
        ),
    }


@cache
def cases() -> tuple[Case, ...]:
    """The whole corpus."""
    found = [Case(name, "2021", 2023, name, raw) for name, raw in _documents().items()]
    found += [Case(name, "2019", 2020, name, raw) for name, raw in _trial().items()]
    return tuple(found)
