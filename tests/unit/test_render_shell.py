"""Links of pages, which work on a server, below a sub-path and opened as files."""

from __future__ import annotations

import pytest

from generator.diagnostic import ThemeError
from generator.render.shell import POLICY, Head, Shell
from generator.site import Footer, Site
from tests.support.themes import shell, theme

SUB_PATH = "https://www.example.gov.cn/xxgk/nianbao/"
HEAD = Head(url="demo/", title="A title", description="A description")


@pytest.mark.parametrize("base_url", [None, "https://www.example.gov.cn/", SUB_PATH])
def test_links_between_pages_do_not_know_where_the_site_is(base_url: str | None) -> None:
    assert shell(base_url).href("demo/2023/", "years/2023/") == "../../years/2023/index.html"


def test_the_page_for_missing_addresses_links_from_the_root_of_the_site() -> None:
    assert shell(SUB_PATH).href("404.html", "demo/") == "/xxgk/nianbao/demo/"
    assert shell().href("404.html", "demo/") == "/demo/"


def test_what_stands_in_no_address_is_quoted() -> None:
    assert shell().href("demo/2023/", "demo/2023/图 1.png") == "%E5%9B%BE%201.png"


@pytest.mark.parametrize(
    ("base_url", "address"), [(None, None), (SUB_PATH, f"{SUB_PATH}demo/%E5%9B%BE.png")]
)
def test_an_address_is_whole_where_the_site_knows_its_own(
    base_url: str | None, address: str | None
) -> None:
    assert shell(base_url).absolute("demo/图.png") == address


def test_every_page_states_the_tags_of_the_site() -> None:
    frame = Shell(
        site=Site(name="Portal", base_url=SUB_PATH, footer=Footer(site_code="bm12345678")),
        theme=theme(),
    )
    assert frame.site_metas() == [
        ("SiteName", "Portal"),
        ("SiteDomain", "www.example.gov.cn"),
        ("SiteIDCode", "bm12345678"),
    ]


def test_a_tag_that_is_not_known_is_not_stated() -> None:
    assert shell().site_metas() == [("SiteName", "Portal")]


def test_a_page_is_told_all_about_itself() -> None:
    template = "{{ head.title }}|{{ language }}|{{ href('') }}|{{ canonical }}|{{ policy }}"
    printed = shell(SUB_PATH, theme(page=template)).render("page.html", HEAD).decode()
    assert printed == f"A title|en|../index.html|{SUB_PATH}demo/|{POLICY}".replace("'", "&#39;")


def test_a_preview_has_no_policy_that_would_keep_its_script_out() -> None:
    frame = Shell(site=Site(name="P"), theme=theme(page="{{ policy }}"), live=True)
    assert frame.render("page.html", HEAD) == b"None"


def test_an_asset_that_the_theme_lacks_is_told() -> None:
    with pytest.raises(ThemeError, match=r"absent\.css"):
        shell(of=theme(page="{{ asset('absent.css') }}")).render("page.html", HEAD)


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    directives = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert directives["default-src"] == "'none'"
    assert set(directives.values()) <= {"'none'", "'self'"}
