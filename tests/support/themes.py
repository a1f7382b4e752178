"""A theme of a few lines, so that tests of pages do not depend on how the real one looks."""

from __future__ import annotations

from generator.portal import Page, Portal, assemble, pages
from generator.render import Context, Shell, Theme, load_theme
from generator.report import Agency, Report
from generator.site import Site
from tests.support.forms import both, fictionia
from tests.support.records import agency

MESSAGES = """
meta: {language: en}
cell: {blank: blank}
table: {unknown_unit: " (?)"}
sentence:
  whole: "{text}."
  join: ", "
  semicolon: "; "
  path: "/"
  item: "{name} {value} {unit}"
  item_blank: "{name} blank"
  outcomes: "of which {items}"
  applicants: "from {items}"
  all_zero: all 0
  rest_zero: rest 0
  blank: "{count} blank"
"""

TABLE = """
{% macro blank() %}<i>blank</i>{% endmacro %}
{% macro statutory_table(laid, slot, language, section) -%}
<div id="{{ section }}" lang="{{ language }}" title="100 % & more">
{%- for grid in laid.grids %}{% for body in grid.bodies %}{% for line in body %}
<p>{% for cell in line.cells %}{{ slot }} {% endfor %}</p>{% endfor %}{% endfor %}{% endfor %}
</div>
{%- endmacro %}
"""


def theme(messages: str = MESSAGES, **templates: str) -> Theme:
    """The small theme in English; ``templates`` by their names without the ending."""
    files = {f"templates/{name}.html": text.encode() for name, text in templates.items()}
    files.setdefault("templates/tables.html", TABLE.encode())
    files["messages/en.yml"] = messages.encode()
    return load_theme({"default": files}, "en")


def shell(base_url: str | None = None, of: Theme | None = None) -> Shell:
    """The frame of a site in English."""
    return Shell(site=Site(name="Portal", language="en", base_url=base_url), theme=of or theme())


def context(of: Theme, *reports: Report, agencies: tuple[Agency, ...] = ()) -> Context:
    """All that pages share, on a portal of some reports."""
    from generator.portal import summary

    forms = {**both(), fictionia().edition: fictionia()}
    frame = shell(of=of)
    summaries = [summary(report, forms[report.edition]) for report in reports]
    made = assemble(frame.site, agencies or (agency(),), summaries)
    return Context(shell=frame, portal=made, forms=forms)


def page(portal: Portal, url: str) -> Page:
    """The page at a URL."""
    forms = {**both(), fictionia().edition: fictionia()}
    return next(page for page in pages(portal, forms) if page.url == url)
