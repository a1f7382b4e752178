"""Pages on paper: the one module that opens Playwright, which drives Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, Route, sync_playwright

from generator.diagnostic import GeneratorError

Served = Callable[[str], tuple[bytes, str] | None]
"""The content and media type of a file by its address; ``None`` for one that is not there."""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_UNLINK = """
(origin) => {
  for (const link of document.querySelectorAll("a[href]"))
    if (link.origin === origin && !link.getAttribute("href").startsWith("#"))
      link.removeAttribute("href");
}
"""
"""Takes away links to pages whose address nobody knows."""


def printed(address: str, language: str, served: Served, *, placed: bool) -> bytes:
    """A page as tagged PDF on A4, as its style sheet for paper has it.

    Nothing is fetched but what ``served`` gives; scripts do not run. Where the site is not
    ``placed`` yet, links to its other pages are left out.

    Raises:
        GeneratorError: there is no Chromium on this machine, or it does not start.
    """

    def answer(route: Route) -> None:
        found = served(route.request.url)
        if found is None:
            route.abort()
        else:
            route.fulfill(body=found[0], content_type=found[1])

    with sync_playwright() as playwright:
        browser = _started(playwright)
        context = browser.new_context(
            locale=language, timezone_id="UTC", java_script_enabled=False, color_scheme="light"
        )
        context.route("**/*", answer)
        page = context.new_page()
        page.goto(address)
        if not placed:
            page.evaluate(_UNLINK, "/".join(address.split("/")[:3]))
        paper = page.pdf(format="A4", prefer_css_page_size=True, tagged=True, outline=True)
        browser.close()
    return paper


def _started(playwright: Playwright) -> Browser:
    """Chromium; its sandbox does not work for root."""
    root = getattr(os, "geteuid", lambda: 1)() == 0
    try:
        return playwright.chromium.launch(
            executable_path=_program(playwright), args=["--no-sandbox"] if root else []
        )
    except Error as error:
        reason = error.message.strip().partition("\n")[0]
        raise GeneratorError("browser", reason=reason) from error


def _program(playwright: Playwright) -> str:
    """The machine's own Chromium, or the one that Playwright was told to install."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None and Path(playwright.chromium.executable_path).is_file():
        found = playwright.chromium.executable_path
    if found is None:
        raise GeneratorError("no-browser")
    return found
