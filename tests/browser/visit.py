"""A page in Chromium, watched: whatever the browser complains of fails the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

PLACES = {
    "sample home": "sample/",
    "sample agency": "sample/yuhang/commerce/",
    "sample report": "sample/yuhang/commerce/2023/",
    "home": "demo/",
    "agency above others": "demo/demo/",
    "agency": "demo/demo/education/",
    "report": "demo/demo/2024/",
    "report of a region": "demo/demo/2024-region/",
    "report of 2019": "demo/demo/2019/",
    "report with a picture": "demo/demo/finance/2024/",
    "four small tables": "demo/demo/2024/disclosure/",
    "five small tables": "demo/demo/2019/disclosure/",
    "tall table": "demo/demo/2024/requests/",
    "wide table": "demo/demo/2024/disputes/",
    "record of checks": "demo/demo/2024/checks/",
    "parts of a region": "demo/demo/2024-region/parts/",
    "who has published": "demo/years/2024/calendar/",
    "year": "demo/years/2024/",
    "years": "demo/years/",
    "agencies by letter": "demo/agencies/",
    "agencies by region": "demo/agencies/regions/",
    "years of an agency": "demo/demo/compare/",
    "what is compared": "demo/compare/",
    "agencies compared": "demo/compare/requests/granted/",
    "data": "demo/data/",
    "about": "demo/about/",
    "how figures are checked": "demo/method/",
    "terms": "demo/terms/",
    "contact": "demo/contact/",
    "accessibility": "demo/accessibility/",
    "report in English": "sample/en/yuhang/commerce/2023/",
    "terms in English": "sample/en/terms/",
    "search in English": "sample/en/search/",
    "search": "demo/search/",
    "missing": "demo/nowhere/at/all",
}
"""A page of each kind, by what it is."""

WATCH = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


@contextmanager
def visiting(
    chromium: Browser, url: str, *, width: int = 1280, height: int = 900, **options: object
) -> Iterator[Page]:
    """Open a page in a profile of its own; ``options`` are those of a browser context.

    At the end nothing may have been logged, refused by the policy, missing or asked of elsewhere.
    """
    context = chromium.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", **options
    )
    troubles: list[str] = []
    home = urlsplit(url).netloc

    def logged(message: ConsoleMessage) -> None:
        expected = "404 (Not Found)" in message.text and message.location["url"] == url
        if not expected:
            troubles.append(f"{message.type}: {message.text}")

    def asked(request: Request) -> None:
        if urlsplit(request.url).netloc != home:
            troubles.append(f"asked elsewhere: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            troubles.append(f"{response.status}: {response.url}")

    def failed(request: Request) -> None:
        # Leaving a page aborts what it was still fetching; what the policy refuses is logged.
        if request.failure != "net::ERR_ABORTED":
            troubles.append(f"failed: {request.url}")

    context.set_default_timeout(10_000)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.on("console", logged)
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("request", asked)
    page.on("response", answered)
    page.on("requestfailed", failed)
    try:
        page.goto(url)
        yield page
        page.evaluate("0")  # lets late messages arrive
        if troubles:
            raise AssertionError("\n".join(troubles))
    finally:
        context.close()


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width


def root_size(page: Page) -> float:
    """The font size of the root, in pixels."""
    size: str = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    return float(size.removesuffix("px"))
