"""The frame of every page. It knows who is looking and where one can go; it imports no capability."""

from .connection import connection_banner
from .counts import register_count
from .failure import report_browser_failure, report_failure
from .fallback import broken, not_found
from .first_hour import FirstStep, register_step
from .frame import bare, frame
from .head import head

__all__ = [
    "FirstStep",
    "bare",
    "broken",
    "connection_banner",
    "frame",
    "head",
    "not_found",
    "register_count",
    "register_step",
    "report_browser_failure",
    "report_failure",
]
