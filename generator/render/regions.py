"""The page that shows a region's report beside the parts that it is compiled from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.check import Compilation, Lack, Line, Share, Sparse, differing
from generator.check.sums import Number, numbers
from generator.form import Table
from generator.portal import Summary, agency_url, checks_url, parts_url, report_url
from generator.render.article import Article
from generator.render.context import Context
from generator.render.facts import article_head, facts
from generator.render.theme import Markup

_TERMS = 1200
"""So many figures of parts a page may show besides the first few of each cell."""
_FEW = 5
"""So many figures of parts are always shown, the largest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part as the template prints it."""

    name: str
    """The agency's name, with the scope where that is not its own work."""
    url: str
    """Its report, or its agency's page."""
    state: str
    """How it stands."""
    published: str
    """When it was published, and how late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A cell as the template prints it."""

    cell: int
    """Its index, for the link to the figure."""
    name: str
    """Its name within the table."""
    filed: str
    """What the region filed."""
    total: str
    """What the parts add up to."""
    result: str
    """What came of comparing them."""
    terms: str
    """What each part filed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """The cells of a table of the form."""

    title: str
    """The table's name."""
    result: str
    """What came of all its cells."""
    open: bool
    """Whether some cell differs."""
    lines: tuple[LineView, ...]
    """The cells that are not 0 throughout."""


def parts_page(
    context: Context,
    summary: Summary,
    compilation: Compilation,
    filed: Sparse,
    waived: Collection[str],
) -> bytes:
    """A region's report beside its parts; ``waived`` are the cells whose differences are explained.

    Raises:
        ThemeError: the theme lacks what the page needs.
    """
    article, form = _article(context, summary), compilation.form
    url, heading = parts_url(summary.agency, summary.slug), context.words("parts.title")
    view = _View(context, compilation, filed, frozenset(waived))
    return context.shell.render(
        "region.html",
        article_head(context, article, url, heading),
        heading=heading,
        title=article.heading,
        facts=facts(context, article, form),
        lead=view.verdict(range(len(form.cells))),
        back=report_url(summary.agency, summary.slug),
        checks=checks_url(summary.agency, summary.slug),
        parts=[view.part(share) for share in compilation.shares],
        groups=[view.group(table) for table in form.tables],
    )


def _article(context: Context, summary: Summary) -> Article:
    agency = context.portal.agencies[summary.agency]
    language = context.forms[summary.edition].language
    return Article(
        agency=summary.agency,
        scope=summary.scope,
        slug=summary.slug,
        language=language,
        year=str(summary.year),
        title=summary.title,
        heading=context.shell.foreign(summary.title, language),
        published=summary.published.isoformat() if summary.published else None,
        number=None,
        name=context.name(agency),
        filer=context.plain_name(agency),
        chain=tuple(context.chain_crumbs(summary.agency)),
    )


class _View:
    """A compilation in words."""

    def __init__(
        self, context: Context, compilation: Compilation, filed: Sparse, waived: frozenset[str]
    ) -> None:
        self._context = context
        self._compilation = compilation
        self._own = numbers(filed)
        self._waived = waived
        self._gaps: Mapping[int, Number] = differing(compilation, filed)
        rows = sum(bool(line.terms) for line in compilation.lines)
        self._limit = max(_FEW, _TERMS // max(rows, 1))

    def part(self, share: Share) -> PartView:
        """A part; one that does not count leads to its agency."""
        words = self._context.words
        day = share.published.isoformat() if share.published else ""
        late = words("parts.late", days=share.late) if share.late else ""
        slug = share.slug
        return PartView(
            name=words(f"year.filer_{share.scope}", name=self._name(share)),
            url=report_url(share.agency, slug) if slug else agency_url(share.agency),
            state=words(f"parts.{share.state}", edition=share.edition),
            published=day + late or words("fact.no_date" if slug else "calendar.none"),
        )

    def _name(self, share: Share) -> str:
        agency = self._context.portal.agencies[share.agency]
        english = self._context.english and agency.english
        return english or self._context.shell.foreign(share.name)

    def group(self, table: Table) -> GroupView:
        """The cells of a table."""
        cells = self._compilation.form.cells
        lines = [line for line in self._compilation.lines if cells[line.cell].table == table.id]
        shown = [line for line in lines if self._is_shown(line)]
        gaps = [line.cell for line in lines if line.cell in self._gaps]
        return GroupView(
            title=self._context.say(table.label),
            result=self.verdict([line.cell for line in lines]),
            open=bool(gaps),
            lines=tuple(self._line(line) for line in shown),
        )

    def _is_shown(self, line: Line) -> bool:
        return bool(line.terms) or self._own.get(line.cell, 0) != 0

    def verdict(self, cells: Sequence[int]) -> str:
        """What came of comparing some cells, in a few words."""
        words, lines = self._context.words, self._compilation.lines
        gaps = [cell for cell in cells if cell in self._gaps]
        explained = sum(self._is_explained(cell) for cell in gaps)
        lacking = sum(bool(lines[cell].lacks) for cell in cells if cell not in self._gaps)
        equal = len(cells) - len(gaps) - lacking
        counts = {"broken": len(gaps) - explained, "explained": explained, "open": lacking}
        if equal == len(cells):
            return words("parts.all", count=equal)
        told = [words("parts.count_equal", count=equal)] if equal else []
        told += [words(f"parts.count_{key}", count=n) for key, n in counts.items() if n]
        return words("sentence.join").join(told)

    def _is_explained(self, cell: int) -> bool:
        return self._compilation.form.cells[cell].address in self._waived

    def _line(self, line: Line) -> LineView:
        cell = self._compilation.form.cells[line.cell]
        labels = [*cell.row, *cell.column]
        names = [self._context.say(header.short) for header in labels if header.key]
        return LineView(
            cell=line.cell,
            name=self._context.words("sentence.path").join(names or [cell.address]),
            filed=self._figure(self._own.get(line.cell, 0)),
            total=self._total(line),
            result=self._result(line),
            terms=Markup.escape(self._context.words("parts.and")).join(self._terms(line)),
        )

    def _figure(self, value: Number | None) -> str:
        return self._context.words("cell.blank") if value is None else str(value)

    def _total(self, line: Line) -> str:
        if line.least is None:
            return self._context.words("parts.no_sum")
        key = "parts.least" if line.lacks else "parts.sum"
        return self._context.words(key, sum=line.least)

    def _result(self, line: Line) -> str:
        """Whether the figure is the sum; where that is not known, why."""
        words, gap = self._context.words, self._gaps.get(line.cell)
        if gap is not None:
            told = words("checks.broken", gap=f"{gap:+}")
            return told + (words("checks.explained") if self._is_explained(line.cell) else "")
        if line.lacks:
            first = next(lack for lack in Lack if lack in line.lacks)
            return words(f"parts.lack_{first}")
        blank = self._own.get(line.cell, 0) is None
        return words("checks.blank" if blank else "parts.equal")

    def _terms(self, line: Line) -> Iterator[str]:
        """What the parts filed; of very many, the largest one by one."""
        words, shares = self._context.words, self._compilation.shares
        shown = line.terms
        if len(shown) > self._limit + 1:
            ranked = sorted(shown, key=lambda term: (term[1] is not None, -(term[1] or 0)))
            shown = tuple(sorted(ranked[: self._limit]))
        for place, value in shown:
            yield words("parts.term", name=self._name(shares[place]), figure=self._figure(value))
        others = [value or 0 for _, value in set(line.terms) - set(shown)]
        if others:
            yield words("parts.others", count=len(others), sum=sum(others))
