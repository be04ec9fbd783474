"""Free slots in the way of Cal.com, written plainly in Python: the baseline of benchmarks/slots.py.

Date ranges of aware datetimes per day, minus busy ranges widened by buffers, then every candidate built and looked at
one by one. It knows what its benchmark needs and no more: no exceptions, no clock changes inside a range.
"""

from datetime import UTC, date, datetime, timedelta

from trustcoach_app.availability.schedule import Schedule

Span = tuple[datetime, datetime]


def free_starts(schedule: Schedule, *, minutes: int, first: date, last: date, now: datetime) -> list[datetime]:
    """The starts of the free slots from `first` to `last`, in UTC."""
    ranges = _subtract(_date_ranges(schedule, first, last), _busy(schedule))
    earliest = now + timedelta(minutes=schedule.rules.minimum_notice)
    furthest = now.astimezone(schedule.zone).date() + timedelta(days=schedule.rules.horizon_days)
    found: dict[str, datetime] = {}
    for start, end in ranges:
        at = _round_up(start, schedule.rules.interval)
        while at + timedelta(minutes=minutes) <= end:
            local = at.astimezone(schedule.zone)
            if at >= earliest and local.date() <= furthest and _has_room(schedule, local.date()):
                found[local.isoformat()] = at.astimezone(UTC)
            at += timedelta(minutes=schedule.rules.interval)
    return sorted(found.values())


def _date_ranges(schedule: Schedule, first: date, last: date) -> list[Span]:
    ranges: list[Span] = []
    for weekly in schedule.weekly:
        day = first
        while day <= last:
            if day.isoweekday() == weekly.weekday:
                edges = (
                    datetime.combine(day, edge, schedule.zone) for edge in (weekly.hours.opens, weekly.hours.closes)
                )
                start, end = (edge.astimezone(UTC) for edge in edges)
                ranges.append((start, end))
            day += timedelta(days=1)
    return sorted(ranges)


def _busy(schedule: Schedule) -> list[Span]:
    before, after = timedelta(minutes=schedule.rules.buffer_before), timedelta(minutes=schedule.rules.buffer_after)
    sessions = [
        (one.starts_at - timedelta(minutes=one.buffer_before), one.ends_at + timedelta(minutes=one.buffer_after))
        for one in schedule.sessions
    ]
    return sorted((start - after, end + before) for start, end in (*sessions, *schedule.busy))


def _subtract(ranges: list[Span], busy: list[Span]) -> list[Span]:
    left: list[Span] = []
    for start, end in ranges:
        at = start
        for busy_start, busy_end in busy:
            if busy_end > at and busy_start < end:
                if busy_start > at:
                    left.append((at, busy_start))
                at = max(at, busy_end)
        if at < end:
            left.append((at, end))
    return left


def _round_up(start: datetime, interval: int) -> datetime:
    beyond = start.minute % interval
    return start + timedelta(minutes=interval - beyond) if beyond else start


def _has_room(schedule: Schedule, day: date) -> bool:
    most = schedule.rules.most_a_day
    return (
        most is None or sum(one.starts_at.astimezone(schedule.zone).date() == day for one in schedule.sessions) < most
    )
