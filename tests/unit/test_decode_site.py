"""``site.yml``: the settings of a portal."""

from __future__ import annotations

import pytest

from generator import decode, source
from generator.diagnostic import Diagnostic, Severity
from generator.site import Deadline, Footer, Site
from tests.support.records import told


def decoded(text: str) -> tuple[Site, tuple[Diagnostic, ...]]:
    read = source.read(text.encode(), "site.yml")
    assert read.data is not None, read.diagnostics
    return decode.site(read.data, "site.yml")


def sound(text: str) -> Site:
    site, findings = decoded(f"name: 站点\n{text}")
    assert findings == ()
    return site


def only(text: str) -> Diagnostic:
    _, (finding,) = decoded(f"name: 站点\n{text}")
    return finding


def test_a_name_is_all_that_is_required() -> None:
    assert sound("") == Site(name="站点")


def test_a_site_without_a_name_is_told() -> None:
    _, findings = decoded("language: en\n")
    assert told(findings) == ["content.missing/key"]


def test_every_setting_is_kept() -> None:
    text = """
name_en: A portal
language: en
base_url: https://www.example.gov.cn/xxgk/
notice: 演示数据
theme: plain
archived_until: "2023"
headers: yes
severities: {date.missing: error, years.stock: note}
footer:
  organizer: 演示市人民政府办公室
  contact: 电话
  site_code: bm12345678
  icp: ICP
  police: 公安
"""
    assert sound(text) == Site(
        name="站点",
        english="A portal",
        language="en",
        base_url="https://www.example.gov.cn/xxgk/",
        notice="演示数据",
        theme="plain",
        archived_until=2023,
        headers=True,
        severities={"date.missing": Severity.ERROR, "years.stock": Severity.NOTE},
        footer=Footer(
            organizer="演示市人民政府办公室",
            contact="电话",
            site_code="bm12345678",
            icp="ICP",
            police="公安",
        ),
    )


def test_an_address_ends_with_a_slash() -> None:
    assert sound("base_url: http://example.org\n").base_url == "http://example.org/"


@pytest.mark.parametrize(
    "written", ["example.org", "ftp://example.org/", "https://", "https://a/?b", "https://a/#b"]
)
def test_an_address_of_a_site_is_of_the_web_and_whole(written: str) -> None:
    finding = only(f'base_url: "{written}"\n')
    assert (finding.rule, finding.variant, finding.args["found"]) == (
        "content.type",
        "base-url",
        written,
    )


@pytest.mark.parametrize(
    ("line", "variant"),
    [
        ("language: fr", "choice"),
        ("theme: ../theme", "slug"),
        ("theme: Plain", "slug"),
        ("archived_until: 23", "year"),
        ("footer: 演示市", "mapping"),
        ("footer: {site_code: 12345}", "site-code"),
        ("severities: {date.missing: fatal}", "choice"),
        ("severities: [date.missing]", "mapping"),
        ("notice: [a, b]", "text"),
    ],
)
def test_a_setting_of_the_wrong_kind_is_told(line: str, variant: str) -> None:
    finding = only(f"{line}\n")
    assert (finding.rule, finding.variant) == ("content.type", variant)


@pytest.mark.parametrize("code", ["1234567890", "bm12345678"])
def test_a_site_code_is_ten_digits_or_bm_and_eight(code: str) -> None:
    assert sound(f'footer: {{site_code: "{code}"}}\n').footer.site_code == code


@pytest.mark.parametrize(
    ("line", "path", "meant"),
    [
        ("archive_until: 2023", ("archive_until",), "archived_until"),
        ("footer: {organiser: x}", ("footer", "organiser"), "organizer"),
    ],
)
def test_a_key_that_means_nothing_is_told_with_the_one_meant(
    line: str, path: tuple[str, ...], meant: str
) -> None:
    finding = only(f"{line}\n")
    assert (finding.rule, finding.at.path, finding.args["meant"]) == (
        "content.unknown-key",
        path,
        meant,
    )


def test_deadlines_and_public_numbers_are_kept() -> None:
    found = sound(
        "deadlines:\n  - {kind: township, due: 01-15}\n"
        "  - {kind: department, year: 2023, due: 01-20}\npublic_numbers: [13800001234]\n"
    )
    assert found.deadlines == (
        Deadline(kind="township", year=None, month=1, day=15),
        Deadline(kind="department", year=2023, month=1, day=20),
    )
    assert found.public_numbers == ("13800001234",)


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ("{kind: township}", "content.missing/key"),
        ("{due: 01-15}", "content.missing/key"),
        ("{kind: city, due: 01-15}", "content.type/choice"),
        ("{kind: township, due: 13-01}", "content.type/due"),
        ("{kind: township, due: 1-15}", "content.type/due"),
        ("{kind: township, due: 01-15, until: x}", "content.unknown-key/default"),
    ],
)
def test_a_deadline_that_is_not_whole_is_told(deadline: str, said: str) -> None:
    finding = only(f"deadlines:\n  - {deadline}\n")
    assert f"{finding.rule}/{finding.variant}" == said
