"""Whatever is done to a diary in whatever order, it never contradicts itself."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import col

from tests.bookings.diary import WORDS
from tests.fixtures.practice import NOW, Practice, new_practice
from trustcoach_app.bookings import service
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import TrustCoachError
from trustcoach_app.models.bookings import HOLDS_THE_SLOT, Booking, BookingStatus, CancelledBy

TRANSITIONS: list[tuple[Callable[..., Awaitable[Any]], dict[str, Any]]] = [
    (service.confirm_hold, {}),
    (service.release_hold, {}),
    (service.edit_booking, WORDS),
    (service.cancel_booking, {"by": CancelledBy.COACH, "reason": ""}),
    (service.cancel_booking, {"by": CancelledBy.CLIENT, "reason": ""}),
    (service.restore_booking, {}),
    (service.start_session, {}),
    (service.finish_session, {}),
    (service.complete_ended_session, {}),
    *((service.record_outcome, {"outcome": outcome}) for outcome in service.Outcome),
]

quarters = st.integers(0, 12)
"""Hours of the diary, in quarters after NOW: few, so that they collide."""
entries = st.tuples(
    st.sampled_from([service.add_booking, service.hold_slot, service.move_booking]),
    quarters,
    st.sampled_from([15, 30, 60]),
)
steps = st.tuples(
    st.one_of(entries, st.sampled_from(TRANSITIONS)),
    st.integers(0, 5),
    st.sampled_from([0, 1, 7, 30, 60, 180, 24 * 60, 49 * 60]),
)


sequences = given(st.lists(steps, min_size=12, max_size=25))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@sequences
async def test_no_sequence_breaks_the_diary(application: str, sequence: list[Any]) -> None:
    await _follow(sequence)


@pytest.mark.prove
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@sequences
async def test_no_sequence_of_many_breaks_the_diary(application: str, sequence: list[Any]) -> None:
    await _follow(sequence)


async def _follow(sequence: list[Any]) -> None:
    """A refusal is fine; an overlap, a status that its times contradict, or a driver's error is not."""
    alice, now = await new_practice(), NOW
    for action, which, minutes_later in sequence:
        now += timedelta(minutes=minutes_later)
        with suppress(TrustCoachError):
            await _do(alice, action, which, now)
        _hold_together(await _diary(alice), now)


async def _do(alice: Practice, action: Any, which: int, now: datetime) -> None:
    """One step: an entry at some quarter, or a transition of the which-th booking."""
    rows = await _diary(alice)
    chosen = rows[which % len(rows)].id if rows else None
    if len(action) == 2:
        call, more = action
        if chosen is not None:
            await alice.does(call, booking_id=chosen, now=now, **more)
        return
    call, quarter, minutes = action
    at = now.replace(minute=0) + timedelta(minutes=15 * quarter)
    if call is not service.move_booking:
        more = {"client_id": alice.client_id, "timezone": "Europe/Paris", "price_cents": 9001}
        await alice.does(call, starts_at=at, minutes=minutes, now=now, **more)
    elif chosen is not None:
        await alice.does(call, booking_id=chosen, starts_at=at, minutes=minutes, now=now)


async def _diary(alice: Practice) -> list[Booking]:
    async with unit_of_work(alice.principal) as db:
        query = select(Booking).where(col(Booking.coach_id) == alice.coach_id).order_by(col(Booking.starts_at))
        return list(await db.scalars(query))


def _hold_together(rows: list[Booking], now: datetime) -> None:
    for one, other in pairwise(row for row in rows if row.status in HOLDS_THE_SLOT):
        assert one.ends_at <= other.starts_at
    for row in rows:
        is_cancelled = row.status is BookingStatus.CANCELLED
        assert (row.status is BookingStatus.PENDING) == (row.hold_expires_at is not None)
        assert (row.status is BookingStatus.COMPLETED) == (row.finished_at is not None)
        assert is_cancelled == (row.cancelled_at is not None) == (row.cancelled_by is not None)
        assert row.status is not BookingStatus.IN_PROGRESS or row.started_at is not None
        assert row.status is not BookingStatus.NO_SHOW or row.ends_at <= now
        assert row.retained_cents == 0 or (row.cancelled_by is CancelledBy.CLIENT and row.retained_cents == 4500)
        assert row.updated_at <= now
