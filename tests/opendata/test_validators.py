"""Sound data passes every validator, and each of many faults is refused by the one meant for it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.opendata.conftest import BASE
from tests.opendata.validators import VALIDATORS, sitemap

pytestmark = pytest.mark.filterwarnings("ignore")  # their warnings are about themselves

Fault = Callable[[str], str]
API = "data/v1/"
FIGURES = f"{API}years/2023.csv"


def put(old: str, new: str) -> Fault:
    """A fault that replaces a text once."""
    return lambda text: text.replace(old, new, 1)


def without(pattern: str) -> Fault:
    """A fault that takes something away."""
    return lambda text: re.sub(pattern, "", text, count=1, flags=re.DOTALL)


FAULTS: dict[str, list[tuple[str, Fault]]] = {
    "package": [
        (FIGURES, put(",1\r\n", ",2\r\n")),
        (FIGURES, put("agency,report", "\ufeffagency,report")),
        (FIGURES, put("unit,value", "unit,number")),
        (FIGURES, put("件,0\r\n", "件,none\r\n")),
        (FIGURES, put("demo,2023,", "nobody,2023,")),
        (f"{API}reports.csv", put("2024-01-20", "20 January")),
        (f"{API}reports.csv", put("department", "")),
        (f"{API}datapackage.json", put('"type": "year"', '"type": "date"')),
        (f"{API}datapackage.json", put("years/2023.csv", "years/1900.csv")),
    ],
    "csvw": [
        (f"{API}csv-metadata.json", put('"@context"', '"context"')),
        (f"{API}csv-metadata.json", put('"datatype": "gYear"', '"datatype": "date"')),
        (f"{API}csv-metadata.json", put("years/2023.csv", "years/1900.csv")),
        (FIGURES, put("件,0\r\n", "件,none\r\n")),
        (f"{API}reports.csv", put("demo,", ",")),
    ],
    "catalogue": [
        ("data/catalog.jsonld", without(r' "dcterms:title": \{.*?\},\n')),
        ("data/catalog.jsonld", lambda text: text.replace("foaf:Agent", "foaf:Person")),
        ("data/catalog.jsonld", put('"xsd:date"', '"xsd:string"')),
        ("data/catalog.jsonld", put("vcard:Kind", "vcard:Home")),
        ("data/catalog.jsonld", put('"dcat:accessURL"', '"dcat:accessUrl"')),
        ("data/catalog.jsonld", put('"dcat:endDate"', '"dcat:end"')),
        ("data/catalog.jsonld", put("dcat:Catalog", "dcat:Catalogue")),
    ],
    "atom": [
        ("feed.xml", without("<updated>.*?</updated>\n")),
        ("feed.xml", put("T00:00:00Z", "")),
        ("feed.xml", without("<id>.*?</id>\n")),
        ("feed.xml", put("&amp;", "&")),
        ("feed.xml", put("<author><name>", "<author><names>")),
        ("feed.xml", put("2024-01-20T", "2019-01-20T")),
    ],
    "schema": [
        ("demo/2023/report.json", put('"year": 2023', '"year": "2023"')),
        ("demo/2023/report.json", without(r',\n "published": [^,]*')),
        ("demo/2023/report.json", put('"value": "12.50"', '"value": "12,50"')),
        ("demo/2023/report.json", put('"issued": 0', '"issued": -1')),
        ("demo/2023/report.json", put('"reason"', '"because"')),
    ],
    "linked": [
        ("demo/2023/index.html", put('"@type":"Dataset"', '"@type":"Data"')),
        ("demo/2023/index.html", put('"datePublished"', '"published"')),
        ("demo/2023/index.html", put('"contentUrl":"https:', '"contentUrl":"')),
    ],
    "sitemap": [
        ("sitemap.xml", put("/demo/demo/2023/", "/demo/demo/2019/")),
        ("sitemap.xml", put("/demo/about/", "/demo/data/")),
        ("sitemap.xml", put("https://www.example.com/", "https://elsewhere.example/")),
        ("sitemap.xml", put("2024-01-20", "2024")),
    ],
}


def told(name: str, site: Path) -> list[str]:
    return sitemap(site, BASE) if name == "sitemap" else VALIDATORS[name](site)


@pytest.mark.parametrize("name", FAULTS)
def test_a_validator_finds_nothing(name: str, opened: Path) -> None:
    assert told(name, opened) == []


@pytest.mark.parametrize(
    ("name", "number"), [(name, n) for name, faults in FAULTS.items() for n in range(len(faults))]
)
def test_a_fault_is_refused(name: str, number: int, opened: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(opened, site)
    path, fault = FAULTS[name][number]
    sound = (site / path).read_bytes().decode()
    broken = fault(sound)
    assert broken != sound, "the fault is one"
    (site / path).write_bytes(broken.encode())
    assert told(name, site) != []


def test_there_are_enough_faults() -> None:
    assert sum(map(len, FAULTS.values())) >= 25
