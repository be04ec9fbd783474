"""What free slots are computed from: a coach's rules, hours and diary as plain values. No I/O."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Rules:
    """The coach's rules. Minutes are elapsed minutes; days are calendar days of the coach."""

    buffer_before: int = 0
    buffer_after: int = 0
    minimum_notice: int = 0
    horizon_days: int = 60
    interval: int = 15
    most_a_day: int | None = None
    holidays: str = ""
    """ISO country code whose public holidays are closed, "" for none."""


@dataclass(frozen=True)
class Range:
    """Wall-clock hours of a day. `closes` ≤ `opens` is on the next day; 00:00–00:00 is a whole day."""

    opens: time
    closes: time


@dataclass(frozen=True)
class Weekly:
    """A range that comes back each week on an ISO weekday (1 to 7), between two dates, both included."""

    weekday: int
    hours: Range
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class TakenSession:
    """A session of the diary, with the buffers (minutes) that it was booked with."""

    starts_at: datetime
    ends_at: datetime
    buffer_before: int = 0
    buffer_after: int = 0


Span = tuple[datetime, datetime]
"""The half-open stretch between two instants."""


@dataclass(frozen=True)
class Schedule:
    """All that decides which slots are free. `other_hours` replaces a date's weekly hours: no range, closed."""

    zone: ZoneInfo
    rules: Rules
    weekly: tuple[Weekly, ...] = ()
    other_hours: dict[date, tuple[Range, ...]] | None = None
    sessions: tuple[TakenSession, ...] = ()
    busy: tuple[Span, ...] = ()
    """Keeps the new session's buffers free around it."""
    time_off: tuple[Span, ...] = ()
    """Cuts the hours, like a closed date: no buffer is kept around it."""

    @property
    def exceptions(self) -> dict[date, tuple[Range, ...]]:
        """The dates that differ."""
        return self.other_hours or {}

    @cached_property
    def by_weekday(self) -> dict[int, list[Weekly]]:
        """The weekly ranges of each ISO weekday that has any."""
        found: dict[int, list[Weekly]] = {}
        for weekly in self.weekly:
            found.setdefault(weekly.weekday, []).append(weekly)
        return found


class FreeSlot(NamedTuple):
    """A time that can be booked, in UTC."""

    starts_at: datetime
    ends_at: datetime
