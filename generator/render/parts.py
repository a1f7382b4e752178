"""A region's report beside the reports that it is compiled from, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.check import Compiled, PartFiled, Region, Sparse, compiled, numbers, unclear
from generator.form import Cell, Indicator, Table
from generator.portal import Page, report_url
from generator.render.article import article_of
from generator.render.charts import Ladder, Rung, rungs
from generator.render.context import Context
from generator.render.facts import article_head
from generator.render.theme import Markup
from generator.report import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLine:
    """A cell beside the sum over the parts."""

    name: str
    """What it is called."""
    anchor: str
    """Its place on the region's page."""
    filed: str
    """What the region filed."""
    total: str
    """The sum over the parts."""
    gap: str
    """How far they are apart."""
    differs: bool
    """Whether they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellTable:
    """The cells of a table of the form in which something other than 0 was filed."""

    id: str
    """The table's id."""
    label: str
    """The table's name."""
    gaps: int
    """How many of its cells are not the sum of the parts."""
    summary: str
    """Its name and what came of it."""
    lines: tuple[CellLine, ...]
    """Its cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A part with its figures, or a sum."""

    name: str
    """Whose they are."""
    url: str | None
    """Its report."""
    figures: tuple[str, ...]
    """One for each indicator."""
    sum: bool = False
    """Whether it is none of the parts."""


