"""Finds room in a diary so that Focus has something to show, at whatever hour the demo starts. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = tuple(time(hour, minute) for hour in range(9, 19) for minute in (0, 30))
"""Hours at which a session may begin on a usual day."""

EVENING = (*(time(hour, minute) for hour in range(19, 23) for minute in (0, 30)), time(23))
HOURLY = (18, 17, 16, 15, 14, 12, 11, 10, 9)
NOTICE = timedelta(minutes=10)
"""A session found for today is at least so far away."""

SETTLED = timedelta(minutes=15)
ASKED_FOR = timedelta(hours=46)
"""Focus asks for an outcome during 48 hours: this leaves two to be looked at."""

RUNNING_SINCE = (20, 15, 10, 5, 0)
"""Minutes for which a running session may have been running."""


@dataclass(frozen=True)
class Span:
    """A stretch of time that is taken."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Diary:
    """What is taken around `now`, in the zone of its coach. Every answer is an instant in UTC that is free."""

    now: datetime
    zone: ZoneInfo
    taken: Sequence[Span]

    @property
    def today(self) -> date:
        """The coach's day."""
        return self.now.astimezone(self.zone).date()

    def later_today(self, minutes: int, wanted: time | None = None, *, hours: Sequence[time] = DAY) -> datetime | None:
        """The wanted hour, else the first of `hours` that is still ahead today."""
        slots = self._on(self.today, wanted, hours)
        return self._first(minutes, (slot for slot in slots if slot >= self.now + NOTICE))

    def right_now(self, minutes: int) -> datetime | None:
        """When a session that still runs began: for the end of a day on which no hour is left."""
        minute = self.now.astimezone(UTC).replace(second=0, microsecond=0)
        began = [minute - timedelta(minutes=since) for since in RUNNING_SINCE]
        midnight = datetime.combine(self.today, time(), self.zone)
        return self._first(minutes, (slot for slot in began if slot >= midnight))

    def tomorrow(self, minutes: int, wanted: time | None = None) -> datetime | None:
        """The wanted hour, else the first free one."""
        return self._first(minutes, self._on(self.today + timedelta(days=1), wanted, (*DAY, *EVENING)))

    def just_over(self, minutes: int) -> datetime | None:
        """The latest hour of a session that has ended and that Focus still asks about: on a working day, if it can."""
        days = [self.today - timedelta(days=back) for back in range(3)]
        slots = [slot for day in days for slot in self._on(day, None, [time(hour) for hour in HOURLY])]
        length = timedelta(minutes=minutes)
        over = [slot for slot in slots if self.now - ASKED_FOR < slot + length <= self.now - SETTLED]
        over.sort(key=lambda slot: slot.astimezone(self.zone).isoweekday() > 5)
        return self._first(minutes, iter(over))

    def _on(self, day: date, wanted: time | None, hours: Sequence[time]) -> Iterator[datetime]:
        first = [wanted] if wanted else []
        return (datetime.combine(day, hour, self.zone).astimezone(UTC) for hour in (*first, *hours))

    def _first(self, minutes: int, slots: Iterator[datetime]) -> datetime | None:
        length = timedelta(minutes=minutes)
        return next((slot for slot in slots if self._is_free(slot, slot + length)), None)

    def _is_free(self, starts_at: datetime, ends_at: datetime) -> bool:
        return all(span.ends_at <= starts_at or ends_at <= span.starts_at for span in self.taken)
