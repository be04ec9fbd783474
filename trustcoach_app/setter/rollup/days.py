"""Local days as instants: pure. A day begins when its midnight first shows, or where the clock skips it.

The same few days and hours are asked for again and again, by many practices of few zones: the answers are kept.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MOST_CACHED = 20_000
"""Answers: the hours of two years."""


@lru_cache(MOST_CACHED)
def begins(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day begins, in UTC. It ends where the next one begins."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """The day that an instant belongs to: what the wall clock says, unless it runs back over a midnight."""
    day = at.astimezone(zone).date()
    if at < begins(day, zone):
        return day - DAY
    return day + DAY if at >= begins(day + DAY, zone) else day


@lru_cache(MOST_CACHED)
def days_of_hours(first: datetime, last: datetime, zone: ZoneInfo) -> tuple[date, ...]:
    """The days that the hours touch which begin from `first` to `last`: zones may be off by a half or a quarter."""
    begin, end = day_of(first, zone), day_of(last + HOUR - timedelta.resolution, zone)
    return tuple(begin + DAY * number for number in range((end - begin).days + 1))
