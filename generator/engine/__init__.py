"""What is out of date, in which order, in how many processes. It knows no word of the domain.

In the terms of Mokhov, Mitchell and Peyton Jones, *Build Systems à la Carte* (2018): a suspending
scheduler with verifying traces. What a value was made of is recorded while it is made, never
declared; a value is out of date when one of the things it was made of has another digest now.
The scheduler itself is ``engine.build``: a run that finds nothing changed does not load it.
"""

from generator.engine.snapshot import Snapshot, take
from generator.engine.store import BusyError, Store
from generator.engine.trace import Digest, Key, Reason, Trace, digest_of, pack, unpack

__all__ = [
    "BusyError",
    "Digest",
    "Key",
    "Reason",
    "Snapshot",
    "Store",
    "Trace",
    "digest_of",
    "pack",
    "take",
    "unpack",
]
