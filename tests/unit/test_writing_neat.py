"""The canonical form of YAML files: what moves, what is renamed, and where comments go."""

from __future__ import annotations

from textwrap import dedent

import pytest

from generator import decode, source
from generator.writing import AGENCY, SITE, Shape, mended_yaml, neat_yaml, report_shape
from generator.writing.spelling import certain
from tests.support.forms import both, fictionia, shipped

REPORT = report_shape(shipped("2021"))


def neat(text: str, shape: Shape = REPORT) -> str:
    written = neat_yaml(dedent(text), shape)
    assert written is not None
    assert neat_yaml(written, shape) == written
    return written


def same(before: str, after: str, shape: Shape = REPORT) -> None:
    assert neat(before, shape) == dedent(after)
    assert neat(after, shape) == dedent(after)


def test_facts_come_first_and_tables_in_the_form_s_order() -> None:
    same(
        """\
        复议诉讼: {行政复议: {总计: 1, 结果维持: 1}}
        申请办理:
          上年结转: {自然人: 2}
          本年新收: {总计: 1, 自然人: 1}
        unlisted: 0
        corrections: []
        title: 报告
        """,
        """\
        title: 报告
        unlisted: 0

        申请办理:
          本年新收: {自然人: 1, 总计: 1}
          上年结转: {自然人: 2}

        复议诉讼: {行政复议: {结果维持: 1, 总计: 1}}

        corrections: []
        """,
    )


def test_ids_and_labels_become_keys_and_addresses() -> None:
    same(
        """\
        requests:
          一、本年新收政府信息公开申请数量: {natural_person: 1}

        waivers:
          - {rule: years.stock, reason: 原因, cells: [requests/received/applicants/natural_person]}
        """,
        """\
        申请办理:
          本年新收: {自然人: 1}

        waivers:
          - {rule: years.stock, cells: [申请办理/本年新收/自然人], reason: 原因}
        """,
    )


def test_a_key_that_would_then_stand_twice_keeps_its_name() -> None:
    text = "\n申请办理:\n  received: {自然人: 1}\n  本年新收: {自然人: 2}\n"
    assert neat(f"title: 报告\n{text}") == f"title: 报告\n{text}"


def test_comments_go_where_their_lines_go() -> None:
    same(
        """\
        # 报告的数字

        unlisted: 0   # 其余为 0
        # 标题照录
        title: 报告    # 原文
        申请办理:   # 表三
            # 先写结转
            上年结转: {自然人: 2}    # 二
            本年新收: {自然人: 1}  # 一
            # 表三完
        # 主动公开没有
        """,
        """\
        # 报告的数字

        # 标题照录
        title: 报告    # 原文
        unlisted: 0   # 其余为 0

        申请办理:   # 表三
          本年新收: {自然人: 1}  # 一
          # 先写结转
          上年结转: {自然人: 2}    # 二
          # 表三完
        # 主动公开没有
        """,
    )


def test_brackets_that_hold_comments_are_opened() -> None:
    same(
        """\
        申请办理:
          本年新收: [1, 0, 0,   # 前三
            0, 0, 0,
            # 总计
            1]
        """,
        """\
        申请办理:
          本年新收:
            - 1
            - 0
            - 0   # 前三
            - 0
            - 0
            - 0
            # 总计
            - 1
        """,
    )


def test_brackets_over_several_lines_are_put_on_one_if_there_is_room() -> None:
    same("a: [1,\n  2,\n]\n", "a: [1, 2]\n")
    long = ", ".join(["一二三四五六七八九十"] * 12)
    same(f"a: [{long}]\n", f"a: [{long}]\n")
    assert neat(f"a: [{long},\n  1]\n").startswith("a:\n  - 一二三")


def test_a_row_stays_a_list_or_a_mapping() -> None:
    text = "申请办理:\n  本年新收: [1, 0, 0, 0, 0, 0, 1]\n  上年结转: {自然人: 1}\n  结转下年:\n    自然人: 1\n"
    assert neat(text) == text


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("title: '报告'", "title: 报告"),
        ('title: "报告：一"', "title: 报告：一"),
        ('title: "1: 2"', 'title: "1: 2"'),
        ("title: 'a \"b\" #c'", "title: 'a \"b\" #c'"),
        ("edition: 2021", 'edition: "2021"'),
        ("unlisted: '0'", "unlisted: 0"),
        ("unlisted: null", "unlisted: ~"),
        ("unlisted:", "unlisted: ~"),
        ("published: '2024-01-19'", "published: 2024-01-19"),
        ("draft: 'yes'", "draft: yes"),
        ("index_number:", "index_number:"),
        ("index_number: Null", "index_number: ~"),
        ("contact: {phone: 88728707}", 'contact: {phone: "88728707"}'),
        ("unknown: 12", "unknown: 12"),
        ("unknown: '12'", 'unknown: "12"'),
        ("'unknown': x", "unknown: x"),
        ("title: 一\n  二", "title: 一 二"),
        ("title: |\n    一\n    二", "title: |-\n  一\n  二"),
        ("title: >-\n      一\n\n      二\nunlisted: 0", "title: >-\n  一\n\n  二\nunlisted: 0"),
        ("title: |2\n    一\n  二\n", 'title: "  一\\n二\\n"'),
    ],
)
def test_each_thing_is_written_in_one_way(written: str, canonical: str) -> None:
    assert neat(f"{written}\n" if "|\n" not in written else written) == f"{canonical}\n"


def test_what_nobody_sees_goes() -> None:
    assert neat("\n\ntitle: 报告  \r\n\r\n\r\nunlisted: 0\n\n") == "title: 报告\n\nunlisted: 0\n"


def test_an_unknown_key_stays_behind_what_it_is_behind() -> None:
    assert neat("unlisted: 0\nnote: x\ntitle: 报告\n") == "title: 报告\nunlisted: 0\nnote: x\n"


def test_comments_below_a_key_without_a_value_stay_with_it() -> None:
    text = "name: 甲\nkind: department\ncontact:\n  # office: ~\nparent: x\n"
    expected = "name: 甲\nkind: department\nparent: x\ncontact:\n  # office: ~\n"
    assert neat(text, AGENCY) == expected


def test_items_of_a_list_are_indented_and_ordered() -> None:
    same(
        """\
        waivers:
        - reason: 一
          # 规则名
          rule: years.stock
        -   # 其二
          rule: years.carried
        """,
        """\
        waivers:
          # 规则名
          - rule: years.stock
            reason: 一
          -   # 其二
            rule: years.carried
        """,
    )


@pytest.mark.parametrize(
    "text", ["", "# 只有注释\n", "- 1\n", "a: [\n", "a: {b: 1, c:", "a: 1\na: 2\n", "a: &x 1\n"]
)
def test_what_cannot_be_read_is_left_alone(text: str) -> None:
    assert neat_yaml(text, REPORT) is None
    assert mended_yaml(text, REPORT) is None


def test_a_form_of_another_country_has_its_own_order() -> None:
    shape = report_shape(fictionia())
    assert neat("fees: {waived: 1, charged: 2}\ntitle: R\n", shape) == (
        "title: R\n\nFees: {Charged: 2, Waived: 1}\n"
    )


def test_an_unknown_form_leaves_its_tables_as_they_are() -> None:
    text = "edition: x\nrequests: {b: 1, a: '2'}\n"
    assert neat(text, report_shape(None)) == 'edition: x\nrequests: {b: 1, a: "2"}\n'


