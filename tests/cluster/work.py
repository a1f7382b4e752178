"""Jobs that a cluster is given in tests; its workers import them from here."""

from __future__ import annotations

import os
import signal

DEADLY = "deadly"
"""The name of a job that kills whoever tries it."""


def run(jobs: tuple[str, ...]) -> tuple[str, ...]:
    """Do some jobs."""
    if DEADLY in jobs:
        os.kill(os.getpid(), signal.SIGKILL)
    return tuple(job.upper() for job in jobs)


def program() -> str:
    """What every worker answers."""
    return "one version"
