"""``agency.yml``: an organ and where to ask it."""

from __future__ import annotations

import pytest

from generator import decode, source
from generator.diagnostic import Diagnostic
from generator.kinds import KINDS
from generator.report import Agency, Contact
from tests.support.records import told


def decoded(text: str, parent: str | None = None) -> tuple[Agency, tuple[Diagnostic, ...]]:
    read = source.read(text.encode(), "agency.yml")
    assert read.data is not None, read.diagnostics
    return decode.agency(read.data, id="city/commerce", parent=parent, file="agency.yml")


def sound(text: str, parent: str | None = None) -> Agency:
    agency, findings = decoded(f"name: 演示市商务局\nkind: department\n{text}", parent)
    assert findings == ()
    return agency


def only(text: str) -> Diagnostic:
    _, (finding,) = decoded(f"name: 演示市商务局\nkind: department\n{text}")
    return finding


def test_every_fact_is_kept() -> None:
    text = """
name_en: Bureau of Commerce
short: 市商务局
region: "330110"
contact:
  office: 办公室
  address: 演示路1号
  postcode: "310023"
  phone: 0571-88728707
  email: office@example.gov.cn
"""
    assert sound(text, parent="city") == Agency(
        id="city/commerce",
        name="演示市商务局",
        english="Bureau of Commerce",
        short="市商务局",
        kind="department",
        region="330110",
        parent="city",
        contact=Contact(
            office="办公室",
            address="演示路1号",
            postcode="310023",
            phone="0571-88728707",
            email="office@example.gov.cn",
        ),
    )


def test_the_short_name_is_the_name_where_none_is_given() -> None:
    assert sound("").short == "演示市商务局"


def test_the_agency_above_is_that_of_the_folder_above() -> None:
    assert sound("", parent="city").parent == "city"


def test_a_file_may_name_another_agency_above() -> None:
    assert sound("parent: province\n", parent="city").parent == "province"


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_one_of_those_known(kind: str) -> None:
    agency, findings = decoded(f"name: 演示\nkind: {kind}\n")
    assert (agency.kind, findings) == (kind, ())


@pytest.mark.parametrize("key", ["name", "kind"])
def test_an_agency_has_to_give(key: str) -> None:
    lines = {"name": "name: 演示\n", "kind": "kind: department\n"}
    del lines[key]
    _, (finding,) = decoded("".join(lines.values()))
    assert (finding.rule, finding.variant, finding.at.path) == ("content.missing", "key", (key,))


def test_an_agency_without_a_name_is_called_by_its_folder() -> None:
    agency, findings = decoded("kind: department\n")
    assert (agency.name, told(findings)) == ("city/commerce", ["content.missing/key"])


@pytest.mark.parametrize("code", ["330110", "330110002001"])
def test_a_region_code_has_six_or_twelve_digits(code: str) -> None:
    assert sound(f'region: "{code}"\n').region == code


@pytest.mark.parametrize(
    ("line", "variant"),
    [
        ("kind: bureau", "choice"),
        ('region: "33011"', "region"),
        ('region: "030110"', "region"),
        ("contact: 电话", "mapping"),
        ('contact: {postcode: "31002"}', "postcode"),
        ("contact: {email: office}", "email"),
        ("contact: {email: a b@c}", "email"),
        ("short: {a: b}", "text"),
    ],
)
def test_a_fact_of_the_wrong_kind_is_told(line: str, variant: str) -> None:
    text = (
        f"name: 演示\n{line}\n" if line.startswith("kind") else f"name: 演示\nkind: zone\n{line}\n"
    )
    _, (finding,) = decoded(text)
    assert (finding.rule, finding.variant) == ("content.type", variant)


def test_a_key_that_means_nothing_is_told_with_the_one_meant() -> None:
    finding = only("contact: {telephone: 1}\n")
    assert (finding.at.path, finding.args["meant"]) == (("contact", "telephone"), "phone")


@pytest.mark.parametrize(
    ("text", "makes"), [("", None), ("makes_rules: yes\n", True), ("makes_rules: no\n", False)]
)
def test_whether_an_organ_makes_rules_is_said_or_left_open(
    text: str, *, makes: bool | None
) -> None:
    assert sound(text).makes_rules is makes


def test_a_kind_that_is_not_given_stands_in_for_the_least_duties() -> None:
    agency, findings = decoded("name: 演示市商务局\n")
    assert told(findings) == ["content.missing/key"]
    assert agency.kind == "department"
