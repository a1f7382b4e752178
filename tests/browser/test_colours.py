"""Light, dark and forced colours as they are painted."""

import pytest

from tests.browser.visit import PLACES, visiting
from tests.pages.test_contrast import contrast, luminance

pytestmark = pytest.mark.browser

PAINTED = """
() => {
  const hex = (colour) => {
    const [r, g, b, a = "1"] = colour.match(/[\\d.]+/g);
    const pair = (part) => Number(part).toString(16).padStart(2, "0");
    return a === "0" ? null : Number(a) < 1 ? "translucent" : `#${pair(r)}${pair(g)}${pair(b)}`;
  };
  const ground = (item) => {
    for (let here = item; here; here = here.parentElement) {
      const found = hex(getComputedStyle(here).backgroundColor);
      if (found) return found;
    }
    return null;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const pairs = new Map();
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), item = walker.currentNode.parentElement;
    if (!text || !item.checkVisibility()) continue;
    const running = Boolean(item.closest("main p, main li, main td, main h2, main h3"))
      && !item.closest("a, .muted, .hint, .note, .count, .na, .date, .lead, [role=status]");
    const key = [hex(getComputedStyle(item).color), ground(item), running].join();
    pairs.set(key, text.slice(0, 30));
  }
  return [...pairs].map(([key, text]) => [...key.split(","), text]);
}
"""


def ground(page) -> str:
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    parts = [int(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    return "#{:02x}{:02x}{:02x}".format(*parts)


@pytest.mark.parametrize("place", PLACES)
def test_each_text_is_told_from_its_ground(chromium, address, place):
    """axe cannot judge what lies in a scrolled region or a spanned cell; this looks at all text."""
    with visiting(chromium, f"{address}/{PLACES[place]}") as page:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            painted = page.evaluate(PAINTED)
            weak = [
                (colour, behind, text)
                for colour, behind, running, text in painted
                if contrast(colour, behind) < (7 if running == "true" else 4.5)
            ]
            assert weak == [], scheme
            assert len(painted) >= 3


def test_dark_is_dark_and_light_is_light(chromium, address):
    with visiting(chromium, f"{address}/{PLACES['report']}", color_scheme="light") as page:
        assert luminance(ground(page)) > 0.8
        page.emulate_media(color_scheme="dark")
        assert luminance(ground(page)) < 0.03
        # Scroll bars and form fields follow.
        assert "dark" in page.evaluate("getComputedStyle(document.documentElement).colorScheme")


def test_paper_is_white_even_in_the_dark(chromium, address):
    with visiting(chromium, f"{address}/{PLACES['report']}", color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        assert ground(page) == "#ffffff"
        weak = [pair for pair in page.evaluate(PAINTED) if contrast(pair[0], pair[1]) < 7]
        assert weak == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_lines_totals_and_choices(chromium, address, scheme):
    url = f"{address}/{PLACES['tall table']}"
    with visiting(chromium, url, forced_colors="active", color_scheme=scheme) as page:
        canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
        cell = page.locator("tbody td").nth(9)
        line = cell.evaluate(
            "one => [getComputedStyle(one).borderTopWidth, getComputedStyle(one).borderTopColor]"
        )
        assert float(line[0].removesuffix("px")) >= 1
        assert line[1] != canvas
        widths = page.evaluate(
            "[...document.querySelectorAll('tbody tr')].map((row) =>"
            " parseFloat(getComputedStyle(row.lastElementChild).borderTopWidth))"
        )
        assert max(widths) >= 2 > min(widths), "a total is told by its line, not by its ground"
        chosen, other = (
            page.locator(f"label[for='size-{value}']").evaluate(
                "one => getComputedStyle(one).backgroundColor"
            )
            for value in "12"
        )
        assert chosen != other
