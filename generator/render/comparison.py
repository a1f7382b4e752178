"""An agency's years side by side, over editions as far as these compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from generator.form import Form, Table
from generator.portal import added, agency_url, comparison_url, report_url, several, share
from generator.render.charts import Chart, Series, bars, stacks
from generator.render.context import Context
from generator.render.shell import Crumb, Head
from generator.report import Amount, Report, Scope, Value

_MANY = 3
"""So many parts of one figure are worth a chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of figures over years."""

    label: str
    """What it is called."""
    depth: int
    """How far it is set in."""
    figures: tuple[str, ...]
    """One for each year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of figures over years."""

    id: str
    """Names its caption."""
    caption: str
    """What it shows."""
    unit: str | None
    """The unit of all its figures."""
    lines: tuple[Line, ...]
    """Its lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """The reports of an agency of one scope, with the years between that lack one."""

    context: Context
    """What all pages share."""
    reports: Mapping[int, Report]
    """By year."""
    forms: tuple[Form, ...]
    """Their editions, newest first."""

    @property
    def span(self) -> range:
        """Every year from the first to the last."""
        return range(min(self.reports), max(self.reports) + 1)

    def form(self, report: Report) -> Form:
        """A report's edition."""
        return self.context.forms[report.edition]

    def breaks(self) -> tuple[int, ...]:
        """The places of the years from which another edition counts than just before."""
        told = [year for year in self.span if year in self.reports]
        pairs = pairwise(told)
        return tuple(
            after - self.span.start
            for before, after in pairs
            if self.reports[before].edition != self.reports[after].edition
        )


def comparison_page(context: Context, reports: Sequence[Report]) -> bytes:
    """The page on an agency's reports of one scope, of which there are two at least.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    used = {report.edition for report in reports}
    newest_first = sorted((context.forms[name] for name in used), key=lambda form: -form.first_year)
    years = Years(
        context=context,
        reports={report.year: report for report in reversed(reports)},
        forms=tuple(newest_first),
    )
    agency = context.portal.agencies[reports[0].agency]
    scope, name = reports[0].scope, context.plain_name(agency)
    url = comparison_url(agency.id, scope)
    title = context.words(f"comparison.title_{scope}", name=name)
    return context.shell.render(
        "comparison.html",
        Head(
            url=url,
            title=title,
            description=context.words("comparison.description", title=title),
            crumbs=(
                *context.agency_crumbs(agency.id),
                Crumb(label=context.words(f"comparison.crumb_{scope}"), url=url),
            ),
            metas=context.column_metas(name),
        ),
        agency=agency_url(agency.id),
        heads=_heads(years),
        years=[_head(years, year) for year in years.span],
        charts=[replace(chart, id=f"v{place}") for place, chart in enumerate(_charts(years), 1)],
        digest=_digest(years),
        sheets=list(_sheets(years)),
        breaks=years.breaks(),
        remarks=list(_remarks(years)),
    )


def _heads(years: Years) -> list[tuple[str, int]]:
    """The editions that years follow, each with how many years it spans."""
    words = years.context.words

    def edition(year: int) -> str:
        report = years.reports.get(year)
        return years.form(report).edition if report else ""

    return [
        (
            words("comparison.edition", edition=name) if name else words("comparison.none"),
            len(list(of)),
        )
        for name, of in groupby(years.span, key=edition)
    ]


def _head(years: Years, year: int) -> tuple[str, str | None]:
    """A year, and the report it leads to."""
    report = years.reports.get(year)
    label = years.context.words("fact.year_value", year=year)
    return label, report_url(report.agency, report.slug) if report else None


def _indicator(years: Years, year: int, table: str, name: str) -> tuple[int | None, str]:
    """An indicator of a year, and what is said where there is none."""
    report = years.reports.get(year)
    if report is None:
        return None, years.context.words("compare.no_report")
    for item in years.form(report).table(table).indicators:
        if item.id == name:
            return added(report.figures, item.cells), years.context.words("cell.blank")
    return None, years.context.words("index.absent")


def _series(years: Years, table: str, name: str) -> Series:
    found = [_indicator(years, year, table, name) for year in years.span]
    return Series(
        names=tuple(str(year) for year in years.span),
        values=tuple(value for value, _ in found),
        blanks=tuple(said for _, said in found),
        breaks=years.breaks(),
    )


def _tables(years: Years) -> Iterator[Table]:
    """The tables whose figures mean the same in all editions at hand."""
    for table in years.forms[0].tables:
        if table.comparable or len(years.forms) == 1:
            yield table


def _charts(years: Years) -> Iterator[Chart]:
    """The first indicator of each table by year, and what the divided ones consist of."""
    for table in years.forms[0].tables:
        for item in table.indicators:
            label = years.context.say(item.label)
            parts = [one.id for one in table.indicators if one.share_of == item.id]
            found = (
                _bars(years, table, item.id, label) if item is table.indicators[0] else None,
                _stacks(years, table, item.id, parts) if len(parts) >= _MANY else None,
            )
            yield from (chart for chart in found if chart is not None)


def _bars(years: Years, table: Table, name: str, label: str) -> Chart | None:
    words, series = years.context.words, _series(years, table.id, name)
    unit = years.context.unit(table)
    shown = _listing(
        years, [_told(*pair) for pair in zip(series.values, series.blanks, strict=True)]
    )
    return bars(
        series,
        id=name,
        title=words("chart.bars", name=label, unit=unit),
        description=words("chart.bars_text", name=label, items=shown),
    )


def _stacks(years: Years, table: Table, name: str, parts: Sequence[str]) -> Chart | None:
    words, say = years.context.words, years.context.say
    labels = {item.id: say(item.label) for item in table.indicators}
    series = _series(years, table.id, name)
    shares = [(labels[part], _series(years, table.id, part).values) for part in parts]
    shown = _listing(
        years, [_parted(years, series, shares, at) for at in range(len(series.values))]
    )
    return stacks(
        series,
        shares,
        id=name,
        title=words("chart.stacks", name=labels[name]),
        description=words("chart.stacks_text", name=labels[name], items=shown),
    )


def _parted(
    years: Years, series: Series, shares: Sequence[tuple[str, Sequence[int | None]]], at: int
) -> str:
    """What the parts of one bar are, in words."""
    whole = series.values[at]
    if whole is None:
        return series.blanks[at]
    if any(values[at] is None for _, values in shares):
        return years.context.words("cell.blank")
    told = [f"{name} {share(values[at], whole)}" for name, values in shares if values[at]]
    return years.context.words("sentence.join").join(told) or "0"


def _listing(years: Years, told: Sequence[str]) -> str:
    words = years.context.words
    pairs = zip(years.span, told, strict=True)
    items = [words("chart.item", year=year, value=value) for year, value in pairs]
    return words("sentence.semicolon").join(items)


def _told(value: int | None, said: str) -> str:
    return said if value is None else str(value)


def _digest(years: Years) -> Sheet:
    """The indicators, with their shares."""
    say, lines = years.context.say, []
    for table in years.forms[0].tables:
        for item in table.indicators:
            pairs = [_indicator(years, year, table.id, item.id) for year in years.span]
            figures = [_told(*pair) for pair in pairs]
            if item.share_of:
                wholes = [
                    _indicator(years, year, table.id, item.share_of)[0] for year in years.span
                ]
                figures = [
                    _with_share(years.context, value, whole, text)
                    for (value, _), whole, text in zip(pairs, wholes, figures, strict=True)
                ]
            depth = 1 if item.share_of else 0
            lines.append(Line(label=say(item.label), depth=depth, figures=tuple(figures)))
    caption = years.context.words("comparison.digest")
    return Sheet(id="digest", caption=caption, unit=None, lines=tuple(lines))


def _with_share(context: Context, value: int | None, whole: int | None, text: str) -> str:
    found = share(value, whole)
    return text if found is None else context.words("compare.share", value=value, share=found)


def _sheets(years: Years) -> Iterator[Sheet]:
    """Each table in full, and its first row by its columns where rows are shown by totals."""
    say = years.context.say
    for table in _tables(years):
        label, unit = say(table.label), years.context.unit(table) or None
        yield Sheet(id=table.id, caption=label, unit=unit, lines=tuple(_lines(years, table, None)))
        for lead in table.leads[:1]:
            yield Sheet(
                id=f"{table.id}-{lead.row}",
                caption=_by_columns(years.context, table, say(lead.label)),
                unit=unit,
                lines=tuple(_lines(years, table, lead.row)),
            )


def _by_columns(context: Context, table: Table, name: str) -> str:
    """What a row by its columns is called."""
    tops = dict.fromkeys(
        context.say(head.label) for block in table.blocks for head in block.columns
    )
    columns = context.words("sentence.join").join(tops)
    return context.words("comparison.columns", name=name, columns=columns)


def _lines(years: Years, table: Table, row: str | None) -> Iterator[Line]:
    joined = years.context.words("sentence.path")
    for line in years.context.lines(years.forms, table.id, row):
        yield Line(
            label=_named(
                years, joined.join(map(years.context.say, line.labels)), summed=line.summed
            ),
            depth=line.depth,
            figures=tuple(_figure(years, year, line.cells) for year in years.span),
        )


def _named(years: Years, label: str, *, summed: bool) -> str:
    """A line's name; a sum that the form does not print is told from its figures."""
    return years.context.words("comparison.sum", name=label) if summed else label


