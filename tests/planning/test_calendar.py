"""What the calendar reads: sessions, figures and slots, in as many queries for many rows as for few."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import Range
from sqlmodel import col

from tests.availability.practice import HOUR, PARIS, WEDNESDAY, at, given_rules, given_session, hours, types_of
from tests.fixtures.practice import NOW, Practice, statements
from trustcoach_app.availability.busy import day_bounds
from trustcoach_app.availability.schedule import FreeSlot
from trustcoach_app.availability.service import add_time_off
from trustcoach_app.availability.slot_queries import closest, nearest_free, slots_around, slots_for_type
from trustcoach_app.bookings.service import Actor, Outcome, add_booking, cancel_booking, hold_slot, record_outcome
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.models.bookings import BookingStatus, BusyBlock, BusySource, CancelledBy
from trustcoach_app.models.people import Coach
from trustcoach_app.models.planning import AppointmentColour
from trustcoach_app.planning.queries import CalendarEntry, Shown, period_counts, sessions_between
from trustcoach_app.planning.rows import session_row

MONTH = {"start": datetime(2026, 1, 1, tzinfo=PARIS), "end": datetime(2026, 2, 1, tzinfo=PARIS)}
LATER = NOW + timedelta(days=10)


async def told(practice: Practice, hour: str, outcome: Outcome) -> None:
    """A session of WEDNESDAY of which the coach said what became."""
    row = await given_session(practice, at(hour))
    await practice.does(record_outcome, booking_id=row.id, outcome=outcome, now=LATER)


async def a_full_day(practice: Practice) -> None:
    """On WEDNESDAY: two held, one missed, one cancelled, one that nobody told of; and one to come, one on hold."""
    await told(practice, "09:00", Outcome.HELD)
    await told(practice, "10:00", Outcome.HELD)
    await told(practice, "11:00", Outcome.NO_SHOW)
    await given_session(practice, at("14:00"))
    gone = await given_session(practice, at("15:00"))
    await practice.does(cancel_booking, booking_id=gone.id, by=CancelledBy.COACH, reason="", now=NOW)
    later = at("09:00") + timedelta(days=14)
    await given_session(practice, later, type_id=(await types_of(practice))["Séance approfondie"].id)
    held = {"client_id": practice.client_id, "minutes": 60, "timezone": "Europe/Paris"}
    await practice.does(hold_slot, starts_at=later + 5 * HOUR, now=LATER, **held)


async def test_the_figures_of_a_period(alice: Practice) -> None:
    await a_full_day(alice)
    found = await alice.does(period_counts, now=LATER, **MONTH)
    told_of = (found.done, found.no_show, found.cancelled, found.unanswered, found.coming, found.pending)
    assert told_of == (2, 1, 1, 1, 1, 1)
    assert found.total == sum(told_of) == 7
    assert (found.attendance_percent, found.mean_minutes) == (67, 68)


async def test_what_is_to_be_priced_is_counted_and_can_be_listed(alice: Practice) -> None:
    """Held or missed without a price; not what was offered, is ahead or was cancelled."""
    usual = {"client_id": alice.client_id, "minutes": 60, "timezone": "Europe/Paris", "now": NOW}
    due = {}
    for hour, outcome, cents in (
        ("09:00", Outcome.HELD, None),
        ("10:00", Outcome.NO_SHOW, None),
        ("11:00", Outcome.HELD, 0),
        ("12:00", Outcome.CANCELLED, None),
    ):
        row = await alice.does(add_booking, starts_at=at(hour), price_cents=cents, **usual)
        await alice.does(record_outcome, booking_id=row.id, outcome=outcome, now=LATER)
        due[hour] = row.id
    await alice.does(add_booking, starts_at=at("14:00"), **usual)
    assert (await alice.does(period_counts, now=LATER, **MONTH)).unpriced == 2
    listed = await alice.does(sessions_between, now=LATER, shown=Shown.UNPRICED, **MONTH)
    assert [entry.id for entry in listed] == [due["09:00"], due["10:00"]]
    assert all(session_row(entry, WEDNESDAY, PARIS, LATER).is_unpriced for entry in listed)


@pytest.mark.parametrize(
    ("shown", "total"),
    [(Shown.ALL, 7), (Shown.COMING, 2), (Shown.DONE, 2), (Shown.CANCELLED, 1), (Shown.NO_SHOW, 1)],
)
async def test_a_filter_narrows_the_list_and_its_figures_alike(alice: Practice, shown: Shown, total: int) -> None:
    await a_full_day(alice)
    rows = await alice.does(sessions_between, now=LATER, shown=shown, **MONTH)
    assert len(rows) == (await alice.does(period_counts, now=LATER, shown=shown, **MONTH)).total == total


async def test_an_empty_period_has_no_rate_and_no_mean(alice: Practice) -> None:
    found = await alice.does(period_counts, now=NOW, **MONTH)
    assert (found.total, found.attendance_percent, found.mean_minutes) == (0, None, None)


async def test_a_lapsed_hold_is_nothing(alice: Practice) -> None:
    held = {"client_id": alice.client_id, "minutes": 60, "timezone": "Europe/Paris"}
    await alice.does(hold_slot, starts_at=at("14:00"), now=NOW, **held)
    for minutes, count in ((14, 1), (15, 0)):
        now = NOW + timedelta(minutes=minutes)
        assert len(await alice.does(sessions_between, now=now, **MONTH)) == count
        assert (await alice.does(period_counts, now=now, **MONTH)).total == count


async def on(practice: Practice, day: date) -> list[CalendarEntry]:
    """The sessions of one day of the coach."""
    start, end = day_bounds(day, day, PARIS)
    return await practice.does(sessions_between, start=start, end=end, now=NOW)


async def test_an_entry_has_its_client_its_type_and_its_colour(alice: Practice) -> None:
    kind = (await types_of(alice))["Séance de coaching"]
    row = await given_session(alice)
    plain = {"client_id": alice.client_id, "minutes": 30, "timezone": "Europe/Paris", "now": NOW}
    await alice.does(add_booking, starts_at=at("16:00"), title="Sans type", **plain)
    first, second = await on(alice, WEDNESDAY)
    assert (first.id, first.client_name, first.type_name) == (row.id, "Marie Dupont", "Séance de coaching")
    assert (first.colour, first.type_id, first.status) == (AppointmentColour.BLUE, kind.id, BookingStatus.CONFIRMED)
    assert (second.title, second.colour, second.type_name) == ("Sans type", None, None)


async def test_a_session_across_midnight_is_on_both_days(alice: Practice) -> None:
    await given_session(alice, at("23:30"), is_own_hour=True)
    for shift, count in ((-1, 0), (0, 1), (1, 1), (2, 0)):
        day = WEDNESDAY + timedelta(days=shift)
        assert len(await on(alice, day)) == count


def test_the_bounds_of_days_are_the_coachs() -> None:
    start, end = day_bounds(WEDNESDAY, WEDNESDAY + timedelta(days=1), PARIS)
    assert (start.astimezone(UTC).hour, end - start) == (23, timedelta(days=2))


async def slots(practice: Practice, **asked: Any) -> list[FreeSlot]:
    """The usual session's free slots on WEDNESDAY, for the coach unless asked otherwise."""
    kind = (await types_of(practice))["Séance de coaching"]
    usual = {"type_id": kind.id, "first": WEDNESDAY, "last": WEDNESDAY, "now": NOW, "by": Actor.COACH}
    return await practice.does(slots_for_type, **{**usual, **asked})


