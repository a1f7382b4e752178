"""Prose as editors of Chinese expect it to come out."""

from __future__ import annotations

import pytest

from generator.report import Claim, Link
from tests.support.prose import html, only, shown, sound, within
from tests.support.records import told

TOTAL = "申请办理/本年新收/总计"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("**（一）标题。**正文", "<strong>（一）标题。</strong>正文"),
        ("**加粗：**后文", "<strong>加粗：</strong>后文"),
        ("前文**“引文”**后文", "前文<strong>“引文”</strong>后文"),
        ("（**注**）后文", "（<strong>注</strong>）后文"),
        ("甲**乙**丙", "甲<strong>乙</strong>丙"),
        ("*甲*乙", "<em>甲</em>乙"),
        ("***甲***", "<em><strong>甲</strong></em>"),
        ("**bold** text", "<strong>bold</strong> text"),
        ("_甲_", "<em>甲</em>"),
    ],
)
def test_bold_is_bold_beside_chinese_words_and_punctuation(written: str, printed: str) -> None:
    assert html(written) == f"<p>{printed}</p>"


@pytest.mark.parametrize(
    "written",
    [
        "138****5678",
        "35*************123",
        "2*3*4",
        "a**b**c",
        "snake_case_name",
        "**没有结束",
        "5 * 3 = 15",
    ],
)
def test_stars_that_mask_or_multiply_stay(written: str) -> None:
    assert html(written) == f"<p>{written}</p>"


def test_a_line_break_is_a_line_break() -> None:
    assert html("一\n二") == "<p>一<br>\n二</p>"


def test_an_indented_paragraph_is_a_paragraph() -> None:
    assert html("    正文") == "<p>正文</p>"


def test_a_line_of_signs_makes_no_heading_of_the_text_above() -> None:
    assert html("正文\n===") == "<p>正文<br>\n===</p>"


def test_a_line_of_hyphens_is_a_rule() -> None:
    assert html("正文\n---") == "<p>正文</p>\n<hr>"


@pytest.mark.parametrize("written", ["&nbsp;", "&lt;b&gt;", "&#65;", "A&B"])
def test_an_entity_is_printed_as_it_stands(written: str) -> None:
    assert html(written) == f"<p>{written.replace('&', '&amp;')}</p>"


def test_what_could_be_a_tag_is_escaped() -> None:
    assert html("1 < 2 > 1 & “引”") == "<p>1 &lt; 2 &gt; 1 &amp; “引”</p>"


def test_a_definition_of_a_link_is_text() -> None:
    assert html("[注]: 本表数据") == "<p>[注]: 本表数据</p>"


def test_a_footnote_is_text() -> None:
    assert html("正文[^1]\n\n[^1]: 注") == "<p>正文[^1]</p>\n<p>[^1]: 注</p>"


def test_the_numbers_of_a_list_are_kept() -> None:
    assert html("3. 三\n4. 四\n7. 七") == (
        '<ol start="3">\n<li>三</li>\n<li>四</li>\n<li value="7">七</li>\n</ol>'
    )


def test_a_list_of_points_is_one() -> None:
    assert html("- 一\n- 二") == "<ul>\n<li>一</li>\n<li>二</li>\n</ul>"


def test_headings_inside_a_section_begin_at_the_third_level() -> None:
    assert html("### （一）主动公开\n\n正文") == "<h3>（一）主动公开</h3>\n<p>正文</p>"


def test_a_table_names_its_columns_and_can_be_scrolled() -> None:
    printed = html("| 项目 | 件数 |\n|---|--:|\n| 受理 | 1 |")
    assert '<th scope="col">项目</th>' in printed
    assert '<td class="right">1</td>' in printed
    assert 'role="region" tabindex="0" aria-label="项目，件数"' in printed
    assert "style" not in printed


def test_two_tables_with_the_same_columns_have_names_of_their_own() -> None:
    table = "| 甲 |\n|---|\n| 1 |"
    printed = html(f"{table}\n\n正文\n\n{table}")
    assert 'aria-label="甲"' in printed
    assert 'aria-label="甲（2）"' in printed


def test_a_quotation_is_one() -> None:
    assert html("> 引用") == "<blockquote>\n<p>引用</p>\n</blockquote>"


def test_what_stands_between_backticks_is_code() -> None:
    assert html("`a<b`") == "<p><code>a&lt;b</code></p>"


@pytest.mark.parametrize(
    "prose",
    [
        "| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |",
        "> " * 30 + "深处",
    ],
)
def test_text_that_would_vanish_is_told(prose: str) -> None:
    finding = only(prose)
    assert (finding.rule, finding.variant) == ("narrative.lost", "default")


def test_lost_text_is_quoted_and_counted() -> None:
    finding = only("| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 鹬蚌 |")
    assert finding.args == {"lost": "鹬蚌", "count": 2}
    assert finding.at.line == 5


