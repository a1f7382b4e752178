"""The rules over reports, in the order in which their findings are told.

A rule is a function from a ``Subject`` to diagnostics, in a module of its own, with a card of the
same name in ``generator/rules``; adding one is a function, a line here and a card. What a sum can
say is an equation of the form instead and needs no line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.check.agency import reserved_figures
from generator.check.bound import broken_bonds
from generator.check.calendar import Duty, Progress, owed, progress
from generator.check.cautions import broken_cautions
from generator.check.certain import Certain, certain
from generator.check.changes import Move, Reading, Rewording, facts, moves, rewordings
from generator.check.compiling import Compilation, Lack, Line, Share, State, differing
from generator.check.contents import duties, nothing_said, odd_fee
from generator.check.copied import copied
from generator.check.dates import due_day, future_dates, impossible_date, late, missing_date
from generator.check.equations import broken_identities, equation_words
from generator.check.links import Reference, dead_links, leads, references
from generator.check.narrative import missing_narrative
from generator.check.numerals import mixed_numerals
from generator.check.pictures import tables_as_pictures
from generator.check.privacy import attached_numbers, is_text, personal_numbers
from generator.check.proof import Proof, Standing, flaws, other_rules, previous_terms, proof
from generator.check.reading import unread_names
from generator.check.released import (
    broken_index,
    broken_ledger,
    lost_editions,
    released_changes,
    taken_down,
    vanished,
)
from generator.check.rollups import PartFiled, Region, unequal, wanting
from generator.check.signed import missing_signatures, stale_signatures
from generator.check.split import broken_splits
from generator.check.statements import contradictions
from generator.check.subject import Filing, Subject
from generator.check.sums import Sparse, sparse
from generator.check.title import odd_title
from generator.check.unbound import Unbound, unbound
from generator.check.waivers import (
    Explained,
    Waivers,
    explained,
    unused_waivers,
    waiver_of,
    waivers_from_plain,
)
from generator.check.wording import leftovers, other_organ, other_year, promised_parts
from generator.diagnostic import Diagnostic

__all__ = [
    "RULES",
    "Certain",
    "Compilation",
    "Duty",
    "Explained",
    "Filing",
    "Lack",
    "Line",
    "Move",
    "PartFiled",
    "Progress",
    "Proof",
    "Reading",
    "Reference",
    "Region",
    "Rewording",
    "Share",
    "Sparse",
    "Standing",
    "State",
    "Subject",
    "Unbound",
    "Waivers",
    "attached_numbers",
    "broken_index",
    "broken_ledger",
    "certain",
    "check",
    "dead_links",
    "differing",
    "due_day",
    "equation_words",
    "explained",
    "facts",
    "flaws",
    "future_dates",
    "is_text",
    "leads",
    "lost_editions",
    "moves",
    "other_rules",
    "owed",
    "previous_terms",
    "progress",
    "proof",
    "references",
    "rewordings",
    "sparse",
    "taken_down",
    "unbound",
    "unequal",
    "unread_names",
    "unused_waivers",
    "vanished",
    "waiver_of",
    "waivers_from_plain",
    "wanting",
]

Rule = Callable[[Subject], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    broken_identities,
    broken_cautions,
    reserved_figures,
    tables_as_pictures,
    odd_title,
    missing_date,
    impossible_date,
    late,
    missing_narrative,
    nothing_said,
    duties,
    odd_fee,
    promised_parts,
    leftovers,
    mixed_numerals,
    other_year,
    other_organ,
    contradictions,
    broken_bonds,
    broken_splits,
    copied,
    personal_numbers,
    released_changes,
    stale_signatures,
    missing_signatures,
)


def check(subject: Subject) -> tuple[Diagnostic, ...]:
    """Every finding about one report."""
    return tuple(finding for rule in RULES for finding in rule(subject))