async def test_slots_respect_all_that_stands_in_the_diary(alice: Practice) -> None:
    await given_rules(alice, slot_interval_minutes=60, buffer_before_minutes=15)
    await given_session(alice, at("10:00"))
    await alice.does(add_time_off, starts_at=at("17:00"), ends_at=at("20:00"), now=NOW)
    async with unit_of_work(alice.principal) as db:
        imported = {"during": Range(at("14:00"), at("14:50")), "source": BusySource.IMPORTED}
        db.add(BusyBlock(coach_id=alice.coach_id, **imported))
    assert hours(await slots(alice)) == ["16:00"]


async def test_a_busy_time_without_an_end_is_busy_for_good(alice: Practice) -> None:
    await types_of(alice)
    async with unit_of_work(alice.principal) as db:
        db.add(BusyBlock(coach_id=alice.coach_id, during=Range(at("12:00"), None)))
    assert hours(await slots(alice))[-1] == "11:00"
    assert await slots(alice, first=WEDNESDAY + timedelta(days=30), last=WEDNESDAY + timedelta(days=40)) == []


async def test_hours_are_those_of_the_coachs_zone_and_days_of_the_viewers(alice: Practice) -> None:
    await given_rules(alice, slot_interval_minutes=60)
    async with unit_of_work(alice.principal) as db:
        await db.execute(update(Coach).where(col(Coach.id) == alice.coach_id).values(timezone="America/Montreal"))
    found = await slots(alice)
    assert hours(found, ZoneInfo("America/Montreal")) == ["09:00", "10:00", "11:00", "14:00", "15:00", "16:00", "17:00"]
    tokyo = ZoneInfo("Asia/Tokyo")
    assert hours(await slots(alice, days_of=tokyo), tokyo)[:3] == ["00:00", "01:00", "04:00"]


