"""Agencies and reports assembled to a portal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.diagnostic import Diagnostic
from generator.portal import (
    PageKind,
    Portal,
    Summary,
    about_pages,
    assemble,
    broken_parents,
    filed_twice,
    pages,
    summary,
)
from generator.report import Agency, Scope
from generator.site import Site
from tests.support.forms import fictionia, shipped
from tests.support.records import agency, report, told

FORM = shipped("2021")
SITE = Site(name="Portal")
EXPLAINING = ("about/", "method/", "terms/", "contact/", "accessibility/")


def of(agency_id: str, year: int, scope: Scope = Scope.AGENCY, slug: str = "") -> Summary:
    filed = report(FORM, agency=agency_id, year=year, scope=scope, slug=slug or str(year))
    return summary(filed, FORM)


def portal(*agencies: Agency, reports: tuple[Summary, ...] = ()) -> Portal:
    assert wrong(*agencies, reports=reports) == ()
    return assemble(SITE, agencies, reports)


def wrong(*agencies: Agency, reports: tuple[Summary, ...] = ()) -> tuple[Diagnostic, ...]:
    return (*broken_parents(agencies), *filed_twice(reports))


def urls(made: Portal) -> list[str]:
    return [page.url for page in pages(made, {FORM.edition: FORM})]


def test_an_agency_stands_before_those_below_it() -> None:
    made = portal(
        agency("b/2", parent="b"), agency("a"), agency("b"), agency("b/1", parent="b"), agency("c")
    )
    assert list(made.agencies) == ["a", "b", "b/1", "b/2", "c"]


def test_the_order_of_agencies_does_not_depend_on_that_of_the_input() -> None:
    agencies = [agency("b"), agency("a", parent="b"), agency("c")]
    assert portal(*agencies) == portal(*reversed(agencies))


def test_agencies_are_listed_below_their_parents() -> None:
    made = portal(agency("a"), agency("b", parent="a"), agency("c", parent="a"))
    assert {above: [item.id for item in below] for above, below in made.by_parent.items()} == {
        None: ["a"],
        "a": ["b", "c"],
    }


def test_a_chain_leads_from_the_top_to_the_agency() -> None:
    made = portal(agency("a"), agency("b", parent="a"), agency("c", parent="b"))
    assert [item.id for item in made.chain("c")] == ["a", "b", "c"]


def test_reports_of_an_agency_are_listed_newest_first() -> None:
    made = portal(agency("a"), reports=(of("a", 2021), of("a", 2023), of("a", 2022)))
    assert [item.year for item in made.by_agency["a"]] == [2023, 2022, 2021]


def test_the_report_on_a_region_follows_the_agency_s_own() -> None:
    region = of("a", 2023, Scope.REGION, "2023-region")
    made = portal(agency("a"), reports=(region, of("a", 2023)))
    assert [item.slug for item in made.by_agency["a"]] == ["2023", "2023-region"]


def test_years_are_listed_newest_first_and_their_reports_in_the_order_of_agencies() -> None:
    reports = (of("b", 2022), of("a", 2022), of("b", 2023))
    made = portal(agency("a"), agency("b"), reports=reports)
    assert [(year, [item.agency for item in of]) for year, of in made.by_year.items()] == [
        (2023, ["b"]),
        (2022, ["a", "b"]),
    ]


def test_every_agency_has_a_page_and_every_report_its_own() -> None:
    made = portal(agency("a"), agency("b", parent="a"), agency("c"), reports=(of("b", 2023),))
    assert urls(made) == [
        "",
        "a/",
        "b/",
        "c/",
        "years/2023/",
        "years/",
        *EXPLAINING,
        "data/",
        "search/",
        "404.html",
        "b/2023/",
        "b/2023/disclosure/",
        "b/2023/requests/",
        "b/2023/disputes/",
        "b/2023/checks/",
    ]


def test_a_site_without_reports_has_no_years() -> None:
    assert urls(portal(agency("a"))) == [
        *("", "a/", *EXPLAINING, "data/", "search/", "404.html"),
    ]


def test_every_page_but_one_stands_in_each_other_language_too() -> None:
    both = assemble(replace(SITE, others=("en",)), [agency("a")], [of("a", 2023)])
    listed = pages(both, {FORM.edition: FORM})
    main = [page.url for page in listed if not page.language]
    assert {page.url for page in listed if page.language == "en"} == {
        f"en/{url}" for url in main if url != "404.html"
    }
    assert main == urls(assemble(SITE, [agency("a")], [of("a", 2023)]))


def test_a_site_without_extras_explains_itself_on_one_page() -> None:
    assert list(about_pages(Site(name="P", extras=False)).values()) == ["about/"]


def test_a_page_knows_what_it_is_about() -> None:
    made = portal(agency("a"), reports=(of("a", 2023),))
    found = {page.url: page for page in pages(made, {FORM.edition: FORM})}
    table, year = found["a/2023/requests/"], found["years/2023/"]
    assert (table.kind, table.agency, table.slug, table.table) == (
        PageKind.TABLE,
        "a",
        "2023",
        "requests",
    )
    assert (year.kind, year.year) == (PageKind.YEAR, 2023)


def test_a_parent_that_is_not_there_is_told_and_the_agency_stands_at_the_top() -> None:
    alone = agency("a", parent="z")
    made = assemble(SITE, [alone], [])
    assert told(wrong(alone)) == ["site.parent/unknown"]
    assert [item.id for item in made.chain("a")] == ["a"]
    assert [item.id for item in made.by_parent[None]] == ["a"]


@pytest.mark.parametrize(
    "agencies",
    [
        [agency("a", parent="a")],
        [agency("a", parent="b"), agency("b", parent="a")],
        [agency("a", parent="b"), agency("b", parent="c"), agency("c", parent="a")],
    ],
    ids=len,
)
def test_parents_that_go_round_in_a_circle_are_told_of_each(agencies: list[Agency]) -> None:
    made = assemble(SITE, agencies, [])
    assert told(wrong(*agencies)) == ["site.parent/loop"] * len(agencies)
    assert [item.id for item in made.by_parent[None]] == [item.id for item in agencies]


def test_an_agency_below_a_circle_is_told_too_and_kept() -> None:
    agencies = [agency("a", parent="b"), agency("b", parent="a"), agency("c", parent="a")]
    made = assemble(SITE, agencies, [])
    assert {finding.variant for finding in wrong(*agencies)} == {"loop"}
    assert set(made.agencies) == {"a", "b", "c"}


def test_a_broken_parent_is_told_at_its_key() -> None:
    (finding,) = wrong(agency("a", parent="z"))
    assert (finding.at.file, finding.at.path) == ("content/a/agency.yml", ("parent",))


def test_two_reports_of_one_agency_year_and_scope_are_told() -> None:
    reports = (of("a", 2023), of("a", 2023, slug="2023-region"))
    (finding,) = wrong(agency("a"), reports=reports)
    assert finding.rule == "site.twice"
    assert finding.at.file == "content/a/2023-region.yml"
    assert finding.args == {"year": 2023, "scope": "agency", "first": "2023.yml"}


def test_the_own_report_and_that_on_the_region_are_two() -> None:
    reports = (of("a", 2023), of("a", 2023, Scope.REGION, "2023-region"))
    assert wrong(agency("a"), reports=reports) == ()


def test_a_report_of_an_agency_that_is_not_there_is_left_out() -> None:
    assert portal(agency("a"), reports=(of("z", 2023),)).summaries == ()


def test_a_summary_tells_the_leading_figures() -> None:
    listed = {"申请办理/本年新收/总计": 7, "申请办理/结转下年/总计": None}
    assert summary(report(FORM, listed), FORM).leads == (
        ("本年新收", 7),
        ("上年结转", 0),
        ("本年办理", 0),
        ("结转下年", None),
    )


def test_a_summary_goes_by_the_form_whatever_its_country() -> None:
    filed = report(fictionia(), {"Requests/Received/All": 3})
    assert summary(filed, fictionia()).leads == (("Received", 3), ("Decided", 0))


def test_a_summary_does_not_depend_on_figures_that_do_not_lead() -> None:
    filed = report(FORM)
    other = replace(filed, figures=report(FORM, {"主动公开/行政许可": 9}).figures)
    assert summary(filed, FORM) == summary(other, FORM)
