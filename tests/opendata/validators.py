"""Programs of others that read what a site says of its data: each tells what is wrong with it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

HERE = Path(__file__).parent
API = "data/v1"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def package(site: Path) -> list[str]:
    """What frictionless says of the Data Package."""
    import frictionless

    report = frictionless.Package(str(site / API / "datapackage.json")).validate()
    return [str(item) for item in report.flatten(["type", "message"])]


def csvw(site: Path) -> list[str]:
    """What csvw says of the tables by their metadata."""
    import csvw

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            read = csvw.CSVW(str(site / API / "csv-metadata.json"), validate=True)
            return [str(item.message) for item in read.warnings] + ([] if read.is_valid else ["no"])
        except (ValueError, KeyError, TypeError, OSError) as error:
            return [repr(error)]


def catalogue(site: Path) -> list[str]:
    """What pyshacl says of the catalogue by the shapes of the standard."""
    import pyshacl
    import rdflib

    found = rdflib.Graph().parse(site / "data/catalog.jsonld", format="json-ld")
    shapes = rdflib.Graph().parse(HERE / "catalogue.ttl")
    if (None, rdflib.RDF.type, rdflib.URIRef("http://www.w3.org/ns/dcat#Catalog")) not in found:
        return ["there is no catalogue"]
    conforms, _, text = pyshacl.validate(found, shacl_graph=shapes, advanced=False)
    return [] if conforms else [text]


def atom(site: Path) -> list[str]:
    """What libxml2 says of the feed by the grammar of the standard, and what no grammar can say."""
    schema = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
    try:
        feed = etree.parse(site / "feed.xml")
    except etree.XMLSyntaxError as error:
        return [str(error)]
    if not schema.validate(feed):
        return [str(schema.error_log)]
    name = "{http://www.w3.org/2005/Atom}"
    ids = [item.text for item in feed.iter(f"{name}id")]
    updated = [item.text for item in feed.iter(f"{name}updated")]
    wrong = [] if len(ids) == len(set(ids)) else ["an id stands twice"]
    return wrong + ([] if updated[0] == max(updated) else ["the feed is older than an entry"])


def sitemap(site: Path, base_url: str) -> list[str]:
    """Whether each address of the sitemap is a page of the site, and none stands twice."""
    try:
        found = etree.parse(site / "sitemap.xml").getroot()
    except etree.XMLSyntaxError as error:
        return [str(error)]
    if found.tag != f"{SITEMAPS}urlset":
        return [found.tag]
    pages = [item.text for item in found.iter(f"{SITEMAPS}loc")]
    wrong = [page for page in pages if not _is_page(site, base_url, page)]
    days = [item.text for item in found.iter(f"{SITEMAPS}lastmod")]
    wrong += [day for day in days if not (len(day) == 10 and day[4] == day[7] == "-")]
    return wrong + ([] if len(pages) == len(set(pages)) else ["a page stands twice"])


def _is_page(site: Path, base_url: str, page: str) -> bool:
    inside = page.startswith(base_url)
    return inside and (site / page.removeprefix(base_url) / "index.html").is_file()


def schema(site: Path) -> list[str]:
    """What jsonschema says of each ``report.json`` by the schema that the site publishes."""
    import jsonschema

    shape = json.loads((site / API / "schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(shape)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    told = jsonschema.Draft202012Validator(shape, format_checker=checker)
    files = [path for path in site.rglob("report.json") if "data" not in path.parts[:1]]
    assert files
    return [
        error.message for file in files for error in told.iter_errors(json.loads(file.read_bytes()))
    ]


def linked(site: Path) -> list[str]:
    """What extruct finds in each report's page has what search engines ask of a data set."""
    import extruct

    wrong = []
    pages = [path.parent / "index.html" for path in site.rglob("report.json")]
    assert pages
    for page in pages:
        found = extruct.extract(page.read_text(encoding="utf-8"), syntaxes=["json-ld"])["json-ld"]
        nodes = {item["@type"]: item for graph in found for item in graph["@graph"]}
        for kind, needed in LINKED.items():
            node: Mapping[str, Any] = nodes.get(kind, {})
            wrong += [f"{page}: {kind} {name}" for name in needed if not node.get(name)]
        for item in nodes.get("Dataset", {}).get("distribution", ()):
            if urlsplit(item["contentUrl"]).scheme != "https":
                wrong.append(f"{page}: {item}")
    return wrong


LINKED = {
    "GovernmentOrganization": ("@id", "name", "url"),
    "Report": ("@id", "name", "url", "publisher", "datePublished", "inLanguage"),
    "Dataset": ("@id", "name", "description", "distribution", "isBasedOn"),
}
"""What has to be said of each thing."""

VALIDATORS: Mapping[str, Callable[[Path], list[str]]] = {
    "package": package,
    "csvw": csvw,
    "catalogue": catalogue,
    "atom": atom,
    "schema": schema,
    "linked": linked,
}
