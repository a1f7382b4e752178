"""What the narrative says of the figures: sentences as reports write them, with what is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.check import statements
from generator.check.bound import broken_bonds
from generator.check.split import broken_splits
from generator.check.statements import contradictions, stated
from generator.check.unbound import unbound
from generator.report import Amount, Scope, Value
from tests.support.judged import judged, pointed
from tests.support.records import told

IN, OUT, NEW = "上年结转", "结转下年", "本年新收"
DONE = "办理结果"


def requests(row: str, count: int) -> dict[str, Value]:
    return {f"申请办理/{row}/总计": count}


SOME: dict[str, Value] = {
    **requests(NEW, 12),
    **requests(IN, 3),
    **requests(f"{DONE}/予以公开", 6),
    **requests(f"{DONE}/部分公开", 2),
    **requests(f"{DONE}/不予公开/国家秘密", 1),
    **requests(f"{DONE}/不予公开/内部事务", 1),
    **requests(f"{DONE}/无法提供/不掌握", 2),
    **requests(f"{DONE}/不予处理/重复申请", 1),
    **requests(f"{DONE}/总计", 13),
    **requests(OUT, 2),
    "复议诉讼/行政复议/总计": 2,
    "复议诉讼/行政诉讼/未经复议/总计": 1,
    "主动公开/行政规范性文件/制发": 4,
    "主动公开/行政规范性文件/废止": 1,
    "主动公开/行政规范性文件/现行有效": 30,
}
"""A report's figures."""

RIGHT = [
    "2023年，本机关新收政府信息公开申请12件，上年结转3件，办结13件，结转下年度继续办理2件。",
    "全年共收到公民、法人和其他组织提出的政府信息公开申请12件。",
    "本年度收到信息公开申请共计12件，均在法定期限内答复。",
    "收到政府信息公开申请１２件，已全部办理。",
    "收到政府信息公开申请十二件。",
    "全年收到12件政府信息公开申请。",
    "受理依申请公开12件。",
    "受理政府信息公开申请15件（含上年结转3件）。",
    "办理政府信息公开申请13件。",
    "共收到政府信息公开申请10余件。",
    "共收到政府信息公开申请近13件。",
    "共收到政府信息公开申请约12件。",
    "共收到政府信息公开申请超过10件。",
    "共收到政府信息公开申请10件以上。",
    "已办结申请13件，其中，予以公开6件，部分公开2件，不予公开2件，无法提供2件，不予处理1件。",
    "予以公开的6件，部分公开的2件，不予公开的2件。",
    "因政府信息公开引起行政复议2件、行政诉讼1件。",
    "政府信息公开行政复议、行政诉讼共3件。",
    "政府信息公开行政复议和行政诉讼3件，均依法应诉。",
    "全年制发行政规范性文件4件，废止1件，现行有效30件。",
    "全年制发规范性文件4件，废止规范性文件1件，年末现行有效规范性文件30件。",
    # Other times, plans and comparisons.
    "2022年收到政府信息公开申请3件。",
    "2022年收到政府信息公开申请3件，2023年收到政府信息公开申请12件。",
    "收到政府信息公开申请数量比去年减少20件。",
    "收到政府信息公开申请12件，较上年增长30件。",
    "历年收到政府信息公开申请350件。",
    "自条例施行以来收到政府信息公开申请350件。",
    "计划下一步收到政府信息公开申请后3件以内当日办结。",
    # More than this organ, or a part of it.
    "全区各部门收到政府信息公开申请512件。",
    "各镇街收到政府信息公开申请88件。",
    "通过网站收到政府信息公开申请8件。",
    "收到政府信息公开申请12件，其中当面收到申请1件。",
    "延期答复申请2件。",
    "提前办结申请5件。",
    # Something else altogether.
    "办结人大建议、政协提案35件。",
    "收到群众来信36件，接待来访14人次。",
    "主动公开政策文件36件，全部予以公开。",
    "审理行政复议案件350件，办结行政诉讼案件77件。",
    "没有因政府信息公开被行政复议纠正、被行政诉讼判决败诉的情况。",
    "未经行政复议直接提起信息公开行政诉讼的1件。",
    "继续办理申请2件。",
    "开展规范性文件清理，审查规范性文件25件。",
    "废止规章9件、规范性文件1件。",
    "无法提供查询服务的3家单位已整改。",
]


@pytest.mark.parametrize("sentence", RIGHT)
def test_nothing_false_is_told(sentence: str) -> None:
    assert list(contradictions(judged(sentence, SOME))) == []


def test_there_are_many_sentences() -> None:
    assert len(RIGHT) >= 40


