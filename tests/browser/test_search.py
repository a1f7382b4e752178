"""Searching in a real browser: nothing missed, nothing added, by the script that readers get."""

import logging
import os
import re
import subprocess
import sys
from time import perf_counter
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import expect

from generator import pipeline
from tests.browser.test_axe import faults
from tests.browser.visit import sideways, visiting
from tests.portals import ROOT
from tests.server import serving
from tests.support.search import Site, queries

pytestmark = pytest.mark.browser

REPORTS, QUERIES = (1000, 30) if os.environ.get("GONGKAI_FULL") else (112, 10)
"""How large the site is, and how often it is searched; GONGKAI_FULL=1 asks for all of it."""
SEED = 20240130
RAW_PER_REPORT = 1500
"""The most that the index may take, in bytes for each report."""


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A site drawn by lot, published."""
    folder = tmp_path_factory.mktemp("large")
    corpus = [sys.executable, "bench/corpus.py", "--reports", str(REPORTS), folder / "site"]
    subprocess.run(corpus, cwd=ROOT, check=True)
    pipeline.build(folder / "site", folder / "public", pipeline.Wish(cache=False))
    return Site(folder / "public")


@pytest.fixture(scope="module")
def searching(large):
    """Its address."""
    with serving({"large": large.folder}) as address:
        yield f"{address}/large/search/"


def answer(page):
    """The addresses of all hits, once the script has settled how many there are."""
    status = page.locator("#results [role=status]")
    expect(status).to_have_text(re.compile("[0-9]"))
    more = page.locator("#results button")
    while more.is_visible():
        shown = page.locator("ol.hits li").count()
        more.click()
        expect(page.locator("ol.hits li")).not_to_have_count(shown)
    links = page.locator("ol.hits a").evaluate_all("all => all.map((one) => one.href)")
    assert int(re.search("[0-9]+", status.inner_text())[0]) == len(links)
    return links


def test_every_hit_is_found_and_none_besides(chromium, searching, large):
    wrong, times = {}, []
    with visiting(chromium, searching) as page:
        for query in queries(large, QUERIES, SEED):
            start = perf_counter()
            page.goto(f"{searching}?q={quote(query)}")
            page.locator("ol.hits li, [role=status]:text-matches('[0-9]')").first.wait_for()
            times.append(perf_counter() - start)
            found = [url.partition("/large/")[2].partition("index.html")[0] for url in answer(page)]
            assert len(found) == len(set(found))
            if set(found) != large.truth(query):
                wrong[query] = set(found) ^ large.truth(query)
    logging.info("first answers, in ms: %s", sorted(round(time * 1000) for time in times))
    assert not wrong


def test_the_index_is_small(large):
    size = sum(path.stat().st_size for path in (large.folder / "search").glob("*.json"))
    assert size <= RAW_PER_REPORT * REPORTS


def test_agency_year_and_section_narrow_the_answer(chromium, searching, large):
    with visiting(chromium, f"{searching}?{urlencode({'q': '公开', 'year': '2021'})}") as page:
        every = answer(page)
        assert every
        assert all("/2021/" in url for url in every)
        agency = page.locator("#agency option").nth(1).get_attribute("value")
        page.select_option("#agency", agency)
        page.get_by_role("searchbox").press("Enter")
        assert [url.partition("/large/")[2] for url in answer(page)] == [
            f"{agency}/2021/index.html#"
        ]
        assert page.locator("#year").input_value() == "2021"
        page.select_option("#section", "problems")
        page.get_by_role("button", name="检索", exact=True).click()
        assert [url.partition("#")[2] for url in answer(page)] == ["problems"]
        page.go_back()
        expect(page.locator("#section")).to_have_value("")


def test_what_was_typed_is_marked_and_told(chromium, searching):
    with visiting(chromium, f"{searching}?q={quote('主动公开')}") as page:
        assert answer(page)
        assert set(page.locator("ol.hits mark").all_inner_texts()) == {"主动公开"}
        expect(page).to_have_title(re.compile("^主动公开 - "))
        assert page.get_by_role("searchbox").input_value() == "主动公开"


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>公开", "公", "。。。", "%d&q=a"])
def test_odd_queries_do_no_harm(chromium, searching, query):
    with visiting(chromium, f"{searching}?q={quote(query)}") as page:
        expect(page.locator("#results [role=status]")).not_to_have_text("正在检索……")
        assert page.locator("ol.hits :not(li, a, p, mark)").count() == 0


def test_results_have_no_fault_and_fit_any_width(chromium, searching):
    with visiting(chromium, f"{searching}?q={quote('主动公开')}") as page:
        answer(page)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width in (320, 768, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                assert sideways(page) <= 0
                assert not faults(page)


def test_an_index_that_cannot_be_read_is_told(chromium, large):
    """A browser that opens files lets no script read another one; nothing is tried, and it is said."""
    with visiting(chromium, (large.folder / "search" / "index.html").as_uri() + "?q=a") as page:
        expect(page.locator("#results [role=status]")).to_contain_text("无法检索")
        page.locator("main .years a").first.click()
        expect(page.locator("main table")).to_have_count(1)
