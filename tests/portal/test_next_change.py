"""A client's page turns over by itself: until `next_change`, no word changes while no row does."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.fixtures.people import People, Person
from tests.fixtures.watching import watched
from tests.focus.acting import call
from tests.portal.test_portal import NOW, book, follow
from trustcoach_app import clock
from trustcoach_app.auth.access import act
from trustcoach_app.days import next_midnight
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.portal.present import next_change, portal_view
from trustcoach_app.portal.queries import portal_facts
from trustcoach_app.portal.state import PortalState
from trustcoach_app.portal.views import PortalView
from trustcoach_app.reflex_seams.gate import new_tree

TICK = timedelta(microseconds=1)


@pytest.fixture
def camille(people: People) -> Person:
    return people.add("client", name="Camille Durand")


async def read(person: Person, now: datetime) -> tuple[PortalView, datetime | None]:
    async with unit_of_work(Principal(Role.CLIENT, user_id=person.id)) as db:
        facts = await portal_facts(db, user_id=person.id, now=now)
    return portal_view(facts, now), next_change(facts, now)


async def test_no_word_changes_before_and_one_does_then(people: People, camille: Person) -> None:
    coach = people.add("coach")
    client_id = follow(people, coach, camille)
    late = NOW.replace(hour=22, minute=30)
    book(people, coach, client_id, late)
    book(people, coach, client_id, NOW - timedelta(minutes=30), "in_progress")
    changes, now = list[datetime](), NOW
    while now < late + timedelta(hours=1):
        shown, due = await read(camille, now)
        assert due is not None
        assert due > now
        assert (await read(camille, due - TICK))[0] == shown
        changes += [due] if (await read(camille, due))[0] != shown else []
        now = due.astimezone(UTC)
    assert changes == [NOW + timedelta(minutes=30), NOW.replace(hour=23), late + timedelta(hours=1)]


async def test_midnight_is_that_of_the_clients_zone(people: People, camille: Person) -> None:
    coach = people.add("coach")
    book(people, coach, follow(people, coach, camille, "Indian/Reunion"), NOW + timedelta(days=3))
    assert (await read(camille, NOW))[1] == NOW.replace(hour=20)


async def test_nothing_shown_turns_over_never(people: People, camille: Person) -> None:
    assert (await read(camille, NOW))[1] is None


async def test_the_page_asks_for_it(people: People, camille: Person) -> None:
    coach = people.add("coach")
    book(people, coach, follow(people, coach, camille), clock.now() + timedelta(days=3))
    act(None, Principal(Role.CLIENT, user_id=camille.id))
    with watched() as seen:
        await call(PortalState.refresh, await new_tree().get_state(PortalState))
    [due] = seen.values()
    assert due == next_midnight(clock.now(), ZoneInfo("Europe/Paris"))
