"""Free slots once more, as slowly and as plainly as can be: minute by minute, by asking the wall clock.

It shares no code with trustcoach_app/planning but the values it reads, so that a mistake would have to be made twice.
Everything must lie on whole minutes.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trustcoach_app.availability.schedule import Range, Schedule
from trustcoach_app.bookings.rules import Actor

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ROUND = (60, 30, 20, 15, 10, 5, 1)


def free_starts(
    schedule: Schedule, *, minutes: int, first: date, last: date, now: datetime, by: Actor, days_of: ZoneInfo
) -> list[datetime]:
    """Every instant, in UTC, at which a session of `minutes` may start on the days of a viewer."""
    begins = datetime.combine(first, time(), UTC) - 38 * HOUR
    ends = datetime.combine(last, time(), UTC) + 52 * HOUR
    opened = _opened(schedule, begins, ends)
    return [
        at
        for at in _grid(schedule, opened)
        if first <= at.astimezone(days_of).date() <= last
        and all(opened.get(at + number * MINUTE) for number in range(minutes))
        and _is_free(schedule, at, at + minutes * MINUTE, now, by)
    ]


def _opened(schedule: Schedule, begins: datetime, ends: datetime) -> dict[datetime, set[date]]:
    """For each minute, the dates whose hours it is within: its own, or the eve's that crossed midnight."""
    minutes = [begins + number * MINUTE for number in range(int((ends - begins) / MINUTE))]
    return {at: _open_dates(schedule, at) for at in minutes}


def _open_dates(schedule: Schedule, at: datetime) -> set[date]:
    wall = at.astimezone(schedule.zone).replace(tzinfo=None)
    return {day for day in (wall.date(), wall.date() - DAY) if _is_within(schedule, wall, day)}


def _grid(schedule: Schedule, opened: dict[datetime, set[date]]) -> list[datetime]:
    """The starts of each stretch of a date's hours: from its first round minute on, every interval."""
    grids: dict[date, datetime | None] = {}
    found: list[datetime] = []
    for at, days in opened.items():
        grids = {day: grids.get(day) for day in days}
        for day in days:
            if grids[day] is None and _is_round(at.astimezone(schedule.zone), schedule.rules.interval):
                grids[day] = at
        if any(start is not None and not (at - start) % (schedule.rules.interval * MINUTE) for start in grids.values()):
            found.append(at)
    return found


def _is_round(wall: datetime, interval: int) -> bool:
    step = next(minutes for minutes in ROUND if interval % minutes == 0)
    return wall.minute % step == 0


def _is_within(schedule: Schedule, wall: datetime, day: date) -> bool:
    """Whether a wall-clock time is in a range that opens on `day`. An exception says all about its own date."""
    if wall.date() != day and wall.date() in schedule.exceptions:
        return False
    return any(_covers(hours, wall, day) for hours in _hours(schedule, day))


def _covers(hours: Range, wall: datetime, day: date) -> bool:
    opens, closes = datetime.combine(day, hours.opens), datetime.combine(day, hours.closes)
    return opens <= wall < (closes if closes > opens else closes + DAY)


def _hours(schedule: Schedule, day: date) -> list[Range]:
    if day in schedule.exceptions:
        return list(schedule.exceptions[day])
    return [
        weekly.hours
        for weekly in schedule.weekly
        if weekly.weekday == day.isoweekday()
        and (weekly.valid_from or date.min) <= day <= (weekly.valid_until or date.max)
    ]


def _is_free(schedule: Schedule, start: datetime, end: datetime, now: datetime, by: Actor) -> bool:
    rules, zone = schedule.rules, schedule.zone
    notice = rules.minimum_notice * MINUTE if by is Actor.CLIENT else timedelta()
    if start < now + notice:
        return False
    if by is Actor.CLIENT and start.astimezone(zone).date() > now.astimezone(zone).date() + rules.horizon_days * DAY:
        return False
    if any(off_start < end and start < off_end for off_start, off_end in schedule.time_off):
        return False
    taken = [
        (one.starts_at - one.buffer_before * MINUTE, one.ends_at + one.buffer_after * MINUTE)
        for one in schedule.sessions
    ]
    padded_start, padded_end = start - rules.buffer_before * MINUTE, end + rules.buffer_after * MINUTE
    if any(one < padded_end and padded_start < other for one, other in (*taken, *schedule.busy)):
        return False
    day = start.astimezone(zone).date()
    count = sum(one.starts_at.astimezone(zone).date() == day for one in schedule.sessions)
    return rules.most_a_day is None or count < rules.most_a_day
