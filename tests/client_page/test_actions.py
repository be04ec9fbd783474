"""Actions on one client's file: added, ticked, changed, removed and brought back; never another coach's."""

from datetime import date
from typing import Any

import pytest

from tests.actions.test_actions import an_action
from tests.client_page.test_file import opened
from tests.client_page.test_goals import a_begun_session
from tests.fixtures.practice import NOW, Practice, statements
from tests.focus.acting import call, page_of, take_offer
from trustcoach_app import clock
from trustcoach_app.actions.queries import action, actions_of_client
from trustcoach_app.client_file.actions.state import ActionState
from trustcoach_app.client_page.state import ClientFileState
from trustcoach_app.clients.service import add_client
from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.session_page.state import SessionState


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


SENT = {"title": "Appeler la cheffe", "owner": "client", "due_on": "2026-01-16"}


async def test_the_file_shows_who_does_what(alice: Practice) -> None:
    await an_action(alice, due_on=date(2026, 1, 9))
    [line] = (await opened(alice, alice.client_id)).actions
    assert (line.title, line.owner, line.when) == ("Appeler la cheffe", "Marie", "pour le 9 janv.")
    assert (line.is_done, line.is_late, line.is_seen) == (False, True, True)


async def test_a_tick_is_one_statement_and_shows_at_once(alice: Practice) -> None:
    """Whatever the browser sends: only True means done."""
    action_id = await an_action(alice)
    page = await opened(alice, alice.client_id)
    for sent, is_done in ((True, True), ("yes", False), (True, True), (False, False)):
        with statements() as seen:
            await call(ClientFileState.tick, page, str(action_id), sent)
        assert (len(seen), page.actions[0].is_done) == (1, is_done)
        assert bool((await alice.does(action, action_id=action_id)).done_at) is is_done


async def test_added_changed_removed_and_brought_back(alice: Practice) -> None:
    page: Any = await page_of(alice, ActionState)
    await call(ActionState.open_new, page, str(alice.client_id), "")
    await call(ActionState.save, page, {**SENT, "title": ""})
    assert (set(page.errors), page.is_open) == ({"title"}, True)
    await call(ActionState.save, page, SENT)
    [row] = await alice.does(actions_of_client, client_id=alice.client_id)
    assert (page.is_open, row.title, row.due_on) == (False, "Appeler la cheffe", date(2026, 1, 16))
    await call(ActionState.open, page, str(row.id))
    assert vars(page.values) == SENT
    await call(ActionState.save, page, {**SENT, "owner": "coach"})
    changed = await alice.does(action, action_id=row.id)
    await call(ActionState.remove, page, str(row.id))
    assert await alice.does(actions_of_client, client_id=alice.client_id) == []
    await take_offer(page)
    assert await alice.does(actions_of_client, client_id=alice.client_id) == [changed]


async def test_the_window_opens_again_as_it_was(alice: Practice) -> None:
    action_id = await an_action(alice)
    page: Any = await page_of(alice, ActionState)
    await call(ActionState.open_again, page, "", str(alice.client_id), "")
    assert (page.is_open, page.row_id, page.for_client) == (True, "", str(alice.client_id))
    await call(ActionState.open_again, page, str(action_id), "", "")
    assert (page.row_id, page.values.title) == (str(action_id), "Appeler la cheffe")
    await call(ActionState.close, page)
    with pytest.raises(Conflict):
        await call(ActionState.save, page, SENT)


async def test_another_s_action_is_not_there(alice: Practice, bob: Practice) -> None:
    action_id = await an_action(alice)
    before = await alice.does(action, action_id=action_id)
    page = await opened(bob, bob.client_id)
    dialog: Any = await page.get_state(ActionState)
    for handler, state, sent in (
        (ClientFileState.tick, page, [str(action_id), True]),
        (ClientFileState.tick, page, ["garbage", True]),
        (ActionState.open, dialog, [str(action_id)]),
        (ActionState.remove, dialog, [str(action_id)]),
    ):
        with pytest.raises(NotFound):
            await call(handler, state, *sent)
    await call(ActionState.open_new, dialog, str(alice.client_id), "")
    with pytest.raises(NotFound):
        await call(ActionState.save, dialog, SENT)
    assert await alice.does(actions_of_client, client_id=alice.client_id) == [before]


async def test_agreed_in_a_session_it_says_so_and_ticks_there(alice: Practice) -> None:
    """Only in one of that client's, and only once it began."""
    booking_id, session_id = await a_begun_session(alice)
    lea = await alice.does(add_client, name="Léa Roux", now=NOW)
    page: Any = await page_of(alice, ActionState)
    await call(ActionState.open_new, page, str(lea.id), str(booking_id))
    with pytest.raises(NotFound):
        await call(ActionState.save, page, SENT)
    await call(ActionState.open_new, page, str(alice.client_id), str(booking_id))
    await call(ActionState.save, page, SENT)
    [row] = await alice.does(actions_of_client, client_id=alice.client_id)
    assert row.session_id == session_id
    session: Any = await page_of(alice, SessionState)
    object.__setattr__(session, "seance", str(booking_id))
    await call(SessionState.load, session)
    assert [(line.is_of_session, line.is_done) for line in session.actions] == [(True, False)]
    with statements() as seen:
        await call(SessionState.tick, session, str(row.id), True)
    assert (len(seen), session.actions[0].is_done) == (1, True)
    await call(SessionState.tick, session, str(row.id), False)
    assert (await alice.does(action, action_id=row.id)).done_at is None
    with pytest.raises(NotFound):
        await call(SessionState.tick, session, str(booking_id), True)
