"""Plain data to records; every fault of a file is collected, none is raised.

What is asked for is loaded then: every run reads settings, but reports only where one changed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.decode.agencies import agency
    from generator.decode.figures import Places, derivable, work_out
    from generator.decode.reports import Decoded, form_of, report
    from generator.decode.sites import site

__all__ = ["Decoded", "Places", "agency", "derivable", "form_of", "report", "site", "work_out"]

_MODULES = {
    "agencies": ("agency",),
    "figures": ("Places", "derivable", "work_out"),
    "reports": ("Decoded", "form_of", "report"),
    "sites": ("site",),
}


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(name)