async def test_the_moving_session_does_not_stand_in_its_own_way(alice: Practice) -> None:
    row = await given_session(alice)
    assert "14:15" not in hours(await slots(alice))
    assert "14:15" in hours(await slots(alice, moving=row.id))


async def test_a_report_is_of_the_same_diary_as_the_slots(alice: Practice) -> None:
    kind = (await types_of(alice))["Séance de coaching"]
    await given_session(alice)
    found = await alice.does(slots_around, type_id=kind.id, day=WEDNESDAY, first=WEDNESDAY, now=NOW)
    report = found.report
    assert (
        report.offered
        == len(await slots(alice))
        == sum(slot.starts_at.astimezone(PARIS).date() == WEDNESDAY for slot in found.slots)
    )
    assert sum(one.count for one in report.refused) + report.offered == 28


def test_the_closest_slots_of_two_equally_close_the_later() -> None:
    around = [FreeSlot(NOW + hours * HOUR, NOW + (hours + 1) * HOUR) for hours in (-3, -1, 1, 5)]
    assert closest(around, NOW, 1) == [around[2]]
    assert closest(around, NOW, 3) == around[:3]
    assert closest([], NOW, 3) == []


async def test_the_nearest_free_slots_may_be_on_other_days(alice: Practice) -> None:
    await types_of(alice)
    wanted = at("12:00", WEDNESDAY + timedelta(days=3))
    found = await alice.does(nearest_free, minutes=60, wanted=wanted, now=NOW, by=Actor.COACH)
    assert {slot.starts_at.astimezone(PARIS).weekday() for slot in found} == {4}


async def test_as_many_queries_for_a_full_diary_as_for_an_empty_one(alice: Practice, bob: Practice) -> None:
    kind = (await types_of(alice))["Séance de coaching"]
    reads: list[tuple[Any, dict[str, Any]]] = [
        (sessions_between, {"now": NOW, **MONTH}),
        (period_counts, {"now": NOW, **MONTH}),
        (slots_for_type, {"type_id": kind.id, "first": WEDNESDAY, "last": WEDNESDAY, "now": NOW}),
        (nearest_free, {"minutes": 60, "wanted": at("14:00"), "now": NOW}),
    ]
    before = [await _queries(alice, call, asked) for call, asked in reads]
    for hour in ("09:00", "10:00", "14:00", "15:00"):
        await given_session(alice, at(hour))
    assert [await _queries(alice, call, asked) for call, asked in reads] == before == [1, 1, 5, 5]
    with pytest.raises(NotFound):
        await bob.does(slots_for_type, type_id=kind.id, first=WEDNESDAY, last=WEDNESDAY, now=NOW)
    assert await bob.does(sessions_between, now=NOW, **MONTH) == []


async def _queries(practice: Practice, call: Any, asked: dict[str, Any]) -> int:
    with statements() as seen:
        await practice.does(call, **asked)
    return len(seen)
