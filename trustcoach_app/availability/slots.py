"""The free slots of a coach: a pure function of her schedule and the instant.

A slot starts on the grid of her hours (from the first round time of a range on, every `interval` elapsed minutes), lies
inside her hours as a whole, and breaks no rule (taken_starts.py). All arithmetic is on whole seconds since 1970: the
starts that rules take are stretches, subtracted from those that fit; what is left is counted out (benchmarks/slots.py).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from math import floor
from zoneinfo import ZoneInfo

from trustcoach_app.availability.holidays import public_holidays
from trustcoach_app.availability.intervals import Interval, subtract, union
from trustcoach_app.availability.schedule import FreeSlot, Range, Schedule
from trustcoach_app.availability.taken_starts import Rule, days_between, starts_taken
from trustcoach_app.availability.wall_clock import DAY, local_date, stretches, utc_offset, whole_day
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.days import first_after

ROUND = (60, 30, 20, 15, 10, 5)
"""What is a round time for an interval: the first of these minutes that divides it."""


@dataclass(frozen=True)
class RefusedStarts:
    """How many starts one rule took."""

    rule: Rule
    count: int


@dataclass(frozen=True)
class DayReport:
    """What became of every start of a day: offered, or taken by a rule. `holiday` is the name of a public one."""

    day: date
    offered: int
    refused: tuple[RefusedStarts, ...]
    holiday: str = ""


def free_slots(
    schedule: Schedule,
    *,
    minutes: int,
    first: date,
    last: date,
    now: datetime,
    by: Actor = Actor.CLIENT,
    days_of: ZoneInfo | None = None,
) -> list[FreeSlot]:
    """Every slot of `minutes` that starts on a day from `first` to `last`, both included, earliest first.

    The days are those of `days_of`, the coach's zone unless a viewer has another. `by` a coach, minimum notice and
    horizon do not count.
    """
    window = _window(first, last, days_of or schedule.zone)
    dates = _dates(window, schedule.zone)
    pieces = [piece for day in dates[:-1] for piece in _open_pieces(schedule, day)]
    taken = starts_taken(schedule, minutes=minutes, dates=dates, now=now, by=by)
    outside = [(-(2**62), window[0]), (window[1], 2**62)]
    refused = union([*outside, *(span for spans in taken.values() for span in spans)])
    starts = subtract(_fitting(pieces, minutes * 60), refused)
    length = minutes * 60
    return [
        FreeSlot(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(start + length, UTC))
        for start in _on_the_grid(pieces, starts, schedule)
    ]


def day_report(schedule: Schedule, *, minutes: int, day: date, now: datetime, by: Actor = Actor.CLIENT) -> DayReport:
    """`Pourquoi aucun créneau ?`: for each start of one of the coach's days, the first rule that takes it."""
    window = _window(day, day, schedule.zone)
    dates = _dates(window, schedule.zone)
    pieces = [piece for date_ in dates[:-1] for piece in _open_pieces(schedule, date_)]
    if _is_closed(schedule, day):
        pieces += _pieces(schedule, day, _weekly_ranges(schedule, day))
    taken = {rule: union(spans) for rule, spans in _all_rules(schedule, pieces, minutes, dates, now, by).items()}
    blamed: dict[Rule, int] = {}
    offered = 0
    for start in _on_the_grid(pieces, [window], schedule):
        rule = next((rule for rule in Rule if _holds(taken.get(rule, []), start)), None)
        if rule is None:
            offered += 1
        else:
            blamed[rule] = blamed.get(rule, 0) + 1
    if not blamed and not offered:
        blamed[Rule.NO_HOURS] = 0
    refused = tuple(RefusedStarts(rule, blamed[rule]) for rule in Rule if rule in blamed)
    return DayReport(day, offered, refused, _holiday(schedule, day))


def next_taken_by_clock(schedule: Schedule, *, first: date, last: date, now: datetime) -> datetime | None:
    """When the clock alone next takes a start of these days from clients: it is past, or too soon for the notice."""
    window = _window(first, last, schedule.zone)
    days = _dates(window, schedule.zone)[:-1]
    pieces = [piece for day in days for piece in _pieces(schedule, day, _all_ranges(schedule, day))]
    starts = [datetime.fromtimestamp(start + 1, UTC) for start in _on_the_grid(pieces, [window], schedule)]
    notice = timedelta(minutes=schedule.rules.minimum_notice)
    return first_after(now, (instant for start in starts for instant in (start - notice, start)))


def _all_ranges(schedule: Schedule, day: date) -> list[Range]:
    """Those of the day, whatever closes it: the report names the starts that it would have had."""
    return [*schedule.exceptions.get(day, ()), *_weekly_ranges(schedule, day)]