def stating(prose: str) -> list[str]:
    return [item.words for item in stated(judged(prose, SOME))]


def test_many_sentences_state_what_each_of_them_does() -> None:
    assert stating("".join(RIGHT)) == [words for sentence in RIGHT for words in stating(sentence)]


def test_what_is_counted_is_only_a_short_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    known = stating("".join(RIGHT))
    assert len(known) > len(RIGHT) / 2
    monkeypatch.setattr(statements, "_units", lambda _: None)
    statements._told.cache_clear()
    assert stating("".join(RIGHT)) == known


WRONG = [
    ("收到政府信息公开申请13件。", "error", "收到政府信息公开申请13件", "申请办理/本年新收/总计"),
    (
        "收到政府信息公开申请十三件。",
        "error",
        "收到政府信息公开申请十三件",
        "申请办理/本年新收/总计",
    ),
    (
        "收到政府信息公开申请１３件。",
        "error",
        "收到政府信息公开申请１３件",
        "申请办理/本年新收/总计",
    ),
    (
        "收到政府信息公开申请一百零二件。",
        "error",
        "收到政府信息公开申请一百零二件",
        "申请办理/本年新收/总计",
    ),
    ("新收申请1,200件。", "error", "新收申请1,200件", "申请办理/本年新收/总计"),
    ("上年结转4件。", "error", "上年结转4件", "申请办理/上年结转/总计"),
    ("结转下年度继续办理3件。", "error", "结转下年度继续办理3件", "申请办理/结转下年/总计"),
    ("已办结申请12件。", "error", "办结申请12件", "申请办理/办理结果/总计/总计"),
    ("从结果看，予以公开7件。", "error", "予以公开7件", "申请办理/办理结果/予以公开/总计"),
    ("不予公开3件。", "error", "不予公开3件", "申请办理/办理结果/不予公开/*/总计"),
    ("无法提供1件。", "error", "无法提供1件", "申请办理/办理结果/无法提供/*/总计"),
    ("不予处理2件。", "error", "不予处理2件", "申请办理/办理结果/不予处理/*/总计"),
    ("其他处理2件。", "error", "其他处理2件", "申请办理/办理结果/其他处理/*/总计"),
    ("因信息公开被申请行政复议3件。", "error", "行政复议3件", "复议诉讼/行政复议/总计"),
    ("因信息公开被提起行政诉讼两起。", "error", "行政诉讼两起", "复议诉讼/行政诉讼/*/总计"),
    ("制发行政规范性文件5件。", "error", "制发行政规范性文件5件", "主动公开/行政规范性文件/制发"),
    ("制发规范性文件4件，废止2件。", "error", "废止2件", "主动公开/行政规范性文件/废止"),
    (
        "现行有效规范性文件31件。",
        "error",
        "现行有效规范性文件31件",
        "主动公开/行政规范性文件/现行有效",
    ),
    ("未收到政府信息公开申请。", "error", "未收到政府信息公开申请", "申请办理/本年新收/总计"),
    ("没有收到依申请公开事项。", "error", "没有收到依申请公开事项", "申请办理/本年新收/总计"),
    (
        "未发生因信息公开引起的行政复议。",
        "error",
        "未发生因信息公开引起的行政复议",
        "复议诉讼/行政复议/总计",
    ),
    ("全年未制发行政规范性文件。", "error", "未制发行政规范性文件", "主动公开/行政规范性文件/制发"),
    # Less sure.
    ("受理政府信息公开申请20件。", "warning", "受理政府信息公开申请20件", "申请办理/本年新收/总计"),
    (
        "收到政府信息公开申请近30件。",
        "warning",
        "收到政府信息公开申请近30件",
        "申请办理/本年新收/总计",
    ),
    (
        "收到政府信息公开申请超过20件。",
        "warning",
        "收到政府信息公开申请超过20件",
        "申请办理/本年新收/总计",
    ),
    (
        "收到政府信息公开申请20余件。",
        "warning",
        "收到政府信息公开申请20余",
        "申请办理/本年新收/总计",
    ),
    (
        "收到政府信息公开申请1.2万件。",
        "warning",
        "收到政府信息公开申请1.2万件",
        "申请办理/本年新收/总计",
    ),
    (
        "信息公开行政复议、行政诉讼共5件。",
        "warning",
        "行政复议、行政诉讼共5件",
        "复议诉讼/行政复议/总计 + 复议诉讼/行政诉讼/*/总计",
    ),
]


@pytest.mark.parametrize(("sentence", "severity", "words", "cell"), WRONG)
def test_a_number_that_is_not_the_table_s_is_told_at_its_words(
    sentence: str, severity: str, words: str, cell: str
) -> None:
    (found,) = contradictions(judged(sentence, SOME))
    rule = "narrative.contradicts" if severity == "error" else "narrative.differs"
    assert (found.rule, found.args["cell"]) == (rule, cell)
    assert pointed(found, sentence).startswith(words)


