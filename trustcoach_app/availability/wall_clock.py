"""From wall-clock hours to instants, exact on the days when the clock changes. Pure.

An instant belongs to a range when its wall-clock time does: an hour that the clock skips is empty, one that it repeats
counts twice. Instants are whole seconds since 1970.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.availability.intervals import Interval, union

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  wall-clock arithmetic, in which zones do not occur
MIDNIGHT = time()
DAY = timedelta(days=1)


def stretches(day: date, opens: time, closes: time, zone: ZoneInfo) -> list[Interval]:
    """When the wall clock shows `opens` to `closes` of `day`; `closes` ≤ `opens` is on the next day."""
    start = datetime.combine(day, opens)
    end = datetime.combine(day, closes)
    if closes <= opens:
        end += DAY
    before = _offset(start, zone, fold=0)
    after = _offset(end, zone, fold=1)
    wall_start, wall_end = _seconds(start), _seconds(end)
    if before == after:
        return [(wall_start - before, wall_end - before)]
    change = _clock_change(wall_start - max(before, after), wall_end - min(before, after), before, zone)
    return union(
        [
            (wall_start - before, min(wall_end - before, change)),
            (max(wall_start - after, change), wall_end - after),
        ]
    )


def whole_day(day: date, zone: ZoneInfo) -> list[Interval]:
    """When it is that date: 23, 24 or 25 hours."""
    return stretches(day, MIDNIGHT, MIDNIGHT, zone)


def local_date(instant: int, zone: ZoneInfo) -> date:
    """The date that the wall clock shows."""
    return datetime.fromtimestamp(instant, zone).date()


def utc_offset(instant: int, zone: ZoneInfo) -> int:
    """Seconds east of UTC at an instant."""
    offset = datetime.fromtimestamp(instant, UTC).astimezone(zone).utcoffset()
    return 0 if offset is None else offset // timedelta(seconds=1)


def _seconds(wall: datetime) -> int:
    return (wall - EPOCH) // timedelta(seconds=1)


def _offset(wall: datetime, zone: ZoneInfo, *, fold: int) -> int:
    """Seconds east of UTC; of an hour that is skipped or repeated, before (fold 0) or after (1) the change."""
    offset = wall.replace(tzinfo=zone, fold=fold).utcoffset()
    return 0 if offset is None else offset // timedelta(seconds=1)


def _clock_change(low: int, high: int, before: int, zone: ZoneInfo) -> int:
    """The first instant in (low, high] at which the offset is no longer `before`; by bisection."""
    while high - low > 1:
        middle = (low + high) // 2
        if utc_offset(middle, zone) == before:
            low = middle
        else:
            high = middle
    return high
