"""What would mend a report's broken sums: a few figures to look at first. Nothing is ever applied.

Sums are linear, so repairs are solved for rather than tried: a figure that grows by one moves the
gap of each sum that reads it by a known amount, and a repair is what brings all gaps to nothing.
"""

from generator.check.repair.offer import repairs

__all__ = ["repairs"]
