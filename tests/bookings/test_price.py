"""The price of a session that stands: said, corrected and taken away, whether it is ahead or over."""

import pytest

from tests.bookings.diary import HOUR, SLOT, given, stored
from tests.fixtures.practice import NOW, Practice
from trustcoach_app.bookings.service import Outcome, cancel_booking, record_outcome, set_price
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.models.bookings import CancelledBy


async def test_without_a_word_a_session_is_unpriced(alice: Practice) -> None:
    assert (await given(alice)).price_cents is None


@pytest.mark.parametrize("outcome", [Outcome.HELD, Outcome.NO_SHOW])
async def test_what_is_over_can_be_priced_and_corrected(alice: Practice, outcome: Outcome) -> None:
    row = await given(alice, NOW - 3 * HOUR, now=NOW - 5 * HOUR)
    await alice.does(record_outcome, booking_id=row.id, outcome=outcome, now=NOW)
    for cents in (7000, 0, 6550, None):
        await alice.does(set_price, booking_id=row.id, price_cents=cents, now=NOW)
        assert (await stored(alice, row.id)).price_cents == cents


@pytest.mark.parametrize("cents", [-1, 10_000_001])
async def test_a_price_out_of_range_is_refused(alice: Practice, cents: int) -> None:
    row = await given(alice, price_cents=100)
    with pytest.raises(InvalidInput) as refused:
        await alice.does(set_price, booking_id=row.id, price_cents=cents, now=NOW)
    assert set(refused.value.fields) == {"price_cents"}
    assert (await stored(alice, row.id)).price_cents == 100


async def test_what_was_cancelled_keeps_its_price(alice: Practice) -> None:
    """A share of it may have been kept."""
    row = await given(alice, price_cents=8000)
    await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.CLIENT, reason="", now=SLOT - HOUR)
    with pytest.raises(Conflict):
        await alice.does(set_price, booking_id=row.id, price_cents=None, now=SLOT)
    found = await stored(alice, row.id)
    assert (found.price_cents, found.retained_cents) == (8000, 4000)


async def test_a_late_cancellation_of_what_nobody_priced_keeps_nothing(alice: Practice) -> None:
    row = await given(alice)
    await alice.does(cancel_booking, booking_id=row.id, by=CancelledBy.CLIENT, reason="", now=SLOT - HOUR)
    assert (await stored(alice, row.id)).retained_cents == 0


async def test_nobody_else_s(alice: Practice, bob: Practice) -> None:
    row = await given(alice, price_cents=100)
    with pytest.raises(NotFound):
        await bob.does(set_price, booking_id=row.id, price_cents=0, now=NOW)
    assert (await stored(alice, row.id)).price_cents == 100
