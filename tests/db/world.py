"""Two full practices, to look at each other's rows: what stands in the database, and what somebody may try to add.

Practice A has the clients X and Z, practice B has Y. A row says whose it is among those who act in the tests: the coach
of A, client X, a sponsor, an administrator, A's public page and webhooks, and the BI tool that A's figures are for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.types.json import Json
from psycopg.types.range import TimestamptzRange

from tests.db.world_of_clients import client_values, merge_rows, tag_rows, told_rows
from tests.db.world_of_people import link, login_session
from tests.db.world_of_planning import import_rows, planning_rows, series_values
from tests.db.world_of_setter import setter_rows
from trustcoach_app.db.types import new_id

NOON = datetime(2030, 3, 4, 12, tzinfo=UTC)
SEALED = b"sealed"
TYPED = {"text": SEALED, "revision": 1, "updated_at": NOON}
IN_A = frozenset({"coach", "public", "hook", "bi"})
OF_X = IN_A | {"client"}
NOBODY: frozenset[str] = frozenset()

Values = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One row of a table, and the acting roles to whom it belongs."""

    table: str
    values: Values
    owners: frozenset[str]


@dataclass
class World:
    """Everyone's id by name, the rows that stand, and the rows that are tried (valid but for who writes them)."""

    ids: dict[str, UUID] = field(default_factory=dict)
    standing: list[Row] = field(default_factory=list)
    tried: list[Row] = field(default_factory=list)

    def stands(self, table: str, owners: frozenset[str], **values: Any) -> UUID:
        """Add a standing row; returns its id, made when it has none."""
        self.standing.append(Row(table, values, owners))
        return values.get("id") or new_id()

    def tries(self, table: str, owners: frozenset[str], **values: Any) -> None:
        """Add a row for somebody to insert."""
        self.tried.append(Row(table, values, owners))


PEOPLE = (
    ("coach_a", "coach", frozenset({"coach"})),
    ("coach_b", "coach", NOBODY),
    ("x", "client", frozenset({"client"})),
    ("z", "client", NOBODY),
    ("y", "client", NOBODY),
    ("sponsor", "sponsor", frozenset({"sponsor"})),
    ("other_sponsor", "sponsor", NOBODY),
    ("admin", "admin", frozenset({"admin"})),
    ("other_admin", "admin", NOBODY),
)


def build_world() -> World:
    """The whole world, in the order in which its rows can be inserted. Touches no database."""
    world = World()
    for name, role, owners in PEOPLE:
        _person(world, name, role, owners)
    _practice(world, "a", IN_A | {"client"})
    _practice(world, "b", NOBODY)
    _file(world, "a", "x", OF_X, 0)
    _file(world, "a", "z", IN_A, 100)
    _file(world, "b", "y", NOBODY, 0)
    _audit(world)
    _machine(world)
    return world


def _user(name: str) -> Values:
    key = new_id()
    return {"id": key, "email": f"{name}-{key.hex}@example.org", "name": name}


def _person(world: World, name: str, role: str, owners: frozenset[str]) -> None:
    user = _user(name)
    world.ids[name] = user["id"]
    world.stands("users", owners, **user)
    world.tries("users", NOBODY, **_user(f"new-{name}"))
    mine = {"user_id": user["id"]}
    world.stands("user_roles", owners, **mine, role=role)
    world.tries("user_roles", owners, **mine, role="client" if role == "admin" else "admin")
    world.stands("passwords", owners, **mine, hash="argon2", changed_at=NOON)
    world.stands("login_sessions", owners, **mine, **login_session())
    world.tries("login_sessions", owners, **mine, **login_session())
    world.stands("mailed_links", owners, **mine, **link())
    world.tries("mailed_links", owners, **mine, **link())


def _coach(user_id: UUID) -> Values:
    key = new_id()
    words = dict.fromkeys(("specialty", "headline", "bio", "city"), "")
    money = {"timezone": "Europe/Paris", "currency": "EUR", "hourly_rate_cents": 0}
    return {"id": key, "user_id": user_id, "slug": f"c-{key.hex}", **words, **money}