def rule_against(
    schedule: Schedule, *, minutes: int, starts_at: datetime, now: datetime, by: Actor = Actor.CLIENT
) -> Rule | None:
    """The first rule for which this start is not among the free slots; None when it is."""
    start = floor(starts_at.timestamp())
    day = local_date(start, schedule.zone)
    dates = days_between(day - DAY, day + 2 * DAY)
    pieces = [piece for date_ in dates[:-1] for piece in _open_pieces(schedule, date_)]
    taken = _all_rules(_around(schedule, starts_at), pieces, minutes, dates, now, by)
    rule = next((rule for rule in Rule if _holds(taken.get(rule, []), start)), None)
    if rule is not None:
        return rule
    if not _holds(pieces, start):
        return Rule.NO_HOURS
    is_on_the_grid = start == starts_at.timestamp() and _on_the_grid(pieces, [(start, start + 1)], schedule)
    return None if is_on_the_grid else Rule.OFF_GRID


def _around(schedule: Schedule, instant: datetime) -> Schedule:
    """The same without the sessions that are more than two days away: none is so long, nor any buffer."""
    near = tuple(taken for taken in schedule.sessions if abs(taken.starts_at - instant) < 2 * DAY)
    return replace(schedule, sessions=near)


def _all_rules(
    schedule: Schedule, pieces: list[Interval], minutes: int, dates: list[date], now: datetime, by: Actor
) -> dict[Rule, list[Interval]]:
    taken = starts_taken(schedule, minutes=minutes, dates=dates, now=now, by=by)
    return {**taken, Rule.TOO_SHORT: subtract(union(pieces), _fitting(pieces, minutes * 60))}


def _holiday(schedule: Schedule, day: date) -> str:
    return public_holidays(schedule.rules.holidays, day.year).get(day, "") if schedule.rules.holidays else ""


def _holds(spans: list[Interval], start: int) -> bool:
    return any(low <= start < high for low, high in spans)


def _window(first: date, last: date, zone: ZoneInfo) -> Interval:
    return whole_day(first, zone)[0][0], whole_day(last, zone)[-1][1]


def _dates(window: Interval, zone: ZoneInfo) -> list[date]:
    """The coach's dates that matter: from the eve, whose ranges may cross midnight, to the day after the last."""
    return days_between(local_date(window[0], zone) - DAY, local_date(window[1], zone) + DAY)


def _open_pieces(schedule: Schedule, day: date) -> list[Interval]:
    """The hours that open on a day, in instants: none on a closed one. An exception of the day after ends them."""
    if _is_closed(schedule, day):
        return []
    pieces = _pieces(schedule, day, schedule.exceptions.get(day) or _weekly_ranges(schedule, day))
    return subtract(pieces, whole_day(day + DAY, schedule.zone)) if schedule.exceptions.get(day + DAY) else pieces


def _pieces(schedule: Schedule, day: date, ranges: Iterable[Range]) -> list[Interval]:
    return union(span for hours in ranges for span in stretches(day, hours.opens, hours.closes, schedule.zone))


def _is_closed(schedule: Schedule, day: date) -> bool:
    """By an exception, which says all about its date, or else by a public holiday."""
    if day in schedule.exceptions:
        return not schedule.exceptions[day]
    return bool(_holiday(schedule, day))


def _weekly_ranges(schedule: Schedule, day: date) -> Iterator[Range]:
    for weekly in schedule.by_weekday.get(day.isoweekday(), ()):
        if _is_valid(weekly.valid_from, weekly.valid_until, day):
            yield weekly.hours


def _is_valid(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


def _fitting(pieces: list[Interval], length: int) -> list[Interval]:
    """The starts from which a session stays inside the hours; ranges that touch are one."""
    return [(start, end - length + 1) for start, end in union(pieces) if end - length >= start]


def _on_the_grid(pieces: list[Interval], starts: list[Interval], schedule: Schedule) -> list[int]:
    """The grid points of the pieces that are in `starts`, in order, each once."""
    step = schedule.rules.interval * 60
    step = schedule.rules.interval * 60
    ends = [high for _, high in starts]
    found: set[int] = set()
    for opens, closes in pieces:
        first = _first_round_time(opens, schedule)
        for low, high in starts[bisect_right(ends, opens) :]:
            if low >= closes:
                break
            found.update(range(first + max(0, -(-(low - first) // step)) * step, min(high, closes), step))
    return sorted(found)


def _first_round_time(opens: int, schedule: Schedule) -> int:
    """Where a grid begins: hourly slots on the hour, those every 45 minutes on a quarter, odd ones at the opening."""
    interval = schedule.rules.interval
    round_to = next((minutes for minutes in ROUND if interval % minutes == 0), 1) * 60
    wall = opens + utc_offset(opens, schedule.zone)
    return opens + -wall % round_to
