"""What a client reads of summaries and goals: what was shared with them, by each of their coaches, and nothing else."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.bookings.diary import SLOT, given
from tests.fixtures.people import People, Person
from tests.fixtures.practice import Practice
from tests.portal.test_portal import home_of
from trustcoach_app.bookings.service import start_session
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.goals.service import GoalFields, add_goal, measure_goal
from trustcoach_app.models.goals import GoalStatus
from trustcoach_app.sessions.queries import session_of_booking
from trustcoach_app.sessions.service import (
    save_note,
    save_summary_draft,
    share_summary,
    sign_summary,
    take_signature_back,
    unshare_summary,
)
from trustcoach_app.sessions.shared import shared_summaries

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)


@pytest.fixture
def camille(people: People, alice: Practice) -> Person:
    """Alice's client, with an account."""
    person = people.add("client", name="Camille Roy")
    people.owner.execute(
        "UPDATE clients SET user_id = %s WHERE coach_id = %s AND id = %s",
        (person.id, alice.principal.coach, alice.client_id),
    )
    return person


@pytest.fixture
async def session_id(alice: Practice) -> UUID:
    row = await given(alice)
    await alice.does(start_session, booking_id=row.id, now=SLOT)
    return (await alice.does(session_of_booking, booking_id=row.id)).id


async def read_by(person: Person) -> list[str]:
    return [row.text for row in (await home_of(person)).summaries]


async def test_a_summary_is_read_from_its_sharing_to_its_end(
    alice: Practice, camille: Person, session_id: UUID
) -> None:
    key = {"session_id": session_id}
    await alice.does(save_note, **key, text="À moi seule", revision=0, now=SLOT)
    await alice.does(save_summary_draft, **key, text="Brouillon", revision=0, now=SLOT)
    assert await read_by(camille) == []
    await alice.does(sign_summary, **key, text="Signé", now=SLOT)
    assert await read_by(camille) == []
    await alice.does(share_summary, **key, now=SLOT)
    assert await read_by(camille) == ["Signé"]
    await alice.does(unshare_summary, **key)
    assert await read_by(camille) == []
    await alice.does(share_summary, **key, now=SLOT)
    await alice.does(take_signature_back, **key, now=SLOT)
    assert await read_by(camille) == []
    assert "À moi seule" not in str(await home_of(camille))


async def test_nobody_else_reads_it(people: People, alice: Practice, camille: Person, session_id: UUID) -> None:
    await alice.does(sign_summary, session_id=session_id, text="Signé", now=SLOT, share=True)
    assert await read_by(people.add("client")) == []
    async with unit_of_work(Principal(Role.CLIENT)) as db:
        assert await shared_summaries(db, user_id=camille.id, limit=9) == []


async def test_goals_but_not_drafts(alice: Practice, camille: Person) -> None:
    for title, status in (("En cours", GoalStatus.IN_PROGRESS), ("Pensé", GoalStatus.DRAFT)):
        fields = GoalFields(title, NOW.date(), target_value=10, unit="/10", status=status)
        goal = await alice.does(add_goal, client_id=alice.client_id, fields=fields, now=NOW)
        await alice.does(measure_goal, goal_id=goal.id, value=6, now=NOW)
    view = await home_of(camille)
    assert [(row.title, row.measure, row.percent) for row in view.goals] == [("En cours", "6 sur 10", 60)]
