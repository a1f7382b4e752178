"""Lighthouse on pages of the fictional city, served by nginx as ``gongkai headers`` sets it up.

    python bench/lighthouse.py [--runs 3] [--scratch FOLDER]

Prints the median of each score by page; exit status 1 where one is below what is wanted. Needs
nginx, Chromium, npm and an idle machine: performance is measured in time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.hosts.servers import running  # noqa: E402

VERSION = "12.8.2"
WANTED = {"accessibility": 100, "best-practices": 100, "seo": 95, "performance": 95}
PAGES = {
    "home": "",
    "report": "demo/2024/",
    "search": "search/",
    "year": "years/2024/",
    "checks": "demo/2024/checks/",
    "years of an agency": "demo/compare/",
    "agencies compared": "compare/requests/granted/",
}
BASE = "https://www.example.com/demo/"


def main() -> int:
    """Measure; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--scratch", type=Path, default=Path(tempfile.gettempdir()) / "gongkai-bench"
    )
    chosen = parser.parse_args()
    low = False
    with served(chosen.scratch) as address:
        program = lighthouse(chosen.scratch)
        print("page      ", *(f"{name:>15}" for name in WANTED))
        for name, path in PAGES.items():
            found = [scores(program, f"{address}{path}") for _ in range(chosen.runs)]
            middle = {one: median(run[one] for run in found) for one in WANTED}
            print(f"{name:10}", *(f"{middle[one]:15.0f}" for one in WANTED), flush=True)
            low |= any(middle[one] < least for one, least in WANTED.items())
    return int(low)


@contextmanager
def served(scratch: Path) -> Iterator[str]:
    """The city, built and served; its address."""
    folder = scratch / "lighthouse"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "examples" / "demo-city", folder / "source")
    command = [sys.executable, "-m", "generator", "-C", folder / "source"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [*command, "build", "-o", folder / "site", "--base-url", BASE], check=True, env=environment
    )
    words = ("headers", "--for", "nginx", "--root", folder / "site", "--base-url", BASE)
    said = subprocess.run([*command, *words], check=True, env=environment, stdout=subprocess.PIPE)
    with running("nginx", folder / "server", said.stdout.decode()) as port:
        yield f"http://127.0.0.1:{port}/demo/"


def lighthouse(scratch: Path) -> Path:
    """Lighthouse, installed into a folder of its own."""
    place = scratch / "tools" / "lighthouse"
    program = place / "node_modules" / ".bin" / "lighthouse"
    if not program.is_file():
        place.mkdir(parents=True, exist_ok=True)
        options = ("--silent", "--no-fund", "--no-audit", "--ignore-scripts", "--prefix", place)
        subprocess.run(["npm", "install", *options, f"lighthouse@{VERSION}"], check=True)
    return program


def scores(program: Path, url: str) -> Mapping[str, float]:
    """What Lighthouse gives a page, of 100, as on a middling phone."""
    flags = "--headless=new --no-sandbox --disable-gpu"
    command: Sequence[str | Path] = [
        *(program, url, "--quiet", "--output=json", "--output-path=stdout"),
        f"--chrome-flags={flags}",
    ]
    environment = {"CHROME_PATH": shutil.which("chromium") or "", **os.environ}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
    found = json.loads(done.stdout)["categories"]
    return {name: 100 * found[name]["score"] for name in WANTED}


if __name__ == "__main__":
    sys.exit(main())
