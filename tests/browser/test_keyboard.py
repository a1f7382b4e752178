"""With the keyboard alone: everything is reached, seen and worked."""

import pytest

from tests.browser.visit import PLACES, visiting

pytestmark = pytest.mark.browser

FOCUSED = """
() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  // A radio button may lie unseen on its label, which then shows the focus.
  const shown = one.type === "radio" ? one.labels[0] : one;
  const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  const points = [[.5, .5], [.05, .5], [.95, .5], [.5, .1], [.5, .9]]
    .map(([x, y]) => [box.left + box.width * x, box.top + box.height * y])
    .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  const free = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (shown.contains(top) || one.contains(top) || top.contains(shown));
  });
  return {
    tag: one.tagName, role: one.getAttribute("role"), id: one.id,
    href: one.getAttribute("href"), name: one.innerText?.slice(0, 20) ?? "",
    region: Boolean(one.closest("main")),
    width: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    colour: style.outlineColor, free,
  };
}
"""


def walk(page, limit: int = 400) -> list[dict]:
    """What Tab comes to, from the top of the page to its end."""
    stops: list[dict] = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError("Tab does not come to an end")


def focusable(page) -> int:
    count: int = page.evaluate(
        """
        () => {
          const every = document.querySelectorAll("a[href], button, input, select, [tabindex='0']");
          const shown = [...every].filter((one) => one.checkVisibility());
          const groups = new Set(shown.filter((one) => one.type === "radio").map((one) => one.name));
          return shown.filter((one) => one.type !== "radio").length + groups.size;
        }
        """
    )
    return count


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "place", ["sample report", "wide table", "agency above others", "home", "about", "missing"]
)
def test_everything_is_reached_and_seen(chromium, address, place, width):
    url = f"{address}/{PLACES[place]}"
    with visiting(chromium, url, width=width, reduced_motion="reduce") as page:
        stops = walk(page)
        assert stops[0]["href"] == "#main", "the skip link comes first"
        assert len(stops) == focusable(page)
        assert [stop for stop in stops if stop["width"] < 3] == []
        assert [stop for stop in stops if not stop["free"]] == [], "something lies on the focus"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_in_forced_colours(chromium, address, scheme):
    url = f"{address}/{PLACES['sample report']}"
    with visiting(chromium, url, forced_colors="active", color_scheme=scheme) as page:
        canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
        for stop in walk(page):
            assert stop["width"] >= 3, stop
            assert stop["colour"] != canvas, stop


@pytest.mark.parametrize("place", ["sample report", "home"])
def test_the_skip_link(chromium, address, place):
    with visiting(chromium, f"{address}/{PLACES[place]}") as page:
        page.keyboard.press("Tab")
        box = page.locator("a[href='#main']").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["height"] >= 44
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED)["region"], "the next stop lies in the main part"


def comes_true(page, expression):
    """Whether something holds within five seconds; waiting inside the page would need ``eval``."""
    for _ in range(50):
        if page.evaluate(expression):
            return True
        page.wait_for_timeout(100)
    return False


@pytest.mark.parametrize("place", ["sample report", "tall table", "wide table"])
def test_tables_scroll_with_the_arrow_keys(chromium, address, place):
    with visiting(
        chromium, f"{address}/{PLACES[place]}", width=320, reduced_motion="reduce"
    ) as page:
        regions = [
            region
            for region in page.get_by_role("region").all()
            if region.evaluate("one => one.scrollWidth > one.clientWidth + 1")
        ]
        assert regions
        for region in regions:
            region.focus()
            for _ in range(3):
                page.keyboard.press("ArrowRight")
            moved = page.evaluate(
                """
                () => new Promise((done) => {
                  const look = (left) => document.activeElement.scrollLeft >= 100 || !left
                    ? done(document.activeElement.scrollLeft) : setTimeout(look, 50, left - 1);
                  look(60);
                })
                """
            )
            assert moved >= 100


def test_jumping_to_a_section_leaves_its_heading_in_sight(chromium, address):
    url = f"{address}/{PLACES['sample report']}"
    for width in (320, 1280):
        with visiting(chromium, url, width=width, height=600, reduced_motion="reduce") as page:
            for link in page.locator("main nav a[href^='#']").all():
                link.focus()
                page.keyboard.press("Enter")
                target = page.locator(link.get_attribute("href"))
                box = target.bounding_box()
                assert box
                assert -1 <= box["y"] < 600
