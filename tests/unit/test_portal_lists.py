"""What stands in lists, in which order, and on how many pages."""

from __future__ import annotations

import pytest

from generator.portal import Lists, list_pages, part
from generator.portal.lists import PAGE, Filed, count_of_pages, several
from generator.report import Agency, Scope
from generator.site import Site
from tests.support.forms import both, fictionia
from tests.support.records import agency

OWN, REGION = Scope.AGENCY, Scope.REGION


def lists(
    *filed: Filed, agencies: tuple[Agency, ...] = (), extras: bool = True, language: str = "zh-CN"
) -> Lists:
    listed = agencies or tuple(agency(name) for name in dict.fromkeys(item[0] for item in filed))
    return Lists(
        site=Site(name="Portal", extras=extras, language=language),
        agencies={item.id: item for item in listed},
        filed=filed,
        forms={**both(), fictionia().edition: fictionia()},
    )


def urls(made: Lists) -> list[str]:
    return [page.url for page in list_pages(made)]


@pytest.mark.parametrize(
    ("lines", "pages"),
    [((0,), 1), ((1,), 1), ((PAGE,), 1), ((PAGE + 1,), 2), ((3, 2 * PAGE + 1), 3)],
)
def test_a_list_has_as_many_pages_as_its_longest_part_needs(
    lines: tuple[int, ...], pages: int
) -> None:
    assert count_of_pages(*lines) == pages


def test_the_pages_of_a_list_hold_all_of_it_once() -> None:
    whole = range(2 * PAGE + 7)
    pages = [part(whole, number) for number in range(1, count_of_pages(len(whole)) + 1)]
    assert [item for page in pages for item in page] == list(whole)
    assert max(map(len, pages)) == PAGE


def test_an_agency_is_waited_for_once_it_has_reported() -> None:
    made = lists(
        ("a", 2021, OWN, "2021"),
        ("a", 2023, OWN, "2021"),
        ("b", 2023, OWN, "2021"),
        ("c", 2021, OWN, "2021"),
        ("c", 2022, REGION, "2021"),
    )
    assert made.outstanding == {2021: (), 2022: ("a", "c"), 2023: ("c",)}


def test_a_long_list_of_agencies_that_are_waited_for_is_paged_too() -> None:
    early = [(f"a{number}", 2022, OWN, "2021") for number in range(PAGE + 1)]
    made = lists(*early, ("a0", 2023, OWN, "2021"))
    pages = [page for page in list_pages(made) if page.year == 2023]
    assert [(page.url, page.number, page.count) for page in pages] == [("years/2023/", 1, 1)]
    assert len(made.outstanding[2023]) == PAGE
    more = lists(*early, ("b", 2023, OWN, "2021"))
    assert [page.url for page in list_pages(more) if page.year == 2023] == [
        "years/2023/",
        "years/2023/2/",
    ]


def test_lines_of_comparisons_stand_in_the_order_of_the_tree() -> None:
    agencies = (agency("a"), agency("a/1", parent="a"), agency("b"))
    made = lists(
        ("b", 2021, OWN, "2021"),
        ("a/1", 2021, OWN, "2021"),
        ("a", 2022, REGION, "2021"),
        ("a", 2021, OWN, "2019"),
        agencies=agencies,
    )
    assert made.compared == (("a", OWN), ("a", REGION), ("a/1", OWN), ("b", OWN))


def test_a_form_without_indicators_gives_nothing_to_compare() -> None:
    edition = fictionia().edition
    made = lists(("a", 2021, OWN, edition), ("b", 2021, OWN, edition))
    assert (made.compared, made.comparing) == ((), False)
    assert not any(url.startswith("compare") for url in urls(made))


def test_one_line_is_nothing_to_compare() -> None:
    assert not lists(("a", 2021, OWN, "2021"), ("a", 2022, OWN, "2021")).comparing


def test_a_figure_that_two_editions_have_is_compared_once() -> None:
    made = lists(("a", 2020, OWN, "2019"), ("b", 2021, OWN, "2021"))
    named = [f"{table}/{item.id}" for table, item in made.indicators]
    assert len(named) == len(set(named))
    assert urls(made).count("compare/requests/received/") == 1
    assert "compare/disputes/litigation-corrected/" in urls(made)


@pytest.mark.parametrize(
    ("filed", "lines"),
    [
        ([("a", 2021, OWN, "2021")], ()),
        ([("a", 2021, OWN, "2021"), ("a", 2021, REGION, "2021")], ()),
        ([("a", 2020, OWN, "2019"), ("a", 2021, OWN, "2021")], (("a", OWN),)),
        ([("a", 2020, REGION, "2019"), ("a", 2021, REGION, "2021")], (("a", REGION),)),
    ],
)
def test_years_stand_side_by_side_where_there_are_two(
    filed: list[Filed], lines: tuple[object, ...]
) -> None:
    assert several(filed, both()) == lines


def test_a_plain_site_has_the_years_alone_on_one_page_each() -> None:
    filed = [(f"a{number}", 2022, OWN, "2021") for number in range(PAGE + 1)]
    assert urls(lists(*filed, extras=False)) == ["years/2022/"]


def test_without_reports_there_is_no_list_of_years() -> None:
    assert urls(lists(agencies=(agency("a"),))) == []


def grouped(made: Lists, order: str) -> list[tuple[str, list[str]]]:
    return [(group.key, [item.id for item in group.agencies]) for group in made.groups(order)]


def test_agencies_stand_below_the_first_letter_of_how_they_are_read() -> None:
    agencies = (
        agency("w", pinyin="zhufang"),
        agency("x"),
        agency("y", pinyin="Shangwu ju"),
        agency("z", pinyin="caizheng ju"),
        agency("u", pinyin="shan"),
    )
    assert grouped(lists(agencies=agencies), "names") == [
        ("C", ["z"]),
        ("S", ["u", "y"]),
        ("Z", ["w"]),
        ("", ["x"]),
    ]


def test_in_english_an_english_name_comes_before_pinyin() -> None:
    agencies = (agency("a", pinyin="caizheng", english="Finance Bureau"), agency("b", pinyin="bu"))
    made = lists(agencies=agencies, language="en")
    assert grouped(made, "names") == [("B", ["b"]), ("F", ["a"])]


def test_nothing_is_listed_by_letter_while_no_agency_says_how_it_is_read() -> None:
    made = lists(agencies=(agency("a"), agency("b")))
    assert grouped(made, "names") == []
    assert not any(url.startswith("agencies") for url in urls(made))


def test_kinds_stand_in_their_own_order_and_regions_by_code() -> None:
    agencies = (
        agency("a", kind="township", region="990103"),
        agency("b", kind="government"),
        agency("c", kind="department", region="990102"),
    )
    made = lists(agencies=agencies)
    assert grouped(made, "kinds") == [
        ("government", ["b"]),
        ("department", ["c"]),
        ("township", ["a"]),
    ]
    assert grouped(made, "regions") == [("990102", ["c"]), ("990103", ["a"]), ("", ["b"])]


def test_one_kind_and_one_region_tell_nothing() -> None:
    agencies = (agency("a", region="990100"), agency("b", region="990100"))
    made = lists(agencies=agencies)
    assert (grouped(made, "kinds"), grouped(made, "regions")) == ([], [])
