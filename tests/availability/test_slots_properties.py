"""Whatever the schedule, what is offered is exactly what a slow oracle offers, also when the clock changes."""

import os
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.availability.oracle import free_starts
from trustcoach_app.availability.schedule import Range, Rules, Schedule, TakenSession, Weekly
from trustcoach_app.availability.slots import day_report, free_slots, rule_against
from trustcoach_app.availability.taken_starts import Rule
from trustcoach_app.bookings.rules import Actor

MANY = 400 if os.environ.get("PROVE") else 60
MINUTE = timedelta(minutes=1)
ZONES = (
    "Europe/Paris",
    "America/New_York",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Asia/Beirut",
    "America/Havana",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Africa/Casablanca",
    "UTC",
)
DAYS = (
    date(2026, 3, 28),  # the night of 29 March: Paris and Beirut (at midnight) go forward
    date(2026, 10, 24),  # the night of 25 October: Paris and Beirut go back
    date(2026, 3, 7),  # America goes forward on 8 March
    date(2026, 10, 31),  # America goes back on 1 November, Havana at 01:00
    date(2026, 4, 4),  # Lord Howe goes back by half an hour on 5 April
    date(2026, 10, 3),  # and forward on 4 October
    date(2026, 2, 14),  # Casablanca, around Ramadan
    date(2026, 6, 30),
)

minutes_of_day = st.integers(0, 24 * 12 - 1).map(lambda number: time(number // 12, number % 12 * 5))


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Any hours of a day: short, long, across midnight, or the whole day."""
    opens, closes = draw(minutes_of_day), draw(minutes_of_day)
    return Range(time(), time()) if opens == closes else Range(opens, closes)


@st.composite
def spans(draw: st.DrawFn, around: date) -> tuple[datetime, datetime]:
    """A stretch of up to ten hours, some days around a date."""
    start = datetime.combine(around, time(), UTC) + draw(st.integers(-1440, 3 * 1440)) * MINUTE
    return start, start + draw(st.integers(5, 600)) * MINUTE


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Schedule, date, datetime]:
    """A schedule around a day on which some clock changes, and an instant."""
    zone, first = ZoneInfo(draw(st.sampled_from(ZONES))), draw(st.sampled_from(DAYS))
    dates = [first + timedelta(days=number) for number in range(-1, 3)]
    edges = st.one_of(st.none(), st.sampled_from(dates))
    weekly = [
        Weekly(draw(st.sampled_from(dates)).isoweekday(), draw(ranges()), draw(edges), draw(edges))
        for _ in range(draw(st.integers(1, 5)))
    ]
    other = {
        draw(st.sampled_from(dates)): tuple(draw(st.lists(ranges(), max_size=2)))
        for _ in range(draw(st.integers(0, 2)))
    }
    buffers = st.sampled_from([0, 0, 5, 10, 30])
    sessions = [TakenSession(*draw(spans(first)), draw(buffers), draw(buffers)) for _ in range(draw(st.integers(0, 4)))]
    rules = Rules(
        buffer_before=draw(buffers),
        buffer_after=draw(buffers),
        minimum_notice=draw(st.sampled_from([0, 0, 60, 1440])),
        horizon_days=draw(st.sampled_from([1, 2, 60])),
        interval=draw(st.sampled_from([5, 8, 15, 25, 30, 45, 60, 90])),
        most_a_day=draw(st.sampled_from([None, None, 1, 2])),
    )
    busy = draw(st.lists(spans(first), max_size=2))
    off = draw(st.lists(spans(first), max_size=1))
    now = datetime.combine(first, time(), UTC) + draw(st.integers(-2880, 1440)) * MINUTE
    return Schedule(zone, rules, tuple(weekly), other, tuple(sessions), tuple(busy), tuple(off)), first, now


usual = settings(
    max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@usual
@given(worlds(), st.sampled_from([5, 30, 50, 60, 90]), st.sampled_from(Actor), st.sampled_from(ZONES))
def test_exactly_what_the_oracle_offers(
    world: tuple[Schedule, date, datetime], minutes: int, by: Actor, viewer: str
) -> None:
    schedule, first, now = world
    asked = {"minutes": minutes, "first": first, "last": first, "now": now, "by": by}
    offered = [slot.starts_at for slot in free_slots(schedule, **asked, days_of=ZoneInfo(viewer))]
    assert offered == free_starts(schedule, **asked, days_of=ZoneInfo(viewer))


@usual
@given(worlds(), st.sampled_from([30, 60]), st.sampled_from(Actor))
def test_a_slot_respects_every_session_and_lasts_what_it_should(
    world: tuple[Schedule, date, datetime], minutes: int, by: Actor
) -> None:
    schedule, first, now = world
    rules = schedule.rules
    for slot in free_slots(schedule, minutes=minutes, first=first, last=first, now=now, by=by):
        assert slot.ends_at - slot.starts_at == minutes * MINUTE
        before, after = slot.starts_at - rules.buffer_before * MINUTE, slot.ends_at + rules.buffer_after * MINUTE
        for taken in schedule.sessions:
            is_before = taken.ends_at + taken.buffer_after * MINUTE <= before
            assert is_before or after <= taken.starts_at - taken.buffer_before * MINUTE


@usual
@given(worlds(), st.sampled_from([30, 60]), st.sampled_from(Actor))
def test_the_report_of_a_day_and_the_rule_against_a_start_agree_with_the_slots(
    world: tuple[Schedule, date, datetime], minutes: int, by: Actor
) -> None:
    schedule, first, now = world
    slots = free_slots(schedule, minutes=minutes, first=first, last=first, now=now, by=by)
    report = day_report(schedule, minutes=minutes, day=first, now=now, by=by)
    assert report.offered == len(slots)
    starts = {slot.starts_at for slot in slots}
    midnight = datetime.combine(first, time(), schedule.zone).astimezone(UTC)
    for number in range(0, 24 * 60, 35):
        at = midnight + number * MINUTE
        if at.astimezone(schedule.zone).date() == first:
            rule = rule_against(schedule, minutes=minutes, starts_at=at, now=now, by=by)
            assert (rule is None) == (at in starts), rule


@usual
@given(worlds(), st.sampled_from([30, 60]))
def test_a_day_offers_the_same_whatever_window_it_is_asked_in(
    world: tuple[Schedule, date, datetime], minutes: int
) -> None:
    schedule, first, now = world
    asked = {"minutes": minutes, "now": now}
    last = first + timedelta(days=1)
    days = [slot for day in (first, last) for slot in free_slots(schedule, first=day, last=day, **asked)]
    assert days == free_slots(schedule, first=first, last=last, **asked)
    assert Rule.NO_HOURS not in {
        rule_against(schedule, starts_at=slot.starts_at, by=Actor.CLIENT, **asked) for slot in days
    }
