"""Plain data to records; every fault of a file is collected, none is raised."""

from generator.decode.agency import agency
from generator.decode.figures import Places, derivable, work_out
from generator.decode.report import Decoded, form_of, report
from generator.decode.site import site

__all__ = ["Decoded", "Places", "agency", "derivable", "form_of", "report", "site", "work_out"]
