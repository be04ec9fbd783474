"""Every rule that can take a slot, and the starts that it takes. Pure: whole seconds since 1970."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil, floor

from trustcoach_app.availability.holidays import public_holidays
from trustcoach_app.availability.intervals import Interval
from trustcoach_app.availability.schedule import Schedule
from trustcoach_app.availability.wall_clock import DAY, local_date, whole_day
from trustcoach_app.bookings.rules import FURTHEST_AHEAD, Actor


class Rule(StrEnum):
    """Why a start is not offered, in the order in which one is blamed."""

    PAST = "past"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    TIME_OFF = "time_off"
    TOO_SHORT = "too_short"
    NOTICE = "notice"
    HORIZON = "horizon"
    FULL_DAY = "full_day"
    SESSION = "session"
    BUSY = "busy"
    BUFFER = "buffer"
    NO_HOURS = "no_hours"
    OFF_GRID = "off_grid"


ALWAYS = (0, 2**62)


def starts_taken(
    schedule: Schedule, *, minutes: int, dates: list[date], now: datetime, by: Actor
) -> dict[Rule, list[Interval]]:
    """For each rule, the starts at which a session of so many minutes would break it; the stretches may overlap.

    TOO_SHORT, NO_HOURS and OFF_GRID are not here: they follow from the hours.
    """
    length = minutes * 60
    return {
        **_by_the_clock(schedule, now, by),
        **_by_the_date(schedule, dates, length),
        **_by_the_diary(schedule, length),
    }


def _by_the_clock(schedule: Schedule, now: datetime, by: Actor) -> dict[Rule, list[Interval]]:
    """The minimum notice and the horizon are what a coach asks of clients, not of herself."""
    this_second = ceil(now.timestamp())
    furthest = floor((now + FURTHEST_AHEAD).timestamp()) + 1
    taken = {Rule.PAST: [(ALWAYS[0], this_second)], Rule.HORIZON: [(furthest, ALWAYS[1])]}
    if by is Actor.CLIENT:
        taken[Rule.NOTICE] = [(ALWAYS[0], this_second + schedule.rules.minimum_notice * 60)]
        beyond = local_date(this_second, schedule.zone) + timedelta(days=schedule.rules.horizon_days + 1)
        taken[Rule.HORIZON] = [(min(furthest, whole_day(beyond, schedule.zone)[0][0]), ALWAYS[1])]
    return taken


def _by_the_date(schedule: Schedule, dates: list[date], length: int) -> dict[Rule, list[Interval]]:
    """Closed dates and public holidays cut what would reach into them; an exception says all about its date."""
    exceptions, zone = schedule.exceptions, schedule.zone
    closed = [day for day in dates if day in exceptions and not exceptions[day]]
    holidays = [day for day in holidays_among(schedule, dates) if day not in exceptions]
    return {
        Rule.CLOSED: [_touching(span, length) for day in closed for span in whole_day(day, zone)],
        Rule.HOLIDAY: [_touching(span, length) for day in holidays for span in whole_day(day, zone)],
        Rule.TIME_OFF: [_touching(_outwards(*span), length) for span in schedule.time_off],
        Rule.FULL_DAY: [span for day in _full_days(schedule) for span in whole_day(day, zone)],
    }


def holidays_among(schedule: Schedule, dates: list[date]) -> list[date]:
    """The dates that are public holidays where the coach takes them."""
    country = schedule.rules.holidays
    return [day for day in dates if day in public_holidays(country, day.year)] if country else []


def _by_the_diary(schedule: Schedule, length: int) -> dict[Rule, list[Interval]]:
    """A new session keeps its buffers free of busy time, and of other sessions with theirs."""
    sessions = [_outwards(taken.starts_at, taken.ends_at) for taken in schedule.sessions]
    busy = [_outwards(*span) for span in schedule.busy]
    before, after = schedule.rules.buffer_before * 60, schedule.rules.buffer_after * 60
    padded = (_padded(schedule, span, at) for at, span in enumerate(sessions))
    return {
        Rule.SESSION: [_touching(span, length) for span in sessions],
        Rule.BUSY: [_touching(span, length) for span in busy],
        Rule.BUFFER: [(start - length - after + 1, end + before) for start, end in (*padded, *busy)],
    }


def _padded(schedule: Schedule, span: Interval, at: int) -> Interval:
    """A session with its own buffers."""
    taken = schedule.sessions[at]
    return span[0] - taken.buffer_before * 60, span[1] + taken.buffer_after * 60


def _touching(span: Interval, length: int) -> Interval:
    """The starts at which a session of `length` would reach into the stretch."""
    return span[0] - length + 1, span[1]


def _outwards(start: datetime, end: datetime) -> Interval:
    return floor(start.timestamp()), ceil(end.timestamp())


def _full_days(schedule: Schedule) -> Iterator[date]:
    """The coach's days on which as many sessions start as she takes."""
    if (most := schedule.rules.most_a_day) is None:
        return
    counts: dict[date, int] = {}
    for taken in schedule.sessions:
        day = taken.starts_at.astimezone(schedule.zone).date()
        counts[day] = counts.get(day, 0) + 1
    yield from (day for day, count in counts.items() if count >= most)


def days_between(first: date, last: date) -> list[date]:
    """Every date, both included."""
    return [first + number * DAY for number in range((last - first).days + 1)]