def _figure(years: Years, year: int, cells: Mapping[str, tuple[int, ...]]) -> str:
    words, report = years.context.words, years.reports.get(year)
    if report is None:
        return words("compare.no_report")
    if report.edition not in cells:
        return words("index.absent")
    own = cells[report.edition]
    value: Value = report.figures[own[0]] if len(own) == 1 else added(report.figures, own)
    if value is None:
        return words("cell.blank")
    form = years.form(report)
    if isinstance(value, Amount) and value.value and not value.unit:
        unknown = not form.cells[own[0]].unit_printed
        return f"{value}{words('table.unknown_unit') if unknown else ''}"
    return str(value)


def _remarks(years: Years) -> Iterator[str]:
    """What has to be known before figures are compared."""
    words, say = years.context.words, years.context.say
    if len(years.forms) > 1:
        for form in reversed(years.forms):
            told = [
                str(year)
                for year, of in sorted(years.reports.items())
                if of.edition == form.edition
            ]
            listed = words("sentence.join").join(
                words("fact.year_value", year=year) for year in told
            )
            yield words(
                "comparison.follows",
                years=listed,
                form=say(form.name),
                number=years.context.citation(form),
            )
        kept = [say(table.label) for table in years.forms[0].tables if not table.comparable]
        if kept:
            yield words("comparison.unlike", names=words("sentence.join").join(kept))
        yield words("comparison.absent")
    if len(years.reports) < len(years.span):
        yield words("comparison.gap")
    yield words("comparison.summed")


def has_comparison(context: Context, agency: str, scope: Scope) -> bool:
    """Whether an agency's years are set side by side."""
    lists = context.portal.lists(context.forms)
    return (agency, scope) in several(lists.filed, context.forms)
