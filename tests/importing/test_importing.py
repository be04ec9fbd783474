"""Dry run, confirm, twice, undo: with real services on a real database."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col, delete

from tests.fixtures.practice import NOW, Practice
from tests.importing.exports import EXPORTS, calendar, event, export, plan_of, upload, with_person, written
from trustcoach_app.bookings.service import edit_booking, start_session
from trustcoach_app.clients import service as clients
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.importing.plan import NEW
from trustcoach_app.importing.service import confirm_import, undo_import
from trustcoach_app.models.bookings import Booking, BookingStatus, BusyBlock
from trustcoach_app.models.clients import Client
from trustcoach_app.models.importing import ImportedClient, ImportKind, ImportStatus, OutsideEvent
from trustcoach_app.models.machine import OutboxMail
from trustcoach_app.models.sessions import Session
from trustcoach_app.uploads.queries import one_import
from trustcoach_app.uploads.service import discard_import

PAST, COMING = "20260105T090000Z", "20260120T090000Z"


async def rows(practice: Practice, table: Any) -> list[Any]:
    """The rows of a table in a practice, oldest first."""
    async with unit_of_work(practice.principal) as db:
        return list(await db.scalars(select(table).where(table.coach_id == practice.coach_id).order_by(table.id)))


async def counts(practice: Practice) -> list[int]:
    """How many clients, bookings, sessions, blocks, outside events and imported clients there are."""
    tables = (Client, Booking, Session, BusyBlock, OutsideEvent, ImportedClient)
    return [len(await rows(practice, table)) for table in tables]


def session(
    uid: str = "e1", start_: str = COMING, end: str = "20260120T100000Z", email: str = "lea@mail.example"
) -> Any:
    """The lines of a session with Léa."""
    return event(uid, start_, *with_person(email), end=end)


def past_session(uid: str = "p1") -> Any:
    """The lines of one that is over."""
    return session(uid, PAST, "20260105T100000Z")


async def test_nothing_is_written_before_the_coach_confirms(alice: Practice) -> None:
    """An upload is a dry run."""
    before = await counts(alice)
    import_id = await upload(alice, calendar(*session(), *past_session(), *event("busy")))
    plan = await plan_of(alice, import_id)
    assert (len(plan.sessions), len(plan.blocks), len(plan.people)) == (2, 1, 1) or plan.overlaps
    assert await counts(alice) == before


async def test_past_sessions_are_completed_at_no_price_and_coming_ones_confirmed(alice: Practice) -> None:
    """They stay out of the earnings until they are priced, and nobody is mailed."""
    await written(alice, calendar(*session(), *past_session()))
    found = {row.starts_at.day: row for row in await rows(alice, Booking)}
    assert found[5].status is BookingStatus.COMPLETED
    assert found[20].status is BookingStatus.CONFIRMED
    assert {row.price_cents for row in found.values()} == {0}
    [lea] = [row for row in await rows(alice, Client) if row.email == "lea@mail.example"]
    assert lea.name == "Léa Moreau"
    assert {row.client_id for row in found.values()} == {lea.id}


async def test_nobody_is_mailed(alice: Practice, people: Any) -> None:
    """The outbox stays as it was."""
    before = people.value("SELECT count(*) FROM outbox")
    await written(alice, calendar(*session(), *past_session()))
    assert people.value("SELECT count(*) FROM outbox") == before
    assert OutboxMail.__tablename__ == "outbox"


async def test_events_without_a_person_block_time(alice: Practice) -> None:
    """Coming ones only: nothing is to be blocked in the past."""
    await written(alice, calendar(*event("a"), *event("b", PAST, end="20260105T100000Z")))
    assert [row.source.value for row in await rows(alice, BusyBlock)] == ["imported"]
    assert await rows(alice, Booking) == []


async def test_a_known_address_is_merged(alice: Practice) -> None:
    """Under the name that the coach gave."""
    known = await alice.does(clients.add_client, name="Léa M.", email="lea@mail.example", now=NOW)
    await written(alice, calendar(*session()))
    assert [row.client_id for row in await rows(alice, Booking)] == [known.id]


async def test_an_equal_name_is_a_question(alice: Practice) -> None:
    """Folded: « MOREAU  Léa » is no question, « lea moreau » is. Without an answer nothing is written."""
    await alice.does(clients.add_client, name="LEA  MOREAU", now=NOW)
    import_id = await upload(alice, calendar(*session()))
    with pytest.raises(InvalidInput) as refused:
        await alice.does(confirm_import, import_id=import_id, answers={}, now=NOW)
    assert refused.value.fields == {"lea@mail.example": "Choisissez qui est cette personne."}
    assert await rows(alice, Booking) == []
    await alice.does(confirm_import, import_id=import_id, answers={"lea@mail.example": NEW}, now=NOW)
    assert len([row for row in await rows(alice, Client) if row.sort_key == "lea moreau"]) == 2


async def test_a_clients_name_in_a_title_is_a_question(alice: Practice) -> None:
    """« DUPONT Marie - Consultation » without an address: Marie Dupont is Alice's client, Jean Leroy nobody's."""
    import_id = await upload(alice, export("doctolib"))
    plan = await plan_of(alice, import_id)
    assert [person.name for person in plan.people if person.choices] == ["Marie Dupont"]
    assert [block.title for block in plan.blocks] == ["LEROY Jean - Première consultation"]
    await alice.does(confirm_import, import_id=import_id, answers={plan.people[0].key: str(alice.client_id)}, now=NOW)
    assert [row.client_id for row in await rows(alice, Booking)] == [alice.client_id]


async def test_overlapping_sessions_are_listed(alice: Practice) -> None:
    """With the diary, and with each other."""
    await written(alice, calendar(*session("first")))
    again = calendar(
        *session("second", "20260120T093000Z", "20260120T103000Z"),
        *session("c", "20260121T090000Z", "20260121T100000Z"),
    )
    plan = await plan_of(alice, await upload(alice, again + b""))
    assert len(plan.overlaps) == 1
    assert "10:00–11:00" in plan.overlaps[0].why
    assert [planned.uid for planned in plan.sessions] == ["c"]


@pytest.mark.parametrize("name", EXPORTS)
async def test_twice_is_once(alice: Practice, name: str) -> None:
    """Each real-world shape: the second time there is nothing to write."""
    await written(alice, export(name))
    before = await counts(alice)
    import_id = await upload(alice, export(name))
    plan = await plan_of(alice, import_id)
    assert (plan.sessions, plan.blocks, plan.overlaps) == ([], [], [])
    await alice.does(confirm_import, import_id=import_id, answers={}, now=NOW)
    assert await counts(alice) == before


@pytest.mark.parametrize("name", EXPORTS)
async def test_undo_restores(alice: Practice, name: str) -> None:
    """As it was before; and then it can be imported again."""
    before = await counts(alice)
    import_id = await written(alice, export(name))
    after = await counts(alice)
    row = await alice.does(undo_import, import_id=import_id, now=NOW)
    assert row.status is ImportStatus.UNDONE
    assert await counts(alice) == before
    await written(alice, export(name))
    assert await counts(alice) == after != before


async def test_undo_keeps_what_was_touched(alice: Practice) -> None:
    """A session with another title, one that was started, and the client on whom they hang."""
    now = NOW.strftime("%Y%m%dT%H%M%SZ")
    import_id = await written(alice, calendar(*session("a"), *session("b", now, "20260112T100000Z"), *past_session()))
    found = {row.starts_at.day: row for row in await rows(alice, Booking)}
    await alice.does(start_session, booking_id=found[12].id, now=NOW + timedelta(minutes=1))
    await alice.does(
        edit_booking, booking_id=found[20].id, now=NOW + timedelta(minutes=1), **_words(found[20], "Bilan")
    )
    await alice.does(undo_import, import_id=import_id, now=NOW + timedelta(minutes=2))
    assert {row.starts_at.day for row in await rows(alice, Booking)} == {12, 20}
    kept = (await plan_of(alice, import_id)).kept
    assert kept == ["Séance du 12 janv. à 10:00", "Séance du 20 janv. à 10:00", "Client\u00a0: Léa Moreau"]


async def test_a_changed_client_is_kept(alice: Practice) -> None:
    """A telephone number was added."""
    import_id = await written(alice, b"Nom;Email\nL\xc3\xa9a Moreau;lea@mail.example\nIda Roux;\n", "clients.csv")
    lea = next(row for row in await rows(alice, Client) if row.email == "lea@mail.example")
    same = {"name": lea.name, "email": lea.email, "timezone": lea.timezone}
    await alice.does(clients.update_client, client_id=lea.id, phone="06 12 34 56 78", **same)
    await alice.does(undo_import, import_id=import_id, now=NOW)
    assert {row.name for row in await rows(alice, Client)} == {"Marie Dupont", "Léa Moreau"}


async def test_an_import_is_confirmed_and_undone_once(alice: Practice) -> None:
    """Two tabs: the second is told."""
    import_id = await written(alice, calendar(*session()))
    with pytest.raises(Conflict):
        await alice.does(confirm_import, import_id=import_id, answers={}, now=NOW)
    with pytest.raises(Conflict):
        await alice.does(discard_import, kind=ImportKind.PLANNING, import_id=import_id)
    await alice.does(undo_import, import_id=import_id, now=NOW)
    with pytest.raises(Conflict):
        await alice.does(undo_import, import_id=import_id, now=NOW)


async def test_the_plan_is_forgotten_once_written(alice: Practice) -> None:
    """It names people."""
    import_id = await written(alice, calendar(*session()))
    assert (await plan_of(alice, import_id)).people == []


@pytest.mark.parametrize("call", [one_import, discard_import, undo_import])
async def test_another_coachs_import_does_not_exist(alice: Practice, bob: Practice, call: Any) -> None:
    """Not to be seen, thrown away or undone."""
    import_id = await written(alice, calendar(*session()))
    extra = {"now": NOW} if call is undo_import else {"kind": ImportKind.PLANNING}
    with pytest.raises(NotFound):
        await bob.does(call, import_id=import_id, **extra)
    assert len(await rows(alice, Booking)) == 1


async def test_the_same_events_can_be_in_two_practices(alice: Practice, bob: Practice) -> None:
    """A UID that another practice imported says nothing here."""
    await written(alice, calendar(*session()))
    await written(bob, calendar(*session()))
    assert len(await rows(bob, Booking)) == 1


async def test_only_what_was_imported_can_be_deleted(alice: Practice) -> None:
    """The policy itself: a session made by hand stays, whoever asks."""
    await written(alice, calendar(*session()))
    async with unit_of_work(alice.principal) as db:
        await db.execute(delete(OutsideEvent))
        result: Any = await db.execute(delete(Booking).where(col(Booking.coach_id) == alice.coach_id))
        assert result.rowcount == 0
        assert await db.scalar(select(func.count()).select_from(Booking)) == 1


def _words(row: Booking, title: str) -> dict[str, Any]:
    kept = {name: getattr(row, name) for name in ("reason", "note", "mode", "phone", "address", "price_cents")}
    return {**kept, "title": title}
