"""Narrowing a long list of agencies by name."""

import pytest

from tests.browser.visit import PLACES, visiting

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("place", "line"), [("home", "main li"), ("year", "main tbody tr")])
def test_typing_leaves_what_matches(chromium, address, place, line):
    with visiting(chromium, f"{address}/{PLACES[place]}") as page:
        field = page.get_by_role("searchbox")
        assert field.is_visible()
        every = page.locator(line).filter(visible=True).count()
        field.fill("教育")
        names = [one.inner_text() for one in page.locator(f"{line}:visible").all()]
        assert names
        assert len(names) < every
        assert any("教育" in name for name in names)
        assert "教育" in page.locator(f"{line} a:visible").last.inner_text()
        assert any(digit in page.get_by_role("status").inner_text() for digit in "123456789")
        field.fill("没有这个机关")
        assert "0" in page.get_by_role("status").inner_text()
        field.fill("")
        assert page.locator(line).filter(visible=True).count() == every


def test_width_and_blanks_do_not_matter(chromium, address):
    with visiting(chromium, f"{address}/{PLACES['year']}") as page:
        page.get_by_role("searchbox").fill(" 教 育 ")
        assert page.locator("main tbody tr:visible").count() >= 1


def test_a_short_list_has_no_field(chromium, address):
    with visiting(chromium, f"{address}/{PLACES['sample home']}") as page:
        assert page.get_by_role("searchbox").count() == 0
