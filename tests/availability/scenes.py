"""Schedules in a line, for tests of the pure slots."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from trustcoach_app.availability.schedule import FreeSlot, Range, Rules, Schedule, Span, TakenSession, Weekly
from trustcoach_app.availability.slots import free_slots

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
EVERY_DAY = range(1, 8)


def hours(text: str) -> tuple[Range, ...]:
    """`hours("09:00-12:00 14:00-18:00")`; `24:00` is the midnight that ends the day."""
    pairs = (part.split("-") for part in text.split())
    return tuple(Range(_time(opens), _time(closes)) for opens, closes in pairs)


def _time(text: str) -> time:
    return time() if text == "24:00" else time.fromisoformat(text)


def week(text: str, days: Any = EVERY_DAY) -> tuple[Weekly, ...]:
    """The same hours on ISO weekdays."""
    return tuple(Weekly(day, one) for day in days for one in hours(text))


def instant(text: str, zone: str = "UTC") -> datetime:
    """`instant("2026-03-29 01:30", "Europe/Paris")`"""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def span(start: str, end: str, zone: str = "UTC") -> Span:
    """A stretch between two wall-clock times."""
    return instant(start, zone), instant(end, zone)


def taken(start: str, end: str, before: int = 0, after: int = 0, zone: str = "UTC") -> TakenSession:
    """A session with its buffers."""
    return TakenSession(*span(start, end, zone), before, after)


def scene(zone: str = "UTC", weekly: tuple[Weekly, ...] = (), rules: Rules | None = None, **more: Any) -> Schedule:
    """A schedule without limits but those given: no notice, and as far ahead as can be."""
    return Schedule(ZoneInfo(zone), rules or rule(), weekly, **more)


def rule(**rules: Any) -> Rules:
    """Rules without limits but those given."""
    return Rules(**{"horizon_days": 730, **rules})


def offered(
    schedule: Schedule, day: str, *, minutes: int = 60, last: str = "", now: datetime | None = None, **asked: Any
) -> list[FreeSlot]:
    """The slots of a day or of several; `now` is the eve's eve unless told."""
    first = date.fromisoformat(day)
    until = date.fromisoformat(last or day)
    at = now or datetime.combine(first, time(), UTC) - timedelta(days=2)
    return free_slots(schedule, minutes=minutes, first=first, last=until, now=at, **asked)


def starts(slots: list[FreeSlot], zone: str = "UTC") -> list[str]:
    """Their starts by the clock of a zone."""
    return [slot.starts_at.astimezone(ZoneInfo(zone)).strftime("%H:%M") for slot in slots]
