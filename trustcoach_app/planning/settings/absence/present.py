"""Time off in words, and as its form holds it. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from trustcoach_app.bookings.within import Within
from trustcoach_app.formats import clock_time, plural, short_day
from trustcoach_app.models.bookings import Booking, BusyBlock
from trustcoach_app.planning.settings.absence.views import AbsenceRow, AbsenceValues

PLANNING = "/dashboard/coach/planning"

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


def absence_row(row: BusyBlock, zone: ZoneInfo, within: Within | None) -> AbsenceRow:
    """A stretch in its list, with the sessions that are left in it."""
    title, about = absence_words(row, zone), row.title or "Congé"
    if within is None:
        return AbsenceRow(str(row.id), title, about)
    return AbsenceRow(str(row.id), title, about, _left(within.count), week_path(within.first.astimezone(zone).date()))


def week_path(day: date) -> str:
    """The week of the planning in which a day lies."""
    return f"{PLANNING}?" + urlencode({"vue": "semaine", "date": day.isoformat()})


def _left(count: int) -> str:
    return plural(count, "séance y reste prévue", "séances y restent prévues")


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


MOST_NAMED = 3


def sessions_inside(rows: Sequence[Booking], names: Mapping[UUID, str], zone: ZoneInfo) -> str:
    """`Congé enregistré. 2 séances y restent prévues : mar. 12 janv. à 14:00 avec Marie Dupont, …`"""
    named = [f"{_start(row.starts_at, zone)} avec {names[row.client_id]}" for row in rows[:MOST_NAMED]]
    more = f" et {plural(len(rows) - MOST_NAMED, 'autre')}" if len(rows) > MOST_NAMED else ""
    return f"Congé enregistré. {_left(len(rows))}\u202f: {', '.join(named)}{more}. Déplacez ou annulez ce qu’il faut."


def _start(at: datetime, zone: ZoneInfo) -> str:
    return f"{short_day(at.astimezone(zone).date())} à {clock_time(at, zone)}"
