"""Writes the content of a fictional portal: ``python examples/demo-city/make.py``.

Every agency and every figure is invented. The same program writes the same bytes, whatever the
day and the machine, so the files it wrote before can be compared with those it would write now.
"""

from __future__ import annotations

import json
import shutil
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from pathlib import Path

from figures import FORM, HERE, Agency, Figures, Report, between, edition_of, figures, total
from narrative import CHART, CHARTED, narrative, quarters

YEARS = range(2019, 2026)
ROLLED_UP = range(2022, 2026)
"""The years that governments also report on for their regions: every part has reported on them."""
CORRECTED = ("demo/education", 2023)
"""The report that was corrected after publication."""
FULL = ("list", "label")
"""Styles that write every figure; the others leave out what is 0."""
LISTED = ("list", "mixed")
"""Styles that write a row as a list of its figures."""
UNTOTALLED = ("sparse", "english")
"""Styles that leave totals to be worked out."""
WORDINGS = ("english", "label")
"""Styles that name rows and columns otherwise than by their short Chinese names."""
COLUMNS = "# 申请办理各行依次为：自然人、商业企业、科研机构、公益组织、法律服务、其他、总计"
NOTICE = "# 演示数据：机关和数字均为虚构。"


def main(content: Path = HERE / "content") -> None:
    """Write all content anew."""
    shutil.rmtree(content, ignore_errors=True)
    listed = json.loads((HERE / "agencies.json").read_text(encoding="utf-8"))
    agencies = [Agency(**fields) for fields in listed]
    for agency in agencies:
        _write(content / agency.id / "agency.yml", _agency_file(agency))
    own = {(report.agency.id, report.year): report for report in _own_reports(agencies)}
    for report in (*own.values(), *_roll_ups(agencies, own)):
        _write_report(content / report.agency.id / f"{report.slug}.yml", report)


def _own_reports(agencies: list[Agency]) -> Iterator[Report]:
    for agency in agencies:
        filed: Figures = {}
        for year in YEARS:
            if year >= agency.first_year:
                filed = figures(agency, year, filed)
                yield Report(agency=agency, year=year, region=False, figures=filed)


def _roll_ups(agencies: list[Agency], own: Mapping[tuple[str, int], Report]) -> Iterator[Report]:
    """The governments' reports on their regions, those of lower governments first."""
    for year in ROLLED_UP:
        done: dict[str, Report] = {}
        for agency in sorted(agencies, key=lambda agency: -agency.id.count("/")):
            if agency.area:
                below = [part.id for part in agencies if part.id.rpartition("/")[0] == agency.id]
                parts = [done.get(part) or own[part, year] for part in below]
                filed = total(part.figures for part in (own[agency.id, year], *parts))
                report = Report(agency=agency, year=year, region=True, figures=filed)
                done[agency.id] = report
        yield from done.values()


