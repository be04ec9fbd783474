"""The frame shows what waits behind an entry, and knows none of those who count."""

import pytest

import trustcoach_app.trustcoach_app  # noqa: F401  registers what is counted
from tests.fixtures.people import People
from tests.focus.acting import call
from trustcoach_app.auth.access import act
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.reflex_seams.gate import new_tree
from trustcoach_app.shell.counts import count_waiting, is_counted, register_count
from trustcoach_app.shell.state import ShellState

OPEN = "SELECT count(*) FROM dead_letters WHERE settled_at IS NULL"


@pytest.fixture
def letter(people: People, application: str) -> int:
    """How many letters are open, one of them for sure."""
    coach = people.add("coach", password=False)
    people.owner.execute(
        "INSERT INTO dead_letters (coach_id, id, digest, body, size, problem, received_at, settlement) "
        "VALUES (%s, %s, '', '', 1, 'Illisible', now(), '')",
        (coach.coach_id, new_id()),
    )
    count = people.value(OPEN)
    assert isinstance(count, int)
    return count


async def test_an_administrator_sees_how_many_letters_wait(letter: int, people: People) -> None:
    act(None, Principal(Role.ADMIN, user_id=people.add("admin", password=False).id))
    shell = await new_tree().get_state(ShellState)
    await call(ShellState.recount, shell)
    assert shell.counts == {"dead_letters": letter}


async def test_nothing_is_counted_for_a_role_that_lacks_the_entry(letter: int, people: People) -> None:
    coach = people.add("coach", password=False)
    async with unit_of_work(Principal(Role.COACH, user_id=coach.id, coach_id=coach.coach_id)) as db:
        assert await count_waiting(db, role="coach") == {}


async def test_an_entry_that_nobody_has_is_an_error_at_start() -> None:
    async def none(_: object) -> int:
        return 0

    with pytest.raises(KeyError):
        register_count("attic", none)
    assert is_counted("dead_letters")
    assert not is_counted("focus")