def _known(path: tuple[str, ...], kind: str) -> list[str]:
    """The keys that decoding knows at a place, from what it says of one that it does not know."""
    data: dict[str, object] = {"zzzzzzzz": "1"}
    for key in reversed(path):
        data = {key: [data] if key in ("waivers", "corrections") else data}
    if kind == "site":
        findings = decode.site(data, "site.yml")[1]
    elif kind == "agency":
        findings = decode.agency(data, id="demo", parent=None, file="agency.yml")[1]
    else:
        findings = decode.report(
            data, agency="demo", slug="2023", forms=both(), file="2023.yml"
        ).diagnostics
    told = [found for found in findings if found.args.get("key") == "zzzzzzzz"]
    return str(told[0].args["known"]).split("、")


@pytest.mark.parametrize(
    ("kind", "path", "shape"),
    [
        ("site", (), SITE),
        ("site", ("footer",), SITE.keys["footer"]),
        ("agency", (), AGENCY),
        ("agency", ("contact",), AGENCY.keys["contact"]),
        ("report", (), REPORT),
        ("report", ("contact",), REPORT.keys["contact"]),
        ("report", ("waivers",), REPORT.keys["waivers"].others),
        ("report", ("corrections",), REPORT.keys["corrections"].others),
    ],
)
def test_every_key_that_may_be_written_has_its_place(
    kind: str, path: tuple[str, ...], shape: Shape
) -> None:
    known = "、".join(_known(path, kind))
    for name in sorted(shape.names, key=len, reverse=True):
        known = known.replace(name, shape.names[name]) if "、" in name else known
    assert {shape.names.get(name, name) for name in known.split("、")} == set(shape.keys)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("自然 人", "自然人"),
        ("自然人：", "自然人"),
        ("Ｔｉｔｌｅ", "title"),
        ("titel", "title"),
        ("publised", "published"),
        ("unlistd", "unlisted"),
        ("上年转结", "上年结转"),
        ("本年新新收", "本年新收"),
        ("(一)予以公开", "（一）予以公开"),
        # Never sure: another character may turn the meaning round.
        ("自燃人", None),
        ("复议前", None),
        ("本年结转", None),
        ("公开", None),
        ("总记", None),
        ("x", None),
    ],
)
def test_a_misspelt_key_is_mended_only_where_it_is_certain(written: str, meant: str | None) -> None:
    names = [
        *("title", "published", "unlisted", "自然人", "总计", "本年新收", "上年结转", "结转下年"),
        *("复议后", "未经复议", "（一）予以公开", "予以公开", "不予公开"),
    ]
    assert certain(written, names) == meant


def test_two_names_that_are_as_near_are_not_certain() -> None:
    assert certain("itemab", ["itemaba", "itemabb"]) is None
    assert certain("a b", ["a-b", "a_b"]) is None


def test_mending_renames_what_is_certain_and_nothing_else() -> None:
    text = "titel: 报告\n申请办理: {本年 新收: {自燃人: 1}}\n"
    assert mended_yaml(text, REPORT) == "title: 报告\n\n申请办理: {本年新收: {自燃人: 1}}\n"


def test_mending_never_puts_a_key_beside_itself() -> None:
    text = "titel: 甲\ntitle: 乙\n"
    assert mended_yaml(text, REPORT) == "title: 乙\ntitel: 甲\n" or source.read(
        str(mended_yaml(text, REPORT)).encode(), ""
    ).data == {"titel": "甲", "title": "乙"}


def test_chinese_colons_are_mended_after_known_names_only() -> None:
    text = "title：报告\nunlisted：0\n申请办理：\n  本年新收：{自然人: 1}\n"
    assert mended_yaml(text, REPORT) == (
        "title: 报告\nunlisted: 0\n\n申请办理:\n  本年新收: {自然人: 1}\n"
    )
    assert neat_yaml(text, REPORT) is None
    assert mended_yaml("title: 报告\n地址：某处\n", REPORT) is None


def test_a_colon_inside_words_is_none_of_ours() -> None:
    text = "title: 关于：报告\n"
    assert mended_yaml(text, REPORT) == text


def test_digits_of_full_width_are_left_to_the_editor() -> None:
    text = "title: 报告\n\n申请办理:\n  本年新收: {自然人: １２}\n"
    assert mended_yaml(text, REPORT) == text
