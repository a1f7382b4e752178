"""Small windows, large text, wide spacing: nothing is cut off and only tables scroll sideways."""

import pytest

from tests.browser.visit import PLACES, sideways, visiting

pytestmark = pytest.mark.browser

SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }
"""
"""The reader's own spacing, by success criterion 1.4.12 of WCAG."""

CUT_OFF = """
() => [...document.querySelectorAll("body *")].filter((item) => {
  const style = getComputedStyle(item);
  const hides = (way) => ["hidden", "clip"].includes(way);
  const cut = (hides(style.overflowX) && item.scrollWidth > item.clientWidth + 1)
    || (hides(style.overflowY) && item.scrollHeight > item.clientHeight + 1);
  const meant = item.clientWidth <= 1 && item.clientHeight <= 1;  // for screen readers only
  const ellipsis = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
  return (cut && !meant) || ellipsis;
}).map((item) => item.outerHTML.slice(0, 120))
"""
"""Elements that hide a part of what is in them."""

SPILLING = """
() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange(), found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    if (!text.data.trim() || parent.closest("[hidden], .sr, .skip")) continue;
    const cell = parent.closest("th, td, dd, dt, li, label, a, button");
    if (!cell || !cell.checkVisibility()) continue;
    range.selectNodeContents(text);
    const box = cell.getBoundingClientRect();
    // A full stop or bracket at the end of a line gives up its empty half, but is measured whole.
    const half = /[，。、；：！？）》」』】〕”’]/.test(text.data) ? .5 : 0;
    const spare = 1.5 + half * parseFloat(getComputedStyle(parent).fontSize);
    for (const line of range.getClientRects())
      if (line.right > box.right + spare || line.left < box.left - 1.5)
        found.push(`${cell.tagName} ${text.data.trim().slice(0, 30)}`);
  }
  return [...new Set(found)];
}
"""
"""Words that stick out of the cell, item or link that they belong to."""

STUCK = """
() => [...document.querySelectorAll("body *")]
  .filter((item) => ["sticky", "fixed"].includes(getComputedStyle(item).position))
  .filter((item) => !item.closest("caption") && item.tagName !== "NAV")
  .map((item) => item.getBoundingClientRect())
  .filter((box) => box.height > innerHeight * .5 && box.width > innerWidth * .5).length
"""
"""How many things that stay in sight would take more than half of the window."""


def fits(page, *widths: int) -> None:
    """In windows of these widths the page does not scroll sideways, and no word is cut off."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) <= 0, width
        assert page.evaluate(CUT_OFF) == [], width
        assert page.evaluate(SPILLING) == [], width


@pytest.mark.parametrize("place", PLACES)
def test_the_page_does_not_scroll_sideways(chromium, address, place):
    with visiting(chromium, f"{address}/{PLACES[place]}") as page:
        fits(page, 320, 360, 480, 768, 1024, 1280)


@pytest.mark.parametrize("place", PLACES)
def test_zoomed_to_400_per_cent(chromium, address, place):
    """1280 × 900 at 400 % is a window of 320 × 225."""
    with visiting(
        chromium, f"{address}/{PLACES[place]}", width=320, height=225, device_scale_factor=4
    ) as page:
        assert sideways(page) <= 0
        assert page.evaluate(STUCK) == 0
        # Two ways of scrolling at once are for tables only, and none of them has its own height.
        tall = page.evaluate(
            "[...document.querySelectorAll('[role=region]')]"
            ".filter((one) => one.scrollHeight > one.clientHeight + 1).length"
        )
        assert tall == 0


@pytest.mark.parametrize("place", PLACES)
def test_text_spacing_of_the_reader(chromium, address, place):
    with visiting(chromium, f"{address}/{PLACES[place]}", bypass_csp=True) as page:
        page.add_style_tag(content=SPACING)
        fits(page, 320, 1280)


@pytest.mark.parametrize("place", PLACES)
def test_large_text(chromium, address, place):
    with visiting(chromium, f"{address}/{PLACES[place]}") as page:
        for size in ("2", "3"):
            page.locator(f"#size-{size}").check(force=True)
            fits(page, 320, 1280)


@pytest.mark.parametrize(
    "harm",
    [
        "one('h1').style.cssText = 'overflow: hidden; height: 5px'",
        "one('h1').style.cssText = 'width: 2000px'",
        "one('main td').style.cssText = 'white-space: nowrap; max-width: 1em; overflow: visible'",
    ],
)
def test_what_does_not_fit_is_noticed(chromium, address, harm):
    with visiting(chromium, f"{address}/{PLACES['report with a picture']}") as page:
        page.evaluate(f"() => {{ const one = (css) => document.querySelector(css); {harm} }}")
        if "td" in harm:
            page.evaluate(
                "document.querySelector('main td').textContent = '很长的一个词'.repeat(9)"
            )
        with pytest.raises(AssertionError):
            fits(page, 1024)


@pytest.mark.parametrize("place", ["report", "tall table", "wide table", "four small tables"])
def test_on_a_phone_the_tables_scroll_and_keep_their_labels(chromium, address, place):
    with visiting(chromium, f"{address}/{PLACES[place]}", width=320) as page:
        for region in page.get_by_role("region").all():
            wide = region.evaluate("one => one.scrollWidth > one.clientWidth + 1")
            if not wide:
                continue
            region.evaluate("one => one.scrollTo({left: 10000, behavior: 'instant'})")
            label = region.locator("tbody th").last
            if label.count():
                left = label.evaluate("one => one.getBoundingClientRect().left")
                edge = region.evaluate("one => one.getBoundingClientRect().left")
                assert left >= edge - 1, "the row's own label has left the window"


def test_the_heads_of_a_tall_table_stay_in_sight(chromium, address):
    with visiting(chromium, f"{address}/{PLACES['tall table']}", height=600) as page:
        page.locator("tbody tr").last.scroll_into_view_if_needed()
        page.evaluate("scrollBy({top: 200, behavior: 'instant'})")
        head = page.locator("thead").first.bounding_box()
        last = page.locator("tbody tr").last.bounding_box()
        assert head
        assert last
        assert head["y"] >= -1
        assert head["y"] + head["height"] <= last["y"] + 1, "the head lies on the last row"


@pytest.mark.parametrize("place", PLACES)
def test_what_can_be_pressed_is_large_enough(chromium, address, place):
    """44 px each way, but for links inside a sentence, which WCAG leaves out as well."""
    with visiting(chromium, f"{address}/{PLACES[place]}", width=320, has_touch=True) as page:
        small = page.evaluate(
            """
            () => [...document.querySelectorAll("a, button, input, select, summary")]
              .filter((one) => one.checkVisibility() && !one.matches(".skip"))
              .filter((one) => !one.closest(".prose, p.lead, p.summary, figcaption"))
              .map((one) => one.type === "radio" ? one.labels[0] : one)
              .map((one) => [one.getBoundingClientRect(), one])
              .filter(([box]) => box.height < 44 || box.width < 44)
              .map(([box, one]) => `${box.width}×${box.height} ${one.outerHTML.slice(0, 90)}`)
            """
        )
        assert small == []
