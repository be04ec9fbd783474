"""A client's home: their own sessions with each coach, in their own zone, and nobody else's."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from tests.fixtures.people import People, Person
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.portal.present import portal_view
from trustcoach_app.portal.queries import MOST_PAST, portal_facts
from trustcoach_app.portal.views import PortalView

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
"""A Monday, 10:00 in Paris."""


def follow(people: People, coach: Person, person: Person | None, zone: str = "Europe/Paris") -> UUID:
    """Make somebody a client of a coach."""
    client_id = new_id()
    people.owner.execute(
        "INSERT INTO clients (coach_id, id, user_id, name, phone, stage, timezone, search_key, sort_key) "
        "VALUES (%s, %s, %s, 'Client', '', 'client', %s, '', '')",
        (coach.coach_id, client_id, person.id if person else None, zone),
    )
    return client_id


def book(people: People, coach: Person, client_id: UUID, start: datetime, status: str = "confirmed") -> None:
    """One session of an hour."""
    people.owner.execute(
        "INSERT INTO bookings (coach_id, id, client_id, title, reason, note, during, timezone, mode, phone, address, "
        "price_cents, currency, billing, status, hold_expires_at, cancelled_at, cancellation_reason, retained_cents) "
        "VALUES (%s, %s, %s, 'Titre du coach', '', 'Note du coach', tstzrange(%s, %s), 'Europe/Paris', 'in_person', "
        "'', '12 rue de la Paix', 0, 'EUR', 'individual', %s, %s, %s, '', 0)",
        (
            *(coach.coach_id, new_id(), client_id, start, start + timedelta(hours=1), status),
            start if status == "pending" else None,
            start if status == "cancelled" else None,
        ),
    )


async def home_of(person: Person) -> PortalView:
    """The page as this person reads it."""
    who = Principal(Role.CLIENT, user_id=person.id)
    async with unit_of_work(who) as db:
        return portal_view(await portal_facts(db, user_id=person.id, now=NOW), NOW)


@pytest.fixture
def camille(people: People) -> Person:
    """Somebody who is followed."""
    return people.add("client", name="Camille Roy")


async def test_sessions_with_each_coach_in_order(people: People, camille: Person) -> None:
    thomas, marie = people.add("coach", name="Thomas Martin"), people.add("coach", name="Marie Dupont")
    with_thomas, with_marie = follow(people, thomas, camille), follow(people, marie, camille)
    for days, status in ((-400, "completed"), (-3, "no_show"), (-2, "cancelled"), (-1, "expired"), (1, "confirmed")):
        book(people, thomas, with_thomas, NOW + timedelta(days=days), status)
    book(people, marie, with_marie, NOW - timedelta(minutes=30), "in_progress")
    book(people, marie, with_marie, NOW + timedelta(days=5), "cancelled")
    view = await home_of(camille)
    assert view.greeting == "Bonjour Camille"
    assert [(row.day, row.time, row.coach_name, row.status) for row in view.coming] == [
        ("Lundi 12 janvier", "09:30 – 10:30", "Marie Dupont", "En cours"),
        ("Mardi 13 janvier", "10:00 – 11:00", "Thomas Martin", ""),
    ]
    assert [(row.day, row.coach_name, row.status) for row in view.past] == [
        ("Samedi 17 janvier", "Marie Dupont", "Annulée"),
        ("Samedi 10 janvier", "Thomas Martin", "Annulée"),
        ("Vendredi 9 janvier", "Thomas Martin", "Absence"),
        ("Dimanche 8 décembre 2024", "Thomas Martin", ""),
    ]
    assert view.coming[0].place == "Présentiel · 12 rue de la Paix"


async def test_nothing_of_the_coach_alone_is_shown(people: People, camille: Person) -> None:
    coach = people.add("coach")
    book(people, coach, follow(people, coach, camille), NOW + timedelta(days=1))
    assert "du coach" not in str(await home_of(camille))
    assert coach.email not in str(await home_of(camille))


async def test_nobody_elses_sessions(people: People, camille: Person) -> None:
    """Of the same coach, of another, and of a client row that is not proved to be theirs."""
    coach, other = people.add("coach"), people.add("client")
    follow(people, coach, camille)
    book(people, coach, follow(people, coach, other), NOW + timedelta(days=1))
    book(people, coach, follow(people, coach, None), NOW + timedelta(days=2))
    view = await home_of(camille)
    assert (view.coming, view.past) == ((), ())
    assert len((await home_of(other)).coming) == 1


async def test_hours_are_those_of_the_clients_zone(people: People, camille: Person) -> None:
    coach = people.add("coach")
    book(people, coach, follow(people, coach, camille, "Indian/Reunion"), NOW + timedelta(hours=12))
    [row] = (await home_of(camille)).coming
    assert (row.day, row.time) == ("Mardi 13 janvier", "01:00 – 02:00")


async def test_a_long_past_is_cut(people: People, camille: Person) -> None:
    coach = people.add("coach")
    client_id = follow(people, coach, camille)
    for number in range(MOST_PAST + 3):
        book(people, coach, client_id, NOW - timedelta(days=number + 1), "completed")
    view = await home_of(camille)
    assert (len(view.past), view.more_past) == (MOST_PAST, 3)


async def test_the_function_names_ones_own_coaches_only(people: People, camille: Person) -> None:
    mine, other = people.add("coach", name="Mien"), people.add("coach", name="Autre")
    follow(people, mine, camille)
    follow(people, other, people.add("client"))
    for who, names in ((Principal(Role.CLIENT, user_id=camille.id), ["Mien"]), (Principal(Role.CLIENT), [])):
        async with unit_of_work(who) as db:
            assert list((await db.execute(text("SELECT name FROM portal_coaches()"))).scalars()) == names
