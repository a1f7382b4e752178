"""Where the time of a report goes: ``python bench/stages.py``, in microseconds of processor time.

Each stage is run over the same reports several times, in one process and without the engine; the
best round counts, since a busy machine can only add to it. The sum is less than what a build takes:
the engine, the indexes and the swap are not in it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import corpus

from generator import source
from generator.check import Subject, check, references
from generator.engine import digest_of
from generator.export import prepare_json, report_json
from generator.portal import Record, summary
from generator.publish import Bundles
from generator.render import Around, Context, Shell, load_theme, report_page, table_page
from generator.workspace.content import Filed, load
from generator.workspace.editions import editions
from generator.workspace.reading import read_filing, read_narrative
from generator.workspace.theming import theme_layers

Stage = tuple[str, Callable[[Filed], object]]
"""A name, and what is done to each report."""


AROUND = Around(held=Record(updated=None, files=()), linked="{}")
"""No downloads, as in the race."""


class Bench:
    """The reports of a corpus, and every stage as a call on one of them."""

    def __init__(self, root: Path, out: Path) -> None:
        self.root = root
        self.out = out
        self.content = load(root)
        self.forms, _ = editions(root)
        theme = load_theme(theme_layers(root, "default"), "zh-CN")
        shell = Shell(site=self.content.site, theme=theme)
        self.context = Context(shell=shell, portal=self.content.portal, forms=self.forms)
        self.raw = {
            path: (root / path).read_bytes()
            for item in self.content.filed.values()
            for path in item.files.paths()
        }
        self.data: dict[str, Any] = {
            item.files.figures: source.read(self.raw[item.files.figures], "").data
            for item in self.content.filed.values()
        }
        self.json = {name: prepare_json(form) for name, form in self.forms.items()}
        self.pages: dict[str, bytes] = {}
        self.round = 0

    def read(self, item: Filed) -> object:
        return [(self.root / path).read_bytes() for path in item.files.paths()]

    def digest(self, item: Filed) -> object:
        return [hashlib.sha256(self.raw[path]).hexdigest() for path in item.files.paths()]

    def source(self, item: Filed) -> object:
        return source.read(self.raw[item.files.figures], item.files.figures)

    def decode(self, item: Filed) -> object:
        return read_filing(self.data[item.files.figures], item.files, self.forms)

    def narrative(self, item: Filed) -> object:
        file = str(item.files.narrative)
        return read_narrative(self.raw[file], file, self.forms[item.report.edition])

    def check(self, item: Filed) -> object:
        earlier = self.content.filed.get((item.report.agency, str(item.report.year - 1)))
        subject = Subject(
            filing=item.filing,
            form=self.forms[item.report.edition],
            agency=self.content.portal.agencies[item.report.agency],
            narrative=item.narrative,
            previous=earlier.filing if earlier else None,
            previous_form=self.forms[earlier.report.edition] if earlier else None,
        )
        prose = references(item.report, item.narrative, "") if item.narrative else ()
        return [*check(subject), *prose]

    def summary(self, item: Filed) -> object:
        found = summary(item.report, self.forms[item.report.edition])
        return digest_of(repr(found))

    def page(self, item: Filed) -> object:
        assert item.narrative is not None
        page = report_page(self.context, item.report, item.narrative, AROUND)
        self.pages[item.files.figures] = page
        return page

    def tables(self, item: Filed) -> object:
        tables = self.forms[item.report.edition].tables
        held = AROUND.held
        return [table_page(self.context, item.report, table.id, held) for table in tables]

    def download(self, item: Filed) -> object:
        agency = self.content.portal.agencies[item.report.agency]
        form = self.forms[item.report.edition]
        return report_json(item.report, agency, form, self.json[item.report.edition])

    def bundle(self, item: Filed) -> object:
        page = self.pages[item.files.figures] + b"%d" % self.round
        return Bundles(self.out / str(self.round)).write({"2023/index.html": page}, {})

    def link(self, item: Filed) -> object:
        folder = self.out / f"site{self.round}" / item.report.agency / item.files.slug
        folder.mkdir(parents=True)
        source = self.out / "page"
        os.link(source, folder / "index.html")
        return folder

    def stages(self) -> Sequence[Stage]:
        """Every stage, in the order of a build."""
        return (
            ("open and read two files", self.read),
            ("their SHA-256", self.digest),
            ("YAML to data", self.source),
            ("data to record", self.decode),
            ("narrative", self.narrative),
            ("all rules", self.check),
            ("summary for indexes", self.summary),
            ("the report's page", self.page),
            ("pages of its tables", self.tables),
            ("report.json", self.download),
            ("bundle of one page", self.bundle),
            ("folder and link in the site", self.link),
        )


def best(bench: Bench, call: Callable[[Filed], object], rounds: int) -> float:
    """The fewest microseconds for each report."""
    found = []
    for _ in range(rounds):
        bench.round += 1
        started = time.process_time()
        for item in bench.content.filed.values():
            call(item)
        found.append(time.process_time() - started)
    return min(found) / len(bench.content.filed) * 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=210)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--rows", choices=corpus.STYLES, default="lists")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "site")
        corpus.write(root, options.reports, style=options.rows)
        bench = Bench(root, Path(folder, "out"))
        bench.out.mkdir()
        (bench.out / "page").write_bytes(b"page")
        total = 0.0
        for name, call in bench.stages():
            spent = best(bench, call, options.rounds)
            total += spent
            print(f"{spent:8.0f}  {name}", flush=True)
        print(f"{total:8.0f}  together")


if __name__ == "__main__":
    main()
