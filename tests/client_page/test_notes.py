"""Notes on one client's file: added, shared with undo, removed and brought back; never another coach's."""

from typing import Any

import pytest

from tests.client_page.test_file import opened
from tests.fixtures.practice import NOW, Practice
from tests.focus.acting import call, page_of, take_offer
from tests.notes.test_notes import a_note
from trustcoach_app import clock
from trustcoach_app.client_file.notes.state import NoteState
from trustcoach_app.errors import NotFound
from trustcoach_app.notes.queries import MOST_LISTED, note, notes_of_client


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


SENT = {"text": "À rappeler mardi", "audience": "coach"}


async def test_the_file_shows_them_and_says_when_there_are_more(alice: Practice) -> None:
    await a_note(alice, is_shared=True)
    page = await opened(alice, alice.client_id)
    assert ([(line.text, line.is_shared) for line in page.notes], page.view.has_more_notes) == (
        [("À rappeler", True)],
        False,
    )
    for _ in range(MOST_LISTED):
        await a_note(alice)
    page = await opened(alice, alice.client_id)
    assert (len(page.notes), page.view.has_more_notes) == (MOST_LISTED, True)


async def test_added_for_the_coach_alone_and_taken_back(alice: Practice) -> None:
    page: Any = await page_of(alice, NoteState)
    await call(NoteState.open_new, page, str(alice.client_id))
    assert page.values.audience == "coach"
    await call(NoteState.save, page, {**SENT, "text": " "})
    assert (set(page.errors), page.is_open) == ({"text"}, True)
    await call(NoteState.save, page, SENT)
    [row] = await alice.does(notes_of_client, client_id=alice.client_id)
    assert (page.is_open, row.text, row.shared_at) == (False, "À rappeler mardi", None)
    await take_offer(page)
    assert await alice.does(notes_of_client, client_id=alice.client_id) == []


async def test_who_reads_it_changes_with_undo(alice: Practice) -> None:
    """From its form and from its menu; only True shares."""
    note_id = await a_note(alice)
    page: Any = await page_of(alice, NoteState)
    await call(NoteState.open, page, str(note_id))
    await call(NoteState.save, page, {**SENT, "audience": "client"})
    assert (await alice.does(note, note_id=note_id)).shared_at == NOW
    await take_offer(page)
    assert (await alice.does(note, note_id=note_id)).shared_at is None
    for sent, since in ((True, NOW), ("yes", None), (True, NOW), (False, None)):
        await call(NoteState.show_to_client, page, str(note_id), sent)
        assert (await alice.does(note, note_id=note_id)).shared_at == since
    await take_offer(page)
    row = await alice.does(note, note_id=note_id)
    assert (row.shared_at, row.text) == (NOW, "À rappeler mardi")


async def test_removed_and_brought_back(alice: Practice) -> None:
    note_id = await a_note(alice, is_shared=True)
    before = await alice.does(note, note_id=note_id)
    page: Any = await page_of(alice, NoteState)
    await call(NoteState.remove, page, str(note_id))
    assert await alice.does(notes_of_client, client_id=alice.client_id) == []
    await take_offer(page)
    assert await alice.does(notes_of_client, client_id=alice.client_id) == [before]


async def test_the_window_opens_again_as_it_was(alice: Practice) -> None:
    note_id = await a_note(alice)
    page: Any = await page_of(alice, NoteState)
    await call(NoteState.open_again, page, "", str(alice.client_id))
    assert (page.is_open, page.row_id, page.for_client) == (True, "", str(alice.client_id))
    await call(NoteState.open_again, page, str(note_id), "")
    assert (page.row_id, page.values.text) == (str(note_id), "À rappeler")


async def test_another_s_note_is_not_there(alice: Practice, bob: Practice) -> None:
    note_id = await a_note(alice)
    before = await alice.does(note, note_id=note_id)
    dialog: Any = await page_of(bob, NoteState)
    for handler, sent in (
        (NoteState.open, [str(note_id)]),
        (NoteState.remove, [str(note_id)]),
        (NoteState.show_to_client, [str(note_id), True]),
        (NoteState.show_to_client, ["garbage", True]),
    ):
        with pytest.raises(NotFound):
            await call(handler, dialog, *sent)
    await call(NoteState.open_new, dialog, str(alice.client_id))
    with pytest.raises(NotFound):
        await call(NoteState.save, dialog, SENT)
    assert await alice.does(notes_of_client, client_id=alice.client_id) == [before]
