"""The editors' schemas accept what the decoder accepts, and refuse what has no place in a file.

Each file is read in two ways: as we do, every value a text, and as editors do, where ``12`` is a
number and ``true`` a boolean. ``GONGKAI_MUTANTS`` sets how many damaged files of each kind are tried.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator import decode, source
from generator.catalogue import unknown_rules
from generator.diagnostic import Diagnostic
from generator.schema import schemas
from tests.badinput.mutate import damaged
from tests.badinput.test_mutants import REPORTS, YEARS
from tests.support.forms import both

MUTANTS = int(os.environ.get("GONGKAI_MUTANTS", "80"))

BLANKS = {"cell.blank/default", "cell.blank/row", "cell.blank/unlisted"}
"""Findings on files that are as they should be, where the original was blank."""
BEYOND = {
    "content.missing/figures",  # which cells may be left out depends on another line
    "content.missing/table",
    "yaml.duplicate-key/synonym",  # two names for one thing
    "content.type/date",  # a date in shape that is not in the calendar
}
"""Findings that no schema can have, or only one that would be too large to read."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def as_editors_read(value: object) -> Any:
    """What a value is by YAML 1.2's core schema if it stands without quotes."""
    if isinstance(value, Mapping):
        return {key: as_editors_read(below) for key, below in value.items()}
    if isinstance(value, list):
        return [as_editors_read(below) for below in value]
    if not isinstance(value, str):
        return value
    if value in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return value.lower() == "true"
    if _INTEGER.fullmatch(value):
        return int(value)
    return float(value) if _FLOAT.fullmatch(value) else value


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schemas(both())[name])


def accepts(name: str, data: object) -> bool:
    return bool(validator(name).is_valid(data))


def report_schema(year: str) -> str:
    return "report-2019.json" if year[:4] in ("2019", "2020") else "report-2021.json"


def told(findings: Iterable[Diagnostic]) -> set[str]:
    return {f"{finding.rule}/{finding.variant}" for finding in findings}


def decoded_report(data: Mapping[str, object], year: str) -> set[str]:
    read = decode.report(data, agency="demo", slug=year, forms=both(), file="report.yml")
    return told(read.diagnostics)


def decoded_agency(data: Mapping[str, object], _: str) -> set[str]:
    return told(decode.agency(data, id="demo", parent=None, file="agency.yml")[1])


def decoded_site(data: Mapping[str, object], _: str) -> set[str]:
    site, findings = decode.site(data, "site.yml")
    strange = {"content.unknown-key/default"} if unknown_rules(site.severities) else set()
    return told(findings) | strange


def padded(value: object) -> bool:
    """Whether a quoted text has blanks around it, which we drop and a schema cannot."""
    if isinstance(value, Mapping):
        return any(padded(below) for below in value.values())
    if isinstance(value, list):
        return any(padded(below) for below in value)
    return isinstance(value, str) and value != value.strip()


def held(name: str, data: Mapping[str, object], findings: set[str]) -> str:
    """Hold a schema against what the decoder said of a file; ``accepted`` or ``refused``."""
    if not findings - BLANKS:
        assert accepts(name, data), data
        assert accepts(name, as_editors_read(data)), data
        return "accepted"
    if not findings - BLANKS - BEYOND:
        return "beyond"
    assert not accepts(name, data), (findings, data)
    return "refused"


def read(raw: bytes) -> Mapping[str, object] | None:
    found = source.read(raw, "file.yml")
    return None if found.data is None or padded(found.data) else found.data


@pytest.mark.parametrize("name", REPORTS)
def test_a_damaged_report_is_to_the_schema_what_it_is_to_the_decoder(name: str) -> None:
    text, year, dice = REPORTS[name].read_text(), YEARS[name], random.Random(name)
    counts = Counter[str]()
    for _ in range(MUTANTS):
        if data := read(damaged(text, dice)):
            counts[held(report_schema(year), data, decoded_report(data, year))] += 1
    assert min(counts["accepted"], counts["refused"]) > MUTANTS // 20, counts


SETTINGS = """\
name: 演示市政府信息公开年报
name_en: Demo City
language: zh-CN
base_url: https://www.example.gov.cn/xxgk/
notice: 演示数据
theme: default
archived_until: "2020"
extras: no
search: no
headers: yes
severities: {date.missing: error, cell.blank: note}
footer: {organizer: 办公室, contact: 0000-0000000, site_code: "9901000001", icp: 备案, police: ~}
"""
AGENCY = """\
name: 演示市商务局
name_en: Demo
short: 404
kind: department
region: "990100"
parent: demo
contact: {office: 办公室, address: 1号, postcode: "010000", phone: 00000000, email: a@b.cn}
"""
FACTS = """\
title: 2023
published: 2024-01-19
edition: "2021"
scope: agency
draft: no
embargo: 2024-01-19
unlisted: 0
index_number: 12
contact: {postcode: 010000}
申请办理: {本年新收: [1, 0, 0, 0, 0, 0, 1], results: {予以公开: {natural_person: 1}}}
requests_: ~
waivers:
  - {rule: cell.blank, cells: [主动公开/规章/制发, disclosure/rules/issued], reason: 原因}
  - {rule: r, seen: {主动公开/规章/制发: ~, 主动公开/行政事业性收费: 3.50, disclosure/rules/issued: 1}, reason: 原因}
corrections:
  - date: 2024-03-05
    cells: {申请办理/本年新收/自然人: {was: ~, now: 1}, 主动公开/行政事业性收费: {was: 1.50万元, now: 1}}
    reason: 更正
""".replace("requests_: ~\n", "")


