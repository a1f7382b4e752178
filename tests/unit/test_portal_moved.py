"""Old addresses: where they lead, and which of them cannot."""

from __future__ import annotations

import pytest

from generator.portal import misled, moves, redirects, sound
from generator.site import Site
from tests.support.records import agency, told

URLS = {"", "a/", "a/2023/", "a/2023/requests/", "a/2023/report.csv", "b/", "years/2023/"}
PAGES = sorted(url for url in URLS if not url or url.endswith("/"))


def of_site(*pairs: tuple[str, str]) -> Site:
    return Site(name="Portal", moved=pairs)


def findings(site: Site, *moved: str) -> list[str]:
    return told(misled(moves(site, [agency("a", moved=moved)]), URLS))


@pytest.mark.parametrize("written", ["old/2023/", "/old/2023/", "old/2023", "old/2023/index.html"])
def test_an_address_is_read_as_it_may_be_written(written: str) -> None:
    made = moves(of_site((written, "a/2023")), [])
    assert [(item.old, item.new) for item in made] == [("old/2023/", "a/2023/")]
    assert redirects(sound(made, URLS), PAGES, URLS) == {"old/2023/": "a/2023/"}


def test_a_single_page_may_have_been_a_file() -> None:
    made = moves(of_site(("col/art_1.html", "a/")), [])
    assert redirects(sound(made, URLS), PAGES, URLS) == {"col/art_1.html": "a/"}


def test_what_is_below_an_agency_moves_along() -> None:
    made = moves(Site(name="Portal"), [agency("a", moved=("old/a",))])
    assert redirects(sound(made, URLS), PAGES, URLS) == {
        "old/a/": "a/",
        "old/a/2023/": "a/2023/",
        "old/a/2023/requests/": "a/2023/requests/",
    }


def test_a_page_that_stands_at_an_old_address_now_stays() -> None:
    made = moves(Site(name="Portal"), [agency("a", moved=("c",))])
    known = {*URLS, "c/2023/"}
    led = redirects(sound(made, known), sorted({*PAGES, "c/2023/"}), known)
    assert sorted(led) == ["c/", "c/2023/requests/"]


@pytest.mark.parametrize(
    ("old", "new", "variant"),
    [
        ("旧/", "a/", "address"),
        ("../x/", "a/", "address"),
        ("x y/", "a/", "address"),
        ("", "a/", "address"),
        ("old.asp", "a/", "address"),
        ("old/", "c/", "dead"),
        ("old/", "a/2024/", "dead"),
        ("b/", "a/", "taken"),
        ("B/", "a/", "taken"),
        ("data/old/", "a/", "taken"),
    ],
)
def test_what_cannot_be_followed_is_told(old: str, new: str, variant: str) -> None:
    assert findings(of_site((old, new))) == [f"site.moved/{variant}"]
    assert sound(moves(of_site((old, new)), []), URLS) == ()


def test_an_address_that_is_given_twice_leads_to_the_first() -> None:
    assert findings(of_site(("old/", "b/")), "old") == ["site.moved/twice"]
    made = sound(moves(of_site(("old/", "b/")), [agency("a", moved=("old",))]), URLS)
    assert redirects(made, PAGES, URLS)["old/"] == "a/"


def test_findings_point_at_what_was_written() -> None:
    site = of_site(("old/x", "nowhere/"))
    (found,) = misled(moves(site, []), URLS)
    assert (found.at.file, found.at.path) == ("site.yml", ("moved", "old/x"))
    (found,) = misled(moves(Site(name=""), [agency("a", moved=("b",))]), URLS)
    assert (found.at.file, found.at.path) == ("content/a/agency.yml", ("moved", 0))
