"""Alice, whose practice is full of marks, and every call that could reach it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from tests.auth.handlers import Handler, handlers
from tests.fixtures.people import PASSWORD, People, Person
from trustcoach_app.db.types import new_id

MARK = "canari"
FOCUS = "/dashboard/coach"


@dataclass(frozen=True)
class Alice:
    """The coach whose rows are tried for."""

    person: Person
    client_id: UUID
    booking_id: UUID
    ended_id: UUID

    @property
    def ids(self) -> list[str]:
        """Everything that somebody might have got to know."""
        ids = (self.booking_id, self.ended_id, self.client_id, self.person.coach_id, self.person.id)
        return [str(row_id) for row_id in ids]


def book_for(people: People, person: Person, client_id: UUID, start: datetime) -> UUID:
    booking_id = new_id()
    people.owner.execute(
        "INSERT INTO bookings (coach_id, id, client_id, title, reason, note, during, timezone, mode, phone, address, "
        "price_cents, currency, billing, status, cancellation_reason, retained_cents) VALUES (%s, %s, %s, %s, %s, %s, "
        "tstzrange(%s, %s), 'Europe/Paris', 'in_person', '', %s, 8000, 'EUR', 'individual', 'confirmed', '', 0)",
        (person.coach_id, booking_id, client_id, MARK, MARK, MARK, start, start + timedelta(hours=1), MARK),
    )
    return booking_id


async def session_of(origin: str, person: Person) -> str:
    """Sign in over HTTP; the session cookie's value."""
    async with httpx.AsyncClient(base_url=origin, headers={"origin": origin}) as client:
        await client.post("/auth/login", data={"email": person.email, "password": PASSWORD})
        return client.cookies["trustcoach_session"]


def fingerprint(people: People, alice: Alice) -> dict[str, object]:
    """Everything that is Alice's, by table."""
    tenant_tables = people.values(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'coach_id' "
        "AND is_nullable = 'NO' ORDER BY 1"
    )
    hers = {table: f"SELECT * FROM {table} WHERE coach_id = '{alice.person.coach_id}'" for table in tenant_tables}
    hers["coaches"] = f"SELECT * FROM coaches WHERE id = '{alice.person.coach_id}'"
    hers["users"] = f"SELECT * FROM users WHERE id = '{alice.person.id}'"
    hers["sessions of hers"] = f"SELECT id, revoked_at FROM login_sessions WHERE user_id = '{alice.person.id}'"
    for table in ("user_roles", "passwords", "mailed_links"):
        hers[table] = f"SELECT * FROM {table} WHERE user_id = '{alice.person.id}'"
    return {
        str(name): people.value(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ({query}) t")
        for name, query in hers.items()
    }


def payloads(handler: Handler, alice: Alice) -> Iterator[dict[str, Any]]:
    """Arguments that would do something, if they were taken: each of her ids, in every place."""
    words = {"name": "intrus", "email": "intrus@exemple.fr", "current": PASSWORD, "new": "une phrase d’intrus"}
    for row_id in alice.ids if handler.parameters else [""]:
        ids = dict.fromkeys(("id", "booking_id", "client_id", "coach_id", "type_id", "reason_id"), row_id)
        yield handler.payload(row_id, ids | words)


def calls(chosen: list[Handler], alice: Alice) -> list[tuple[str, dict[str, Any]]]:
    """Every handler with every payload."""
    return [(handler.name, payload) for handler in chosen for payload in payloads(handler, alice)]


EVERYTHING = handlers()
GUARDED = [handler for handler in EVERYTHING if not handler.is_engine and not handler.answers_anyone]
OPEN = [handler for handler in EVERYTHING if not handler.is_engine and handler.answers_anyone]


def answered_to(*roles: str) -> list[Handler]:
    """The guarded handlers that answer one of these roles."""
    return [handler for handler in GUARDED if handler.callers and handler.callers & set(roles)]


def refused_to(*roles: str) -> list[Handler]:
    """The guarded handlers that must not answer any of these roles."""
    return [handler for handler in GUARDED if handler not in answered_to(*roles)]
