"""The hours that a practice starts with (decision 24)."""

from datetime import time

WORKDAYS = range(1, 6)
HALF_DAYS = ((time(9), time(12)), (time(14), time(18)))
FIRST_HOURS = {(day, opens, closes) for day in WORKDAYS for opens, closes in HALF_DAYS}
"""(ISO weekday, opens, closes)."""
