"""Actions of a client: added, said otherwise, done and not, removed and restored; bounded, and nobody else's."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.fixtures.practice import NOW, Practice, statements
from trustcoach_app.actions.queries import action, actions_of_client
from trustcoach_app.actions.service import (
    MOST_ACTIONS,
    ActionFields,
    add_action,
    change_action,
    complete_action,
    remove_action,
    reopen_action,
    restore_action,
)
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.models.actions import Action, ActionOwner

DAY = timedelta(days=1)
FRIDAY = date(2026, 1, 16)


async def an_action(practice: Practice, title: str = "Appeler la cheffe", **said: Any) -> UUID:
    """An action of the practice's client."""
    client_id = said.pop("client_id", practice.client_id)
    return await practice.does(add_action, client_id=client_id, fields=ActionFields(title, **said), now=NOW)


async def titles(practice: Practice) -> list[str]:
    return [row.title for row in await practice.does(actions_of_client, client_id=practice.client_id)]


async def test_it_is_open_and_the_client_s_unless_said_otherwise(alice: Practice) -> None:
    await an_action(alice, "  Appeler\nla cheffe ")
    [row] = await alice.does(actions_of_client, client_id=alice.client_id)
    assert (row.title, row.owner, row.due_on, row.done_at) == ("Appeler la cheffe", ActionOwner.CLIENT, None, None)


@pytest.mark.parametrize("title", [" ", "x" * 201])
async def test_its_words_are_checked_wherever_they_come_from(alice: Practice, title: str) -> None:
    action_id = await an_action(alice)
    fields = ActionFields(title)
    gone = await alice.does(remove_action, action_id=action_id)
    for call, said in (
        (add_action, {"client_id": alice.client_id, "fields": fields, "now": NOW}),
        (change_action, {"action_id": action_id, "fields": fields}),
        (restore_action, {"row": type(gone)(**{**vars(gone), "title": title}), "now": NOW}),
    ):
        with pytest.raises(InvalidInput) as refused:
            await alice.does(call, **said)
        assert set(refused.value.fields) == {"title"}


async def test_what_is_open_comes_first_by_its_day_then_what_was_done_last(alice: Practice) -> None:
    await an_action(alice, "Sans jour")
    await an_action(alice, "Vendredi", due_on=FRIDAY)
    await an_action(alice, "Jeudi", due_on=FRIDAY - DAY)
    for days, title in ((1, "Faite hier"), (3, "Faite avant")):
        await alice.does(complete_action, action_id=await an_action(alice, title, due_on=FRIDAY), now=NOW - days * DAY)
    assert await titles(alice) == ["Jeudi", "Vendredi", "Sans jour", "Faite hier", "Faite avant"]


async def test_it_is_done_once_in_one_statement_and_can_be_reopened(alice: Practice) -> None:
    """A second tick, from another window, does not move the hour of the first."""
    action_id = await an_action(alice)
    for later in (0, 1):
        with statements() as seen:
            await alice.does(complete_action, action_id=action_id, now=NOW + later * DAY)
        assert len(seen) == 1
    assert (await alice.does(action, action_id=action_id)).done_at == NOW
    with statements() as seen:
        await alice.does(reopen_action, action_id=action_id)
    assert len(seen) == 1
    assert (await alice.does(action, action_id=action_id)).done_at is None


async def test_what_is_said_otherwise_stays_done(alice: Practice) -> None:
    action_id = await an_action(alice)
    await alice.does(complete_action, action_id=action_id, now=NOW)
    fields = ActionFields("Envoyer le livre", ActionOwner.COACH, FRIDAY)
    await alice.does(change_action, action_id=action_id, fields=fields)
    row = await alice.does(action, action_id=action_id)
    assert (row.title, row.owner, row.due_on, row.done_at) == ("Envoyer le livre", ActionOwner.COACH, FRIDAY, NOW)


async def test_removed_it_can_be_restored_as_it_was_and_once(alice: Practice) -> None:
    action_id = await an_action(alice, due_on=FRIDAY)
    await alice.does(complete_action, action_id=action_id, now=NOW)
    before = await alice.does(action, action_id=action_id)
    gone = await alice.does(remove_action, action_id=action_id)
    assert (gone, await titles(alice)) == (before, [])
    for _ in range(2):
        await alice.does(restore_action, row=gone, now=NOW + DAY)
    assert await alice.does(actions_of_client, client_id=alice.client_id) == [before]


async def test_nothing_is_restored_as_done_in_the_future(alice: Practice) -> None:
    action_id = await an_action(alice)
    await alice.does(complete_action, action_id=action_id, now=NOW + DAY)
    gone = await alice.does(remove_action, action_id=action_id)
    await alice.does(restore_action, row=replace(gone, created_at=NOW + DAY), now=NOW)
    row = await alice.does(action, action_id=action_id)
    assert (row.done_at, row.created_at) == (NOW, NOW)


async def test_they_are_bounded(alice: Practice) -> None:
    async with unit_of_work(alice.principal) as db:
        key = {"coach_id": alice.coach_id, "client_id": alice.client_id}
        db.add_all([Action(**key, title="Encore une") for _ in range(MOST_ACTIONS)])
    with pytest.raises(Conflict, match="500 actions au plus"):
        await an_action(alice)
    assert len(await titles(alice)) == 100
    assert len(await alice.does(actions_of_client, client_id=alice.client_id, limit=3)) == 3


async def test_bob_reaches_none(alice: Practice, bob: Practice) -> None:
    action_id = await an_action(alice)
    fields = ActionFields("Volée")
    for call, said in (
        (action, {}),
        (change_action, {"fields": fields}),
        (complete_action, {"now": NOW}),
        (reopen_action, {}),
        (remove_action, {}),
    ):
        with pytest.raises(NotFound):
            await bob.does(call, action_id=action_id, **said)
    row = await alice.does(action, action_id=action_id)
    for call, said in (
        (add_action, {"client_id": alice.client_id, "fields": fields}),
        (restore_action, {"row": row}),
        (add_action, {"client_id": new_id(), "fields": fields}),
    ):
        with pytest.raises(NotFound):
            await bob.does(call, **said, now=NOW)
    assert await bob.does(actions_of_client, client_id=alice.client_id) == []
    assert (row.title, row.done_at) == ("Appeler la cheffe", None)