def test_a_long_loss_is_quoted_in_part() -> None:
    finding = only(f"| 甲 |\n|---|\n| 1 | {'长' * 50} |")
    assert finding.args == {"lost": "长" * 30, "count": 50}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("正文<b>粗</b>", ["<b>", "</b>"]),
        ("<!-- 内部批注 -->", ["<!--"]),
        ("<br>", ["<br>"]),
        ("<img src=x onerror=alert(1)>", ["<img src=x onerror=alert(1)>"]),
        ("<script>alert(1)</script>", ["<script>", "</script>"]),
    ],
)
def test_raw_html_is_refused_and_escaped(written: str, found: list[str]) -> None:
    narrative, findings = within(written)
    assert [finding.args["found"] for finding in findings] == found
    assert {finding.rule for finding in findings} == {"narrative.html"}
    assert "<p>&lt;" in shown(narrative) or "正文&lt;" in shown(narrative)


def test_raw_html_is_told_at_its_place() -> None:
    at = only("一\n二<br>三").at
    assert (at.line, at.column, at.width) == (4, 2, 4)


@pytest.mark.parametrize(
    "target", ["https://a.gov.cn/x", "http://a.b", "mailto:a@b.c", "tel:12345"]
)
def test_a_link_may_lead_outside(target: str) -> None:
    assert sound(f"[链接]({target})").links == (Link(target=target, image=False, line=3, column=6),)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.b/c",
        "//a.b/c",
    ],
)
def test_a_link_may_not_lead_just_anywhere(target: str) -> None:
    narrative, findings = within(f"[链接]({target})")
    assert told(findings) == ["narrative.link/scheme"]
    assert narrative.links == ()


@pytest.mark.parametrize("written", ["通知.pdf", "./通知.pdf", "2023/通知.pdf", "./2023/通知.pdf"])
def test_an_attachment_is_linked_from_the_file_or_the_page(written: str) -> None:
    (link,) = sound(f"[通知]({written})").links
    assert link.target == "%E9%80%9A%E7%9F%A5.pdf"


def test_an_address_between_angle_brackets_is_a_link() -> None:
    assert html("<https://a.b>") == '<p><a href="https://a.b">https://a.b</a></p>'


def test_a_picture_is_kept_with_its_description() -> None:
    assert html("![统计图](2023/chart.png)") == '<p><img src="chart.png" alt="统计图"></p>'


def test_a_picture_needs_a_description() -> None:
    finding = only("![](chart.png)")
    assert (finding.rule, finding.variant) == ("narrative.image", "alt")


@pytest.mark.parametrize("target", ["https://a.b/c.png", "//a.b/c.png", "http://a.b/c.png"])
def test_a_picture_may_not_come_from_elsewhere(target: str) -> None:
    finding = only(f"![图]({target})")
    assert (finding.rule, finding.variant) == ("narrative.image", "outside")
    assert finding.args["target"] == target


def test_a_figure_is_printed_where_the_prose_names_it() -> None:
    assert html(f"共{{{{{TOTAL}}}}}件") == f"<p>共{{{TOTAL}}}件</p>"


def test_blanks_around_the_name_of_a_figure_do_not_matter() -> None:
    assert html(f"{{{{ {TOTAL} }}}}") == f"<p>{{{TOTAL}}}</p>"


def test_a_figure_may_stand_in_bold_and_in_a_table() -> None:
    assert f"<strong>{{{TOTAL}}}件</strong>" in html(f"**{{{{{TOTAL}}}}}件**")
    assert f"<td>{{{TOTAL}}}</td>" in html(f"| 甲 |\n|---|\n| {{{{{TOTAL}}}}} |")


def test_words_may_be_bound_to_a_figure_and_are_printed_as_they_stand() -> None:
    narrative = sound(f"收到[1件]{{={TOTAL}}}申请")
    assert shown(narrative) == "<p>收到1件申请</p>"
    assert narrative.claims == (Claim(words="1件", address=TOTAL, line=3),)


def test_bound_words_are_escaped() -> None:
    assert html(f'[<1 & "2">]{{={TOTAL}}}') == "<p>&lt;1 &amp; &quot;2&quot;&gt;</p>"


@pytest.mark.parametrize("written", ["{{申请办理/本年新收}}", "[1件]{=申请办理/本年新收}"])
def test_a_figure_that_is_not_there_is_told_with_the_one_meant(written: str) -> None:
    finding = only(f"正文{written}")
    assert finding.rule == "narrative.cell"
    assert finding.args["cell"] == "申请办理/本年新收"
    assert str(finding.args["meant"]).startswith("申请办理/")


@pytest.mark.parametrize(
    "written", ["{{没有结束", "{单括号}", "[1件]{没有等号}", "[1件]{=没有结束"]
)
def test_braces_that_name_no_figure_stay(written: str) -> None:
    assert html(written) == f"<p>{written}</p>"


def test_the_text_of_a_section_is_kept_without_markup() -> None:
    passage = sound("### 标题\n\n**一**、[二](https://a.b)\n三").passage("overview")
    assert passage is not None
    assert passage.text == "标题\n一、二\n三"


def test_words_behind_a_fence_are_seen_by_nobody_and_told() -> None:
    assert only("```鹬蚌\n渔翁\n```").args["lost"] == "鹬蚌"
