"""The figures that narrative names."""

from __future__ import annotations

import difflib

from generator.form import Form
from generator.narrative.reading import Reading


def prove_addresses(reading: Reading, form: Form) -> None:
    """Tell of an address that is no cell of the form."""
    named = [(slot.address, slot.line) for slot in reading.slots]
    named += [(claim.address, claim.line) for claim in reading.claims]
    for address, line in named:
        if address not in form.cell_by_address:
            known = difflib.get_close_matches(address, form.cell_by_address, n=1, cutoff=0.3)
            meant = known[0] if known else form.cells[0].address
            reading.add("narrative.cell", "default", line, address, cell=address, meant=meant)
