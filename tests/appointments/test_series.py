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
from trustcoach_app.appointments.service import Planned, SeriesRefused, book_series, cancel_from, move_session
from trustcoach_app.availability.hours import HoursFields
from trustcoach_app.availability.present import monthly_in_words
from trustcoach_app.availability.service import change_settings, replace_hours, set_exception
from trustcoach_app.availability.settings import SettingsFields
from trustcoach_app.bookings.service import cancel_booking
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput
from trustcoach_app.models.bookings import Booking, BookingStatus, CancelledBy
from trustcoach_app.models.planning import BookingSeries, SeriesFrequency

WEEK = timedelta(weeks=1)
WEEKLY = SeriesFrequency.WEEKLY


async def planned(practice: Practice, **wanted: Any) -> Planned:
    """Four weekly sessions on Wednesdays at 14:00, unless wanted otherwise."""
    kind = (await types_of(practice))["Séance de coaching"]
    usual = {"client_id": practice.client_id, "type_id": kind.id, "starts_at": at("14:00"), "now": NOW}
    if "until" not in wanted:
        usual["occurrences"] = 4
    return await practice.does(book_series, **{**usual, "frequency": WEEKLY, **wanted})


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
    assert monthly_in_words(found[0]) == "le 2e mardi du mois"
    assert monthly_in_words(date(2026, 1, 31)) == "le dernier samedi du mois"


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
    local = [row.starts_at.astimezone(PARIS) for row in made.sessions]
    assert {f"{one:%a %H:%M}" for one in local} == {"Wed 14:00"}
    assert {row.starts_at.hour for row in made.sessions} == {13, 12}
    assert {row.series_id for row in made.sessions} == {made.series.id}
    assert (made.series.first_on, f"{made.series.at:%H:%M}", made.series.occurrences) == (WEDNESDAY, "14:00", 12)
    rows = await alice.does(series_sessions, series_id=made.series.id)
    assert [row.id for row in rows] == [row.id for row in made.sessions]


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
        "Aucune séance n’a été ajoutée : 2 dates ne sont pas libres\u00a0: "
        "mercredi 21 janvier (une séance est déjà prévue) ; mercredi 4 février (cette date est fermée)."
    )
    assert await count_of(alice) == (1, 0)
    made = await planned(alice, without=[one.day for one in refused.value.refused])
    assert [row.starts_at.astimezone(PARIS).date() for row in made.sessions] == [WEDNESDAY, WEDNESDAY + 2 * WEEK]


async def test_a_holiday_is_named(alice: Practice) -> None:
    """Wednesday 11 November 2026."""
    await alice.does(change_settings, fields=SettingsFields(holidays_country="FR"))
    with pytest.raises(SeriesRefused, match=r"1 date n’est pas libre\u00a0: mercredi 11 novembre \(c’est un jour"):
        await planned(alice, starts_at=at("14:00", date(2026, 11, 4)), occurrences=3)


async def test_an_hour_that_does_not_exist_refuses_the_series(alice: Practice) -> None:
    await types_of(alice)

    await alice.does(replace_hours, ranges=[HoursFields(7, time(0), time(0))])
    with pytest.raises(SeriesRefused, match=r"dimanche 29 mars \(cette heure n’existe pas"):
        await planned(alice, starts_at=at("02:30", date(2026, 3, 22)))


async def test_one_of_a_series_moves_and_the_others_stay(alice: Practice) -> None:
    made = await planned(alice)
    second = made.sessions[1]
    moved = await alice.does(
        move_session, booking_id=second.id, starts_at=second.starts_at - timedelta(hours=4), now=NOW
    )
    assert moved.series_id == made.series.id
    rows = await alice.does(series_sessions, series_id=made.series.id)
    assert [f"{row.starts_at.astimezone(PARIS):%H:%M}" for row in rows] == ["14:00", "10:00", "14:00", "14:00"]


async def test_cancelling_from_one_on_leaves_what_went_before(alice: Practice) -> None:
    made = await planned(alice)
    await alice.does(cancel_booking, booking_id=made.sessions[3].id, by=CancelledBy.CLIENT, reason="", now=NOW)
    gone = await alice.does(cancel_from, booking_id=made.sessions[1].id, reason="Pause", now=NOW)
    assert [row.id for row in gone] == [made.sessions[1].id, made.sessions[2].id]
    rows = await alice.does(series_sessions, series_id=made.series.id)
    assert [row.status for row in rows] == [BookingStatus.CONFIRMED, *[BookingStatus.CANCELLED] * 3]
    assert [row.cancelled_by for row in rows] == [None, CancelledBy.COACH, CancelledBy.COACH, CancelledBy.CLIENT]


async def test_a_session_alone_has_nothing_that_follows(alice: Practice) -> None:
    row = await given_session(alice)
    with pytest.raises(Conflict, match="ne fait pas partie d’une série"):
        await alice.does(cancel_from, booking_id=row.id, reason="", now=NOW)


async def test_a_series_of_one_is_none(alice: Practice) -> None:
    with pytest.raises(InvalidInput):
        await planned(alice, occurrences=2, without=[WEDNESDAY])
    assert await count_of(alice) == (0, 0)
