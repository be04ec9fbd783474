"""What every capability asks of a coach."""

from zoneinfo import ZoneInfo

import pytest

from tests.fixtures.people import People
from tests.fixtures.practice import Practice
from trustcoach_app.coaches import CoachFacts, coach_facts, zone_of
from trustcoach_app.db.principal import in_practice
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound

REUNION = ZoneInfo("Indian/Reunion")


@pytest.fixture
def moved(alice: Practice, people: People) -> Practice:
    """Alice works in La Réunion, at 95 € an hour."""
    changed = "UPDATE coaches SET timezone = 'Indian/Reunion', hourly_rate_cents = 9500 WHERE id = %s"
    people.owner.execute(changed, (alice.coach_id,))
    return alice


async def test_who_she_is(moved: Practice) -> None:
    found = await moved.does(coach_facts)
    assert found == CoachFacts("Alice Martin", f"{moved.user_id}@coach.example", REUNION, 9500)
    assert await moved.does(zone_of) == REUNION


async def test_a_job_sees_no_person(moved: Practice) -> None:
    async with unit_of_work(in_practice(moved.coach_id)) as db:
        assert await coach_facts(db, coach_id=moved.coach_id) == CoachFacts("", "", REUNION, 9500)


@pytest.mark.parametrize("read", [coach_facts, zone_of])
async def test_nobody_elses(alice: Practice, bob: Practice, read: object) -> None:
    for coach_id in (bob.coach_id, new_id()):
        async with unit_of_work(alice.principal) as db:
            with pytest.raises(NotFound):
                await read(db, coach_id=coach_id)  # type: ignore[operator]
