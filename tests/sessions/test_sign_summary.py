"""Signing a summary."""

from uuid import UUID

import pytest
from sqlalchemy import select
from sqlmodel import col

from tests.bookings.diary import HOUR, SLOT
from tests.fixtures.practice import Practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.sessions import Summary
from trustcoach_app.sessions.service import sign_summary


async def kept(practice: Practice, session_id: UUID) -> list[Summary]:
    """The summaries of a session."""
    async with unit_of_work(practice.principal) as db:
        return list(await db.scalars(select(Summary).where(col(Summary.session_id) == session_id)))


async def test_is_signed_and_shared_when_asked(alice: Practice, session_id: UUID) -> None:
    await alice.does(sign_summary, session_id=session_id, text=" Un bon pas.\n", now=SLOT, share=True)
    (row,) = await kept(alice, session_id)
    assert (row.text, row.signed_at, row.shared_at) == ("Un bon pas.", SLOT, SLOT)


async def test_signing_again_replaces_it_and_takes_the_sharing_back(alice: Practice, session_id: UUID) -> None:
    first = await alice.does(sign_summary, session_id=session_id, text="Avant", now=SLOT, share=True)
    again = await alice.does(sign_summary, session_id=session_id, text="Après", now=SLOT + HOUR)
    (row,) = await kept(alice, session_id)
    assert (first, row.id) == (again, again)
    assert (row.text, row.signed_at, row.shared_at) == ("Après", SLOT + HOUR, None)


@pytest.mark.parametrize("text", ["", " \n", "x" * 20_001])
async def test_neither_empty_nor_endless(alice: Practice, session_id: UUID, text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await alice.does(sign_summary, session_id=session_id, text=text, now=SLOT)
    assert set(refused.value.fields) == {"text"}


async def test_bob_cannot_sign_it(alice: Practice, bob: Practice, session_id: UUID) -> None:
    with pytest.raises(NotFound):
        await bob.does(sign_summary, session_id=session_id, text="x", now=SLOT)
    assert await kept(alice, session_id) == []
