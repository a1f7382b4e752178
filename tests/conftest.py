"""What the checks of pages share: both portals, built once in each process of the test run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests import portals
from tests.portals import ROOT, Portal
from tests.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)
"""The first that is there is taken: a shell without windows draws the same pages in less time."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes what is printed and built over what was expected."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected files")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """The sample at the root of the repository, which does not know its address."""
    folder = tmp_path_factory.mktemp("sample") / "site"
    return portals.build("sample", ROOT, folder, None)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """The fictional city, built for an address below the root of a host."""
    folder = tmp_path_factory.mktemp("demo") / "site"
    source = ROOT / "examples" / "demo-city"
    return portals.build("demo", source, folder, "https://www.example.com/demo/")


@pytest.fixture(scope="session", params=["sample", "demo"])
def portal(request: pytest.FixtureRequest) -> Portal:
    """Each of the portals."""
    found: Portal = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def address(sample: Portal, demo: Portal) -> Iterator[str]:
    """The loopback address below which ``/sample/`` and ``/demo/`` are served."""
    with serving({"sample": sample.folder, "demo": demo.folder}) as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium of this machine. Where there is none, tests that need it fail; none is skipped."""
    from playwright.sync_api import sync_playwright  # brings asyncio along; few tests need it

    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.fail("Chromium is missing; “python3 dev.py test” installs it", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()
