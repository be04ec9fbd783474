"""A client's notes in words. Pure."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.client_file.notes.views import NoteLine
from trustcoach_app.client_file.present import excerpt
from trustcoach_app.formats import clock_time, short_day
from trustcoach_app.notes.queries import NoteRow

LONGEST_SHOWN = 600
"""Characters of one in the list; its window has all of it."""


def note_lines(rows: Sequence[NoteRow], zone: ZoneInfo) -> list[NoteLine]:
    """In the order of the rows."""
    return [_line(row, zone) for row in rows]


def _line(row: NoteRow, zone: ZoneInfo) -> NoteLine:
    when = f"{_day(row.created_at, zone)} à {clock_time(row.created_at, zone)}"
    changed = f", modifiée le {_day(row.changed_at, zone)}" if row.changed_at else ""
    return NoteLine(str(row.id), excerpt(row.text, LONGEST_SHOWN), when + changed, row.shared_at is not None)


def _day(instant: datetime, zone: ZoneInfo) -> str:
    day = instant.astimezone(zone).date()
    return f"{short_day(day)} {day.year}"