def test_a_second_number_beside_the_right_one_is_only_a_warning() -> None:
    sentence = "收到政府信息公开申请12件。本季度收到政府信息公开申请5件。"
    assert told(contradictions(judged(sentence, SOME))) == ["narrative.differs/default"]


def test_the_second_of_two_equal_words_is_pointed_at() -> None:
    sentence = "收到政府信息公开申请12件。\n收到政府信息公开申请13件，收到政府信息公开申请13件。"
    first, second = contradictions(judged(sentence, SOME))
    assert (first.at.line, first.at.column) == (4, 1)
    assert (second.at.line, second.at.column) == (4, 15)


def test_words_with_markup_are_pointed_at_as_far_as_they_go() -> None:
    sentence = "收到政府信息公开申请**13件**。"
    (found,) = contradictions(judged(sentence, SOME))
    assert pointed(found, sentence) == "收到政府信息公开申请"


def test_what_was_not_filed_gives_no_verdict() -> None:
    blank: dict[str, Value] = {"申请办理/本年新收/总计": None}
    assert list(contradictions(judged("收到政府信息公开申请13件。", blank))) == []


def test_a_region_s_report_tells_of_the_whole_region() -> None:
    sentence = "全区收到政府信息公开申请13件。"
    assert list(contradictions(judged(sentence, SOME))) == []
    found = contradictions(judged(sentence, SOME, scope=Scope.REGION))
    assert told(found) == ["narrative.contradicts/default"]
    part = "区本级收到政府信息公开申请5件。"
    assert list(contradictions(judged(part, SOME, scope=Scope.REGION))) == []


def test_the_edition_of_2019_has_figures_of_its_own() -> None:
    listed: dict[str, Value] = {"主动公开/规范性文件/新制作": 2, **requests(f"{DONE}/其他处理", 4)}
    right = "新制作规范性文件2件，其他处理4件。"
    assert list(contradictions(judged(right, listed, edition="2019"))) == []
    wrong = "新制作规范性文件3件，其他处理5件。"
    assert len(list(contradictions(judged(wrong, listed, edition="2019")))) == 2


NEW_TOTAL = "申请办理/本年新收/总计"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("12件", []),
        ("十二件", []),
        ("１２件", []),
        ("10余件", []),
        ("近13件", []),
        ("13件", ["narrative.contradicts/bound"]),
        ("近30件", ["narrative.contradicts/bound"]),
        ("未收到政府信息公开申请", ["narrative.contradicts/bound"]),
        ("若干件", ["narrative.differs/unread"]),
    ],
)
def test_bound_words_have_to_say_what_their_cell_says(words: str, said: list[str]) -> None:
    prose = f"收到申请[{words}]{{={NEW_TOTAL}}}。"
    found = list(broken_bonds(judged(prose, SOME)))
    assert told(found) == said
    assert [pointed(item, prose) for item in found] == [words] * len(said)


def test_bound_words_are_not_compared_twice() -> None:
    prose = f"新收政府信息公开申请[13件]{{={NEW_TOTAL}}}。"
    assert list(contradictions(judged(prose, SOME))) == []


def test_bound_words_vouch_for_no_other_number_that_ends_alike() -> None:
    prose = f"档案有[12件]{{={NEW_TOTAL}}}，新收政府信息公开申请112件。"
    found = list(contradictions(judged(prose, SOME)))
    assert [pointed(item, prose) for item in found] == ["新收政府信息公开申请112件"]


@pytest.mark.parametrize(
    ("words", "fine"),
    [("1.20万元", True), ("12000元", True), ("1.2万元", True), ("1.3万元", False), ("12元", False)],
)
def test_money_is_compared_in_its_unit(words: str, *, fine: bool) -> None:
    listed: dict[str, Value] = {"主动公开/行政事业性收费": Amount(value=Decimal("1.20"), unit=None)}
    prose = f"收费[{words}]{{=主动公开/行政事业性收费}}。"
    assert (list(broken_bonds(judged(prose, listed))) == []) is fine


