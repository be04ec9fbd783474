"""Starting, finishing, telling the outcome, and what the clock does at the end (decision 8)."""

from datetime import timedelta

import pytest

from tests.bookings.diary import HOUR, MINUTE, SECOND, SLOT, given, stored
from tests.fixtures.practice import Practice
from trustcoach_app.bookings.service import Outcome, cancel, complete_ended, finish, record_outcome, start
from trustcoach_app.clients.queries import by_id
from trustcoach_app.clients.service import add_client
from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.models.bookings import Booking, BookingStatus, CancelledBy
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.sessions.queries import session_of_booking

END = SLOT + HOUR
LONG = timedelta(hours=48)


@pytest.mark.parametrize("now", [SLOT - 30 * MINUTE, SLOT, END - SECOND])
async def test_starts_from_half_an_hour_before_until_the_end(alice: Practice, now: object) -> None:
    row = await given(alice)
    begun = await alice.does(start, booking_id=row.id, now=now)
    assert (begun.status, begun.started_at, begun.updated_at) == (BookingStatus.IN_PROGRESS, now, now)
    session = await alice.does(session_of_booking, booking_id=row.id)
    assert session.client_id == alice.client_id


@pytest.mark.parametrize(
    ("now", "sentence"),
    [(SLOT - 30 * MINUTE - SECOND, "le 14 janv. à partir de 13:30"), (END, "est passée")],
)
async def test_too_early_or_too_late_to_start(alice: Practice, now: object, sentence: str) -> None:
    row = await given(alice)
    with pytest.raises(Conflict, match=sentence):
        await alice.does(start, booking_id=row.id, now=now)
    with pytest.raises(NotFound):
        await alice.does(session_of_booking, booking_id=row.id)


async def test_starting_twice_starts_once(alice: Practice) -> None:
    row = await given(alice)
    await alice.does(start, booking_id=row.id, now=SLOT)
    assert (await alice.does(start, booking_id=row.id, now=SLOT + MINUTE)).started_at == SLOT


async def test_what_is_cancelled_does_not_start(alice: Practice) -> None:
    row = await given(alice)
    await alice.does(cancel, booking_id=row.id, by=CancelledBy.COACH, reason="", now=SLOT)
    with pytest.raises(Conflict, match="a été annulée"):
        await alice.does(start, booking_id=row.id, now=SLOT)


async def test_finish_also_when_the_clock_was_faster(alice: Practice) -> None:
    row = await given(alice)
    with pytest.raises(Conflict, match="n’a pas été démarrée"):
        await alice.does(finish, booking_id=row.id, now=SLOT)
    await alice.does(start, booking_id=row.id, now=SLOT)
    done = await alice.does(finish, booking_id=row.id, now=SLOT + 50 * MINUTE)
    assert (done.status, done.finished_at) == (BookingStatus.COMPLETED, SLOT + 50 * MINUTE)
    assert (await alice.does(finish, booking_id=row.id, now=END)).finished_at == SLOT + 50 * MINUTE


async def test_the_outcome_can_be_corrected_at_any_time(alice: Practice) -> None:
    row = await given(alice, price_cents=8000)
    for days, outcome in enumerate((*Outcome, *reversed(Outcome), Outcome.CANCELLED, Outcome.HELD)):
        now = END + timedelta(days=30 * days)
        told = await alice.does(record_outcome, booking_id=row.id, outcome=outcome, now=now)
        is_cancelled, is_held = outcome is Outcome.CANCELLED, outcome is Outcome.HELD
        assert told.status.value == {"held": "completed"}.get(outcome.value, outcome.value)
        assert told.finished_at == (END if is_held else None)
        assert (told.cancelled_at is not None, told.cancelled_by) == (
            is_cancelled,
            CancelledBy.COACH if is_cancelled else None,
        )
        assert (told.retained_cents, told.updated_at) == (0, now)
    assert (await alice.does(session_of_booking, booking_id=row.id)).booking_id == row.id


async def test_a_session_finished_by_hand_keeps_its_end(alice: Practice) -> None:
    row = await given(alice)
    await alice.does(start, booking_id=row.id, now=SLOT)
    await alice.does(finish, booking_id=row.id, now=SLOT + 50 * MINUTE)
    told = await alice.does(record_outcome, booking_id=row.id, outcome=Outcome.HELD, now=END)
    assert told.finished_at == SLOT + 50 * MINUTE


async def test_no_outcome_before_the_end(alice: Practice) -> None:
    row = await given(alice)
    with pytest.raises(Conflict, match="pas encore terminée"):
        await alice.does(record_outcome, booking_id=row.id, outcome=Outcome.NO_SHOW, now=END - SECOND)


