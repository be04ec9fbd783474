"""Local days as instants: pure. A day begins when its midnight first shows, or where the clock skips it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def begins(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day begins, in UTC. It ends where the next one begins."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """The day that an instant belongs to: what the wall clock says, unless it runs back over a midnight."""
    day = at.astimezone(zone).date()
    if at < begins(day, zone):
        return day - DAY
    return day + DAY if at >= begins(day + DAY, zone) else day


def days_of_hours(hours: Iterable[datetime], zone: ZoneInfo) -> set[date]:
    """The days that these hours touch, given by their beginnings: zones may be off by a half or a quarter."""
    return {day_of(edge, zone) for hour in hours for edge in (hour, hour + HOUR)}
