"""Every page of both portals by the Nu HTML checker: no error, no warning, nothing filtered out.

Pages are checked as they are served: opened as files, the checker knows no ``'self'`` and takes
each style sheet for a breach of the page's own policy.
"""

import json
import shutil
import subprocess

from generator.portal import file_of
from tests.portals import ROOT, Portal
from tests.server import serving

JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
LOOPBACK = [
    "-Dnu.validator.servlet.allow-forbidden-hosts=true",
    "-Dnu.validator.servlet.allowed-address-type=all",
]


DATA_BLOCK = "Inline script violates Content Security Policy (meta tag)"
"""The checker takes a block of data (JSON-LD) for a script. Browsers do not, and ``test_policy`` in
``tests/pages`` and ``tests/browser`` proves that no page has a script of its own or is blocked."""


def messages(*places: str) -> list[str]:
    """What the checker says of files and addresses."""
    java = shutil.which("java")
    assert java, "Java is missing; “python3 dev.py test” installs it"
    assert JAR.is_file(), "the Nu HTML checker is missing; “python3 dev.py test” installs it"
    ran = subprocess.run(
        [java, *LOOPBACK, "-jar", str(JAR), "--format", "json", "--stdout", *places],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    found = json.loads(ran.stdout)["messages"]
    assert bool(found) == bool(ran.returncode) or all(item["type"] == "info" for item in found)
    return [
        "{0[url]}:{1}: {2}: {0[message]}".format(
            item, item.get("lastLine"), item.get("subType", item["type"])
        )
        for item in found
        if not item["message"].startswith(DATA_BLOCK)
    ]


def test_every_page_is_valid(sample: Portal, demo: Portal, address: str):
    pages = [
        f"{address}/{portal.name}/{file_of(page.url)}"
        for portal in (sample, demo)
        for page in portal.pages()
    ]
    assert len(pages) > 300
    assert messages(*pages) == []


def test_icons_are_valid(sample: Portal):
    icons = [str(file) for file in (sample.folder / "assets").glob("*.svg")]
    assert icons
    assert messages("--svg", *icons) == []


def test_the_checker_does_find_faults(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<!DOCTYPE html><html lang=zh-CN><title>页</title><section><p>正文</p></section>"
        "<table><tr><td colspan=2>1</table>",
        encoding="utf-8",
    )
    with serving({"one": tmp_path}) as address:
        found = messages(f"{address}/one/page.html")
    assert [item for item in found if ": warning: " in item]
    assert [item for item in found if ": error: " in item]
