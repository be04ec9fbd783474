"""What a client sees and ticks of their actions: their own, with each coach, and nothing else of them."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from tests.actions.test_actions import an_action
from tests.fixtures.people import People, Person
from tests.fixtures.practice import NOW, Practice, statements
from tests.portal.test_portal import follow, home_of
from tests.portal.test_shared import camille as camille
from trustcoach_app.actions.queries import action
from trustcoach_app.actions.service import complete_action
from trustcoach_app.actions.shared import tick_action
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.models.actions import ActionOwner


async def ticks(person: Person, practice: Practice, action_id: UUID, *, is_done: bool = True) -> None:
    """As this person, acting as a client."""
    async with unit_of_work(Principal(Role.CLIENT, user_id=person.id)) as db:
        key = {"coach_id": practice.coach_id, "action_id": action_id}
        await tick_action(db, user_id=person.id, **key, is_done=is_done, now=NOW)


async def test_theirs_and_not_the_coach_s(alice: Practice, camille: Person) -> None:
    await an_action(alice, "Envoyer le livre", owner=ActionOwner.COACH)
    await an_action(alice, "Appeler", due_on=date(2026, 1, 9))
    done = await an_action(alice, "Écrire")
    await alice.does(complete_action, action_id=done, now=NOW - timedelta(days=2))
    rows = (await home_of(camille)).actions
    assert [(row.title, row.said, row.is_done, row.is_late) for row in rows] == [
        ("Appeler", "Pour le 9 janv. · Alice Martin", False, True),
        ("Écrire", "Faite le 10 janv. · Alice Martin", True, False),
    ]


async def test_a_tick_is_one_statement_and_the_coach_reads_it(alice: Practice, camille: Person) -> None:
    action_id = await an_action(alice)
    with statements() as seen:
        await ticks(camille, alice, action_id)
    assert len(seen) == 1
    assert (await alice.does(action, action_id=action_id)).done_at == NOW
    await ticks(camille, alice, action_id, is_done=False)
    assert (await alice.does(action, action_id=action_id)).done_at is None


async def test_nobody_ticks_what_is_not_theirs(people: People, alice: Practice, bob: Practice, camille: Person) -> None:
    """Neither the coach's own, nor another client's of the same coach, nor by the name of another practice."""
    other = people.add("client")
    follow(people, Person(alice.user_id, "", "", alice.coach_id), other)
    hers, theirs = await an_action(alice, owner=ActionOwner.COACH), await an_action(alice)
    for who, practice, action_id in ((camille, alice, hers), (other, alice, theirs), (camille, bob, theirs)):
        with pytest.raises(NotFound):
            await ticks(who, practice, action_id)
    assert (await home_of(other)).actions == ()


@pytest.mark.parametrize("change", ["title = 'Rien'", "owner = 'coach'", "due_on = NULL"])
async def test_a_client_changes_nothing_but_whether_it_is_done(alice: Practice, camille: Person, change: str) -> None:
    await an_action(alice)
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with unit_of_work(Principal(Role.CLIENT, user_id=camille.id)) as db:
            await db.execute(text(f"UPDATE actions SET {change}"))
