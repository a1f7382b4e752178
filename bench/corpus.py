"""A corpus of yearly reports as a Gongkai site: ``python bench/corpus.py --reports 1000 FOLDER``.

Agencies by years 2019 to 2025, drawn by lot from a fixed seed: the same bytes on every day and
machine, and the first 100 reports are the same whether 100 or 100,000 are asked for.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import figures
from figures import Row
from prose import WORDS, narrative

YEARS = range(2019, 2026)
SEED = 20231231
NOTICE = "演示数据：机关和数字均为虚构。"
NAME = "政府信息公开年度报告"
BASE_URL = "https://www.example.com/"
STYLES = ("lists", "keyed")
"""How a row is written: ``[1, 0, 1]``, or ``{自然人: 1, 商业企业: 0, 总计: 1}``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An organ; one without ``above`` is a city, which files no reports of its own."""

    id: str
    name: str
    short: str
    kind: str
    region: str
    place: str
    """The city or district that it is in."""
    above: Agency | None = None

    @property
    def address(self) -> str:
        """Where it has its office."""
        return f"{self.place}人民路{int(self.region) % 997 + 1}号"

    def text(self) -> str:
        """Its ``agency.yml``."""
        return (
            f"name: {self.name}\nshort: {self.short}\nkind: {self.kind}\n"
            f'region: "{self.region}"\ncontact:\n  office: 办公室\n  address: {self.address}\n'
            f'  postcode: "{self.region}"\n  phone: "0000-{80000000 + int(self.region)}"\n'
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report and the two texts that it is filed as."""

    agency: Agency
    year: int
    published: str
    rows: tuple[Row, ...]
    prose: str
    """Its Markdown."""

    @property
    def title(self) -> str:
        """Its title."""
        return f"{self.agency.name}{self.year}年政府信息公开工作年度报告"

    @property
    def edition(self) -> str:
        """The edition of the form that it follows."""
        return "2019" if self.year < 2021 else "2021"

    def text(self, style: str) -> str:
        """Its YAML: every figure is listed, so that any program can read it."""
        head = f'edition: "{self.edition}"\ntitle: {self.title}\npublished: {self.published}\n'
        return head + "".join(_lines(self.rows, style))


def _lines(rows: tuple[Row, ...], style: str) -> Iterator[str]:
    above: tuple[str, ...] = ()
    for row in rows:
        *groups, name = row.path
        for depth, group in enumerate(groups):
            if above[: depth + 1] != tuple(groups[: depth + 1]):
                yield f"{'  ' * depth}{group}:\n"
        yield f"{'  ' * len(groups)}{name}: {_row(row, style)}\n"
        above = tuple(groups)


def _row(row: Row, style: str) -> str:
    if not row.columns:
        return row.values[0]
    if style == "lists":
        return f"[{', '.join(row.values)}]"
    pairs = zip(row.columns, row.values, strict=True)
    return f"{{{', '.join(f'{column}: {value}' for column, value in pairs)}}}"


def agencies() -> Iterator[Agency]:
    """Every organ that reports, city after city and district after district."""
    for c, city in enumerate(WORDS["cities"]):
        region = f"99{c + 1:02}00"
        above = Agency(
            id=f"c{c:02}",
            name=f"{city}市人民政府",
            short=f"{city}市",
            kind="government",
            region=region,
            place=f"{city}市",
        )
        for d, district in enumerate(WORDS["districts"]):
            for code, office in WORDS["departments"].items():
                yield Agency(
                    id=f"c{c:02}/d{d:02}-{code}",
                    name=f"{city}市{district}区{office}",
                    short=f"{district}区{office}",
                    kind="department",
                    region=f"99{c + 1:02}{d + 1:02}",
                    place=f"{city}市{district}区",
                    above=above,
                )


def reports(count: int) -> Iterator[Report]:
    """The first reports of the corpus, agency by agency, oldest first.

    Raises:
        ValueError: there are fewer than that.
    """
    left = count
    for agency in agencies():
        if left <= 0:
            return
        yield from _filed(agency, YEARS[:left])
        left -= len(YEARS)
    if left > 0:
        raise ValueError(f"at most {count - left} reports")


def _filed(agency: Agency, years: range) -> Iterator[Report]:
    rng = random.Random(f"{SEED}/{agency.id}")
    size = rng.choice((0, 1, 3, 3, 8, 8, 20, 20, 60, 150))
    history = figures.Agency(rng=rng, size=size, documents=rng.randint(0, 40))
    contact = {"address": agency.address, "postcode": agency.region}
    contact["phone"] = f"0000-{80000000 + int(agency.region)}"
    for year in years:
        rows = history.figures(year)
        facts = {"year": year, "name": agency.name, **contact}
        yield Report(
            agency=agency,
            year=year,
            published=f"{year + 1}-01-{rng.randint(5, 31):02}",
            rows=rows,
            prose=narrative(rng, facts, rows),
        )


def put(path: Path, text: str) -> None:
    """Write a file unless it already says that, so that a corpus can be used again."""
    content = text.encode()
    try:
        if path.read_bytes() == content:
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write(folder: Path, count: int, *, style: str = "lists", extras: bool | None = None) -> None:
    """A site with the first reports; ``extras`` says whether it asks for tables' pages and JSON.

    Where that is said, there is no search either, which none of the others has.
    """
    wanted = "" if extras is None else f"extras: {'yes' if extras else 'no'}\nsearch: no\n"
    site = f"name: {NAME}\nbase_url: {BASE_URL}\nnotice: {NOTICE}\n{wanted}"
    put(folder / "site.yml", site)
    for report in reports(count):
        place = folder / "content" / report.agency.id
        if report.year == YEARS[0]:
            put(place / "agency.yml", report.agency.text())
            if report.agency.above:
                put(place.parent / "agency.yml", report.agency.above.text())
        put(place / f"{report.year}.yml", report.text(style))
        put(place / f"{report.year}.md", report.prose)


def main() -> None:
    """Write a site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--rows", choices=STYLES, default="lists")
    options = parser.parse_args()
    write(options.folder, options.reports, style=options.rows)


if __name__ == "__main__":
    main()
