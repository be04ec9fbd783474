"""Booking a session: what is written, what is refused and how it is said."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from tests.bookings.diary import HOUR, MINUTE, SECOND, SLOT, given, stored
from tests.fixtures.practice import NOW, Practice, statements
from trustcoach_app.bookings.service import Actor, SlotTaken, hold_slot
from trustcoach_app.bookings.slot import overlap_refused, slot
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.bookings import BillingType, Booking, BookingMode, BookingStatus, BusyBlock
from trustcoach_app.models.clients import Client

PARIS = ZoneInfo("Europe/Paris")


async def test_is_confirmed_at_once_with_all_that_was_said(alice: Practice) -> None:
    row = await given(
        alice,
        title="  Bilan\nde mi-parcours ",
        reason="Prise de poste",
        note="Apporter\nle test",
        mode=BookingMode.PHONE,
        phone="06 12 34 56 78",
        address="laissée d’un autre choix",
        price_cents=8050,
        billing=BillingType.CORPORATE,
    )
    found = await stored(alice, row.id)
    assert found.status is BookingStatus.CONFIRMED
    assert (found.starts_at, found.ends_at) == (SLOT, SLOT + HOUR)
    assert (found.title, found.reason, found.note) == ("Bilan de mi-parcours", "Prise de poste", "Apporter\nle test")
    assert (found.mode, found.phone, found.address) == (BookingMode.PHONE, "+33612345678", "")
    assert (found.price_cents, found.billing, found.timezone) == (8050, BillingType.CORPORATE, "Europe/Paris")
    assert found.updated_at == NOW


async def test_length_is_elapsed_time_over_a_clock_change(alice: Practice) -> None:
    """01:30 in Paris and 60 minutes on the night of the change is 03:30, not 02:30, which does not exist."""
    row = await given(alice, datetime(2026, 3, 29, 1, 30, tzinfo=PARIS))
    assert row.ends_at - row.starts_at == HOUR
    assert row.ends_at.astimezone(PARIS).hour == 3


@pytest.mark.parametrize(("shift", "minutes"), [(-30, 60), (30, 60), (0, 60), (15, 15), (-60, 180), (59, 5)])
async def test_an_overlap_is_refused_and_says_which_session(alice: Practice, shift: int, minutes: int) -> None:
    await given(alice)
    with pytest.raises(SlotTaken, match="Vous avez déjà une séance de 14:00 à 15:00 avec Marie Dupont\\.") as refused:
        await given(alice, SLOT + shift * MINUTE, minutes=minutes)
    assert (refused.value.starts_at, refused.value.ends_at) == (SLOT, SLOT + HOUR)


@pytest.mark.parametrize("shift", [-60, 60])
async def test_sessions_may_touch(alice: Practice, shift: int) -> None:
    await given(alice)
    assert (await given(alice, SLOT + shift * MINUTE)).status is BookingStatus.CONFIRMED


async def test_a_long_session_that_began_the_day_before_is_seen(alice: Practice) -> None:
    await given(alice, SLOT - 12 * HOUR + MINUTE, minutes=720)
    with pytest.raises(SlotTaken):
        await given(alice)


async def test_a_client_is_not_told_who_is_there(alice: Practice) -> None:
    await given(alice, SLOT + 30 * MINUTE)
    with pytest.raises(SlotTaken, match="Ce créneau vient d’être pris\u202f: de 14:00 à 15:00") as refused:
        await given(alice, by=Actor.CLIENT)
    assert "Dupont" not in str(refused.value)
    assert "15:30" not in str(refused.value)


async def test_busy_time_refuses_a_client_and_not_the_coach(alice: Practice) -> None:
    async with unit_of_work(alice.principal) as db:
        db.add(BusyBlock(coach_id=alice.coach_id, during=Range(SLOT - HOUR, SLOT + MINUTE)))
    with pytest.raises(SlotTaken):
        await given(alice, by=Actor.CLIENT)
    assert (await given(alice)).status is BookingStatus.CONFIRMED


async def test_a_live_hold_takes_the_slot_and_a_lapsed_one_does_not(alice: Practice) -> None:
    held = await alice.does(
        hold_slot, client_id=alice.client_id, starts_at=SLOT, minutes=60, timezone="Europe/Paris", now=NOW
    )
    with pytest.raises(SlotTaken, match="une réservation en attente de 14:00 à 15:00 avec Marie Dupont"):
        await given(alice, now=NOW + 15 * MINUTE - SECOND)
    await given(alice, now=NOW + 15 * MINUTE)
    assert (await stored(alice, held.id)).status is BookingStatus.EXPIRED


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("minutes", {"minutes": 4}),
    ("minutes", {"minutes": 721}),
    ("starts_at", {"starts_at": NOW - MINUTE}),
    ("starts_at", {"starts_at": SLOT.replace(tzinfo=None)}),
    ("starts_at", {"starts_at": NOW + timedelta(days=730, seconds=1)}),
    ("starts_at", {"starts_at": datetime.max.replace(tzinfo=UTC)}),
    ("starts_at", {"starts_at": datetime.min.replace(tzinfo=UTC), "allow_past": True}),
    ("phone", {"mode": BookingMode.PHONE}),
    ("phone", {"mode": BookingMode.PHONE, "phone": "12"}),
    ("phone", {"mode": BookingMode.PHONE, "phone": "06 12 34 56 78 90"}),
    ("address", {"mode": BookingMode.IN_PERSON, "address": " \n "}),
    ("address", {"mode": BookingMode.IN_PERSON, "address": "x" * 301}),
    ("price_cents", {"price_cents": -1}),
    ("price_cents", {"price_cents": 10_000_001}),
    ("title", {"title": "x" * 161}),
    ("reason", {"reason": "x" * 161}),
    ("note", {"note": "x" * 2001}),
    ("timezone", {"timezone": "Europe/Atlantis"}),
    ("timezone", {"timezone": "../../etc/passwd"}),
    ("timezone", {"timezone": ""}),
]


@pytest.mark.parametrize(("field", "wanted"), WRONG)
async def test_each_wrong_field_is_named(alice: Practice, field: str, wanted: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        await given(alice, **wanted)
    assert set(refused.value.fields) == {field}


async def test_all_wrong_fields_are_named_at_once(alice: Practice) -> None:
    with pytest.raises(InvalidInput) as refused:
        await given(alice, minutes=0, title="x" * 161, mode=BookingMode.PHONE)
    assert set(refused.value.fields) == {"minutes", "title", "phone"}


async def test_the_edges_are_taken(alice: Practice) -> None:
    """The minute under way, the shortest, the longest, two years ahead, the highest price; NUL and surrogates go."""
    assert (await given(alice, NOW, now=NOW + 59 * SECOND, minutes=5)).status is BookingStatus.CONFIRMED
    assert (await given(alice, minutes=720, price_cents=10_000_000)).price_cents == 10_000_000
    assert await given(alice, NOW + timedelta(days=730))
    assert (await given(alice, SLOT + timedelta(days=3), title="a\x00b\ud800c")).title == "abc"


async def test_the_past_is_for_imports(alice: Practice) -> None:
    assert (await given(alice, NOW - timedelta(days=90), allow_past=True)).status is BookingStatus.CONFIRMED


@pytest.mark.parametrize("column", ["archived_at", "merged_into"])
async def test_an_archived_or_merged_client_is_not_booked(alice: Practice, column: str) -> None:
    async with unit_of_work(alice.principal) as db:
        value = NOW if column == "archived_at" else alice.client_id
        await db.execute(update(Client).where(col(Client.id) == alice.client_id).values({column: value}))
    with pytest.raises(InvalidInput) as refused:
        await given(alice)
    assert set(refused.value.fields) == {"client_id"}


async def test_bob_cannot_book_alices_client(alice: Practice, bob: Practice) -> None:
    with pytest.raises(InvalidInput, match="n’existe pas"):
        await given(bob, client_id=alice.client_id)


async def test_bobs_diary_is_his_own(alice: Practice, bob: Practice) -> None:
    await given(alice)
    assert (await given(bob)).status is BookingStatus.CONFIRMED


async def test_a_loser_costs_one_read_and_a_winner_six_statements(alice: Practice) -> None:
    with statements() as winner:
        await given(alice)
    with statements() as loser, pytest.raises(SlotTaken):
        await given(alice)
    assert (len(winner), len(loser)) == (6, 1)


async def test_the_constraint_speaks_like_the_lock(alice: Practice) -> None:
    """What a writer who forgot the lock would meet."""
    await given(alice)
    wanted = slot(coach_id=alice.coach_id, starts_at=SLOT, minutes=30, timezone="Europe/Paris", by=Actor.COACH)

    async def write_without_a_look(db: AsyncSession, *, coach_id: UUID) -> None:
        db.add(Booking(coach_id=coach_id, client_id=alice.client_id, during=wanted.during, timezone="Europe/Paris"))
        with overlap_refused(wanted):
            await db.flush()

    with pytest.raises(SlotTaken, match="vient d’être pris"):
        await alice.does(write_without_a_look)
