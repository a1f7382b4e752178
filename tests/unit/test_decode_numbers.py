"""How a figure may be written. Nothing is guessed, nothing is repaired."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.decode.numbers import is_mark, number
from generator.form import Measure
from generator.report import Amount, Value


def count(text: str) -> Value | str:
    return number(text, Measure.COUNT, unit_printed=True)


def change(text: str) -> Value | str:
    return number(text, Measure.CHANGE, unit_printed=True)


def amount(text: str, *, unit_printed: bool = True) -> Value | str:
    return number(text, Measure.AMOUNT, unit_printed=unit_printed)


@pytest.mark.parametrize("text", ["0", "1", "10", "999", "123456789", "999999999"])
def test_a_count_is_zero_or_up_to_nine_digits(text: str) -> None:
    assert count(text) == int(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1,234", "thousands"),
        ("1_000", "thousands"),
        ("12'345'678", "thousands"),
        ("1,234.50", "thousands"),
        ("007", "leading-zero"),
        ("00", "leading-zero"),
        ("1000000000", "too-large"),
        ("9" * 5000, "too-large"),
        ("-1", "negative"),
        ("−1", "negative"),
        ("–1", "negative"),
        ("-1.5", "negative"),
        ("+1", "sign"),
        ("1.0", "fraction"),
        ("1.", "fraction"),
        (".5", "fraction"),
        ("1件", "unit"),
        ("1 件", "unit"),
        ("12.5万元", "unit"),
        ("3pieces", "unit"),
        ("１２", "fullwidth"),
        ("1２", "fullwidth"),
        ("1，234", "fullwidth"),
        ("²", "fullwidth"),
        ("－1", "fullwidth"),
        ("\u30001", "fullwidth"),
        ("\u00a01", "fullwidth"),
        ("1e3", "other"),
        ("1:30", "other"),
        ("0x1F", "other"),
        ("no", "other"),
        ("十二", "other"),
        ("٣", "other"),
        (".inf", "other"),
        ("1-2", "other"),
        ("1 2", "other"),
        ("1,23", "other"),
        (" 1", "other"),
        ("1\n", "other"),
        ("2023-12-31", "other"),
    ],
)
def test_what_is_no_count_is_named_by_what_is_wrong_with_it(text: str, fault: str) -> None:
    assert count(text) == fault


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("19", 19), ("+19", 19), ("-3", -3), ("-999999999", -999999999)]
)
def test_a_change_may_carry_a_sign(text: str, value: int) -> None:
    assert change(text) == value


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("+0", "sign"),
        ("-0", "negative"),
        ("-03", "negative"),
        ("−3", "fullwidth"),
        ("–3", "fullwidth"),
        ("－3", "fullwidth"),
        ("+1.5", "sign"),
        ("1,000", "thousands"),
    ],
)
def test_what_is_no_change_is_named_by_what_is_wrong_with_it(text: str, fault: str) -> None:
    assert change(text) == fault


@pytest.mark.parametrize("text", ["0", "12", "12.5", "12.50", "0.0000", "999999999999.123456"])
def test_an_amount_keeps_the_precision_it_was_written_with(text: str) -> None:
    value = amount(text)
    assert isinstance(value, Amount)
    assert (str(value.value), value.unit) == (text, None)


@pytest.mark.parametrize("unit", ["元", "万元", "亿元"])
@pytest.mark.parametrize("blank", ["", " "])
def test_an_amount_may_name_its_unit_where_the_form_prints_none(blank: str, unit: str) -> None:
    value = amount(f"12.50{blank}{unit}", unit_printed=False)
    assert value == Amount(value=Decimal("12.50"), unit=unit)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("12.5万元", "unit"),
        ("1,234.5", "thousands"),
        (".5", "fraction"),
        ("12.", "fraction"),
        ("1.1234567", "fraction"),
        ("01.5", "fraction"),
        ("-1.5", "negative"),
        ("+1.5", "sign"),
        ("1.2.3", "other"),
        ("12．5", "fullwidth"),
        ("1234567890123", "too-large"),
    ],
)
def test_what_is_no_amount_is_named_by_what_is_wrong_with_it(text: str, fault: str) -> None:
    assert amount(text) == fault


@pytest.mark.parametrize("text", ["12.5美元", "12.5  元", "元", "12.5元整", "12.5万"])
def test_a_unit_is_one_of_three(text: str) -> None:
    assert amount(text, unit_printed=False) in ("unit", "other")


MARKS = ["", "  ", "-", "—", "–", "－", "/", "／", "无", "——", "--", "空", "空白", "N/A", "未填报"]


@pytest.mark.parametrize("text", MARKS)
def test_what_stands_for_an_empty_cell_on_paper_is_a_mark(text: str) -> None:
    assert is_mark(text)


@pytest.mark.parametrize("text", ["0", "-1", "无0", "没有", "O"])
def test_what_could_be_a_figure_is_no_mark(text: str) -> None:
    assert not is_mark(text)
