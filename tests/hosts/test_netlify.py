"""``_headers``, read by the rules that its hosts publish."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.sites import gongkai, site

SETTINGS = "name: 演示站点\nheaders: yes\nbase_url: https://www.example.gov.cn/xxgk/\n"


def rules(text: str) -> list[tuple[str, dict[str, str]]]:
    """Paths with their headers."""
    found: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line[0].isspace():
            name, _, value = line.strip().partition(": ")
            assert name not in found[-1][1]
            found[-1][1][name] = value
        else:
            found.append((line, {}))
    return found


def sent(text: str, path: str) -> dict[str, str]:
    """What goes with a file; two rules that give the same header are an error."""
    every: dict[str, str] = {}
    for pattern, headers in rules(text):
        if re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), f"/{path}"):
            assert not every.keys() & headers.keys(), (path, pattern)
            every |= headers
    return every


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = site(tmp_path_factory.mktemp("netlify"), {"site.yml": SETTINGS})
    ran = gongkai("-C", root, "build")
    assert ran.status == 0, ran.err
    return root / "public"


def test_every_file_is_guarded_and_no_header_comes_twice(built: Path) -> None:
    text = (built / "_headers").read_text("utf-8")
    files = [path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()]
    assert len(files) > 20
    for file in files:
        headers = sent(text, file)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
        opened = file.endswith(".xml") or file.startswith("data/")
        opened |= file.rpartition("/")[2] in ("report.json", "report.csv", "table.csv")
        assert ("Access-Control-Allow-Origin" in headers) == opened, file
        assert ("Cache-Control" in headers) == file.startswith("assets/"), file


def test_hosts_read_so_much_of_it(built: Path) -> None:
    """Cloudflare Pages takes 100 rules, 2,000 characters a line, and one ``*`` a path."""
    text = (built / "_headers").read_text("utf-8")
    assert len(rules(text)) <= 100
    assert max(map(len, text.splitlines())) <= 2000
    assert all(path.count("*") <= 1 for path, _ in rules(text))


def test_it_is_there_only_where_it_is_asked_for(tmp_path: Path, built: Path) -> None:
    root = site(tmp_path)
    gongkai("-C", root, "build")
    assert not (root / "public/_headers").exists()
    ran = gongkai("-C", root, "headers", "--for", "netlify")
    assert ran.out == (built / "_headers").read_text("utf-8")
