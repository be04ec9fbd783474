"""Changing what a session says."""

import pytest

from tests.bookings.diary import SECOND, SLOT, WORDS, given, stored
from tests.fixtures.practice import NOW, Practice
from trustcoach_app.bookings.service import edit_booking, start_session
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.models.bookings import BillingType, BookingMode


async def test_replaces_words_place_and_price(alice: Practice) -> None:
    row = await given(alice, title="Avant", mode=BookingMode.PHONE, phone="0612345678", billing=BillingType.CORPORATE)
    await alice.does(edit_booking, booking_id=row.id, now=NOW + SECOND, **WORDS)
    found = await stored(alice, row.id)
    assert {field: getattr(found, field) for field in WORDS} == WORDS
    assert (found.billing, found.starts_at, found.updated_at) == (BillingType.CORPORATE, SLOT, NOW + SECOND)


async def test_names_the_wrong_field_and_changes_nothing(alice: Practice) -> None:
    row = await given(alice, title="Avant")
    with pytest.raises(InvalidInput) as refused:
        await alice.does(edit_booking, booking_id=row.id, now=NOW, **{**WORDS, "address": " "})
    assert set(refused.value.fields) == {"address"}
    assert (await stored(alice, row.id)).title == "Avant"


async def test_not_once_it_has_begun(alice: Practice) -> None:
    row = await given(alice)
    await alice.does(start_session, booking_id=row.id, now=SLOT)
    with pytest.raises(Conflict, match="est en cours"):
        await alice.does(edit_booking, booking_id=row.id, now=SLOT, **WORDS)


async def test_bob_cannot_edit_it(alice: Practice, bob: Practice) -> None:
    row = await given(alice)
    with pytest.raises(NotFound):
        await bob.does(edit_booking, booking_id=row.id, now=NOW, **WORDS)
    assert (await stored(alice, row.id)).title == ""