def _practice(world: World, name: str, owners: frozenset[str]) -> None:
    coach = _coach(world.ids[f"coach_{name}"])
    world.ids[name] = coach["id"]
    world.stands("coaches", owners, **coach)
    spare = _user(f"future-{name}")
    world.stands("users", NOBODY, **spare)
    world.tries("coaches", NOBODY, **_coach(spare["id"]))
    photo = {"image": b"webp", "digest": "0" * 64, "changed_at": NOON}
    world.stands("coach_photos", owners, coach_id=coach["id"], **photo)
    world.tries("coach_photos", owners - {"client"}, coach_id=coach["id"], **photo)
    world.tries("passwords", NOBODY, user_id=spare["id"], hash="argon2", changed_at=NOON)
    for put in (world.stands, world.tries):
        for table, values in planning_rows().items():
            put(table, owners - {"client"}, coach_id=coach["id"], **values)
    for is_standing, table, values in import_rows():
        (world.stands if is_standing else world.tries)(table, owners - {"client"}, coach_id=coach["id"], **values)
    for is_standing, table, whose, values in setter_rows(owners):
        (world.stands if is_standing else world.tries)(table, whose, coach_id=coach["id"], **values)


def _during(hours: int) -> TimestamptzRange:
    start = NOON + timedelta(hours=hours)
    return TimestamptzRange(start, start + timedelta(minutes=50), "[)")


def _booking(coach_id: UUID, client_id: UUID, hours: int) -> Values:
    words = dict.fromkeys(("title", "reason", "note", "phone", "address", "cancellation_reason"), "")
    money = {"timezone": "Europe/Paris", "price_cents": 0, "currency": "EUR", "retained_cents": 0}
    own = {"coach_id": coach_id, "id": new_id(), "client_id": client_id, "during": _during(hours)}
    return {**own, **words, **money}


def _file(world: World, coach: str, person: str, owners: frozenset[str], hours: int) -> None:
    """Everything that hangs from one client."""
    coach_id = world.ids[coach]
    client = client_values(coach_id, world.ids[person])
    empty = client_values(coach_id, world.ids[person])
    world.stands("clients", owners, **client)
    world.stands("clients", owners, **empty)
    world.tries("clients", owners, **client_values(coach_id, None))
    for is_standing, table, values in [*tag_rows(client["id"]), *merge_rows(client["id"], empty["id"])]:
        (world.stands if is_standing else world.tries)(table, owners - {"client"}, coach_id=coach_id, **values)
    for is_standing, table, hidden_from, values in told_rows(client["id"]):
        (world.stands if is_standing else world.tries)(table, owners - hidden_from, coach_id=coach_id, **values)
    _sessions(world, coach_id, client["id"], owners, hours)
    _goals(world, coach_id, client["id"], owners)
    _conversation(world, coach_id, client["id"], empty["id"], owners)


def _sessions(world: World, coach_id: UUID, client_id: UUID, owners: frozenset[str], hours: int) -> None:
    """Four: with a shared summary, an unshared one, a shared one whose signature was taken back, and none."""
    tenant, coachs = {"coach_id": coach_id}, owners - {"client"}
    for put in (world.stands, world.tries):
        put("booking_series", coachs, **tenant, id=new_id(), client_id=client_id, **series_values())
    held = [_session(world, coach_id, client_id, owners, hours + number) for number in range(4)]
    full, unshared, unsigned, empty = ({**tenant, "session_id": session} for session in held)
    unheld = _booking(coach_id, client_id, hours + 4)
    world.stands("bookings", owners, **unheld)
    world.tries("bookings", owners, **_booking(coach_id, client_id, hours + 5))
    world.tries("sessions", owners, **tenant, id=new_id(), booking_id=unheld["id"], client_id=client_id)
    signed = {"signed_at": NOON, "text": SEALED}
    world.stands("summaries", owners, **full, id=new_id(), **signed, shared_at=NOON)
    world.stands("summaries", coachs, **unshared, id=new_id(), **signed)
    world.stands("summaries", coachs, **unsigned, id=new_id(), text=SEALED, shared_at=NOON)
    world.tries("summaries", owners, **empty, id=new_id(), **signed, shared_at=NOON)
    for put, session in ((world.stands, full), (world.tries, empty)):
        put("moments", coachs, **session, id=new_id(), at_seconds=1, position=1, note=SEALED)
        put("raw_summaries", coachs, **session, id=new_id(), text=SEALED)
        put("private_notes", coachs, **session, **TYPED)
        put("summary_drafts", coachs, **session, **TYPED)