def _write(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _agency_file(agency: Agency) -> Iterator[str]:
    yield NOTICE
    yield f"name: {agency.name}"
    yield f"pinyin: {agency.pinyin}"
    yield f"short: {agency.short}"
    yield f"name_en: {agency.name_en}"
    yield f"kind: {agency.kind}"
    yield f'region: "{agency.region}"'
    if agency.moved:
        yield "moved:"
        yield from (f"  - {old}" for old in agency.moved)
    yield "contact:"
    yield "  office: 办公室"
    yield f"  address: {agency.address}"
    yield f'  postcode: "{agency.postcode}"'
    yield f'  phone: "{agency.phone}"'


def _write_report(path: Path, report: Report) -> None:
    _write(path, _report_file(report))
    _write(path.with_suffix(".md"), narrative(report))
    if (report.agency.id, report.year) in CHARTED:
        _write_chart(path.with_suffix("") / CHART, quarters(report))


def _report_file(report: Report) -> Iterator[str]:
    agency, year = report.agency, report.year
    suffix = "（汇总）" if report.region else ""
    yield NOTICE
    if agency.style in LISTED:
        yield COLUMNS
    yield f'edition: "{edition_of(year)}"'
    yield f"scope: {'region' if report.region else 'agency'}"
    yield f"title: {agency.name}{year}年政府信息公开工作年度报告{suffix}"
    yield f"published: {_published(report)}"
    if agency.index and not report.region:
        yield f"index_number: {agency.index}/{year + 1}-{between(10, 90, agency.id, year):05}"
    if agency.style not in FULL:
        yield "unlisted: 0        # 没有列出的单元格均为 0"
    yield from _figure_lines(report)
    if (agency.id, year) == CORRECTED:
        yield from _correction(report.figures)


def _published(report: Report) -> date:
    """A day before the deadline: the end of March for governments, of January for the others."""
    month = 3 if report.agency.kind == "government" else 1
    return date(report.year + 1, month, between(9, 29, report.agency.id, report.slug, "published"))


def _figure_lines(report: Report) -> Iterator[str]:
    """The figures as nested mappings."""
    above: list[str] = []
    for path, text in _rows(report):
        *groups, name = path
        for depth, group in enumerate(groups):
            if above[: depth + 1] != groups[: depth + 1]:
                yield f"{'  ' * depth}{group}:" if depth else f"\n{group}:"
        yield f"{'  ' * len(groups)}{name}: {text}"
        above = groups


def _rows(report: Report) -> Iterator[tuple[list[str], str]]:
    """The figures row by row in the style of their agency: the names above a row, its text."""
    style = report.agency.style
    for row, group in groupby(report.figures.items(), lambda item: item[0].rpartition("/")[0]):
        filed = dict(group)
        full = style in FULL or (style == "mixed" and any(filed.values()))
        cells = {
            _name(style, address.rpartition("/")[2]): _text(address, figure, report)
            for address, figure in filed.items()
            if full or (figure and not (style in UNTOTALLED and address.endswith("/总计")))
        }
        names = [_name(style, key, above) for above, key in pairwise(["", *row.split("/")])]
        if "/" not in row:
            yield from (([*names, name], text) for name, text in cells.items())
        elif style in LISTED and cells:
            yield names, f"[{', '.join(cells.values())}]"
        elif cells:
            yield names, f"{{{', '.join(f'{name}: {text}' for name, text in cells.items())}}}"


def _name(style: str, key: str, above: str = "") -> str:
    """How a style calls a row or column: by its short name, its English or its statutory one."""
    names: dict[str, list[str]] = FORM["names"]
    if style not in WORDINGS:
        return key
    return names.get(f"{above}/{key}", names[key])[WORDINGS.index(style)]


def _text(address: str, figure: int | Decimal, report: Report) -> str:
    if address.endswith("/增减") and figure > 0:
        return f"+{figure}"
    with_unit = address.endswith("/总金额") and between(0, 1, report.agency.id, "unit")
    return f"{figure}万元" if with_unit else str(figure)


def _correction(figures: Figures) -> Iterator[str]:
    yield ""
    yield "corrections:"
    yield "  - date: 2024-02-20"
    yield "    reason: 复核发现一件部分公开的申请误计为予以公开"
    yield "    cells:"
    for row, step in {"予以公开": 1, "部分公开": -1}.items():
        for column in ("自然人", "总计"):
            address = f"申请办理/办理结果/{row}/{column}"
            now = int(figures[address])
            yield f"      {address}: {{was: {now + step}, now: {now}}}"


def _write_chart(path: Path, counts: Mapping[str, int]) -> None:
    """A data file and a bar chart of it."""
    rows = [f"{quarter},{count}" for quarter, count in counts.items()]
    _write(path.with_suffix(".csv"), ["季度,发布信息（条）", *rows])
    path.with_suffix(".png").write_bytes(_bar_chart(tuple(counts.values())))


def _bar_chart(counts: tuple[int, ...], height: int = 120) -> bytes:
    """A PNG of bars, 32 pixels wide and 16 apart, in blue on white: one bit a pixel."""
    tops = [height - count * (height - 8) // max(counts) for count in counts]
    rows = [
        b"\0\0\0" + b"".join((b"\xff" if y >= top else b"\0") * 4 + b"\0\0" for top in tops)
        for y in range(height)
    ]
    size = struct.pack(">IIBBBBB", len(rows[0]) * 8 - 8, height, 1, 3, 0, 0, 0)
    palette = b"\xff\xff\xff\x1f\x4e\x8c"
    pixels = zlib.compress(b"".join(rows), 0)  # stored, since packing differs between libraries
    chunks = ((b"IHDR", size), (b"PLTE", palette), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


if __name__ == "__main__":
    main()
