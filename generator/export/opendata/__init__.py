"""What describes a site's data as a whole: lists, schemas, catalogue, feed, sitemap."""

from generator.export.opendata.archive import archive
from generator.export.opendata.catalogue import catalogue
from generator.export.opendata.feed import feed
from generator.export.opendata.holdings import Entry, Holdings
from generator.export.opendata.linked import report_linked
from generator.export.opendata.lists import agency_listing, cells_csv, index_json, reports_csv
from generator.export.opendata.package import csvw, datapackage
from generator.export.opendata.security import security_txt
from generator.export.opendata.shape import report_schema
from generator.export.opendata.sitemap import listed_pages, names, robots, sitemaps, whole_pages

__all__ = [
    "Entry",
    "Holdings",
    "agency_listing",
    "archive",
    "catalogue",
    "cells_csv",
    "csvw",
    "datapackage",
    "feed",
    "index_json",
    "listed_pages",
    "names",
    "report_linked",
    "report_schema",
    "reports_csv",
    "robots",
    "security_txt",
    "sitemaps",
    "whole_pages",
]
