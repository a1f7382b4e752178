"""Both portals through nginx in Chromium: the policy as it is sent holds on each page."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from generator.portal import Page, PageKind, file_of
from generator.publish.hosts import HOSTS, Place
from tests.browser.visit import visiting
from tests.hosts.servers import running
from tests.portals import Portal

pytestmark = pytest.mark.browser

SAYS = """
async (url) => {
  try {
    return (await (await fetch(url)).text()).length;
  } catch (error) {
    return error.name;
  }
}
"""
"""How long a file is, if a page may read it."""


@pytest.fixture(scope="module")
def addresses(
    sample: Portal, demo: Portal, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """Where nginx serves each portal, side by side on one host."""
    folder = tmp_path_factory.mktemp("pages")
    texts = [
        HOSTS["nginx"](Place(folder=str(portal.folder), path=portal.root))
        for portal in (sample, demo)
    ]
    with running("nginx", folder / "server", "\n".join(texts)) as port:
        root = f"http://127.0.0.1:{port}"
        yield {"sample": f"{root}{sample.root}", "demo": f"{root}{demo.root}"}


def visited(portal: Portal) -> list[Page]:
    """Every page with GONGKAI_FULL=1; else three of each kind and each seventh.

    Pages at old addresses lead on before anybody can look at them.
    """
    pages = [page for page in portal.pages() if page.kind is not PageKind.MOVED]
    if os.environ.get("GONGKAI_FULL"):
        return pages
    kinds = {page.kind for page in pages}
    some = [page for kind in kinds for page in portal.pages(kind)[:3]]
    return list({page.url: page for page in (*some, *pages[::7])}.values())


def test_no_page_breaks_the_policy_or_asks_elsewhere(chromium, addresses, portal: Portal):
    """``visiting`` notes whatever is refused, missing, logged or asked of another host."""
    base = addresses[portal.name]
    pages = visited(portal)
    with visiting(chromium, base) as page:
        for one in pages:
            answer = page.goto(f"{base}{file_of(one.url)}")
            assert answer.status == 200, one.url
            assert "trusted-types 'none'" in answer.headers["content-security-policy"]
        page.goto(f"{base}search/?q=公开")
        page.locator("ol.hits li").first.wait_for()
    assert {page.kind for page in pages} == {page.kind for page in portal.pages()} - {
        PageKind.MOVED
    }


def test_the_policy_that_is_sent_is_stricter_than_the_pages_own(chromium, addresses):
    with pytest.raises(AssertionError, match="policy: require-trusted-types-for"):  # noqa: SIM117
        with visiting(chromium, addresses["sample"]) as page:
            page.evaluate("() => { try { document.body.innerHTML = '<p>甲</p>'; } catch {} }")


def test_other_sites_may_read_data_and_no_pages(chromium, addresses, address):
    """From a page at another port, which is another origin; its own policy is switched off."""
    options = {"bypass_csp": True}
    files = {
        "data/v1/index.json": True,
        "demo/2024/report.csv": True,
        "demo/2024/index.html": False,
    }
    context = chromium.new_context(**options)
    try:
        page = context.new_page()
        page.goto(f"{address}/sample/")
        for file, readable in files.items():
            found = page.evaluate(SAYS, f"{addresses['demo']}{file}")
            assert (found != "TypeError") == readable, (file, found)
    finally:
        context.close()
