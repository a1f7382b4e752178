"""The rules over reports, in the order in which their findings are told.

A rule is a function from a ``Subject`` to diagnostics, in a module of its own, with a card of the
same name in ``generator/rules``; adding one is a function, a line here and a card. What a sum can
say is an equation of the form instead and needs no line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.check.dates import impossible_date, missing_date
from generator.check.equations import broken_identities, equation_words
from generator.check.links import Reference, dead_links, references
from generator.check.narrative import missing_narrative
from generator.check.proof import Proof, Standing, flaws, other_rules, previous_terms, proof
from generator.check.rollups import PartFiled, Region, unequal, wanting
from generator.check.subject import Filing, Subject
from generator.check.sums import Sparse, sparse
from generator.check.waivers import (
    Explained,
    Waivers,
    explained,
    unused_waivers,
    waiver_of,
    waivers_from_plain,
)
from generator.diagnostic import Diagnostic

__all__ = [
    "RULES",
    "Explained",
    "Filing",
    "PartFiled",
    "Proof",
    "Reference",
    "Region",
    "Sparse",
    "Standing",
    "Subject",
    "Waivers",
    "check",
    "dead_links",
    "equation_words",
    "explained",
    "flaws",
    "other_rules",
    "previous_terms",
    "proof",
    "references",
    "sparse",
    "unequal",
    "unused_waivers",
    "waiver_of",
    "waivers_from_plain",
    "wanting",
]

Rule = Callable[[Subject], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    broken_identities,
    missing_date,
    impossible_date,
    missing_narrative,
)


def check(subject: Subject) -> tuple[Diagnostic, ...]:
    """Every finding about one report."""
    return tuple(finding for rule in RULES for finding in rule(subject))
