"""Which stretches are taken, as an import grows. Pure."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.bookings.queries import LONGEST
from trustcoach_app.formats import clock_time

Stretch = tuple[datetime, datetime]


class Occupied:
    """Sorted half-open stretches, none longer than a session may be."""

    def __init__(self, taken: Iterable[Stretch]) -> None:
        self._taken = sorted(taken)

    def add(self, start: datetime, end: datetime) -> None:
        """Take a stretch."""
        insort(self._taken, (start, end))

    def free(self, start: datetime, end: datetime) -> None:
        """Give a stretch back that was taken."""
        self._taken.remove((start, end))

    def why_not(self, start: datetime, end: datetime, zone: ZoneInfo) -> str:
        """A sentence about what overlaps [start, end); empty when it is free."""
        first = bisect_left(self._taken, (start - LONGEST, start - LONGEST))
        for other in self._taken[first : bisect_left(self._taken, (end, end))]:
            if other[1] > start:
                return f"Une autre séance occupe déjà {clock_time(other[0], zone)}–{clock_time(other[1], zone)}."
        return ""
