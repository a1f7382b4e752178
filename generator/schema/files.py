"""The schemas of a site, file by file, and which of its files each is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.form import Form
from generator.schema.figures import Tables
from generator.schema.records import agency, facts, site
from generator.schema.shapes import Schema, record, words

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_YEARS = range(1000, 3000)


def schemas(forms: Mapping[str, Form]) -> Mapping[str, Schema]:
    """Every schema by its file's name; ``forms`` are the editions of the site, newest first.

    A report names its edition or has that of its year, which only the file's name tells. So there
    is one schema of reports for each edition, for the years that have it by default; it knows all
    others too, and a report that names one is held against that one.
    """
    found: dict[str, Schema] = {
        "site.json": {"$schema": _DIALECT, **words()["files"]["site"], **site()},
        "agency.json": {"$schema": _DIALECT, **words()["files"]["agency"], **agency()},
    }
    for name in forms:
        found[report_file(name)] = _reports(name, forms)
    return found


def vscode_settings(forms: Mapping[str, Form], folder: str) -> Mapping[str, object]:
    """Settings for VS Code: which schema, in a folder of the site, is for which files."""
    patterns: dict[str, list[str]] = {}
    for name, first, last in _spans(forms):
        found = [f"content/**/{years}{{,-region}}.yml" for years in _digits(first, last)]
        patterns.setdefault(report_file(name), []).extend(found)
    patterns |= {"agency.json": ["content/**/agency.yml"], "site.json": ["site.yml"]}
    return {"yaml.schemas": {f"./{folder}/{file}": found for file, found in patterns.items()}}


def report_file(edition: str) -> str:
    """The name of the schema of reports that have an edition by default."""
    return f"report-{re.sub(r'[^A-Za-z0-9_-]', '-', edition)}.json"


def _reports(default: str, forms: Mapping[str, Form]) -> Schema:
    """The schema of reports that follow an edition unless they name another."""
    defs: dict[str, Schema] = {}
    names = {name: f"edition-{number}" for number, name in enumerate(forms, 1)}
    chosen: Schema = {"$ref": f"#/$defs/{names[default]}"}
    for name, form in forms.items():
        defs[names[name]] = _report(form, forms, names[name], defs)
        if name != default:
            named = [name, int(name)] if name.isdecimal() else [name]
            asked = {"properties": {"edition": {"enum": named}}, "required": ["edition"]}
            then = {"$ref": f"#/$defs/{names[name]}"}
            chosen = {"if": asked, "then": then, "else": chosen}
    said = words()["files"]["report"]
    title = said["title"].format(form=forms[default].name.text)
    return {
        "$schema": _DIALECT,
        "title": title,
        "description": said["description"],
        "type": "object",
        **chosen,
        "$defs": defs,
    }


def _report(
    form: Form, editions: Mapping[str, Form], prefix: str, defs: dict[str, Schema]
) -> Schema:
    """A report that follows an edition; parts of it go into ``defs``."""
    tables = Tables(form, f"{prefix}-")
    shapes = dict(facts(editions, tables.addresses(), tables.seen(), tables.changes()))
    known = record("report", {**shapes, "unlisted": tables.unlisted()}, ["title"])
    keys, others = tables.properties()
    defs |= tables.defs
    return {
        "title": form.name.text,
        **known,
        "properties": {**known["properties"], **keys},
        "patternProperties": others,
    }


def _spans(forms: Mapping[str, Form]) -> Iterator[tuple[str, int, int]]:
    """Each edition with the first and last year of a span that has it by default."""
    span: tuple[str, int, int] | None = None
    for year in _YEARS:
        name = next((name for name, form in forms.items() if form.applies_to(year)), None)
        if span is not None and span[0] == name:
            span = (span[0], span[1], year)
            continue
        if span is not None:
            yield span
        span = (name, year, year) if name is not None else None
    if span is not None:
        yield span


def _digits(first: int, last: int) -> Iterator[str]:
    """Patterns for the years from one to another, as few as decades and centuries allow."""
    while first <= last:
        size = 1
        while first % (size * 10) == 0 and first + size * 10 - 1 <= last:
            size *= 10
        above, digit = divmod(first // size, 10)
        count = min(10 - digit, (last - first + 1) // size)
        shown = str(digit) if count == 1 else f"[{digit}-{digit + count - 1}]"
        yield f"{above or ''}{shown}{'[0-9]' * (len(str(size)) - 1)}"
        first += count * size
