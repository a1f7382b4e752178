"""Proves an edition of a form: every rule fires when it should, and every fault is told."""

from generator.selftest.model import Fault, Outcome, Reading, RuleTrial
from generator.selftest.prove import prove

__all__ = ["Fault", "Outcome", "Reading", "RuleTrial", "prove"]
