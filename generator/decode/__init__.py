"""Plain data to records; every fault of a file is collected, none is raised."""

from generator.decode.agency import agency
from generator.decode.figures import Places, derivable, work_out
from generator.decode.report import Decoded, report
from generator.decode.site import site

__all__ = ["Decoded", "Places", "agency", "derivable", "report", "site", "work_out"]
