"""Which stretches are taken, and by whom, as an import grows. Pure."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.booking_limits import LONGEST_MINUTES
from trustcoach_app.formats import clock_time
from trustcoach_app.importing.facts import KnownSession

LONGEST = timedelta(minutes=LONGEST_MINUTES)


class Occupied:
    """Sorted half-open stretches, none longer than a session may be."""

    def __init__(self, taken: Iterable[KnownSession]) -> None:
        self._taken = sorted((one.starts_at, one.ends_at, one.who) for one in taken)

    def add(self, start: datetime, end: datetime, who: str) -> None:
        """Take a stretch."""
        insort(self._taken, (start, end, who))

    def free(self, start: datetime, end: datetime) -> None:
        """Give a stretch back that was taken."""
        at = bisect_left(self._taken, (start, end, ""))
        if at < len(self._taken) and self._taken[at][:2] == (start, end):
            del self._taken[at]

    def why_not(self, start: datetime, end: datetime, zone: ZoneInfo) -> str:
        """A sentence about what overlaps [start, end); empty when it is free."""
        first = bisect_left(self._taken, (start - LONGEST, start - LONGEST, ""))
        for since, until, who in self._taken[first : bisect_left(self._taken, (end, end, ""))]:
            if until > start:
                hours = f"{clock_time(since, zone)}–{clock_time(until, zone)}"
                return f"{who} occupe déjà {hours}." if who else f"Une autre séance occupe déjà {hours}."
        return ""
