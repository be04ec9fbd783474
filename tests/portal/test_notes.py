"""What a client reads of the notes about them: what was shared, with each coach, and by no door anything else."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from tests.fixtures.people import People, Person
from tests.fixtures.practice import NOW, Practice
from tests.notes.test_notes import HOUR, a_note
from tests.portal.test_portal import follow, home_of
from tests.portal.test_shared import camille as camille
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.notes.service import show_note
from trustcoach_app.notes.shared import shared_notes
from trustcoach_app.portal.queries import MOST_NOTES


async def test_the_shared_ones_and_no_other(alice: Practice, camille: Person) -> None:
    await a_note(alice, "À moi seule")
    shared = await a_note(alice, "Pour vous", is_shared=True)
    view = await home_of(camille)
    assert [(row.title, row.text, row.coach_name) for row in view.notes] == [
        ("Note du 12 janv. 2026", "Pour vous", "Alice Martin")
    ]
    assert "À moi seule" not in str(view)
    await alice.does(show_note, note_id=shared, is_shared=False, now=NOW)
    assert (await home_of(camille)).notes == ()


async def test_by_no_door_the_coach_s_own(alice: Practice, camille: Person) -> None:
    """Not even by a statement that names it: the policy hides the row, and nothing of it can be written."""
    await a_note(alice, "À moi seule")
    await a_note(alice, is_shared=True)
    async with unit_of_work(Principal(Role.CLIENT, user_id=camille.id)) as db:
        assert await db.scalar(text("SELECT count(*) FROM client_notes")) == 1
        assert await db.scalar(text("SELECT count(*) FROM client_notes WHERE shared_at IS NULL")) == 0
    for written in ("UPDATE client_notes SET shared_at = now()", "DELETE FROM client_notes"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with unit_of_work(Principal(Role.CLIENT, user_id=camille.id)) as db:
                await db.execute(text(written))


async def test_nobody_else_reads_them(people: People, alice: Practice, camille: Person) -> None:
    """Neither another client of the same coach, nor one by the other's name, nor an administrator."""
    await a_note(alice, is_shared=True)
    other = people.add("client")
    follow(people, Person(alice.user_id, "", "", alice.coach_id), other)
    assert (await home_of(other)).notes == ()
    async with unit_of_work(Principal(Role.CLIENT, user_id=other.id)) as db:
        assert await shared_notes(db, user_id=camille.id, limit=9) == []
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with unit_of_work(Principal(Role.ADMIN, user_id=people.add("admin").id)) as db:
            await db.execute(text("SELECT id FROM client_notes"))


async def test_the_last_shared_first_and_no_more_than_the_page_holds(alice: Practice, camille: Person) -> None:
    for number in range(MOST_NOTES + 1):
        await a_note(alice, f"Note {number}", is_shared=True, ago=HOUR * (number + 1))
    rows = (await home_of(camille)).notes
    assert (len(rows), rows[0].text) == (MOST_NOTES, "Note 0")
