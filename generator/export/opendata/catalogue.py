"""``catalog.jsonld``: the site's data in the words of DCAT 3, as data portals collect them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.export.opendata.holdings import Holdings, absolute, dumped
from generator.export.words import phrase
from generator.portal import MEDIA, year_url
from generator.portal.urls import API, CATALOG, DATA

_CONTEXT: Mapping[str, object] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Stated here in full: whoever reads the catalogue has to fetch nothing else."""
_YEARLY = "http://publications.europa.eu/resource/authority/frequency/ANNUAL"
_IANA = "https://www.iana.org/assignments/media-types/"
_SHA256 = "spdx:checksumAlgorithm_sha256"

Node = Mapping[str, object]


def catalogue(held: Holdings) -> bytes:
    """The catalogue of a site whose address is known: its lists, and the figures of each year."""
    site = held.site
    return dumped(
        {
            "@context": _CONTEXT,
            "@id": absolute(site, CATALOG),
            "@type": "dcat:Catalog",
            "dcterms:title": _said(held, site.name),
            "dcterms:description": _said(held, phrase(site.language, "catalogue", name=site.name)),
            "dcterms:publisher": _publisher(held),
            "dcterms:language": site.language,
            "foaf:homepage": {"@id": absolute(site, "")},
            **_modified(held.newest),
            "dcat:dataset": list(_datasets(held)),
        }
    )


def _said(held: Holdings, text: str) -> Node:
    return {"@value": text, "@language": held.site.language}


def _publisher(held: Holdings) -> Node:
    site = held.site
    name = site.footer.organizer or site.name
    return {"@id": absolute(site, "#publisher"), "@type": "foaf:Agent", "foaf:name": name}


def _modified(day: str | None) -> Node:
    return {"dcterms:modified": _day(day)} if day else {}


def _day(day: str) -> Node:
    return {"@value": day, "@type": "xsd:date"}


def _datasets(held: Holdings) -> Iterator[Node]:
    lists = [path for path in held.files if "/" not in path]
    about = phrase(held.site.language, "lists_about")
    yield _dataset(held, "lists", phrase(held.site.language, "lists"), about, lists) | {
        **_modified(held.newest),
        "dcat:landingPage": {"@id": absolute(held.site, DATA)},
    }
    for year, updated in held.years.items():
        path = f"years/{year}.csv"
        if path not in held.files:
            continue
        title = phrase(held.site.language, "figures", year=year)
        yield _dataset(held, str(year), title, title, [path]) | {
            **_modified(updated),
            "dcat:landingPage": {"@id": absolute(held.site, year_url(year))},
            "dcterms:accrualPeriodicity": {"@id": _YEARLY},
            "dcterms:temporal": {
                "@type": "dcterms:PeriodOfTime",
                "dcat:startDate": _day(f"{year}-01-01"),
                "dcat:endDate": _day(f"{year}-12-31"),
            },
        }


def _dataset(
    held: Holdings, name: str, title: str, description: str, paths: list[str]
) -> dict[str, object]:
    contact = held.site.footer.contact
    kind = {"@type": "vcard:Kind", "vcard:fn": held.site.name, "vcard:note": contact}
    return {
        "@id": absolute(held.site, f"{DATA}#{name}").replace("%23", "#"),
        "@type": "dcat:Dataset",
        "dcterms:identifier": name,
        "dcterms:title": _said(held, title),
        "dcterms:description": _said(held, description),
        "dcterms:publisher": _publisher(held),
        **({"dcat:contactPoint": kind} if contact else {}),
        "dcat:distribution": [_distribution(held, path) for path in paths],
    }


def _distribution(held: Holdings, path: str) -> Node:
    file, url = held.files[path], absolute(held.site, API + path)
    return {
        "@id": f"{url}#file",
        "@type": "dcat:Distribution",
        "dcterms:title": path,
        "dcat:accessURL": {"@id": url},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": f"{_IANA}{MEDIA[path.rpartition('.')[2]]}"},
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": _SHA256},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }
