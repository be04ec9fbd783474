"""Busy time and time off as the calendar draws them: never sessions, never to be dragged. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.availability.busy import Block, day_bounds
from trustcoach_app.formats import clock_time
from trustcoach_app.models.bookings import BusySource
from trustcoach_app.planning.address import CalendarAddress, Kind
from trustcoach_app.planning.views import Blocked
from trustcoach_app.planning.wall import wall_of

DAY = timedelta(days=1)
WHOLE, PART = "whole", "part"


def blocked(blocks: Sequence[Block], address: CalendarAddress, zone: ZoneInfo) -> list[Blocked]:
    """In the week each stretch at its hours; in the month a mark on each day, discreet where only a part is taken."""
    if address.kind is not Kind.MONTH:
        return [
            Blocked(wall_of(block.starts_at, zone), wall_of(block.ends_at, zone), name_of(block)) for block in blocks
        ]
    found: dict[date, list[Block]] = {}
    for block in blocks:
        for day in _days(block, zone):
            found.setdefault(day, []).append(block)
    return [_marked(day, of_day, zone) for day, of_day in sorted(found.items())]


def blocked_on(blocks: Sequence[Block], day: date, zone: ZoneInfo) -> list[str]:
    """`Congé, toute la journée`, `Occupé, 10:00 – 11:30`: what takes a part of one day."""
    return [_line(block, day, zone) for block in blocks if day in _days(block, zone)]


def name_of(block: Block) -> str:
    """Its title; a private calendar is nobody's to read, not even over a shoulder."""
    if block.source is BusySource.TIME_OFF:
        return block.title or "Congé"
    return "Occupé" if block.source is BusySource.PRIVATE else block.title or "Occupé"


def _marked(day: date, blocks: Sequence[Block], zone: ZoneInfo) -> Blocked:
    whole = [block for block in blocks if _is_whole(block, day, zone)]
    title = name_of(whole[0]) if whole else "\u202f; ".join(_line(block, day, zone) for block in blocks)
    return Blocked(day.isoformat(), (day + DAY).isoformat(), title, WHOLE if whole else PART)


def _line(block: Block, day: date, zone: ZoneInfo) -> str:
    if _is_whole(block, day, zone):
        return f"{name_of(block)}, toute la journée"
    start, end = day_bounds(day, day, zone)
    since = clock_time(max(block.starts_at, start), zone)
    return f"{name_of(block)}, {since} – {clock_time(block.ends_at, zone) if block.ends_at < end else '24:00'}"


def _is_whole(block: Block, day: date, zone: ZoneInfo) -> bool:
    start, end = day_bounds(day, day, zone)
    return block.starts_at <= start and end <= block.ends_at


def _days(block: Block, zone: ZoneInfo) -> Iterator[date]:
    """Every calendar day that it touches."""
    day, last = _day(block.starts_at, zone), _day(block.ends_at - timedelta(microseconds=1), zone)
    while day <= last:
        yield day
        day += DAY


def _day(instant: datetime, zone: ZoneInfo) -> date:
    return instant.astimezone(zone).date()
