"""What is offered to mend broken sums: for each kind of slip, and where nothing or several things fit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator.check.equations import broken_identities
from generator.check.repair.search import groups
from generator.check.repair.slips import SLIPS
from generator.check.repair.system import system
from generator.diagnostic import Diagnostic, Repair, from_plain, to_plain
from generator.form import Form
from generator.report import Amount, Value
from tests.support.forms import fictionia, shipped
from tests.support.records import filing, report, subject

FORM = shipped("2021")
COLUMNS = ("自然人", "商业企业", "科研机构", "公益组织", "法律服务", "其他", "总计")
GRANTED, PARTIAL = "申请办理/办理结果/予以公开", "申请办理/办理结果/部分公开"
IN, HANDLED = "申请办理/本年新收", "申请办理/办理结果/总计"


def rows(**changes: Any) -> dict[str, Value]:
    """A sound table 3, with some cells changed: ``changes`` are lists of seven, by row."""
    sound = {
        IN: [52, 12, 0, 0, 0, 0, 64],
        GRANTED: [31, 5, 0, 0, 0, 0, 36],
        PARTIAL: [21, 7, 0, 0, 0, 0, 28],
        HANDLED: [52, 12, 0, 0, 0, 0, 64],
    }
    names = {"received": IN, "granted": GRANTED, "partial": PARTIAL, "handled": HANDLED}
    sound |= {names[name]: row for name, row in changes.items()}
    return {
        f"{row}/{column}": figure
        for row, figures in sound.items()
        for column, figure in zip(COLUMNS, figures, strict=True)
    }


def found(listed: dict[str, Value], form: Form = FORM, **changes: Any) -> list[Diagnostic]:
    return list(broken_identities(subject(form, listed, **changes)))


def offers(listed: dict[str, Value], form: Form = FORM, **changes: Any) -> tuple[Repair, ...]:
    """What is offered with the first finding."""
    return found(listed, form, **changes)[0].repairs


def told(repair: Repair) -> tuple[str, dict[str, tuple[str, str]]]:
    return repair.slip, {item.cell: (item.was, item.now) for item in repair.changes}


def test_the_sound_table_is_sound() -> None:
    assert found(rows()) == []


@pytest.mark.parametrize(
    ("wrong", "slip", "right"),
    [
        ([13, 5, 0, 0, 0, 0, 36], "transposed", "31"),
        ([310, 5, 0, 0, 0, 0, 36], "zero", "31"),
        ([32, 5, 0, 0, 0, 0, 36], "one", "31"),
        ([71, 5, 0, 0, 0, 0, 36], "figure", "31"),
    ],
)
def test_one_wrong_figure_is_found_by_all_the_sums_it_breaks(
    wrong: list[int], slip: str, right: str
) -> None:
    (repair,) = offers(rows(granted=wrong))
    assert told(repair) == (slip, {f"{GRANTED}/自然人": (str(wrong[0]), right)})
    assert (repair.settles, repair.rivals) == (2, 0)


def test_a_zero_too_few_is_a_slip_too() -> None:
    (repair,) = offers(rows(received=[52, 12, 0, 0, 0, 0, 64], partial=[21, 7, 0, 0, 0, 0, 280]))
    assert told(repair) == ("zero", {f"{PARTIAL}/总计": ("280", "28")})


def test_a_wrong_total_is_told_where_three_sums_meet() -> None:
    (repair,) = offers(rows(handled=[52, 12, 0, 0, 0, 0, 46]))
    assert told(repair) == ("transposed", {f"{HANDLED}/总计": ("46", "64")})
    assert repair.settles == 3


def test_neighbours_that_changed_places_are_found() -> None:
    repair = offers(rows(granted=[5, 31, 0, 0, 0, 0, 36]))[0]
    assert told(repair) == (
        "neighbours",
        {f"{GRANTED}/自然人": ("5", "31"), f"{GRANTED}/商业企业": ("31", "5")},
    )


def test_figures_further_apart_that_changed_places_are_found() -> None:
    first, *_ = offers(rows(granted=[0, 5, 0, 31, 0, 0, 36]))
    assert first.slip == "swapped"
    assert {item.now for item in first.changes} == {"31", "0"}


def test_digits_on_the_wrong_side_of_a_comma_are_found() -> None:
    repair = offers(rows(granted=[3, 15, 0, 0, 0, 0, 36]))[0]
    assert told(repair) == (
        "split",
        {f"{GRANTED}/自然人": ("3", "31"), f"{GRANTED}/商业企业": ("15", "5")},
    )


def test_figures_that_ran_together_are_found() -> None:
    repair = offers(rows(granted=[315, 0, 0, 0, 0, 0, 36]))[0]
    assert told(repair) == (
        "split",
        {f"{GRANTED}/自然人": ("315", "31"), f"{GRANTED}/商业企业": ("0", "5")},
    )


@pytest.mark.parametrize("wrong", [[0, 31, 5, 0, 0, 0, 36], [0, 31, 5, 4, 0, 0, 40]])
def test_a_row_that_slipped_by_one_cell_is_found(wrong: list[int]) -> None:
    right = [*wrong[1:6], 0, wrong[6]]
    more = right[2]
    sound = rows(
        received=[52, 12, more, 0, 0, 0, 64 + more], handled=[52, 12, more, 0, 0, 0, 64 + more]
    )
    slipped = {f"{GRANTED}/{column}": value for column, value in zip(COLUMNS, wrong, strict=True)}
    repair = offers({**sound, **slipped})[0]
    assert repair.slip == "shifted"
    assert {item.cell: int(item.now) for item in repair.changes} == {
        f"{GRANTED}/{column}": now
        for column, now, was in zip(COLUMNS, right, wrong, strict=True)
        if now != was
    }


def test_a_row_that_would_lose_a_figure_has_not_slipped() -> None:
    found_ = offers(rows(granted=[5, 31, 5, 0, 0, 0, 36]))
    assert "shifted" not in [repair.slip for repair in found_]


def test_a_case_in_the_wrong_column_is_found_and_other_rows_are_as_good() -> None:
    first, second, *_ = offers(rows(granted=[30, 6, 0, 0, 0, 0, 36]))
    assert told(first) == (
        "strayed",
        {f"{GRANTED}/自然人": ("30", "31"), f"{GRANTED}/商业企业": ("6", "5")},
    )
    assert told(second)[1] == {
        f"{PARTIAL}/自然人": ("21", "22"),
        f"{PARTIAL}/商业企业": ("7", "6"),
    }
    assert first.rivals == second.rivals == 1


def test_several_cases_in_the_wrong_row_are_found() -> None:
    found_ = offers(rows(granted=[29, 5, 0, 0, 0, 0, 36], partial=[23, 7, 0, 0, 0, 0, 28]))
    assert ("moved", {f"{GRANTED}/自然人": ("29", "31"), f"{PARTIAL}/自然人": ("23", "21")}) in [
        told(repair) for repair in found_
    ]


def test_an_item_and_its_total_that_are_out_by_as_much_are_found() -> None:
    repair = offers(rows(received=[50, 12, 0, 0, 0, 0, 62]))[0]
    assert told(repair) == (
        "together",
        {f"{IN}/自然人": ("50", "52"), f"{IN}/总计": ("62", "64")},
    )


def test_two_slips_that_share_no_sum_are_told_apart_by_their_size() -> None:
    wrong = rows(granted=[41, 5, 0, 0, 0, 0, 36], partial=[21, 10, 0, 0, 0, 0, 28])
    (repair,) = offers(wrong)
    assert told(repair) == (
        "figures",
        {f"{GRANTED}/自然人": ("41", "31"), f"{PARTIAL}/商业企业": ("10", "7")},
    )


def test_three_slips_are_told_apart_too() -> None:
    wrong = rows(
        received=[52, 12, 0, 0, 0, 2, 64],
        granted=[41, 5, 0, 0, 0, 0, 36],
        partial=[21, 10, 0, 0, 0, 0, 28],
    )
    mended = {
        item.cell: item.now for finding in found(wrong) for item in finding.repairs[0].changes
    }
    assert mended == {f"{IN}/其他": "0", f"{GRANTED}/自然人": "31", f"{PARTIAL}/商业企业": "7"}


def test_tables_are_mended_each_for_itself() -> None:
    wrong = {**rows(granted=[13, 5, 0, 0, 0, 0, 36]), "复议诉讼/行政复议/总计": 10}
    by_rule = {finding.rule: finding.repairs for finding in found(wrong)}
    assert by_rule["balance.row"] == by_rule["balance.outcomes"] != by_rule["balance.disputes"]
    assert by_rule["balance.row"][0].slip == "transposed"


def test_two_exchanges_are_told_apart() -> None:
    wrong = rows(granted=[5, 31, 0, 0, 0, 0, 36])
    wrong |= {
        f"{row}/{column}": figure
        for row in (IN, HANDLED)
        for column, figure in (("法律服务", 4), ("其他", 2), ("总计", 70))
    }
    wrong |= {f"{PARTIAL}/法律服务": 2, f"{PARTIAL}/其他": 4, f"{PARTIAL}/总计": 34}
    best = {finding.repairs[0] for finding in found(wrong)}
    assert {repair.slip for repair in best} == {"neighbours"}
    assert {item.cell for repair in best for item in repair.changes} == {
        *(f"{GRANTED}/{column}" for column in ("自然人", "商业企业")),
        *(f"{PARTIAL}/{column}" for column in ("法律服务", "其他")),
    }


def test_a_figure_that_three_sums_accuse_is_told_beside_a_slip_of_another_kind() -> None:
    wrong = rows(granted=[5, 31, 0, 0, 0, 0, 36], handled=[52, 12, 0, 0, 0, 0, 46])
    best = {finding.repairs[0] for finding in found(wrong)}
    assert {repair.slip for repair in best} == {"transposed", "neighbours"}
    assert all(finding.repairs for finding in found(wrong))


def test_a_zero_too_many_is_told_without_the_figures_that_could_be_anything() -> None:
    repairs = offers({"复议诉讼/行政复议/结果维持": 4, "复议诉讼/行政复议/总计": 40})
    assert [(repair.slip, repair.rivals) for repair in repairs] == [("zero", 1), ("zero", 1)]


def test_every_figure_of_a_small_sum_is_offered_if_all_are_as_good() -> None:
    repairs = offers({"复议诉讼/行政复议/结果维持": 1, "复议诉讼/行政复议/总计": 2})
    assert [told(repair)[1] for repair in repairs] == [
        {"复议诉讼/行政复议/结果维持": ("1", "2")},
        {"复议诉讼/行政复议/总计": ("2", "1")},
        {"复议诉讼/行政复议/结果纠正": ("0", "1")},
        {"复议诉讼/行政复议/其他结果": ("0", "1")},
        {"复议诉讼/行政复议/尚未审结": ("0", "1")},
    ]
    assert {repair.rivals for repair in repairs} == {4}


def test_no_repair_makes_a_figure_negative() -> None:
    repairs = offers({"复议诉讼/行政复议/结果维持": 3, "复议诉讼/行政复议/总计": 1})
    assert [told(repair)[1] for repair in repairs] == [
        {"复议诉讼/行政复议/结果维持": ("3", "1")},
        {"复议诉讼/行政复议/总计": ("1", "3")},
    ]


def test_figures_of_two_sums_that_changed_places_are_found() -> None:
    wrong: dict[str, Value] = {
        "复议诉讼/行政复议/结果维持": 7,
        "复议诉讼/行政复议/总计": 3,
        "复议诉讼/行政诉讼/未经复议/结果维持": 7,
        "复议诉讼/行政诉讼/未经复议/其他结果": 1,
        "复议诉讼/行政诉讼/未经复议/总计": 4,
    }
    slips = [repair.slip for repair in offers(wrong)]
    assert "neighbours" in slips


def test_totals_that_were_worked_out_are_no_candidates() -> None:
    derived = frozenset(
        identity.left[0].cell for identity in FORM.identities if identity.rule == "balance.row"
    )
    listed = rows(granted=[13, 5, 0, 0, 0, 0, 18])
    repairs = offers(listed, derived=derived)
    cells = {item.cell for repair in repairs for item in repair.changes}
    assert not any(cell.endswith("/总计") and "/办理结果/总计" not in cell for cell in cells)
    assert told(repairs[0]) == ("transposed", {f"{GRANTED}/自然人": ("13", "31")})


def test_a_blank_is_neither_evidence_nor_a_candidate() -> None:
    listed = rows(granted=[13, 5, 0, 0, 0, 0, None])
    repairs = offers(listed)
    assert f"{GRANTED}/总计" not in {item.cell for repair in repairs for item in repair.changes}
    assert told(repairs[0]) == ("transposed", {f"{GRANTED}/自然人": ("13", "31")})


def test_what_last_year_carried_over_counts_as_evidence() -> None:
    carried = "申请办理/上年结转"
    wrong: dict[str, Value] = {f"{carried}/自然人": 12, f"{carried}/总计": 21}
    wrong |= {f"{HANDLED}/自然人": 21, f"{HANDLED}/总计": 21}
    wrong |= {f"{GRANTED}/自然人": 21, f"{GRANTED}/总计": 21}
    left: dict[str, Value] = {"申请办理/结转下年/自然人": 21, "申请办理/结转下年/总计": 21}
    earlier = filing(report(FORM, left, year=2022, slug="2022"))
    (repair,) = offers(wrong, previous=earlier, previous_form=FORM)
    assert told(repair) == ("transposed", {f"{carried}/自然人": ("12", "21")})
    assert repair.settles == 3


def test_where_only_last_year_can_be_wrong_nothing_is_offered() -> None:
    left: dict[str, Value] = {"申请办理/结转下年/自然人": 4}
    earlier = filing(report(FORM, left, year=2022, slug="2022"))
    assert offers({}, previous=earlier, previous_form=FORM) == ()


def test_amounts_are_mended_exactly_and_keep_their_unit() -> None:
    form = fictionia(
        "    rules:\n"
        "      - {rule: fees.even, each: table, equation: charged = waived, source: nowhere}\n"
    )
    listed: dict[str, Value] = {
        "Fees/Charged": Amount(value=Decimal("12.50"), unit="crowns"),
        "Fees/Waived": Amount(value=Decimal("1.25"), unit=None),
    }
    assert [told(repair) for repair in offers(listed, form)] == [
        ("zero", {"Fees/Charged": ("12.50crowns", "1.25crowns")}),
        ("zero", {"Fees/Waived": ("1.25", "12.50")}),
    ]


def test_findings_of_one_slip_have_the_same_repairs() -> None:
    findings = found(rows(handled=[52, 12, 0, 0, 0, 0, 46]))
    assert len({finding.repairs for finding in findings}) == 1
    assert len(findings) == 3


def test_a_repair_points_at_the_place_in_the_file() -> None:
    (repair,) = offers(rows(granted=[13, 5, 0, 0, 0, 0, 36]))
    (change,) = repair.changes
    assert change.at.file == "content/demo/2023.yml"
    assert change.at.path == ("申请办理", "办理结果", "予以公开", "自然人")


def test_a_finding_with_repairs_survives_the_memory() -> None:
    for finding in found(rows(granted=[5, 31, 0, 0, 0, 0, 36])):
        assert from_plain(to_plain(finding)) == finding
        assert finding.repairs


def test_sums_hang_together_where_they_share_a_figure() -> None:
    wrong = report(FORM, {**rows(granted=[13, 5, 0, 0, 0, 0, 36]), "复议诉讼/行政复议/总计": 1})
    verdicts = [
        sum(
            sign * int(wrong.figures[operand.cell] or 0)  # type: ignore[arg-type]
            for sign, operand in zip(identity.signs, identity.operands, strict=True)
        )
        if not identity.reaches_back
        else None
        for identity in FORM.identities
    ]
    names = {
        frozenset(FORM.identities[sum_].rule for sum_ in group)
        for group in groups(system(FORM, wrong, verdicts))
    }
    assert names == {
        frozenset({"balance.outcomes", "balance.row"}),
        frozenset({"balance.disputes"}),
    }


def test_slips_of_one_figure_come_before_those_of_several() -> None:
    single = max(SLIPS[name] for name in ("transposed", "zero", "one", "figure"))
    several = ("strayed", "swapped", "together", "moved", "figures")
    assert all(SLIPS[name] > single for name in several)
