"""Notes of a client: added, said otherwise, shared and not, removed and restored; bounded, encrypted, nobody else's."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text as sql

from tests.fixtures.practice import NOW, Practice, statements
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.models.notes import LONGEST_CLIENT_NOTE
from trustcoach_app.notes import service
from trustcoach_app.notes.queries import note, notes_of_client
from trustcoach_app.notes.service import add_note, change_note, remove_note, restore_note, show_note

HOUR = timedelta(hours=1)


async def a_note(
    practice: Practice, text: str = "À rappeler", *, is_shared: bool = False, ago: timedelta = HOUR
) -> UUID:
    """A note of the practice's client, written some time ago."""
    said = {"client_id": practice.client_id, "text": text, "is_shared": is_shared, "now": NOW - ago}
    return await practice.does(add_note, **said)


async def test_the_coach_s_alone_until_shared(alice: Practice) -> None:
    note_id = await a_note(alice, " Deux\r\nlignes ")
    row = await alice.does(note, note_id=note_id)
    assert (row.text, row.created_at, row.changed_at, row.shared_at) == ("Deux\nlignes", NOW - HOUR, None, None)
    shared = await alice.does(note, note_id=await a_note(alice, is_shared=True))
    assert shared.shared_at == NOW - HOUR


async def test_shared_since_it_first_was_and_no_more(alice: Practice) -> None:
    """One statement each; a change of words changes nothing of that."""
    note_id = await a_note(alice)
    for is_shared, now, since in ((True, NOW, NOW), (True, NOW + HOUR, NOW), (False, NOW + HOUR, None)):
        with statements() as seen:
            await alice.does(show_note, note_id=note_id, is_shared=is_shared, now=now)
        assert (len(seen), (await alice.does(note, note_id=note_id)).shared_at) == (1, since)
    await alice.does(change_note, note_id=note_id, text="Rappelée", is_shared=True, now=NOW)
    await alice.does(change_note, note_id=note_id, text="Rappelée hier", is_shared=True, now=NOW + HOUR)
    row = await alice.does(note, note_id=note_id)
    assert (row.text, row.changed_at, row.shared_at, row.created_at) == ("Rappelée hier", NOW + HOUR, NOW, NOW - HOUR)


async def test_removed_it_can_be_restored_as_it_was_and_once(alice: Practice) -> None:
    note_id = await a_note(alice, is_shared=True)
    before = await alice.does(note, note_id=note_id)
    gone = await alice.does(remove_note, note_id=note_id)
    assert (gone, await alice.does(notes_of_client, client_id=alice.client_id)) == (before, [])
    for _ in range(2):
        await alice.does(restore_note, row=gone, now=NOW)
    assert await alice.does(notes_of_client, client_id=alice.client_id) == [before]
    await alice.does(remove_note, note_id=note_id)
    late = NOW + HOUR
    await alice.does(restore_note, row=replace(gone, created_at=late, changed_at=late, shared_at=late), now=NOW)
    row = await alice.does(note, note_id=note_id)
    assert (row.created_at, row.changed_at, row.shared_at) == (NOW, NOW, NOW)


async def test_the_latest_first(alice: Practice) -> None:
    for text, hours in (("ancienne", 9), ("récente", 1), ("entre", 5)):
        await a_note(alice, text, ago=HOUR * hours)
    listed = await alice.does(notes_of_client, client_id=alice.client_id)
    assert [row.text for row in listed] == ["récente", "entre", "ancienne"]


@pytest.mark.parametrize("text", ["", " \n ", "x" * (LONGEST_CLIENT_NOTE + 1)])
async def test_refused_beside_its_field(alice: Practice, text: str) -> None:
    note_id = await a_note(alice)
    gone = await alice.does(note, note_id=note_id)
    for call, said in (
        (add_note, {"client_id": alice.client_id, "text": text, "is_shared": False}),
        (change_note, {"note_id": note_id, "text": text, "is_shared": False}),
        (restore_note, {"row": replace(gone, id=new_id(), text=text)}),
    ):
        with pytest.raises(InvalidInput) as refused:
            await alice.does(call, **said, now=NOW)
        assert set(refused.value.fields) == {"text"}


async def test_they_are_bounded(alice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_NOTES", 2)
    for _ in range(2):
        await a_note(alice)
    with pytest.raises(Conflict, match="2 notes au plus"):
        await a_note(alice)


async def test_they_rest_encrypted(alice: Practice) -> None:
    await a_note(alice, "Secret")
    async with unit_of_work(alice.principal) as db:
        [sealed] = await db.scalars(sql("SELECT text FROM client_notes"))
    assert b"Secret" not in bytes(sealed)


async def test_another_coach_s_is_not_there(alice: Practice, bob: Practice) -> None:
    note_id = await a_note(alice)
    row = await alice.does(note, note_id=note_id)
    for call, said in (
        (note, {}),
        (remove_note, {}),
        (show_note, {"is_shared": True, "now": NOW}),
        (change_note, {"text": "Volée", "is_shared": True, "now": NOW}),
    ):
        with pytest.raises(NotFound):
            await bob.does(call, note_id=note_id, **said)
    for call, said in (
        (add_note, {"client_id": alice.client_id, "text": "Volée", "is_shared": True}),
        (restore_note, {"row": row}),
    ):
        with pytest.raises(NotFound):
            await bob.does(call, **said, now=NOW)
    assert await bob.does(notes_of_client, client_id=alice.client_id) == []
    assert await alice.does(note, note_id=note_id) == row
