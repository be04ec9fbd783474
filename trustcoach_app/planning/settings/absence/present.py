"""Time off in words, and as its form holds it. Pure."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.formats import clock_time, short_day
from trustcoach_app.models.bookings import BusyBlock
from trustcoach_app.planning.settings.absence.views import AbsenceValues

DAY = timedelta(days=1)


def absence_values(row: BusyBlock, zone: ZoneInfo) -> AbsenceValues:
    """A stretch as its form holds it."""
    start, end = _edges(row, zone)
    last, until = _last_day(end), end.time()
    return AbsenceValues(
        starts_on=start.date().isoformat(),
        starts_hour=f"{start:%H:%M}" if start.time() != time() else "",
        ends_on=last.isoformat(),
        ends_hour=f"{until:%H:%M}" if until != time() else "",
        title=row.title,
    )


def absence_words(row: BusyBlock, zone: ZoneInfo) -> str:
    """`12 janv. 2026`, `12 janv. 2026, 14:00 – 18:00`, `12 janv. 2026 – 16 janv. 2026, 12:00`."""
    start, end = _edges(row, zone)
    first, last = start.date(), _last_day(end)
    since = clock_time(start, zone) if start.time() != time() else ""
    until = clock_time(end, zone) if end.time() != time() else ""
    if first == last and (since or until):
        return f"{_dated(first)}, {since or '00:00'} – {until or '24:00'}"
    edges = (", ".join(filter(None, (_dated(day), hour))) for day, hour in ((first, since), (last, until)))
    return " – ".join(dict.fromkeys(edges))


def _edges(row: BusyBlock, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Time off always has both."""
    start, end = row.during.lower, row.during.upper
    if start is None or end is None:
        raise LookupError(f"time off {row.id} has no bounds")
    return start.astimezone(zone), end.astimezone(zone)


def _last_day(end: datetime) -> date:
    return end.date() - DAY if end.time() == time() else end.date()


def _dated(day: date) -> str:
    return f"{short_day(day)} {day.year}"
