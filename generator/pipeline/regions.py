"""The pages that show regions' reports beside their parts: made when every agency is up to date."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from generator.engine import Digest, Key
from generator.engine.build import Fetch, Made
from generator.pipeline.rollups import Regions
from generator.pipeline.values import in_language
from generator.pipeline.workshop import Workshop
from generator.portal import PlainSummary, file_of, from_plain, parts_url
from generator.render import parts_page


class RegionPages:
    """A page for each report on a region that has parts."""

    def __init__(self, shop: Workshop, regions: Regions) -> None:
        self._regions = regions
        self._summaries: Mapping[tuple[str, str], PlainSummary] = (
            {(item[0], item[1]): item for item in regions.every()} if shop.site.extras else {}
        )

    @property
    def paths(self) -> Mapping[str, tuple[str, str]]:
        """The files that there are, with the agency and slug of the report."""
        return {file_of(parts_url(*whose)): whose for whose in self._summaries}

    @cached_property
    def inputs(self) -> Mapping[Key, Digest]:
        """What they are made of, besides what all indexes are made of."""
        return {
            ("region", *whose): self._regions.facts(item) for whose, item in self._summaries.items()
        }

    def make(self, fetch: Fetch, agency: str, slug: str, language: str = "") -> Made:
        """The page of a report, in a language if that is not the main one."""
        for key in (("settings",), ("place",), ("agencies",), ("region", agency, slug)):
            fetch.digest(key)
        context: Any = fetch.unrecorded(in_language(("context",), language))
        summary = self._summaries[agency, slug]
        compilation, filed = self._regions.compiled(summary)
        waived = self._regions.waived(agency, slug)
        content = parts_page(context, from_plain(summary), compilation, filed, waived)
        return Made(content, hashlib.sha256(content).digest())