@pytest.mark.parametrize(
    ("name", "text", "decoded"),
    [
        ("site.json", SETTINGS, decoded_site),
        ("agency.json", AGENCY, decoded_agency),
        ("report-2021.json", FACTS, decoded_report),
    ],
)
def test_damaged_facts_are_to_the_schema_what_they_are_to_the_decoder(
    name: str, text: str, decoded: Callable[[Mapping[str, object], str], set[str]]
) -> None:
    whole = source.read(text.encode(), name).data
    assert whole is not None
    assert held(name, whole, decoded(whole, "2023")) == "accepted"
    dice, counts = random.Random(name), Counter[str]()
    for _ in range(MUTANTS * 2):
        if data := read(damaged(text, dice)):
            counts[held(name, data, decoded(data, "2023"))] += 1
    assert min(counts["accepted"], counts["refused"]) > MUTANTS // 10, counts


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_each_figure_takes_what_the_decoder_takes_under_each_of_its_names(edition: str) -> None:
    """Every cell with one figure of each kind: by its address and by its id."""
    form, name = both()[edition], f"report-{edition}.json"
    figures = (
        "0",
        "12",
        "-1",
        "+19",
        "1.50",
        "999999999",
        "1000000000",
        "12件",
        "3 万元",
        "无",
        None,
    )
    counts = Counter[str]()
    for cell in form.cells:
        for headers in (
            [header.key for header in (*cell.row, *cell.column) if header.key],
            [header.label.text for header in (*cell.row, *cell.column) if header.key],
        ):
            value = random.Random(f"{cell.index} {headers}").choice(figures)
            data: object = value
            for header in reversed(headers):
                data = {header: data}
            table = form.table(cell.table)
            whole = {"title": "报告", "unlisted": "0", table.id: data}
            counts[held(name, whole, decoded_report(whole, edition))] += 1
    assert min(counts["accepted"], counts["refused"]) > 50, counts


@pytest.mark.parametrize("edition", ["2019", "2021", "2020", None])
def test_a_report_that_names_its_edition_is_held_against_that_one(edition: str | None) -> None:
    old = REPORTS["whole-2019"].read_text()
    data = dict(source.read(old.encode(), "old.yml").data or {})
    data.pop("edition", None)
    if edition is not None:
        data["edition"] = edition
    assert accepts("report-2021.json", data) is (edition == "2019")
    assert accepts("report-2019.json", data) is (edition in (None, "2019"))


STRAY: Mapping[str, object] = {"?": None}
"""A key that nobody knows; the decoder then names those that it does."""


@pytest.mark.parametrize(
    ("name", "findings"),
    [
        ("site.json", decode.site({**STRAY, "footer": STRAY, "deadlines": [STRAY]}, "site.yml")[1]),
        (
            "agency.json",
            decode.agency({**STRAY, "contact": STRAY}, id="", parent=None, file="agency.yml")[1],
        ),
        (
            "report-2021.json",
            decode.report(
                {**STRAY, "contact": STRAY, "waivers": [STRAY], "corrections": [STRAY]},
                agency="",
                slug="2023",
                forms=both(),
                file="2023.yml",
            ).diagnostics,
        ),
    ],
)
def test_an_editor_knows_every_key_that_the_decoder_knows(
    name: str, findings: Sequence[Diagnostic]
) -> None:
    offered = [set(properties) for properties in mappings(schemas(both())[name])]
    strays = [finding for finding in findings if finding.rule == "content.unknown-key"]
    assert len(strays) == {"site.json": 3, "agency.json": 2, "report-2021.json": 4}[name]
    form = both()["2021"]
    for finding in strays:
        told = str(finding.args["known"])
        known = set(told.removesuffix("、" + "、".join(form.levels)).split("、"))
        tables = (
            {table.key for table in form.tables} if told.endswith(tuple(form.levels)) else set()
        )
        assert known | tables in offered, known


def test_every_key_that_an_editor_knows_has_words() -> None:
    for schema in schemas(both()).values():
        for properties in mappings(schema):
            for key, below in properties.items():
                assert "$ref" in below or below.get("title"), key


def mappings(schema: object) -> Iterable[Mapping[str, Any]]:
    """The ``properties`` anywhere in a schema but in conditions."""
    if isinstance(schema, Mapping):
        if "properties" in schema:
            yield schema["properties"]
        for key, below in schema.items():
            if key not in ("if", "then"):
                yield from mappings(below)
    elif isinstance(schema, list):
        for below in schema:
            yield from mappings(below)
