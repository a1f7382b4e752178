"""The same corpus as the rivals want it: our two files a report, and their templates filled in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from corpus import YEARS, Agency, Report, put, reports
from figures import LEADS, Row
from tables import StatutoryTable, samples, statutory_tables

RIVALS = Path(__file__).with_name("rivals")
ASSETS = Path(__file__).parents[1] / "themes" / "default" / "assets"
_ROW = re.compile(
    r"<td>\{\{ \$r = (?P<row>[^}]*) \}\}\{\{ index \$r 0 \}\}</td>"
    r"(?:<td>\{\{ index \$r \d \}\}</td>)+"
    r"(?P<total><td [^>]*>\{\{ index \$r (?P<before>\d) \}\}</td>)?"
    r"(?!<td[^>]*>\{\{ index \$r)"
)
"""A row of a list's figures as plain cells, but for the last one; ranging is faster in Hugo."""
OPTIONAL = frozenset({"table", "json", "sitemap", "feed"})
"""The pages that Eleventy builds as soon as their template is there."""
NAMES = {
    "disclosure": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "disputes": "政府信息公开行政复议、行政诉讼情况",
}
LEAD_NAMES = ("本年新收", "上年结转", "本年办理", "结转下年")


def write_hugo(folder: Path, count: int, style: str, pages: frozenset[str]) -> None:
    """Hugo's fastest layout of those with YAML: the figures are the front matter of the prose."""
    tables = {
        edition: {table.id: _go(table, style) for table in known}
        for edition, known in statutory_tables().items()
    }
    fill = {
        f"@@{table}@@": f"{{{{ if $old }}}}{old}{{{{ else }}}}{tables['2021'][table]}{{{{ end }}}}"
        for table, old in tables["2019"].items()
    }
    kinds = {"sitemap": "sitemap", "feed": "rss"}
    off = [kind for page, kind in kinds.items() if page not in pages]
    fill |= _leads(style, lambda path: f"{{{{ {path.replace('d.', '$d.', 1)} }}}}", _go_figure)
    fill["@@DISABLED@@"] = _quoted("taxonomy", "term", "robotsTXT", "404", *off)
    fill["@@HOME_OUTPUTS@@"] = _quoted("html", *(["rss"] if "feed" in pages else []))
    more = (["json"] if "json" in pages else []) + (list(NAMES) if "table" in pages else [])
    fill["@@REPORT_OUTPUTS@@"] = _quoted("html", *more)
    _templates(RIVALS / "hugo", folder, fill)
    for table, name in NAMES.items():
        own = {"@@ID@@": table, "@@NAME@@": name, "@@TABLE@@": fill[f"@@{table}@@"]}
        _templates(RIVALS / "hugo-tables", folder / "layouts", own, rename=("TABLE", table))
    _assets(folder / "static" / "assets")
    content = folder / "content"
    hidden = "build:\n  render: never\n  list: never\n"
    put(content / "years" / "_index.md", f"---\ntitle: 年度\n{hidden}---\n")
    for year in YEARS:
        title = f"{year}年政府信息公开工作年度报告"
        front = f"---\ntitle: {title}\nindex: {year}\noutputs: [html]\n---\n"
        put(content / "years" / f"{year}.md", front)
    for report in reports(count):
        for agency in _new_agencies(report):
            text = f"---\ntitle: {agency.name}\n{agency.text()}---\n"
            put(content / agency.id / "_index.md", text)
        front = f"---\nyear: {report.year}\n{report.text(style)}---\n"
        put(content / report.agency.id / f"{report.year}.md", front + report.prose)


def write_eleventy(
    folder: Path, count: int, style: str, pages: frozenset[str], *, layout: str
) -> None:
    """Eleventy's two layouts: ``native``, its data cascade, and ``global``, data loaded once."""
    fill = _leads(style, lambda path: f"${{{path}}}", _js_figure)
    fill["@@SITE@@"] = "collections.site" if layout == "native" else "site"
    _templates(RIVALS / "eleventy" / "shared", folder, fill)
    _templates(RIVALS / "eleventy" / layout, folder, {})
    put(folder / "tables.js", _tables_js(style))
    _assets(folder / "assets")
    for page in OPTIONAL - pages:
        (folder / "content" / f"{page}.11ty.js").unlink()
    place = folder / ("content/reports" if layout == "native" else "reports")
    for report in reports(count):
        for agency in _new_agencies(report):
            put(*_agency_data(place, agency, layout))
        put(place / report.agency.id / f"{report.year}.yml", report.text(style))
        put(place / report.agency.id / f"{report.year}.md", report.prose)


