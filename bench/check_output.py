"""Proof that a built site holds everything: ``python bench/check_output.py --reports 1000 SITE``.

It compares with the corpus as it is drawn, not with any file that the builder read: every figure of
every report under the headers of the form, captions, every letter of the narrative in its place,
and the lines of agency, year and home pages with their links.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice
from pathlib import Path

from corpus import Agency, Report, reports
from edits import Edit
from expected import Block, blocks, figures, lead_figures, narrative
from html_reader import heading, lines, links, squeeze, tables, text
from pages import PAGE_SETS, WHOLE_SITE

FORMS = blocks()
AFTER_TABLES = "五、存在的主要问题及改进情况"
"""The heading before which all tables stand."""


def faults(
    site: Path, count: int, pages: frozenset[str], edit: Edit | None = None
) -> Iterator[str]:
    """What a site lacks of the first reports of the corpus; a line for each fault."""
    years: dict[int, dict[str, Sequence[str]]] = {}
    cities: dict[Agency, list[Agency]] = {}
    urls: list[str] = []
    for agency, filed in groupby(reports(count), key=lambda report: report.agency):
        own: dict[str, Sequence[str]] = {}
        for report in filed:
            url = f"{agency.id}/{report.year}/"
            leads = lead_figures(report)
            own[url] = (f"{report.year}年", *leads)
            years.setdefault(report.year, {})[url] = (agency.name, *leads)
            yield from _report(site, url, report, figures(report, edit), pages)
        yield from _index(site, f"{agency.id}/", own)
        urls += [f"{agency.id}/", *own]
        if agency.above:
            cities.setdefault(agency.above, []).append(agency)
    for year, listed in years.items():
        yield from _index(site, f"years/{year}/", listed)
    for city, below in cities.items():
        yield from _links(site, f"{city.id}/", [f"{agency.id}/" for agency in below])
    tops = [f"{city.id}/" for city in cities] + [f"years/{year}/" for year in years]
    below_cities = [f"{agency.id}/" for listed in cities.values() for agency in listed]
    yield from _links(site, "", [*tops, *below_cities])
    yield from _whole_site(site, [*tops, *urls], pages)


def _read(site: Path, url: str) -> str:
    path = site / (f"{url}index.html" if not url or url.endswith("/") else url)
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _report(
    site: Path, url: str, report: Report, values: Sequence[str], pages: frozenset[str]
) -> Iterator[str]:
    page = _read(site, url)
    if not page:
        yield f"{url}: missing"
        return
    known = FORMS[report.edition]
    shown = text(page)
    if squeeze(report.title) not in heading(page):
        yield f"{url}: lacks its title"
    for words in (report.published, report.agency.address, report.agency.name):
        if squeeze(words) not in shown:
            yield f"{url}: lacks {words}"
    yield from _tables(url, page, known, values)
    yield from _narrative(url, page, report)
    if "table" in pages:
        for table, own in groupby(known, key=lambda block: block.table):
            place = f"{url}{table}/"
            yield from _tables(place, _read(site, place), list(own), values)
    if "json" in pages:
        yield from _json(f"{url}report.json", _read(site, f"{url}report.json"), values)


def _tables(url: str, page: str, wanted: Sequence[Block], values: Sequence[str]) -> Iterator[str]:
    """Each table of the form, in order, with its caption, headers, scopes and figures."""
    found = iter(tables(page))
    for block in wanted:
        name = block.caption[0]
        table = next((item for item in found if name in item.caption), None)
        if table is None:
            yield f"{url}: lacks table {name}"
            return
        if not all(words in table.caption for words in block.caption):
            yield f"{url}: table {name}: caption {table.caption}"
        if list(table.heads) != list(block.heads):
            yield f"{url}: table {name}: other headers"
        if list(table.cells) != list(values[block.first : block.first + block.size]):
            yield f"{url}: table {name}: other figures"


def _narrative(url: str, page: str, report: Report) -> Iterator[str]:
    """Every line of the prose, in order, with the tables between its first and second section."""
    last_table = max((table.at for table in tables(page)), default=0)
    before, after = text(page[:last_table]), text(page[last_table:])
    section, place = before, 0
    for line in narrative(report):
        if line == AFTER_TABLES:
            section, place = after, 0
        place = section.find(line, place)
        if place < 0:
            yield f"{url}: lacks or misplaces {line[:30]}"
            return
        place += len(line)


def _json(url: str, content: str, values: Sequence[str]) -> Iterator[str]:
    if not content:
        yield f"{url}: missing"
    elif sorted(_leaves(json.loads(content, parse_float=str)["figures"])) != sorted(values):
        yield f"{url}: other figures"


def _leaves(data: object) -> Iterator[str]:
    """The figures in a document, whatever its shape; an amount may stand apart from its unit."""
    if isinstance(data, Mapping) and set(data) == {"value", "unit"}:
        yield f"{data['value']}{data['unit'] or ''}"
    elif isinstance(data, Mapping | list):
        for item in data.values() if isinstance(data, Mapping) else data:
            yield from _leaves(item)
    else:
        yield str(data)


def _index(site: Path, url: str, wanted: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A line for each report with its figures, date and link, and no line for any other.

    A list may go on over pages with numbers; a list beside the table has no figures.
    """
    found: dict[str, Sequence[str]] = {}
    number, here = 1, url
    while page := _read(site, here):
        found |= {target: cells for target, cells in lines(page, here) if target}
        number += 1
        here = f"{url}{number}/"
    for target, cells in wanted.items():
        if list(found.get(target, ()))[: len(cells)] != list(cells):
            yield f"{url}: line of {target}: {found.get(target)}"
    if len(found) != len(wanted):
        yield f"{url}: {len(found)} lines instead of {len(wanted)}"


def _links(site: Path, url: str, wanted: Sequence[str]) -> Iterator[str]:
    missing = set(wanted) - set(links(_read(site, url), url))
    if missing:
        yield f"{url or 'home'}: lacks {len(missing)} links, such as {min(missing)}"


def _whole_site(site: Path, urls: Sequence[str], pages: frozenset[str]) -> Iterator[str]:
    for name, kind in WHOLE_SITE.items():
        content = _read(site, name) if kind in pages else None
        if content == "":
            yield f"{name}: missing"
        elif content and kind == "sitemap":
            missing = [url for url in urls if f"/{url}</loc>" not in content]
            if missing:
                yield f"{name}: lacks {len(missing)} pages, such as {missing[0]}"


def main() -> int:
    """Check a site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--pages", choices=PAGE_SETS, default="pages")
    options = parser.parse_args()
    found = list(islice(faults(options.site, options.reports, PAGE_SETS[options.pages]), 20))
    sys.stdout.write("".join(f"{fault}\n" for fault in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