def parts_page(context: Context, page: Page, region: Region) -> bytes:
    """The page on what a region's report is compiled from.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    words = context.words
    item = next(one for one in context.portal.by_agency[page.agency] if one.slug == page.slug)
    name = context.name(context.portal.agencies[item.agency])
    cells = tuple(_compiled(region))
    wanted = [one for one in region.form.indicators if one.share_of is None]
    return context.shell.render(
        "compiled.html",
        article_head(context, article_of(context, item), page.url, words("parts.crumb")),
        heading=words("parts.title", name=name, year=item.year),
        back=report_url(item.agency, item.slug),
        report=context.shell.foreign(item.title, region.form.language),
        verdict=_verdict(context, region, cells),
        remarks=list(_remarks(context, region)),
        unit=context.unit(*(table for table in region.form.tables if table.indicators)),
        heads=[context.say(one.label) for one in wanted],
        parts=list(_parts(context, region, wanted)),
        chart=_chart(context, region, wanted),
        tables=[_table(context, region, table, cells) for table in region.form.tables],
    )


def _table(context: Context, region: Region, table: Table, cells: Sequence[Compiled]) -> CellTable:
    own = [item for item in cells if region.form.cells[item.cell].table == table.id]
    url = report_url(*_where(region.file))
    lines = tuple(_line(context, region.form.cells[item.cell], item, url) for item in own)
    gaps = sum(line.differs for line in lines)
    label = context.say(table.label)
    key = "parts.table_differ" if gaps else "parts.table_equal"
    return CellTable(
        id=table.id,
        label=label,
        gaps=gaps,
        summary=context.words(key, name=label, count=len(lines), gaps=gaps),
        lines=lines,
    )


def _compiled(region: Region) -> Iterator[Compiled]:
    figures = [part.figures for part in region.alike]
    yield from compiled(region.form, region.figures, figures, whole=region.whole)


def _line(context: Context, cell: Cell, item: Compiled, url: str) -> CellLine:
    words = context.words
    path = [context.say(header.short) for header in (*cell.row, *cell.column) if header.key]
    return CellLine(
        name=words("sentence.path").join(path),
        anchor=f"{url}#c{cell.index}",
        filed=words("cell.blank") if item.filed is None else str(item.filed),
        total=str(item.total) if item.exact else words("parts.at_least", value=item.total),
        gap=_gap(context, item),
        differs=item.filed is not None and item.exact and item.filed != item.total,
    )


def _gap(context: Context, item: Compiled) -> str:
    if item.filed is None or not item.exact:
        return context.words("parts.unknown")
    gap = item.filed - item.total
    return f"{gap:+}" if gap else "0"


def _verdict(context: Context, region: Region, cells: Sequence[Compiled]) -> str:
    """In one sentence whether the region is the sum of its parts."""
    found = region.differences()
    if found:
        return context.words("parts.differ", count=len(found), parts=len(region.alike))
    if not region.whole:
        return context.words("parts.open", parts=len(region.alike))
    return context.words("parts.equal", count=len(cells), parts=len(region.alike))


def _remarks(context: Context, region: Region) -> Iterator[str]:
    """What stands in the way of adding up."""
    words = context.words
    foreign = context.shell.foreign
    names = [words(f"year.filer_{scope}", name=foreign(name)) for name, scope in region.missing]
    if names:
        yield words("parts.missing", names=Markup(words("sentence.join")).join(names))
    strange = [foreign(part.name) for part in region.parts if part.edition != region.form.edition]
    if strange:
        yield words("parts.unlike", names=Markup(words("sentence.join")).join(strange))
    odd = unclear(region.form, (region.figures, *(part.figures for part in region.alike)))
    if odd:
        yield words("parts.unclear", count=len(odd))


def _parts(context: Context, region: Region, wanted: Sequence[Indicator]) -> Iterator[PartLine]:
    """Each part with its indicators; then their sum, what the region filed, and the difference."""
    for part in region.parts:
        alike = part.edition == region.form.edition
        unlike = (context.words("index.absent"),) * len(wanted)
        yield PartLine(
            name=_part_name(context, part),
            url=_url(part),
            figures=_figures(context, part.figures, wanted) if alike else unlike,
        )
    for name, scope in region.missing:
        none = (context.words("compare.no_report"),) * len(wanted)
        yield PartLine(name=_missing(context, name, scope), url=None, figures=none)
    yield from _sums(context, region, wanted)


def _missing(context: Context, name: str, scope: Scope) -> str:
    return context.words(f"year.filer_{scope}", name=context.shell.foreign(name))


def _sums(context: Context, region: Region, wanted: Sequence[Indicator]) -> Iterator[PartLine]:
    words, blank = context.words, context.words("cell.blank")
    own = [_added(region.figures, item) for item in wanted]
    each = [[_added(part.figures, item) for part in region.alike] for item in wanted]
    totals = [sum(value for value in values if value is not None) for values in each]
    exact = [region.whole and None not in values for values in each]
    yield PartLine(
        name=words("parts.sum"),
        url=None,
        figures=tuple(
            str(total) if sure else words("parts.at_least", value=total)
            for total, sure in zip(totals, exact, strict=True)
        ),
        sum=True,
    )
    filed = tuple(blank if value is None else str(value) for value in own)
    yield PartLine(name=words("parts.filed"), url=None, figures=filed, sum=True)
    gaps = tuple(
        words("parts.unknown")
        if value is None or not sure
        else f"{value - total:+}"
        if value != total
        else "0"
        for value, total, sure in zip(own, totals, exact, strict=True)
    )
    yield PartLine(name=words("parts.gap"), url=None, figures=gaps, sum=True)


def _figures(context: Context, figures: Sparse, wanted: Sequence[Indicator]) -> tuple[str, ...]:
    found = (_added(figures, item) for item in wanted)
    return tuple(context.words("cell.blank") if value is None else str(value) for value in found)


def _added(figures: Sparse, item: Indicator) -> int | None:
    """An indicator; ``None`` where a cell of it was not filed."""
    filed, total = numbers(figures), 0
    for cell in item.cells:
        value = filed.get(cell, 0)
        if not isinstance(value, int):
            return None
        total += value
    return total


def _chart(context: Context, region: Region, wanted: Sequence[Indicator]) -> Ladder | None:
    """What each part has of the first indicator; ``None`` where that is not worth a picture."""
    if not wanted:
        return None
    label = context.say(wanted[0].label)
    found = [
        Rung(name=_part_name(context, part, plain=True), value=_added(part.figures, wanted[0]) or 0)
        for part in region.alike
    ]
    told = [
        context.words("sentence.item", name=item.name, value=item.value, unit="") for item in found
    ]
    return rungs(
        found,
        id="parts-chart",
        title=context.words("chart.rungs", name=label),
        description=context.words(
            "chart.rungs_text", name=label, items=context.words("sentence.join").join(told)
        ),
    )


def _part_name(context: Context, part: PartFiled, *, plain: bool = False) -> str:
    """A part by its agency, with its scope where that is a region of its own.

    In a chart nothing can be marked as being in another language.
    """
    agency, slug = _where(part.file)
    record = context.portal.agencies[agency]
    scopes = (item.scope for item in context.portal.by_agency[agency] if item.slug == slug)
    scope = next(scopes, Scope.AGENCY)
    name = context.plain_name(record) if plain else context.name(record)
    return context.words(f"year.filer_{scope}", name=name)


def _url(part: PartFiled) -> str:
    return report_url(*_where(part.file))


def _where(file: str) -> tuple[str, str]:
    """The agency and slug of the report in a file."""
    agency, _, name = file.removeprefix("content/").rpartition("/")
    return agency, name.removesuffix(".yml")
