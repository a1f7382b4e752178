"""The reader's choice of text size: at once, on every page, and without any script."""

import pytest

from tests.browser.visit import PLACES, root_size, visiting

pytestmark = pytest.mark.browser

BASE = 18.0
SIZES = {"1": BASE, "2": 24.0, "3": 32.0}


def choose(page, value: str) -> None:
    """Press a choice where a reader does: on its words, whatever lies on top of them."""
    box = page.locator(f"label[for='size-{value}']").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("place", PLACES)
def test_text_begins_at_18_px(chromium, address, place):
    with visiting(chromium, f"{address}/{PLACES[place]}") as page:
        assert root_size(page) == BASE
        leading = page.evaluate(
            "() => { const style = getComputedStyle(document.body);"
            " return parseFloat(style.lineHeight) / parseFloat(style.fontSize); }"
        )
        assert leading >= 1.7


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("value", SIZES)
def test_a_choice_works_at_once(chromium, address, value, script):
    url = f"{address}/{PLACES['sample report']}"
    with visiting(chromium, url, java_script_enabled=script) as page:
        choose(page, value)
        assert root_size(page) == SIZES[value]
        assert page.locator(f"#size-{value}").is_checked()


@pytest.mark.parametrize("value", ["2", "3"])
def test_a_choice_is_remembered_on_other_pages(chromium, address, value):
    with visiting(chromium, f"{address}/{PLACES['home']}") as page:
        choose(page, value)
        for place in ("agency", "report", "wide table", "about"):
            page.goto(f"{address}/{PLACES[place]}")
            assert root_size(page) == SIZES[value]
            assert page.locator(f"#size-{value}").is_checked()
        choose(page, "1")
        page.goto(f"{address}/{PLACES['home']}")
        assert root_size(page) == BASE
        assert page.locator("#size-1").is_checked()


def test_a_choice_is_remembered_before_the_page_is_painted(chromium, address):
    """The page must not jump: its first frame has the chosen size already."""
    with visiting(chromium, f"{address}/{PLACES['home']}") as page:
        choose(page, "3")
        page.context.add_init_script(
            """
            window.sizes = [];
            const look = () => {
              if (document.body) sizes.push(getComputedStyle(document.documentElement).fontSize);
              if (sizes.length < 20) requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
            """
        )
        page.goto(f"{address}/{PLACES['report']}")
        page.wait_for_timeout(500)
        assert set(page.evaluate("sizes")) == {"32px"}


def test_a_choice_is_made_with_the_keyboard(chromium, address):
    with visiting(chromium, f"{address}/{PLACES['about']}") as page:
        page.locator("#size-1").focus()
        page.keyboard.press("ArrowRight")
        assert root_size(page) == SIZES["2"]
        page.keyboard.press("ArrowRight")
        assert root_size(page) == SIZES["3"]


def test_what_is_remembered_may_be_nonsense(chromium, address):
    with visiting(chromium, f"{address}/{PLACES['home']}") as page:
        for kept in ("9", "", "large", "<b>"):
            page.evaluate("(kept) => localStorage.setItem('text-size', kept)", kept)
            page.reload()
            assert root_size(page) == BASE
            assert page.locator("input[name=size]:checked").count() == 1


def test_the_choice_is_named_as_a_group(chromium, address):
    with visiting(chromium, f"{address}/{PLACES['home']}") as page:
        group = page.get_by_role("group", name="字号")
        assert group.get_by_role("radio").count() == 3
        for name in ("标准", "大", "特大"):
            assert group.get_by_role("radio", name=name, exact=True).count() == 1
