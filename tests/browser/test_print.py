"""On paper: few sheets, and the heads of a table on each sheet that it reaches."""

import re
import zlib
from collections.abc import Iterator

import pytest

from tests.browser.visit import PLACES, visiting

pytestmark = pytest.mark.browser

HEAD, BODY = "#010203", "#040506"
PAINT = f"""
thead th {{ background: {HEAD} !important; }}
tbody td {{ background: {BODY} !important; }}
* {{ print-color-adjust: exact !important; }}
"""
"""Marks what is to be found again: the colours stand as numbers among the commands of a sheet."""


NUMBER = rb"([0-9]*\.?[0-9]+)"
FILL = re.compile(rb"%s %s %s (?:rg|scn?)\b" % (NUMBER, NUMBER, NUMBER))


def paints(sheet: bytes, colour: str) -> bool:
    """Whether a sheet is painted with a colour, however finely Chromium writes its parts."""
    wanted = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return any(
        all(abs(float(part) - want) < 0.001 for part, want in zip(found, wanted, strict=True))
        for found in FILL.findall(sheet)
    )


def objects(pdf: bytes) -> dict[bytes, bytes]:
    return dict(re.findall(rb"^(\d+) 0 obj\s(.*?)\sendobj", pdf, re.DOTALL | re.MULTILINE))


def sheets(pdf: bytes) -> Iterator[bytes]:
    """The drawing commands of each sheet."""
    every = objects(pdf)
    for body in every.values():
        if not re.search(rb"/Type\s*/Page\b", body):
            continue
        found = re.search(rb"/Contents (\d+) 0 R", body)
        assert found
        stream = every[found[1]].partition(b"stream")[2].lstrip(b"\r\n")
        yield zlib.decompressobj().decompress(stream)


@pytest.mark.parametrize("place", ["sample report", "report in English"])
def test_a_report_takes_three_sheets(chromium, address, place):
    with visiting(chromium, f"{address}/{PLACES[place]}") as page:
        pdf = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    assert len(list(sheets(pdf))) == 3


def test_heads_are_repeated_on_the_sheets_of_a_report(chromium, address):
    """On A4, as offices print it: the table of requests begins on one sheet and ends on the next."""
    with visiting(chromium, f"{address}/{PLACES['sample report']}", bypass_csp=True) as page:
        page.add_style_tag(
            content=PAINT.replace("thead", ".tall thead").replace("tbody", ".tall tbody")
        )
        pdf = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    figures = [(paints(page, BODY), paints(page, HEAD)) for page in sheets(pdf)]
    assert figures == [(False, False), (True, True), (True, True)]


@pytest.mark.parametrize("place", ["tall table", "report of 2019"])
def test_heads_are_repeated(chromium, address, place):
    """On small sheets, so that each tall table needs several."""
    with visiting(chromium, f"{address}/{PLACES[place]}", bypass_csp=True) as page:
        page.add_style_tag(content=PAINT)
        pdf = page.pdf(width="148mm", height="105mm", print_background=True)
    pages = list(sheets(pdf))
    with_figures = [page for page in pages if paints(page, BODY)]
    assert len(with_figures) >= 2
    assert [page for page in with_figures if not paints(page, HEAD)] == []


@pytest.mark.parametrize("place", PLACES)
def test_paper_shows_the_words_and_not_the_tools(chromium, address, place):
    with visiting(chromium, f"{address}/{PLACES[place]}") as page:
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible()
        for tool in ("a[href='#main']", "fieldset", "input[type=search]", "nav"):
            for item in page.locator(tool).all():
                assert not item.is_visible(), tool
        regions = page.evaluate(
            "[...document.querySelectorAll('[role=region]')].map((one) => getComputedStyle(one).overflow)"
        )
        assert set(regions) <= {"visible"}, "what scrolls on a screen is cut off on paper"


def test_a_table_fits_the_width_of_the_paper(chromium, address):
    for place in ("wide table", "tall table", "report of 2019", "year"):
        # A4 less its margins, in CSS pixels.
        with visiting(chromium, f"{address}/{PLACES[place]}", width=612) as page:
            page.emulate_media(media="print")
            wide = page.evaluate(
                "[...document.querySelectorAll('table')].filter((one) =>"
                " one.getBoundingClientRect().right > innerWidth + 1).length"
            )
            assert wide == 0, place
