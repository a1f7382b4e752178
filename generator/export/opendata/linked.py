"""A report in the words of schema.org, for search engines: a data block in its page."""

from __future__ import annotations

import json

from generator.export.opendata.holdings import absolute
from generator.portal import MEDIA, Record, agency_url, report_url
from generator.report import Agency, Report
from generator.site import Site


def report_linked(site: Site, report: Report, agency: Agency, held: Record, language: str) -> str:
    """The agency, its report and its data as JSON-LD that can stand inside a page.

    ``language`` is that of the report's words.
    """
    page = report_url(report.agency, report.slug)
    here, office = absolute(site, page), absolute(site, agency_url(agency.id))
    organ: dict[str, object] = {
        "@type": "GovernmentOrganization",
        "@id": f"{office}#agency",
        "name": agency.name,
        "url": office,
    }
    filed: dict[str, object] = {
        "@type": "Report",
        "@id": f"{here}#report",
        "name": report.title,
        "url": here,
        "inLanguage": language,
        "publisher": {"@id": f"{office}#agency"},
        "temporalCoverage": str(report.year),
    }
    if report.published:
        filed["datePublished"] = report.published.isoformat()
    nodes = [organ, filed, *([_dataset(site, report, here, held)] if held.files else [])]
    graph = {"@context": "https://schema.org", "@graph": nodes}
    # A data block ends at the first "</script", whatever it stands in.
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _dataset(site: Site, report: Report, here: str, held: Record) -> dict[str, object]:
    return {
        "@type": "Dataset",
        "@id": f"{here}#data",
        "name": report.title,
        "description": report.title,
        "isBasedOn": {"@id": f"{here}#report"},
        "temporalCoverage": str(report.year),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": absolute(site, report_url(report.agency, report.slug) + file.path),
                "encodingFormat": MEDIA[file.path.rpartition(".")[2]],
            }
            for file in held.files
            if "/" not in file.path
        ],
    }
