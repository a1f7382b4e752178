"""A site in two languages in a real browser: changing the language, and searching in each."""

import pytest
from playwright.sync_api import expect

from tests.browser.visit import PLACES, visiting

pytestmark = pytest.mark.browser


def test_the_language_is_changed_and_changed_back(chromium, address):
    url = f"{address}/{PLACES['sample report']}"
    with visiting(chromium, url, java_script_enabled=False) as page:
        page.get_by_role("link", name="English", exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert page.url.endswith("/sample/en/yuhang/commerce/2023/index.html")
        page.get_by_role("link", name="中文", exact=True).click()
        assert page.url.endswith("/sample/yuhang/commerce/2023/index.html")


def test_a_search_leads_to_reports_in_its_own_language(chromium, address):
    """The index and the texts are there once; what is found stands in each face."""
    for face in ("", "en/"):
        with visiting(chromium, f"{address}/sample/{face}search/?q=三审三校") as page:
            link = page.locator("ol.hits a")
            expect(link).to_have_count(1)
            assert link.evaluate("one => one.href").endswith(
                f"/sample/{face}yuhang/commerce/2023/index.html#"
            )
            assert page.locator("ol.hits p").evaluate("one => one.matches(':lang(zh)')")
            link.click()
            expect(page.locator("h1")).to_contain_text("杭州市余杭区商务局2023年度")


def test_agencies_are_chosen_by_their_names_in_the_language(chromium, address):
    with visiting(chromium, f"{address}/sample/en/search/") as page:
        expect(page.locator("#agency option")).to_have_count(2)
        assert page.locator("#agency option").first.inner_text() == "All agencies"