def _session(world: World, coach_id: UUID, client_id: UUID, owners: frozenset[str], hours: int) -> UUID:
    booking, keys = _booking(coach_id, client_id, hours), {"coach_id": coach_id, "client_id": client_id}
    world.stands("bookings", owners, **booking)
    return world.stands("sessions", owners, **keys, id=new_id(), booking_id=booking["id"])


def _goals(world: World, coach_id: UUID, client_id: UUID, owners: frozenset[str]) -> None:
    words = {"title": "Courir", "description": "", "unit": "km", "start_date": NOON.date()}
    goal = {"coach_id": coach_id, "client_id": client_id, **words}
    goal_id = world.stands("goals", owners, **goal, id=new_id())
    world.tries("goals", owners, **goal, id=new_id())
    thought = world.stands("goals", owners - {"client"}, **goal, id=new_id(), status="draft")
    measure = {"coach_id": coach_id, "value": 1.0, "note": "", "measured_at": NOON}
    for put in (world.stands, world.tries):
        put("goal_measurements", owners, **measure, id=new_id(), goal_id=goal_id)
        put("goal_measurements", owners - {"client"}, **measure, id=new_id(), goal_id=thought)


def _conversation(world: World, coach_id: UUID, client_id: UUID, empty: UUID, owners: frozenset[str]) -> None:
    talk = world.stands("conversations", owners, coach_id=coach_id, id=new_id(), client_id=client_id)
    world.tries("conversations", owners, coach_id=coach_id, id=new_id(), client_id=empty)
    for put, author, whose in (
        (world.stands, "coach", owners),
        (world.tries, "client", owners),
        (world.tries, "coach", owners - {"client"}),
    ):
        message = {"conversation_id": talk, "author": author, "body": SEALED, "sent_at": NOON}
        put("messages", whose, coach_id=coach_id, id=new_id(), **message)


def _audit(world: World) -> None:
    """Who may write what into the log: in their own name, and of no practice but theirs."""
    a, b = world.ids["a"], world.ids["b"]
    for name, role, tenant, is_true in (
        ("coach_a", "coach", a, True),
        ("coach_a", "coach", None, True),
        ("coach_a", "coach", b, False),
        ("x", "client", a, True),
        ("x", "client", b, False),
        ("z", "client", a, False),
        ("y", "client", b, False),
        ("sponsor", "sponsor", None, True),
        ("sponsor", "sponsor", a, False),
        ("admin", "admin", b, True),
        ("other_admin", "admin", None, False),
    ):
        values = {"at": NOON, "action": "tried", "actor_id": world.ids[name], "coach_id": tenant, "detail": Json({})}
        owners = frozenset({role}) if is_true else NOBODY
        world.stands("audit_log", owners, id=new_id(), **values)
        world.tries("audit_log", owners, id=new_id(), **values)


def _machine(world: World) -> None:
    mail = {"recipient": "a@example.org", "subject": "s", "body": SEALED, "queued_at": NOON, "next_attempt_at": NOON}
    for hours, (put, name) in enumerate(((world.stands, "matrix-standing"), (world.tries, "matrix-tried"))):
        put("outbox", NOBODY, id=new_id(), **mail, attempts=0, last_error="")
        put("heartbeats", NOBODY, name=name, beat_at=NOON, detail="")
        put("throttles", NOBODY, key=name, full_until=NOON)
        put("refused_hooks", NOBODY, hour=NOON + timedelta(hours=hours), refused=1)


def by_table(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each table, in the order of their insertion."""
    for table in dict.fromkeys(row.table for row in rows):
        yield table, [row for row in rows if row.table == table]
