"""The frame of every page. It knows who is looking and where one can go; it imports no capability."""

from .connection import connection_banner
from .counts import register_count
from .failure import report_browser_failure, report_failure
from .fallback import broken, not_found
from .first_hour import FirstStep, register_step
from .frame import bare, frame
from .head import head
from .intents import register_intent
from .palette.sources import PaletteAct, PaletteSource, register_act, register_source

__all__ = [
    "FirstStep",
    "PaletteAct",
    "PaletteSource",
    "bare",
    "broken",
    "connection_banner",
    "frame",
    "head",
    "not_found",
    "register_act",
    "register_count",
    "register_intent",
    "register_source",
    "register_step",
    "report_browser_failure",
    "report_failure",
]
