"""How a client is doing (decision 10): each sentence of the rule, its boundaries; Python and SQL say the same."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range

from tests.fixtures.people import PROVE
from tests.fixtures.practice import NOW, Practice, new_practice, statements
from trustcoach_app.bookings.health import Health, days_since, health, health_column
from trustcoach_app.bookings.histories import History, client_history, histories
from trustcoach_app.bookings.queries import PLANNED
from trustcoach_app.clients.service import add_client
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.bookings import Booking, BookingStatus, CancelledBy

PARIS = ZoneInfo("Europe/Paris")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HELD, CONFIRMED = BookingStatus.COMPLETED, BookingStatus.CONFIRMED
Drawn = tuple[int, int, BookingStatus]
"""Which of three clients, hours from now, and what became of it."""


async def have(practice: Practice, rows: Sequence[tuple[UUID, datetime, BookingStatus]]) -> None:
    """Sessions of an hour, as the diary would have them."""
    async with unit_of_work(practice.principal) as db:
        for client_id, starts_at, status in rows:
            is_cancelled = status is BookingStatus.CANCELLED
            db.add(
                Booking(
                    coach_id=practice.coach_id,
                    client_id=client_id,
                    during=Range(starts_at, starts_at + HOUR),
                    timezone="Europe/Paris",
                    price_cents=8000,
                    status=status,
                    hold_expires_at=starts_at if status is BookingStatus.PENDING else None,
                    cancelled_at=starts_at if is_cancelled else None,
                    cancelled_by=CancelledBy.CLIENT if is_cancelled else None,
                )
            )


async def in_sql(practice: Practice, zone: ZoneInfo, now: datetime) -> dict[UUID, Health]:
    """What the database says of every client who has a booking."""
    return {client_id: Health(row.health) for client_id, row in (await of_everybody(practice, zone, now)).items()}


async def of_everybody(practice: Practice, zone: ZoneInfo, now: datetime) -> dict[UUID, Any]:
    """The facts of every client who has a booking, and their health. One statement."""
    of_all = histories(practice.coach_id, now).subquery()
    query = select(of_all, health_column(of_all.c, zone, now).label("health"))
    async with unit_of_work(practice.principal) as db:
        with statements() as seen:
            found = {row.client_id: row for row in await db.execute(query)}
    assert len(seen) == 1
    return found


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], Health.NEW),
        ([(2 * DAY, CONFIRMED)], Health.NEW),
        ([(-3 * DAY, BookingStatus.NO_SHOW)], Health.NEW),
        ([(-3 * DAY, HELD)], Health.ACTIVE),
        ([(-14 * DAY, HELD)], Health.ACTIVE),
        ([(-15 * DAY, HELD)], Health.REVIEW),
        ([(-60 * DAY, HELD)], Health.REVIEW),
        ([(-61 * DAY, HELD)], Health.INACTIVE),
        ([(-61 * DAY, HELD), (3 * DAY, CONFIRMED)], Health.ACTIVE),
        ([(-20 * DAY, HELD), (3 * DAY, BookingStatus.PENDING)], Health.REVIEW),
        ([(-20 * DAY, HELD), (-DAY, BookingStatus.NO_SHOW)], Health.REVIEW),
        ([(-20 * DAY, HELD), (3 * DAY, BookingStatus.CANCELLED)], Health.REVIEW),
        ([(-20 * DAY, HELD), (-HOUR / 2, CONFIRMED)], Health.ACTIVE),
        ([(-20 * DAY, HELD), (-HOUR, CONFIRMED)], Health.REVIEW),
    ],
)
async def test_each_sentence_of_the_rule(
    alice: Practice, rows: list[tuple[timedelta, BookingStatus]], expected: Health
) -> None:
    """Also during a session, which is neither behind nor ahead, until the instant at which it ends."""
    await have(alice, [(alice.client_id, NOW + ahead, status) for ahead, status in rows])
    history = await alice.does(client_history, client_id=alice.client_id, now=NOW)
    assert health(history, PARIS, NOW) is expected
    assert (await in_sql(alice, PARIS, NOW)).get(alice.client_id, Health.NEW) is expected


async def test_last_is_the_last_that_was_held(alice: Practice) -> None:
    """Not the first of a list that begins with the furthest session, cancelled or still to come."""
    furthest = [
        (alice.client_id, NOW + 40 * DAY, CONFIRMED),
        (alice.client_id, NOW + 30 * DAY, BookingStatus.CANCELLED),
    ]
    missed = (alice.client_id, NOW - 2 * DAY, BookingStatus.NO_SHOW)
    await have(alice, [*furthest, missed, *((alice.client_id, NOW - days * DAY, HELD) for days in (90, 20))])
    history = await alice.does(client_history, client_id=alice.client_id, now=NOW)
    assert (history.held, history.last_held) == (2, NOW - 20 * DAY)


async def test_next_is_the_nearest_that_is_planned(alice: Practice) -> None:
    """Not the first confirmed one of a list that begins with the furthest."""
    await have(alice, [(alice.client_id, NOW + days * DAY, CONFIRMED) for days in (40, 3, 12)])
    await have(alice, [(alice.client_id, NOW + DAY, BookingStatus.CANCELLED)])
    history = await alice.does(client_history, client_id=alice.client_id, now=NOW)
    assert history.next_planned == NOW + 3 * DAY


def test_days_are_the_coach_s_calendar_days() -> None:
    """A session of 23:00 was yesterday at 00:30; the night of 29 March has 23 hours, and is one day all the same."""
    late = datetime(2026, 1, 12, 23, tzinfo=PARIS)
    assert days_since(late, PARIS, late + HOUR / 2) == 0
    assert days_since(late, PARIS, late + 1.5 * HOUR) == 1
    assert days_since(late, ZoneInfo("America/New_York"), late + 1.5 * HOUR) == 0
    before = datetime(2026, 3, 28, 23, 30, tzinfo=PARIS).astimezone(UTC)
    assert days_since(before, PARIS, before + 24 * HOUR) == 2


INSTANTS = (
    NOW,
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC),  # the night on which Paris goes forward
    datetime(2026, 10, 25, 22, 59, tzinfo=UTC),  # a minute before midnight, on the day on which it went back
    datetime(2026, 10, 25, 23, 0, tzinfo=UTC),
    datetime(2026, 4, 5, 13, 0, tzinfo=UTC),
)
ZONES = ("Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati")
hours = st.one_of(
    st.integers(-70 * 24, 20 * 24),
    st.integers(-15 * 24, -13 * 24),
    st.integers(-62 * 24, -59 * 24),
    st.integers(-2, 2),
)
diaries = st.lists(
    st.tuples(st.integers(0, 2), hours, st.sampled_from(BookingStatus)), max_size=12, unique_by=lambda one: one[1]
)


@pytest.mark.prove
@settings(max_examples=400 if PROVE else 40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(diaries, st.sampled_from(ZONES), st.sampled_from(INSTANTS))
async def test_python_and_sql_say_the_same(application: str, drawn: list[Drawn], name: str, now: datetime) -> None:
    """And both what a plain reading of the diary says."""
    practice, zone = await new_practice(), ZoneInfo(name)
    others = [await practice.does(add_client, name=name, now=NOW) for name in ("Zoé Noël", "Jean Martin")]
    clients = [practice.client_id, *(row.id for row in others)]
    await have(practice, [(clients[who], now + ahead * HOUR, status) for who, ahead, status in drawn])
    found = await of_everybody(practice, zone, now)
    for number, client_id in enumerate(clients):
        mine = [(now + ahead * HOUR, status) for who, ahead, status in drawn if who == number]
        history = await practice.does(client_history, client_id=client_id, now=now)
        expected = plainly(mine, now)
        assert {field: getattr(history, field) for field in expected} == expected
        assert (client_id in found) == bool(mine)
        if mine:
            assert {field: getattr(found[client_id], field) for field in expected if field != "latest"} == {
                field: value for field, value in expected.items() if field != "latest"
            }
            assert found[client_id].health == health(history, zone, now)


def plainly(rows: list[tuple[datetime, BookingStatus]], now: datetime) -> dict[str, Any]:
    """The facts of a diary, one sentence each."""
    held = [at for at, status in rows if status is HELD]
    planned = [at for at, status in rows if status in PLANNED]
    return {
        "held": len(held),
        "last_held": max(held, default=None),
        "next_planned": min((at for at in planned if at > now), default=None),
        "running_until": max((at + HOUR for at in planned if at <= now < at + HOUR), default=None),
        "latest": max((at for at, _ in rows), default=None),
        "earned_cents": 8000 * sum(status in (HELD, BookingStatus.NO_SHOW) for _, status in rows),
    }


async def test_bob_reads_nothing_of_hers(alice: Practice, bob: Practice) -> None:
    await have(alice, [(alice.client_id, NOW - DAY, HELD)])
    assert await bob.does(client_history, client_id=alice.client_id, now=NOW) == History()
    assert await in_sql(bob, PARIS, NOW) == {}
