"""Recurring sessions: their dates, all or nothing, each movable."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from tests.availability.practice import PARIS, WEDNESDAY, at, given_session, types_of
from tests.fixtures.practice import NOW, Practice
from trustcoach_app.appointments.queries import series_sessions
from trustcoach_app.appointments.recurrence import dates_of, instant_of
from trustcoach_app.appointments.service import (
    NewAppointment,
    Repeat,
    SeriesRefused,
    book_appointment,
    cancel_appointment,
    move_appointment,
)
from trustcoach_app.availability.hours import HoursFields
from trustcoach_app.availability.service import change_settings, replace_hours, set_exception
from trustcoach_app.availability.settings import SettingsFields
from trustcoach_app.bookings.service import cancel_booking
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput
from trustcoach_app.models.bookings import Booking, BookingStatus, CancelledBy
from trustcoach_app.models.planning import BookingSeries, SeriesFrequency

WEEK = timedelta(weeks=1)
WEEKLY = SeriesFrequency.WEEKLY


async def planned(practice: Practice, starts_at: datetime | None = None, occurrences: int = 4) -> list[Booking]:
    """Four weekly sessions on Wednesdays at 14:00, unless wanted otherwise."""
    kind = (await types_of(practice))["Séance de coaching"]
    plan = Repeat(WEEKLY, occurrences)
    wanted = NewAppointment(practice.client_id, kind.id, starts_at or at("14:00"), repeat=plan)
    return await practice.does(book_appointment, wanted=wanted, now=NOW)


async def series_of(practice: Practice, sessions: list[Booking]) -> list[Booking]:
    """The series of these sessions as it stands now."""
    [series_id] = {row.series_id for row in sessions}
    assert series_id is not None
    return await practice.does(series_sessions, series_id=series_id)


async def count_of(practice: Practice) -> tuple[int, int]:
    """How many bookings and series there are."""
    async with unit_of_work(practice.principal) as db:
        counts = [
            await db.scalar(select(func.count()).where(col(model.coach_id) == practice.coach_id))
            for model in (Booking, BookingSeries)
        ]
        return counts[0] or 0, counts[1] or 0


DATES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("weekly", {"occurrences": 3}, ["2026-01-31", "2026-02-07", "2026-02-14"]),
    ("biweekly", {"until": date(2026, 2, 28)}, ["2026-01-31", "2026-02-14", "2026-02-28"]),
    ("monthly", {"occurrences": 4}, ["2026-01-31", "2026-02-28", "2026-03-28", "2026-04-25"]),
]


@pytest.mark.parametrize(("frequency", "ends", "expected"), DATES)
def test_dates(frequency: str, ends: dict[str, Any], expected: list[str]) -> None:
    """31 January 2026 is a fifth Saturday: the last one of each month."""
    found = dates_of(date(2026, 1, 31), SeriesFrequency(frequency), **ends)
    assert [day.isoformat() for day in found] == expected


def test_monthly_is_the_same_weekday_of_the_month_over_the_year() -> None:
    found = dates_of(date(2026, 11, 10), SeriesFrequency.MONTHLY, occurrences=4)
    assert found == [date(2026, 11, 10), date(2026, 12, 8), date(2027, 1, 12), date(2027, 2, 9)]


@pytest.mark.parametrize(
    ("ends", "field"),
    [
        ({}, "occurrences"),
        ({"occurrences": 3, "until": date(2026, 6, 1)}, "occurrences"),
        ({"occurrences": 1}, "occurrences"),
        ({"occurrences": 105}, "occurrences"),
        ({"until": date(2026, 1, 20)}, "until"),
        ({"until": date(2025, 1, 20)}, "until"),
        ({"until": date(2029, 1, 20)}, "until"),
    ],
)
def test_an_end_that_cannot_be_taken(ends: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        dates_of(WEDNESDAY, WEEKLY, **ends)
    assert set(refused.value.fields) == {field}


def test_an_hour_that_the_clock_skips_has_no_instant() -> None:
    like = datetime(2026, 3, 22, 2, 30, tzinfo=PARIS)
    assert instant_of(date(2026, 3, 29), like, PARIS) is None
    assert instant_of(date(2026, 4, 5), like, PARIS) == datetime(2026, 4, 5, 2, 30, tzinfo=PARIS)


async def test_every_session_is_at_the_same_time_by_the_clock(alice: Practice) -> None:
    """From 14 January to 1 April: over the change to summer time."""
    made = await planned(alice, occurrences=12)
    local = [row.starts_at.astimezone(PARIS) for row in made]
    assert {f"{one:%a %H:%M}" for one in local} == {"Wed 14:00"}
    assert {row.starts_at.hour for row in made} == {13, 12}
    async with unit_of_work(alice.principal) as db:
        plan = await db.get_one(BookingSeries, {"coach_id": alice.coach_id, "id": made[0].series_id})
    assert (plan.first_on, f"{plan.at:%H:%M}", plan.occurrences) == (WEDNESDAY, "14:00", 12)
    assert [row.id for row in await series_of(alice, made)] == [row.id for row in made]


async def test_all_or_nothing_and_the_refusal_lists_the_dates(alice: Practice) -> None:
    await given_session(alice, at("14:30") + WEEK)
    await alice.does(set_exception, day=WEDNESDAY + 3 * WEEK, ranges=[])
    with pytest.raises(SeriesRefused) as refused:
        await planned(alice)
    assert [(one.day, one.why) for one in refused.value.refused] == [
        (WEDNESDAY + WEEK, "une séance est déjà prévue"),
        (WEDNESDAY + 3 * WEEK, "cette date est fermée"),
    ]
    assert str(refused.value) == (
        "Aucune séance n’a été ajoutée\u202f: 2 dates ne sont pas libres\u202f: "
        "mercredi 21 janvier (une séance est déjà prévue) ; mercredi 4 février (cette date est fermée)."
    )
    assert await count_of(alice) == (1, 0)


async def test_a_holiday_is_named(alice: Practice) -> None:
    """Wednesday 11 November 2026."""
    await alice.does(change_settings, fields=SettingsFields(holidays_country="FR"))
    with pytest.raises(SeriesRefused, match=r"1 date n’est pas libre\u202f: mercredi 11 novembre \(c’est un jour"):
        await planned(alice, starts_at=at("14:00", date(2026, 11, 4)), occurrences=3)


async def test_an_hour_that_does_not_exist_refuses_the_series(alice: Practice) -> None:
    await types_of(alice)

    await alice.does(replace_hours, ranges=[HoursFields(7, time(0), time(0))])
    with pytest.raises(SeriesRefused, match=r"dimanche 29 mars \(cette heure n’existe pas"):
        await planned(alice, starts_at=at("02:30", date(2026, 3, 22)))


async def test_one_of_a_series_moves_and_the_others_stay(alice: Practice) -> None:
    made = await planned(alice)
    second = made[1]
    moved = await alice.does(
        move_appointment, booking_id=second.id, starts_at=second.starts_at - timedelta(hours=4), now=NOW
    )
    assert moved.series_id == made[0].series_id
    rows = await series_of(alice, made)
    assert [f"{row.starts_at.astimezone(PARIS):%H:%M}" for row in rows] == ["14:00", "10:00", "14:00", "14:00"]


async def test_cancelling_from_one_on_leaves_what_went_before(alice: Practice) -> None:
    made = await planned(alice)
    await alice.does(cancel_booking, booking_id=made[3].id, by=CancelledBy.CLIENT, reason="", now=NOW)
    gone = await alice.does(cancel_appointment, booking_id=made[1].id, reason="Pause", now=NOW, and_following=True)
    assert [row.id for row in gone] == [made[1].id, made[2].id]
    rows = await series_of(alice, made)
    assert [row.status for row in rows] == [BookingStatus.CONFIRMED, *[BookingStatus.CANCELLED] * 3]
    assert [row.cancelled_by for row in rows] == [None, CancelledBy.COACH, CancelledBy.COACH, CancelledBy.CLIENT]


async def test_a_session_alone_has_nothing_that_follows(alice: Practice) -> None:
    row = await given_session(alice)
    with pytest.raises(Conflict, match="ne fait pas partie d’une série"):
        await alice.does(cancel_appointment, booking_id=row.id, reason="", now=NOW, and_following=True)
