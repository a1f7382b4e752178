"""Every rule that axe has, also those of best practice, AAA and experiments: no violation."""

import json
from functools import cache

import pytest

from tests.browser.visit import PLACES, visiting
from tests.portals import ROOT

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RUN = """
async () => {
  const rules = axe.getRules().filter((rule) => !rule.tags.includes("deprecated"));
  const values = rules.map((rule) => rule.ruleId);
  const found = await axe.run(document, {
    runOnly: {type: "rule", values}, resultTypes: ["violations"], preload: false,
  });
  return found.violations.map((fault) =>
    `${fault.id}: ${fault.nodes.length} × ${fault.nodes[0].html.slice(0, 120)}`);
}
"""


@cache
def source() -> str:
    assert AXE.is_file(), "axe is missing; “python3 dev.py test” installs it"
    return AXE.read_text("utf-8")


def faults(page) -> list[str]:
    """What axe finds on a page as it stands."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(source())
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("place", PLACES)
def test_every_kind_of_page(chromium, address, place):
    with visiting(chromium, f"{address}/{PLACES[place]}") as page:
        found = {}
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width in (320, 768, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                found[scheme, width] = faults(page)
        assert not any(found.values()), found


@pytest.mark.parametrize("place", ["sample report", "home", "wide table", "year"])
def test_large_text(chromium, address, place):
    with visiting(chromium, f"{address}/{PLACES[place]}", width=320) as page:
        for size in ("2", "3"):
            page.locator(f"#size-{size}").check(force=True)
            assert faults(page) == [], size


@pytest.mark.parametrize("place", ["report", "home", "missing"])
def test_forced_colours_and_little_motion(chromium, address, place):
    options = {"forced_colors": "active", "reduced_motion": "reduce"}
    with visiting(chromium, f"{address}/{PLACES[place]}", **options) as page:
        assert faults(page) == []


def test_axe_is_the_version_that_was_asked_for(chromium, address):
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]["axe-core"]
    with visiting(chromium, f"{address}/sample/") as page:
        page.evaluate(source())
        assert page.evaluate("axe.version") == wanted


@pytest.mark.parametrize(
    ("rule", "harm"),
    [
        ("scrollable-region-focusable", "one('[role=region]').removeAttribute('tabindex')"),
        ("html-has-lang", "document.documentElement.removeAttribute('lang')"),
        ("heading-order", "one('h1').outerHTML = '<h1>一级</h1><h3>三级</h3>'"),
        ("empty-table-header", "one('thead th').textContent = ''"),
        (
            "region",
            "one('body').append(Object.assign(document.createElement('p'), {textContent: '外'}))",
        ),
        ("color-contrast", "one('footer a').style.color = '#bbb'"),
    ],
)
def test_axe_does_find_faults(chromium, address, rule, harm):
    with visiting(chromium, f"{address}/{PLACES['tall table']}", width=320) as page:
        page.evaluate(f"() => {{ const one = (css) => document.querySelector(css); {harm} }}")
        assert [fault for fault in faults(page) if fault.startswith(f"{rule}:")]
