"""Private notes, saved as they are typed, from several tabs."""

import asyncio
from uuid import UUID

import psycopg
import pytest

from tests.bookings.diary import MINUTE, SLOT
from tests.fixtures.practice import Practice
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import InvalidInput, MovedOn, NotFound
from trustcoach_app.sessions.queries import note
from trustcoach_app.sessions.service import save_note


async def test_each_save_has_a_revision(alice: Practice, session_id: UUID) -> None:
    assert (await alice.does(note, session_id=session_id)).revision == 0
    for revision, text in enumerate(("Bonjour\n", "Bonjour\n\t« à suivre » ", "")):
        saved = await alice.does(save_note, session_id=session_id, text=text, revision=revision, now=SLOT)
        found = await alice.does(note, session_id=session_id)
        assert (saved, found.revision, found.text, found.updated_at) == (revision + 1, revision + 1, text, SLOT)


async def test_a_second_tab_never_overwrites(alice: Practice, session_id: UUID) -> None:
    for stale in (0, 1):
        await alice.does(save_note, session_id=session_id, text=f"tab A {stale}", revision=stale, now=SLOT)
        with pytest.raises(MovedOn, match="autre fenêtre") as told:
            await alice.does(save_note, session_id=session_id, text="tab B", revision=stale, now=SLOT + MINUTE)
        assert (told.value.text, told.value.revision) == (f"tab A {stale}", stale + 1)
    with pytest.raises(MovedOn):
        await alice.does(save_note, session_id=session_id, text="from nowhere", revision=9, now=SLOT)
    assert (await alice.does(note, session_id=session_id)).text == "tab A 1"


async def test_the_same_text_again_is_no_conflict(alice: Practice, session_id: UUID) -> None:
    """The answer to the first try was lost on the way."""
    for _ in range(2):
        assert await alice.does(save_note, session_id=session_id, text="mot", revision=0, now=SLOT) == 1


async def test_thirty_tabs_at_once_save_one(alice: Practice, session_id: UUID) -> None:
    tabs = (alice.does(save_note, session_id=session_id, text=f"{n}", revision=0, now=SLOT) for n in range(30))
    ended = await asyncio.gather(*tabs, return_exceptions=True)
    assert [outcome for outcome in ended if not isinstance(outcome, MovedOn)] == [1]


async def test_up_to_20_000_characters_of_what_a_database_takes(alice: Practice, session_id: UUID) -> None:
    with pytest.raises(InvalidInput, match="20\u202f000") as refused:
        await alice.does(save_note, session_id=session_id, text="é" * 20_001, revision=0, now=SLOT)
    assert set(refused.value.fields) == {"text"}
    await alice.does(save_note, session_id=session_id, text="é" * 19_998 + "\x00\ud800", revision=0, now=SLOT)
    assert (await alice.does(note, session_id=session_id)).text == "é" * 19_998


async def test_rests_encrypted(alice: Practice, session_id: UUID, owner_url: str) -> None:
    await alice.does(save_note, session_id=session_id, text="confidentiel", revision=0, now=SLOT)
    with psycopg.connect(owner_url) as connection:
        (kept,) = connection.execute("SELECT text FROM private_notes WHERE session_id = %s", [session_id]).fetchall()
    assert b"confidentiel" not in bytes(kept[0])


async def test_bob_neither_reads_nor_writes(alice: Practice, bob: Practice, session_id: UUID) -> None:
    await alice.does(save_note, session_id=session_id, text="à moi", revision=0, now=SLOT)
    for revision in (0, 1):
        with pytest.raises(NotFound):
            await bob.does(save_note, session_id=session_id, text="x", revision=revision, now=SLOT)
    assert (await bob.does(note, session_id=session_id)).text == ""
    with pytest.raises(NotFound):
        await alice.does(save_note, session_id=new_id(), text="x", revision=0, now=SLOT)
    assert (await alice.does(note, session_id=session_id)).text == "à moi"