async def test_a_true_cancellation_is_no_outcome(alice: Practice) -> None:
    """Its money went back and its slot may be another's."""
    row = await given(alice, price_cents=8000)
    await alice.does(cancel, booking_id=row.id, by=CancelledBy.CLIENT, reason="", now=SLOT - HOUR)
    with pytest.raises(Conflict, match="a été annulée"):
        await alice.does(record_outcome, booking_id=row.id, outcome=Outcome.HELD, now=END)
    assert (await stored(alice, row.id)).retained_cents == 4000


async def test_the_clock_completes_what_was_started_at_its_end(alice: Practice) -> None:
    row = await given(alice)
    await alice.does(start, booking_id=row.id, now=SLOT)
    assert await alice.does(complete_ended, booking_id=row.id, now=END - SECOND) is None
    done = await alice.does(complete_ended, booking_id=row.id, now=END + MINUTE)
    assert done is not None
    assert (done.status, done.finished_at) == (BookingStatus.COMPLETED, END)
    assert await alice.does(complete_ended, booking_id=row.id, now=END + MINUTE) is None


async def test_the_clock_completes_what_nobody_told_after_48_hours(alice: Practice) -> None:
    row = await given(alice)
    assert await alice.does(complete_ended, booking_id=row.id, now=END + LONG - SECOND) is None
    done = await alice.does(complete_ended, booking_id=row.id, now=END + LONG)
    assert done is not None
    assert (done.status, done.finished_at) == (BookingStatus.COMPLETED, END)
    assert (await alice.does(session_of_booking, booking_id=row.id)).booking_id == row.id


async def test_the_clock_leaves_what_was_told(alice: Practice) -> None:
    row = await given(alice)
    await alice.does(record_outcome, booking_id=row.id, outcome=Outcome.NO_SHOW, now=END)
    assert await alice.does(complete_ended, booking_id=row.id, now=END + LONG) is None


async def test_bob_reaches_nothing_of_it(alice: Practice, bob: Practice) -> None:
    row = await given(alice)
    for call in (start, finish):
        with pytest.raises(NotFound):
            await bob.does(call, booking_id=row.id, now=SLOT)
    with pytest.raises(NotFound):
        await bob.does(record_outcome, booking_id=row.id, outcome=Outcome.NO_SHOW, now=END)
    assert await bob.does(complete_ended, booking_id=row.id, now=END + LONG) is None
    await alice.does(start, booking_id=row.id, now=SLOT)
    with pytest.raises(NotFound):
        await bob.does(session_of_booking, booking_id=row.id)


@pytest.mark.parametrize(("price", "stage"), [(8000, ClientStage.CLIENT), (0, ClientStage.PROSPECT)])
async def test_a_prospect_becomes_a_client_with_a_held_session_that_has_a_price(
    alice: Practice, price: int, stage: ClientStage
) -> None:
    """However it is held: finished in its room, told, or by the clock. A free first talk makes nobody a client."""
    for number, hold in enumerate((_in_its_room, _told, _by_the_clock)):
        person = await alice.does(add_client, name=f"Sophie {number}", stage=ClientStage.PROSPECT, now=SLOT - LONG)
        row = await given(alice, SLOT + 2 * number * HOUR, client_id=person.id, price_cents=price)
        assert (await alice.does(by_id, client_id=person.id)).stage is ClientStage.PROSPECT
        await hold(alice, row)
        assert (await alice.does(by_id, client_id=person.id)).stage is stage


async def _in_its_room(practice: Practice, row: Booking) -> None:
    await practice.does(start, booking_id=row.id, now=row.starts_at)
    await practice.does(finish, booking_id=row.id, now=row.ends_at)


async def _told(practice: Practice, row: Booking) -> None:
    await practice.does(record_outcome, booking_id=row.id, outcome=Outcome.HELD, now=row.ends_at)


async def _by_the_clock(practice: Practice, row: Booking) -> None:
    await practice.does(complete_ended, booking_id=row.id, now=row.ends_at + LONG)


async def test_who_missed_a_session_stays_a_prospect(alice: Practice) -> None:
    person = await alice.does(add_client, name="Sophie Durand", stage=ClientStage.PROSPECT, now=SLOT - LONG)
    row = await given(alice, client_id=person.id, price_cents=8000)
    await alice.does(record_outcome, booking_id=row.id, outcome=Outcome.NO_SHOW, now=END)
    assert (await alice.does(by_id, client_id=person.id)).stage is ClientStage.PROSPECT
