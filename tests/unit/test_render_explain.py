"""The pages that explain a site say all that the catalogue, the forms and the agencies have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator import catalogue
from generator.form import Form
from generator.portal import Page, PageKind, assemble, summary
from generator.render import Context, index_page
from generator.report import Contact
from generator.site import Site
from tests.support.forms import both, shipped
from tests.support.records import agency, report
from tests.support.themes import shell, theme

MESSAGES = """
meta: {language: en}
nav: {home: Home}
column: {name: N, description: D, keywords: K, type: T}
terms: {page: Terms, description: D, both: "{name} {printed}"}
method: {page: Method, description: D}
contact: {page: Contact, description: D}
accessibility: {page: Access, description: D}
"""
TEMPLATES = {
    "terms": "{% for one in terms %}{{ one.id }}|{{ one.name }}|{{ one.source }}\n{% endfor %}"
    "{% for name, number in forms %}form {{ number }}\n{% endfor %}",
    "method": "{% for group, rules in groups %}{{ group }}:"
    "{% for rule in rules %} {{ rule.anchor }}{% endfor %}{{ '\\n' }}{% endfor %}",
    "contact": "{% for name, url, contact in offices %}{{ name }} {{ url }} {{ contact.phone }}\n"
    "{% endfor %}",
    "accessibility": "{{ href(contact) }}",
}


def context(*editions: str, contact: Contact | None = None) -> Context:
    """All that pages share, on a portal with a report of each of some editions."""
    forms: dict[str, Form] = {**both()}
    summaries = [
        summary(
            report(forms[name], agency="demo", year=2020 + place, slug=f"202{place}"), forms[name]
        )
        for place, name in enumerate(editions)
    ]
    frame = shell(of=theme(MESSAGES, **TEMPLATES))
    agencies = (agency("demo", contact=contact or Contact()), agency("quiet"))
    return Context(shell=frame, portal=assemble(frame.site, agencies, summaries), forms=forms)


def shown(made: Context, kind: PageKind) -> list[str]:
    return index_page(made, Page(kind=kind, url=f"{kind}/")).decode().splitlines()


def test_every_rule_over_reports_is_explained_once() -> None:
    groups = [line.partition(": ") for line in shown(context(), PageKind.METHOD)]
    anchors = [anchor for _, _, rules in groups for anchor in rules.split()]
    rules = [rule for rule in catalogue.rules() if not rule.startswith("ingest.")]
    assert sorted(anchors) == sorted(f"rule-{rule.replace('.', '-')}" for rule in rules)
    assert all(rules for _, _, rules in groups)


def test_terms_are_those_of_the_editions_in_use_each_once() -> None:
    old, new = (shipped(name) for name in ("2019", "2021"))
    first = shown(context("2019"), PageKind.TERMS)
    assert [line.partition("|")[0] for line in first[:-1]] == [term.id for term in old.terms]
    every = shown(context("2019", "2021"), PageKind.TERMS)
    ids = [line.partition("|")[0] for line in every if "|" in line]
    assert len(ids) == len(set(ids)) == len({term.id for term in (*old.terms, *new.terms)})
    assert sum(line.startswith("form ") for line in every) == 2


def test_a_site_without_reports_explains_all_editions() -> None:
    assert sum(line.startswith("form ") for line in shown(context(), PageKind.TERMS)) == 2


def test_a_term_in_english_has_the_printed_one_beside_it() -> None:
    lines = shown(context("2021"), PageKind.TERMS)
    assert lines[0] == (
        'government_information|Government information <span lang="zh-CN">政府信息</span>|'
        "Regulation on government information disclosure, article 2"
    )


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_terms_name_where_they_are_explained(edition: str) -> None:
    for term in shipped(edition).terms:
        assert term.source.text.count("第") or "〕" in term.source.text, term.id
        assert not any("\u4e00" <= char <= "\u9fff" for char in term.text.english), term.id


def test_only_agencies_that_say_how_are_listed() -> None:
    lines = shown(context(contact=Contact(phone="0000-1")), PageKind.CONTACT)
    assert [line.split()[-2:] for line in lines] == [["demo/", "0000-1"]]


def test_the_statement_leads_to_whom_to_tell() -> None:
    assert shown(context(), PageKind.ACCESS) == ["../contact/index.html"]


def test_texts_of_the_site_are_marked_in_its_other_language_only() -> None:
    site = Site(name="门户", english="Portal", others=("en",))
    names = (("zh-CN", "中文"), ("en", "English"))
    main = replace(shell(), site=site, names=names)
    other = replace(main, site=site.in_language("en"), face="en/")
    assert main.foreign("文字") == "文字"
    assert other.foreign("文字") == '<span lang="zh-CN">文字</span>'
    assert other.foreign("<b>") == '<span lang="zh-CN">&lt;b&gt;</span>'
    assert other.site.name == "Portal"
    assert shell().foreign("文字") == "文字"


def test_files_are_reached_from_a_face() -> None:
    other = replace(shell(), face="en/")
    assert other.href("demo/2023/", "demo/2023/report.json") == "../../../demo/2023/report.json"
    assert other.href("demo/2023/", "demo/") == "../index.html"
    assert other.to_files("demo/2023/") == "../../../demo/2023/"
    assert shell().to_files("demo/2023/") == ""