def _agency_data(place: Path, agency: Agency, layout: str) -> tuple[Path, str]:
    """An agency's file; the cascade wants it named like its folder and below a key of its own."""
    if layout == "global":
        return place / agency.id / "agency.yml", agency.text()
    key = "agency" if agency.above else "city"
    indented = "".join(f"  {line}\n" for line in agency.text().splitlines())
    name = agency.id.rpartition("/")[2]
    return place / agency.id / f"{name}.yml", f"{key}:\n{indented}"


def _new_agencies(report: Report) -> Iterable[Agency]:
    """The agencies that have to be written before an agency's first report."""
    if report.year > YEARS[0]:
        return ()
    return (report.agency.above, report.agency) if report.agency.above else (report.agency,)


def _go_figure(path: str, row: Row, index: int, style: str) -> str:
    if not row.columns:
        return path
    return f"index {path} {index}" if style == "lists" else f"{path}.{row.columns[index]}"


def _js_figure(path: str, row: Row, index: int, style: str) -> str:
    if not row.columns:
        return path
    return f"{path}[{index}]" if style == "lists" else f"{path}.{row.columns[index]}"


def _go(table: StatutoryTable, style: str) -> str:
    """A table as a Go template that looks up each row once, and ranges over it where it can."""
    html = table.template(
        lambda row: f"{{{{ $r = $d.{'.'.join(row.path)} }}}}",
        lambda row, index: f"{{{{ {_go_figure('$r', row, index, style)} }}}}",
    )
    return _ROW.sub(_ranged, html)


def _ranged(row: re.Match[str]) -> str:
    if row["total"] is None:
        return f"{{{{ range {row['row']} }}}}<td>{{{{ . }}}}</td>{{{{ end }}}}"
    own = f"{{{{ range first {row['before']} $r }}}}<td>{{{{ . }}}}</td>{{{{ end }}}}"
    return f"{{{{ $r = {row['row']} }}}}{own}{row['total']}"


def _tables_js(style: str) -> str:
    """The tables of both editions as functions of a report's data."""
    lines = ["export const tables = {"]
    for edition, known in statutory_tables().items():
        lines.append(f'  "{edition}": {{')
        lines += [f"    {table.id}: (d) => `{_js(table, style)}`," for table in known]
        lines.append("  },")
    return "\n".join([*lines, "};", ""])


def _js(table: StatutoryTable, style: str) -> str:
    return table.template(
        lambda row: "",
        lambda row, index: f"${{{_js_figure('d.' + '.'.join(row.path), row, index, style)}}}",
    )


def _leads(
    style: str,
    slot: Callable[[str], str],
    figure: Callable[[str, Row, int, str], str],
) -> dict[str, str]:
    """The heads and cells of the figures that stand for a report in indexes."""
    rows = {"/".join(row.path[1:]): row for row in samples()["2021"].rows}
    cells = [slot(figure(f"d.{'.'.join(rows[lead].path)}", rows[lead], 6, style)) for lead in LEADS]
    return {
        "@@LEADS@@": "".join(f'<th scope="col">{name}</th>' for name in LEAD_NAMES),
        "@@LEAD_CELLS@@": "".join(f"<td>{cell}</td>" for cell in cells),
    }


def _quoted(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _templates(
    source: Path, folder: Path, fill: Mapping[str, str], *, rename: tuple[str, str] = ("", "")
) -> None:
    """Copy a rival's templates with their slots filled."""
    for path in sorted(source.rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            for name, value in fill.items():
                text = text.replace(name, value)
            put(folder / str(path.relative_to(source)).replace(*rename), text)


def _assets(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ASSETS, folder)
