"""Numbers that name a person are found however they are written; harmless ones raise nothing.

All of them are invented: regions that do not exist, births in 1900, runs of zeros.
"""

from __future__ import annotations

import unicodedata

import pytest
from stdnum import luhn
from stdnum.cn import ric

from generator.check.privacy import attached_numbers, is_text, personal_numbers
from generator.privacy import Kind, mask, sightings
from generator.report import Contact, Correction, Waiver
from generator.site import Site
from tests.support.judged import judged, pointed
from tests.support.records import agency, told


def citizen(front: str = "99000019000101001") -> str:
    """A citizen's number that nobody has."""
    return f"{front}{ric.calc_check_digit(front)}"


def card(front: str = "620000000000000") -> str:
    """A card's number that nobody has."""
    return f"{front}{luhn.calc_check_digit(front)}"


MOBILE = "13800001234"

HARMLESS = [
    "电话0000-0000001",
    "电话88880000",
    "电话（0000）88880000转8001",
    "热线12345",
    "热线400-000-0000",
    "热线4000000000",
    "传真0000-00000001",
    "邮编000000",
    "国办公开办函〔2021〕30号",
    "演示政发〔2023〕12345号",
    "（2023）演0110行初12345号",
    "演复决字〔2023〕第00123号",
    "索引号990100004/2025-00049",
    "索引号000000000/2023-000001",
    "统一社会信用代码91990000MA00000000",
    "统一社会信用代码119900000000000000",
    "演示ICP备13800001号",
    "演示公网安备99011002013579号",
    "网站标识码9901000001",
    "行政区划代码990102101000",
    "手机138****1234",
    "证件号990***********001X",
    "账号6200********0005",
    "金额13800001234.50元",
    "编号A13800001234",
    "项目代码2023-990100-00-01-138000",
    "流水号990100202301150012",
    "2023年1月1日至12月31日，第20230101号",
    "阅读量138000012345次",
    "发布1380条、0000条、1234条",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_number_raises_nothing(text: str) -> None:
    assert sightings(f"前{text}后", born_by=2018) == []


def test_there_are_many_harmless_numbers() -> None:
    assert len(HARMLESS) >= 27


DISGUISES = [
    "１３８００００１２３４",
    "138 0000 1234",
    "1 3 8 0 0 0 0 1 2 3 4",
    "138-0000-1234",
    "138—0000—1234",
    "138\u200b0000\u200b1234",
    "138\u00a00000\u30001234",
    "138.0000.1234",
    "+86 13800001234",
    "8613800001234",
    "①③⑧⓪⓪⓪⓪①②③④",
    "一三八〇〇〇〇一二三四",
    "𝟏𝟑𝟖𝟎𝟎𝟎𝟎𝟏𝟐𝟑𝟒",
    "1380000\u00ad1234",
]


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguised_mobile_number_is_found(disguise: str) -> None:
    (found,) = sightings(f"电话：{disguise}。")
    assert (found.kind, found.number) == (Kind.MOBILE, MOBILE)


@pytest.mark.parametrize("before", range(8))
@pytest.mark.parametrize("number", [MOBILE, citizen(), " ".join(MOBILE)])
def test_a_number_is_found_wherever_it_stands(number: str, before: int) -> None:
    (found,) = sightings(f"{'年' * before}{number}{'月' * 9}")
    assert (found.start, found.end) == (before, before + len(number))


def test_digits_of_every_script_are_digits_with_and_without_wide_characters() -> None:
    every = [char for char in map(chr, range(0x10000)) if unicodedata.category(char) == "Nd"]
    ones = [char for char in every if unicodedata.decimal(char) == 1]
    assert len(every) > len(ones) * 9
    for char in ones:
        text = f"{char}{MOBILE[1:]}"
        assert [found.number for found in sightings(text)] == [MOBILE], ascii(char)
        assert [found.number for found in sightings(f"𠮷：{text}")] == [MOBILE], ascii(char)


@pytest.mark.parametrize("gap", ["", " ", "-", "\u200b", "\u3000", "·"])
def test_a_disguised_citizen_s_number_is_found(gap: str) -> None:
    number = citizen()
    text = f"证件{gap.join((number[:6], number[6:14], number[14:]))}。"
    (found,) = sightings(text)
    assert (found.kind, found.number) == (Kind.CITIZEN, number)


def test_full_width_digits_and_x_make_a_citizen_s_number() -> None:
    number = citizen()
    assert number.endswith("X")
    wide = "".join(chr(ord(char) + 0xFEE0) for char in number)
    assert [item.number for item in sightings(wide)] == [number]


def test_a_wrong_check_digit_or_day_makes_none() -> None:
    number = citizen()
    assert sightings(f"{number[:-1]}0") == []
    assert sightings(citizen("99000019000231001")) == []
    assert sightings(f"{card()[:-1]}{(int(card()[-1]) + 1) % 10}") == []


@pytest.mark.parametrize("length", [16, 17, 18, 19])
def test_a_card_is_found_by_its_check_digit(length: int) -> None:
    number = card("62" + "0" * (length - 3))
    (found,) = sightings(f"账号{number}。")
    assert (found.kind, found.number) == (Kind.CARD, number)


def test_a_serial_with_a_date_of_these_years_needs_words_to_be_a_citizen_s() -> None:
    number = citizen("99000020230101001")
    assert sightings(f"流水号{number}", born_by=2018) == []
    assert len(sightings(f"身份证号{number}", born_by=2018)) == 1


@pytest.mark.parametrize("text", [*DISGUISES, citizen(), card()])
def test_a_masked_text_is_as_long_and_says_nothing(text: str) -> None:
    masked = mask(f"前{text}后")
    assert len(masked) == len(text) + 2
    assert sightings(masked) == []
    assert masked != f"前{text}后"


def test_a_text_without_such_numbers_stays_as_it_is() -> None:
    for text in HARMLESS:
        if text.startswith("流水号"):
            continue  # where nobody says of which year the report is, it may be a citizen's
        assert mask(text) == text


def test_a_number_in_the_prose_is_pointed_at_and_masked() -> None:
    prose = f"如有疑问，联系电话{MOBILE}，证件号{citizen()}。"
    mobile, identity = personal_numbers(judged(prose))
    assert pointed(mobile, prose) == MOBILE
    assert pointed(identity, prose) == citizen()
    assert mobile.args == {"found": "138******34"}
    assert MOBILE not in repr(mobile)


def test_title_waivers_and_corrections_are_looked_at_too() -> None:
    from datetime import date

    waiver = Waiver(rule="r", cells=(), reason=f"问{MOBILE}")
    correction = Correction(day=date(2024, 2, 1), reason=f"卡{card()}", changes=())
    looked = judged("正文。", title=citizen(), waivers=(waiver,), corrections=(correction,))
    found = list(personal_numbers(looked))
    assert told(found) == [
        "privacy.citizen-id/default",
        "privacy.mobile/default",
        "privacy.bank-card/default",
    ]
    assert [item.at.path for item in found] == [
        ("title",),
        ("waivers", 0, "reason"),
        ("corrections", 0, "reason"),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"agency": agency(contact=Contact(phone="138-0000-1234"))},
        {"above": (agency(contact=Contact(phone=MOBILE)),)},
        {"contact": Contact(phone=MOBILE)},
        {"site": Site(name="", public_numbers=("１３８ 0000 1234",))},
    ],
)
def test_a_number_that_an_office_publishes_is_fine(changes: dict[str, object]) -> None:
    assert list(personal_numbers(judged(f"联系电话{MOBILE}。", **changes))) == []


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_number_in_a_plain_attachment_is_told_with_its_place(coding: str) -> None:
    raw = f"序号,联系电话\r\n1,138-0000-1234\r\n2,{citizen()}\r\n".encode(coding)
    mobile, identity = attached_numbers(judged("正文。"), "content/demo/2023/名单.csv", raw)
    assert (mobile.at.file, mobile.at.line, mobile.at.column) == (
        "content/demo/2023/名单.csv",
        2,
        3,
    )
    assert (mobile.at.width, identity.at.line) == (13, 3)
    assert MOBILE not in repr((mobile, identity))


def test_rows_of_figures_in_an_attachment_are_no_numbers() -> None:
    rows = "1 3 8 0 0 0 0 1 2 3 4\n1,3,8,0,0,0,0,1,2,3,4\n1\n3\n8\n0\n0\n0\n0\n1\n2\n3\n4\n"
    assert list(attached_numbers(judged("正文。"), "甲.txt", rows.encode())) == []


def test_what_is_plain_text_is_told_by_its_name() -> None:
    names = ("甲.csv", "甲.TXT", "甲.pdf", "甲.xlsx", "甲")
    assert [name for name in names if is_text(name)] == ["甲.csv", "甲.TXT"]


def test_a_number_behind_many_digits_with_blanks_is_found() -> None:
    text = "0 " * 75 + MOBILE
    assert [found.number for found in sightings(text)] == [MOBILE]
