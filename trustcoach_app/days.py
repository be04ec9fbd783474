"""Days by somebody's clock: where one begins, and how a session that crosses midnight is said. Pure.

An instant is given, the zone is explicit, and « today » is the day of whoever reads.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.formats import clock_time

DAY = timedelta(days=1)
BEFORE = {True: "depuis hier", False: "depuis la veille"}
AFTER = {True: "jusqu’à demain", False: "jusqu’au lendemain"}
"""By whether the day that is looked at is today."""


def local_midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a calendar day begins."""
    return datetime.combine(day, time(), zone)


def next_midnight(now: datetime, zone: ZoneInfo) -> datetime:
    """When the next day begins, and with it a month or a year."""
    return local_midnight(now.astimezone(zone).date() + DAY, zone)


def first_after(now: datetime, instants: Iterable[datetime | None]) -> datetime | None:
    """The earliest of some instants that is still to come: when a page reads differently although no row changed."""
    return min((instant for instant in instants if instant is not None and instant > now), default=None)


@dataclass(frozen=True)
class Hours:
    """When a session begins and ends, as a list of one day says it."""

    start: str
    end: str
    crosses: bool
    """Begins before that day, or ends after it."""

    @property
    def both(self) -> str:
        """`14:00 – 15:00`, `23:30 – jusqu’à demain 01:00`"""
        return f"{self.start} – {self.end}"


def hours_on(day: date, starts_at: datetime, ends_at: datetime, zone: ZoneInfo, today: date) -> Hours:
    """`14:00` and `15:00`; `depuis hier 23:30` and `01:00`; `23:30` and `jusqu’à demain 01:00`.

    What ends at midnight ends on its own day.
    """
    first = starts_at.astimezone(zone).date()
    is_before, is_after = first < day, ends_at > local_midnight(day + DAY, zone)
    start, end, is_today = clock_time(starts_at, zone), clock_time(ends_at, zone), day == today
    return Hours(
        f"{BEFORE[is_today]} {start}" if is_before else start,
        f"{AFTER[is_today]} {end}" if is_after else end,
        is_before or is_after,
    )


def hours_of(starts_at: datetime, ends_at: datetime, zone: ZoneInfo, today: date) -> Hours:
    """The same, on the day on which it begins."""
    return hours_on(starts_at.astimezone(zone).date(), starts_at, ends_at, zone, today)
