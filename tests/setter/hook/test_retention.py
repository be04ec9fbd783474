"""What the setter brought in goes when its time is over (decision 18): a second before it is there, after it is not."""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from jobs import prune as job
from jobs.queue import queue
from tests.fixtures.people import People
from trustcoach_app import clock
from trustcoach_app.db import unit_of_work as unit
from trustcoach_app.db.engine import JOBS
from trustcoach_app.db.types import new_id
from trustcoach_app.models.setter import OF_TRIALS, TRIAL_ID

NOON = datetime.fromisoformat("2041-05-06T12:00:00+00:00")
YEAR = timedelta(days=365)
SECOND = timedelta(seconds=1)


@pytest.fixture
def coach_id(people: People) -> UUID:
    coach_id = people.add("coach", password=False).coach_id
    assert coach_id
    return coach_id


def lead(people: People, coach_id: UUID, active_at: datetime, client_id: UUID | None = None) -> UUID:
    """A lead with one message, last heard of then."""
    key = new_id()
    blank = "contact_id, instagram_username, first_name, last_name, job_title, job_key, source, search_key, notes"
    people.owner.execute(
        f"INSERT INTO leads (coach_id, id, instagram_id, {blank}, messages_in, messages_out, messages_human, "
        "active_at, client_id) VALUES (%s, %s, %s, '', '', '', '', '', '', '', '', '', 0, 0, 0, %s, %s)",
        (coach_id, key, key.hex, active_at, client_id),
    )
    people.owner.execute(
        "INSERT INTO lead_messages (coach_id, id, lead_id, direction, sender, body, sent_at) "
        "VALUES (%s, %s, %s, 'in', 'lead', '', %s)",
        (coach_id, new_id(), key, active_at),
    )
    return key


def client(people: People, coach_id: UUID) -> UUID:
    """A client of the practice."""
    key = new_id()
    people.owner.execute(
        "INSERT INTO clients (coach_id, id, name, phone, timezone, search_key, sort_key) "
        "VALUES (%s, %s, 'Léa', '', 'Europe/Paris', '', '')",
        (coach_id, key),
    )
    return key


async def prune(monkeypatch: pytest.MonkeyPatch) -> None:
    """The night's run at noon, without the queue's own."""

    async def nothing(*_: Any, **__: Any) -> None:
        return None

    with monkeypatch.context() as patch:
        patch.setattr(unit, "_login", JOBS)
        patch.setattr(clock, "now", lambda: NOON)
        patch.setattr(queue.job_manager, "delete_old_jobs", nothing)
        await job.prune()


@pytest.mark.parametrize("table", ["inbound_events", "dead_letters"])
async def test_bodies_stay_a_year(
    people: People, coach_id: UUID, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, table: str
) -> None:
    """Settled or not, applied or not; and how many went is logged."""
    columns = "type" if table == "inbound_events" else "digest, settlement, size, problem"
    for age in (YEAR - SECOND, YEAR, YEAR + SECOND):
        key = new_id()
        values = ("lead.won",) if table == "inbound_events" else (key.hex, "", 1, "")
        marks = ", ".join(["%s"] * len(values))
        people.owner.execute(
            f"INSERT INTO {table} (coach_id, id, body, received_at, {columns}) VALUES (%s, %s, '', %s, {marks})",
            (coach_id, key, NOON - age, *values),
        )
    with caplog.at_level(logging.INFO, "jobs"):
        await prune(monkeypatch)
    kept = people.values(f"SELECT received_at FROM {table} WHERE coach_id = %s ORDER BY 1", coach_id)
    assert kept == [NOON - YEAR, NOON - YEAR + SECOND]
    assert f"prune_{table}: " in caplog.text


async def test_leads_stay_three_years(people: People, coach_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for those who became clients; what was said goes with them."""
    end = NOON - 3 * YEAR
    kept = {lead(people, coach_id, end), lead(people, coach_id, end + SECOND)}
    kept.add(lead(people, coach_id, end - 5 * YEAR, client(people, coach_id)))
    lead(people, coach_id, end - SECOND)
    await prune(monkeypatch)
    assert set(people.values("SELECT id FROM leads WHERE coach_id = %s", coach_id)) == kept
    assert set(people.values("SELECT lead_id FROM lead_messages WHERE coach_id = %s", coach_id)) == kept


async def test_trial_events_go_with_the_others(people: People, coach_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are kept no longer for being trials, and no shorter: the connection page lists them."""
    for age in (YEAR, YEAR + SECOND):
        people.owner.execute(
            "INSERT INTO inbound_events (coach_id, id, body, received_at, type, instagram_id) "
            "VALUES (%s, %s, '', %s, 'lead.created', %s)",
            (coach_id, new_id(), NOON - age, TRIAL_ID),
        )
    await prune(monkeypatch)
    trials = f"SELECT received_at FROM inbound_events WHERE coach_id = %s AND {OF_TRIALS}"
    assert people.values(trials, coach_id) == [NOON - YEAR]


async def test_what_belongs_to_a_clients_file_is_not_erased_by_time(
    people: People, coach_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notes, moments, summaries, what was shared of them and actions stay as long as the file itself."""
    client_id, booking_id, session_id = client(people, coach_id), new_id(), new_id()
    long_ago = NOON - 20 * YEAR
    people.owner.execute(
        "INSERT INTO bookings (coach_id, id, client_id, title, reason, note, during, timezone, phone, address, "
        "price_cents, currency, billing, status, cancellation_reason, retained_cents) VALUES (%s, %s, %s, '', '', '', "
        "tstzrange(%s, %s), 'Europe/Paris', '', '', 0, 'EUR', 'individual', 'completed', '', 0)",
        (coach_id, booking_id, client_id, long_ago, long_ago + timedelta(hours=1)),
    )
    people.owner.execute(
        "INSERT INTO sessions (coach_id, id, booking_id, client_id) VALUES (%s, %s, %s, %s)",
        (coach_id, session_id, booking_id, client_id),
    )
    people.owner.execute(
        "INSERT INTO moments (coach_id, id, session_id, position, note) VALUES (%s, %s, %s, 1, '')",
        (coach_id, new_id(), session_id),
    )
    people.owner.execute(
        "INSERT INTO summaries (coach_id, id, session_id, text, signed_at, shared_at) VALUES (%s, %s, %s, '', %s, %s)",
        (coach_id, new_id(), session_id, long_ago, long_ago),
    )
    people.owner.execute(
        "INSERT INTO actions (coach_id, id, created_at, client_id, title, done_at) VALUES (%s, %s, %s, %s, '', %s)",
        (coach_id, new_id(), long_ago, client_id, long_ago),
    )
    await prune(monkeypatch)
    for table in ("sessions", "moments", "summaries", "actions"):
        assert people.value(f"SELECT count(*) FROM {table} WHERE coach_id = %s", coach_id) == 1