@pytest.mark.parametrize(
    ("sentence", "fine"),
    [
        ("发布信息77条，其中政策文件30条、政策解读47条。", True),
        ("发布信息77条，其中政策文件30条、政策解读40条。", True),
        ("发布信息77条，其中政策文件30条、政策解读48条。", False),
        ("发布信息77条，其中政策文件30条、政策解读40条，新媒体推送300条。", True),
        ("发布信息77条，其中政策文件30篇、政策解读48条。", True),
        ("发布信息近77条，其中政策文件30条、政策解读48条。", True),
        ("发布信息77条，分别为政策文件30条、政策解读40条。", False),
        ("发布信息77条，分别为政策文件30条、政策解读47条。", True),
        ("其中政策文件30条、政策解读48条。", True),
    ],
)
def test_parts_come_to_no_more_than_their_whole(sentence: str, *, fine: bool) -> None:
    assert (list(broken_splits(judged(sentence))) == []) is fine


def test_a_split_that_may_begin_with_anything_is_looked_for_everywhere() -> None:
    report = judged("发布信息77条，内含政策文件30条、政策解读48条。")
    assert list(broken_splits(report)) == []
    prose = replace(report.form.prose, split=("(?=内含)内含",))
    (found,) = broken_splits(replace(report, form=replace(report.form, prose=prose)))
    assert (found.args["whole"], found.args["total"]) == ("77条", "78")


CITY = (
    "全市新收政府信息公开申请3511件，上年结转96件，共3607件，其中市政府349件，市各部门933件，"
    "沭阳县477件，泗阳县301件，泗洪县874件，宿豫区216件，宿城区348件，宿迁经济技术开发区55件，"
    "市湖滨新区26件，苏州宿迁工业园区12件，市洋河新区16件。"
)


def test_a_city_s_split_by_agencies_adds_up_and_a_changed_part_does_not() -> None:
    assert list(broken_splits(judged(CITY))) == []
    (found,) = broken_splits(judged(CITY.replace("874件", "847件")))
    assert (found.args["whole"], found.args["total"]) == ("3607件", "3580")


def test_numbers_that_nothing_vouches_for_are_listed_with_their_places() -> None:
    prose = (
        "2023年，发布信息77条，推送**近700条**，文号〔2021〕30号，电话0000-0000001，"
        f"新收政府信息公开申请12件，结转[2件]{{={'申请办理/结转下年/总计'}}}，答复{{{{{NEW_TOTAL}}}}}件。"
    )
    found = list(unbound(judged(prose, SOME)))
    assert [item.words for item in found] == ["77条", "近700条"]
    assert [(item.at.line, item.at.column) for item in found] == [(3, 11), (3, 19)]


def test_a_denial_ends_where_a_number_is_stated() -> None:
    figures = {**SOME, "复议诉讼/行政复议/总计": 0}
    prose = "未发生因政府信息公开引起的行政复议，行政诉讼1件。"
    assert list(contradictions(judged(prose, figures))) == []
    wrong = "未发生因政府信息公开引起的行政诉讼，行政复议0件。"
    (found,) = contradictions(judged(wrong, figures))
    assert found.variant == "denial"


APPLICANTS: dict[str, Value] = {
    **SOME,
    f"申请办理/{NEW}/自然人": 9,
    f"申请办理/{NEW}/商业企业": 2,
    f"申请办理/{NEW}/法律服务": 1,
    f"申请办理/{IN}/自然人": 3,
    f"申请办理/{DONE}/总计/自然人": 10,
    "主动公开/行政许可": 70,
    "主动公开/行政处罚": 6,
}


@pytest.mark.parametrize(
    "prose",
    [
        "收到政府信息公开申请12件，其中自然人申请9件，法人或其他组织申请3件。",
        "收到政府信息公开申请12件，其中自然人9件、商业企业2件、法律服务机构1件。",
        "受理政府信息公开申请15件，其中自然人提出申请12件。",
        "办结申请13件，其中自然人申请10件。",
        "自然人、法人或其他组织申请12件。",
        "予以公开的申请中，自然人5件。",
        "全年作出行政许可决定70件、行政处罚决定6件。",
        "在网站公示行政许可决定65件。",
        "全市作出行政许可决定700件。",
    ],
)
def test_applicants_and_decisions_that_agree_are_fine(prose: str) -> None:
    assert list(contradictions(judged(prose, APPLICANTS))) == []


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("收到政府信息公开申请12件，其中自然人申请8件。", "自然人申请8件"),
        ("收到申请12件，其中法人或其他组织申请4件。", "法人或其他组织申请4件"),
        ("收到申请12件，其中商业企业申请5件。", "商业企业申请5件"),
        ("全年作出行政许可决定71件。", "作出行政许可决定71件"),
        ("行政处罚决定60件。", "行政处罚决定60件"),
    ],
)
def test_applicants_and_decisions_that_do_not_are_a_warning(prose: str, words: str) -> None:
    (found,) = contradictions(judged(prose, APPLICANTS))
    assert (found.rule, pointed(found, prose)) == ("narrative.differs", words)
