"""A setter that falls silent is told of once, to its coach and to every administrator."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from jobs.watch_setters import watch_setters
from tests.fixtures.people import People, Person
from trustcoach_app import clock
from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.engine import JOBS
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.connection.service import set_silence_hours

NOON = datetime.fromisoformat("2031-05-06T12:00:00+00:00")
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


@pytest.fixture
def coach(people: People) -> Person:
    return people.add("coach", password=False)


@pytest.fixture
def ada(people: People) -> Iterator[Person]:
    """An administrator, for the time of the test."""
    person = people.add("admin", password=False)
    yield person
    people.owner.execute("UPDATE users SET disabled_at = now() WHERE id = %s", (person.id,))


def hear(people: People, coach: Person, at: datetime) -> None:
    """An event comes in."""
    people.owner.execute(
        "INSERT INTO inbound_events (coach_id, id, type, body, received_at) VALUES (%s, %s, 'lead.won', '', %s)",
        (coach.coach_id, new_id(), at),
    )


async def watch(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """The job's run at an instant, as the jobs' login."""
    with monkeypatch.context() as patch:
        patch.setattr(unit, "_login", JOBS)
        patch.setattr(clock, "now", lambda: now)
        await watch_setters()


async def test_each_silence_is_told_once(
    people: People, coach: Person, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the 24th hour on, not a second before; events that flow again begin anew."""

    def told() -> tuple[int, int]:
        theirs = [mail for mail in people.mail_to(ada.email) if "silencieux" in mail.subject]
        return len(people.mail_to(coach.email)), len(theirs)

    await watch(monkeypatch, NOON)
    assert told()[0] == 0, "who never sent anything is not silent"
    hear(people, coach, NOON)
    before = told()[1]
    counts: list[tuple[int, int]] = []
    for now in (NOON + DAY - SECOND, NOON + DAY, NOON + 2 * DAY):
        await watch(monkeypatch, now)
        counts.append((told()[0], told()[1] - before))
    assert [mails for mails, _ in counts] == [0, 1, 1]
    assert counts[0][1] < counts[1][1] == counts[2][1]
    hear(people, coach, NOON + 3 * DAY)
    await watch(monkeypatch, NOON + 4 * DAY)
    assert told()[0] == 2
    [mail, _] = people.mail_to(coach.email)
    assert "/dashboard/coach/setter/connexion" in mail.text
    assert "24 heures" in mail.text


async def test_the_coach_says_how_long(people: People, coach: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    assert coach.coach_id
    async with unit_of_work(Principal(Role.COACH, user_id=coach.id, coach_id=coach.coach_id)) as db:
        await set_silence_hours(db, coach_id=coach.coach_id, hours=2)
    hear(people, coach, NOON)
    await watch(monkeypatch, NOON + timedelta(hours=2) - SECOND)
    assert people.mail_to(coach.email) == []
    await watch(monkeypatch, NOON + timedelta(hours=2))
    assert len(people.mail_to(coach.email)) == 1


async def test_a_closed_practice_is_left_in_peace(
    people: People, coach: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear(people, coach, NOON)
    people.owner.execute("UPDATE coaches SET deactivated_at = now() WHERE id = %s", (coach.coach_id,))
    await watch(monkeypatch, NOON + 5 * DAY)
    assert people.mail_to(coach.email) == []
