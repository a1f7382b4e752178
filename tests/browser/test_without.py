"""Without scripts, and without a server."""

import pytest
from playwright.sync_api import expect

from generator.portal import PageKind, file_of
from tests.browser.visit import PLACES, visiting
from tests.portals import Portal

pytestmark = pytest.mark.browser

_NOT_AS_A_FILE = (PageKind.NOT_FOUND, PageKind.MOVED)
"""The one is served for other addresses; the other leads on at once."""


@pytest.mark.parametrize("place", PLACES)
def test_all_content_is_there_without_scripts(chromium, address, place):
    url = f"{address}/{PLACES[place]}"
    with visiting(chromium, url) as page:
        page.evaluate("document.querySelectorAll('.filter').forEach((one) => one.remove())")
        scripted = page.locator("body").inner_text().split()
    with visiting(chromium, url, java_script_enabled=False) as page:
        assert page.locator("body").inner_text().split() == scripted
        assert page.get_by_role("searchbox").count() == 0, "what needs the script is not shown"


def test_pages_work_when_opened_as_files(chromium, demo: Portal):
    """From the home page down to a table and back, each link clicked."""
    with visiting(chromium, (demo.folder / "index.html").as_uri()) as page:
        assert page.evaluate("document.styleSheets.length") == 1
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "18px"
        page.locator("main a[href$='demo/education/index.html']").first.click()
        page.locator("main tbody a[href$='2024/index.html']").first.click()
        expect(page.locator("h1")).to_contain_text("年度报告")
        page.locator("main a[href$='requests/index.html']").first.click()
        expect(page.locator("main table")).to_have_count(1)
        page.locator("nav[aria-label='面包屑导航'] a").first.click()
        expect(page).to_have_url((demo.folder / "index.html").as_uri())
        page.locator("#size-3").click()
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"


@pytest.mark.parametrize("kind", [kind for kind in PageKind if kind not in _NOT_AS_A_FILE])
def test_each_kind_of_page_has_its_style_as_a_file(chromium, demo: Portal, kind: PageKind):
    page = demo.pages(kind)[0]
    with visiting(chromium, (demo.folder / file_of(page.url)).as_uri()) as opened:
        family = opened.evaluate("getComputedStyle(document.body).fontFamily")
        assert "Noto Sans CJK SC" in family
