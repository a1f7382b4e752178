"""Every address of a site, and links between them."""

from __future__ import annotations

import pytest

from generator.portal import agency_url, file_of, relative, report_url, table_url, year_url


def test_addresses_follow_the_folders() -> None:
    assert agency_url("city/commerce") == "city/commerce/"
    assert report_url("city/commerce", "2023-region") == "city/commerce/2023-region/"
    assert table_url("demo", "2023", "other_matters") == "demo/2023/other-matters/"
    assert year_url(2023) == "years/2023/"


@pytest.mark.parametrize(
    ("url", "file"),
    [("", "index.html"), ("demo/", "demo/index.html"), ("404.html", "404.html")],
)
def test_an_address_that_ends_with_a_slash_is_an_index(url: str, file: str) -> None:
    assert file_of(url) == file


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("", "", "index.html"),
        ("", "demo/", "demo/index.html"),
        ("demo/", "", "../index.html"),
        ("demo/", "demo/", "index.html"),
        ("demo/", "demo/2023/", "2023/index.html"),
        ("demo/2023/", "demo/", "../index.html"),
        ("demo/2023/", "demo/2022/", "../2022/index.html"),
        ("demo/2023/", "years/2023/", "../../years/2023/index.html"),
        ("demo/2023/", "assets/site.css", "../../assets/site.css"),
        ("404.html", "about/", "about/index.html"),
    ],
)
def test_a_link_is_relative_and_names_the_file(source: str, target: str, link: str) -> None:
    assert relative(source, target) == link


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("demo/", "demo/#contact", "#contact"),
        ("demo/", "about/#checks", "../about/index.html#checks"),
        ("", "#top", "#top"),
    ],
)
def test_a_fragment_is_kept(source: str, target: str, link: str) -> None:
    assert relative(source, target) == link


def test_a_folder_of_the_same_name_elsewhere_is_another_one() -> None:
    assert relative("a/2023/", "b/2023/") == "../../b/2023/index.html"
