"""The theme for pages inside another portal, on the fictional city below a path of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.portal import Page, PageKind, file_of
from tests import portals
from tests.browser.test_axe import faults
from tests.browser.visit import sideways, visiting
from tests.hosts.servers import Answer, running
from tests.hosts.test_headers import configuration
from tests.pages import test_policy
from tests.pages.test_validator import messages
from tests.portals import ROOT, Portal

BASE = "https://www.example.com/county/xxgk/"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    folder = tmp_path_factory.mktemp("plain")
    shutil.copytree(ROOT / "examples" / "demo-city", folder / "source")
    with (folder / "source/site.yml").open("a", encoding="utf-8") as file:
        file.write("theme: plain\n")
    return portals.build("plain", folder / "source", folder / "site", BASE)


@pytest.fixture(scope="module")
def county(plain: Portal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address below a path of nginx."""
    folder = tmp_path_factory.mktemp("county")
    text = configuration(plain.source, "nginx", plain.folder, plain.root)
    with running("nginx", folder / "server", text) as port:
        yield f"http://127.0.0.1:{port}{plain.root}"


def places(plain: Portal) -> list[str]:
    """A page of each kind."""
    return [file_of(page.url) for kind in PageKind for page in plain.pages(kind)[:1]]


def main_part(portal: Portal, page: Page) -> bytes:
    """What stands between the tags of the main part, in bytes."""
    raw = portal.path(page).read_bytes()
    return raw[raw.index(b"<main") : raw.index(b"</main>")].replace(
        f'"{portal.root}'.encode(), b'"/'
    )


def test_it_has_no_header_and_no_footer_and_the_same_content(plain: Portal, demo: Portal) -> None:
    """The same to the byte: what is proved of the default theme's tables is proved of these."""
    for page, tree in plain.trees():
        assert not tree.xpath("//header | //footer | //fieldset"), page.url
        assert main_part(plain, page) == main_part(demo, page), page.url


def test_everything_can_still_be_reached(plain: Portal) -> None:
    (page,) = plain.pages(PageKind.HOME)
    links = plain.tree(page).xpath("//nav//a/@href")
    found = {plain.resolve(page, link) for link in links}
    assert {"index.html", "search/index.html", "about/index.html", "data/index.html"} <= found
    test_policy.test_every_page_can_be_reached_from_the_home_page(plain)


def test_it_overrides_little() -> None:
    """What it does not say again cannot come apart from the default theme."""
    files = [path for path in (ROOT / "themes" / "plain").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 1500


def test_the_nu_checker_finds_nothing(plain: Portal, county: str) -> None:
    pages = [page for kind in PageKind for page in plain.pages(kind)[:3]]
    assert messages(*(f"{county}{file_of(page.url)}" for page in pages)) == []


@pytest.mark.browser
def test_axe_finds_nothing_and_no_page_scrolls_sideways(chromium, plain: Portal, county: str):
    for place in places(plain):
        with visiting(chromium, f"{county}{place}") as page:
            for scheme, width in (("light", 320), ("light", 768), ("dark", 1280)):
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 900})
                assert faults(page) == [], (place, scheme, width)
                assert sideways(page) <= 0, (place, width)


@pytest.mark.browser
def test_a_size_chosen_elsewhere_on_the_host_stays(chromium, county: str):
    """The portal around it has the choice, under the same name and on the same host."""
    with visiting(chromium, county) as page:
        page.evaluate("localStorage.setItem('text-size', '2')")
        page.reload()
        size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
        assert size == "24px"


def test_what_is_missing_below_the_path_gets_its_page(county: str, plain: Portal) -> None:
    port = int(county.split(":")[2].partition("/")[0])
    answer = Answer(port, f"{plain.root}nowhere/")
    assert answer.status == 404
    assert answer.body == Path(plain.folder, "404.html").read_bytes()
