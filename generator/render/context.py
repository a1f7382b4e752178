"""What the pages of one portal share: the frame, the indexes' data, the prepared tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.check import other_rules
from generator.form import Aligned, Cell, Form, Label, Table, align
from generator.portal import Page, Portal, agency_url
from generator.portal.urls import HOME
from generator.render.frames import Frame
from generator.render.proofs import PreparedSheet, prepare_sheet
from generator.render.shell import Crumb, Head, Shell
from generator.render.tables import PreparedTable, prepare
from generator.render.theme import Markup
from generator.report import Agency, Contact, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything but a page's own content."""

    shell: Shell
    """The frame around every page."""
    portal: Portal
    """What indexes list."""
    forms: Mapping[str, Form]
    """The editions, by name."""
    prepared: dict[str, Mapping[str, PreparedTable]] = field(default_factory=dict)
    """The tables of the editions used so far; a memo of ``prepare``."""
    sheets: dict[str, PreparedSheet] = field(default_factory=dict)
    """Their records of checks; a memo of ``prepare_sheet``."""
    frames: dict[tuple[object, ...], Frame] = field(default_factory=dict)
    """The pages of reports with gaps for their texts, by all else that pages differ in."""
    aligned: dict[tuple[str | None, ...], tuple[Aligned, ...]] = field(default_factory=dict)
    """The tables of several editions side by side; a memo of ``align``."""
    contacts: dict[Contact | None, Markup] = field(default_factory=dict)
    """Where to ask, as HTML."""

    def words(self, key: str, **slots: object) -> str:
        """A message of the interface."""
        return self.shell.theme.words(key, **slots)

    def say(self, label: Label) -> str:
        """A label of a form in the interface's language."""
        return label.english if self.english else label.text

    @property
    def english(self) -> bool:
        """Whether the interface is in English."""
        return self.shell.site.language == "en"

    def plain_name(self, agency: Agency) -> str:
        """An agency's name in the interface's language, as far as it is given."""
        return (self.english and agency.english) or agency.name

    def name(self, agency: Agency) -> str:
        """The same for the body of a page, marked if it is in another language."""
        known = self.plain_name(agency)
        return known if known == agency.english else self.shell.foreign(known)

    def short_name(self, agency: Agency) -> str:
        """The same, short where that is given in the language."""
        if self.english and agency.english:
            return agency.english
        return self.shell.foreign(agency.short)

    def cell_name(self, cell: Cell) -> str:
        """What a figure is called in a sentence."""
        path = [self.say(header.short) for header in (*cell.row, *cell.column)]
        return self.words("sentence.path").join(path)

    def tongue(self, form: Form) -> str | None:
        """The language of a form's reports, where it is not the interface's."""
        return form.language if self.shell.is_foreign(form.language) else None

    def citation(self, form: Form) -> str:
        """The number of the document that prescribes a form."""
        return self.shell.foreign(form.citation.number, form.language)

    def contact(self, contact: Contact) -> Contact:
        """How to reach an office: its words are those of the site's content."""
        foreign = self.shell.foreign
        return replace(
            contact,
            office=contact.office and foreign(contact.office),
            address=contact.address and foreign(contact.address),
        )

    def tables(self, form: Form) -> Mapping[str, PreparedTable]:
        """The prepared tables of a form, by id."""
        if form.edition not in self.prepared:
            made = prepare(self.shell.theme, form, self.shell.site.language)
            self.prepared[form.edition] = made
        return self.prepared[form.edition]

    def sheet(self, form: Form) -> PreparedSheet:
        """The prepared record of checks of a form."""
        if form.edition not in self.sheets:
            rules, language = other_rules(self.forms.values()), self.shell.site.language
            self.sheets[form.edition] = prepare_sheet(self.shell.theme, form, rules, language)
        return self.sheets[form.edition]

    def unit(self, *tables: Table) -> str:
        """The unit that all blocks of some tables have; empty where they have several or none."""
        blocks = (block for table in tables for block in table.blocks)
        units = {self.say(block.unit) if block.unit else "" for block in blocks}
        return units.pop() if len(units) == 1 else ""

    def lines(
        self, forms: Sequence[Form], table: str, row: str | None = None
    ) -> tuple[Aligned, ...]:
        """The lines of a table in some editions, newest first."""
        key = (table, row, *(form.edition for form in forms))
        if key not in self.aligned:
            self.aligned[key] = align(forms, table, row)
        return self.aligned[key]

    def has_parts(self, agency: str, scope: Scope) -> bool:
        """Whether a report has a page that shows it beside its parts."""
        extras = self.shell.site.extras
        return extras and scope is Scope.REGION and bool(self.portal.by_parent.get(agency))

    def year_label(self, year: int | str, scope: Scope) -> str:
        """How a report is called where its agency is clear."""
        key = "report.crumb_region" if scope is Scope.REGION else "report.crumb"
        return self.words(key, year=year)

    def numbered(self, page: Page, title: str, crumbs: Sequence[Crumb]) -> Head:
        """What a page of a list is called, and the steps to it: all but the first have a number."""
        if page.number == 1:
            return Head(url=page.url, title=title, description="", crumbs=tuple(crumbs))
        number = self.words("pages.number", number=page.number)
        return Head(
            url=page.url,
            title=self.words("pages.title", title=title, number=number),
            description="",
            crumbs=(*crumbs, Crumb(label=number, url=page.url)),
        )

    def home_crumb(self) -> Crumb:
        """The first step of all breadcrumbs."""
        return Crumb(label=self.words("nav.home"), url=HOME)

    def agency_crumbs(self, agency: str) -> Sequence[Crumb]:
        """The steps from the home page to an agency."""
        return [self.home_crumb(), *self.chain_crumbs(agency)]

    def chain_crumbs(self, agency: str) -> Sequence[Crumb]:
        """The agencies above an agency, outermost first, and the agency."""
        chain = self.portal.chain(agency)
        return [Crumb(label=self.short_name(item), url=agency_url(item.id)) for item in chain]

    def column_metas(self, name: str | None = None) -> tuple[tuple[str, str], ...]:
        """The page tags of a column of the portal, repeated on the pages below it."""
        whose = name or self.shell.site.name
        return (
            ("ColumnName", self.words("column.name")),
            ("ColumnDescription", self.words("column.description", name=whose)),
            ("ColumnKeywords", self.words("column.keywords", name=whose)),
            ("ColumnType", self.words("column.type")),
        )
