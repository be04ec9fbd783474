"""Two clients with something in every table that can hang from one, and all rows of a practice to compare."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import SQLModel, col

from tests.bookings.test_health import have
from tests.fixtures.practice import NOW, Practice
from tests.setter.scenes import given_lead
from trustcoach_app.actions.service import ActionFields, add_action
from trustcoach_app.bookings.start import ensure_session
from trustcoach_app.clients.service import add_client
from trustcoach_app.clients.tags import tag_clients
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.goals.service import GoalFields, add_goal, measure_goal
from trustcoach_app.messaging.service import post_message
from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.models.messaging import MessageAuthor
from trustcoach_app.models.planning import BookingSeries, SeriesFrequency
from trustcoach_app.notes.service import add_note
from trustcoach_app.setter.lead.service import link_lead_client

RECORDS = ("client_merges", "client_merge_rows", "kpi_marks")
"""What a merge writes of itself; marks are what each change of a lead or a booking leaves for the rollup."""

Rows = dict[str, list[tuple[Any, ...]]]


async def another(practice: Practice, **more: Any) -> UUID:
    """Somebody else, who is the same person perhaps."""
    wanted: dict[str, Any] = {"name": "M. Dupont", "email": "m.dupont@exemple.fr", **more}
    return (await practice.does(add_client, now=NOW, **wanted)).id


async def everything(practice: Practice, client_id: UUID, *, days: int) -> None:
    """Sessions, a series, a goal with a measure, an action, a note, tags, a message and a lead.

    `days`: where in the diary, so that two of them do not meet.
    """
    at = NOW + timedelta(days=days)
    past = (client_id, at - timedelta(days=400), BookingStatus.COMPLETED)
    await have(practice, [(client_id, at, BookingStatus.CONFIRMED), past])
    goal = await practice.does(add_goal, client_id=client_id, fields=GoalFields(f"Courir {days}", NOW.date()), now=NOW)
    await practice.does(measure_goal, goal_id=goal.id, value=3.0, now=NOW)
    await practice.does(add_action, client_id=client_id, fields=ActionFields(f"Relire {days}"), now=NOW)
    await practice.does(add_note, client_id=client_id, text=f"Vu {days}", is_shared=True, now=NOW)
    for label in ("VIP", f"Depuis {days}"):
        await practice.does(tag_clients, client_ids=[client_id], label=label, now=NOW)
    await write(practice, client_id, f"Bonjour {days}")
    lead_id = await given_lead(practice, "in 0")
    await practice.does(link_lead_client, lead_id=lead_id, client_id=client_id)
    await _session_and_series(practice, client_id)


async def write(practice: Practice, client_id: UUID, body: str, *, after: timedelta = timedelta()) -> None:
    """A message of the coach's."""
    author = MessageAuthor.COACH
    await practice.does(post_message, client_id=client_id, author=author, body=body, now=NOW + after)


async def _session_and_series(practice: Practice, client_id: UUID) -> None:
    async with unit_of_work(practice.principal) as db:
        mine = select(Booking).where(col(Booking.client_id) == client_id, col(Booking.status) == "completed")
        await ensure_session(db, (await db.scalars(mine)).one())
        weekly: dict[str, Any] = {"frequency": SeriesFrequency.WEEKLY, "timezone": "Europe/Paris", "occurrences": 3}
        local: dict[str, Any] = {"first_on": NOW.date(), "at": NOW.time().replace(tzinfo=None)}
        db.add(BookingSeries(coach_id=practice.coach_id, client_id=client_id, **weekly, **local))


async def all_rows(practice: Practice) -> Rows:
    """Every row of the practice that its coach can read, by table, but for what a merge writes of itself."""
    found: Rows = {}
    async with unit_of_work(practice.principal) as db:
        for name, table in SQLModel.metadata.tables.items():
            if "coach_id" in table.c and name not in RECORDS and name not in UNREADABLE:
                rows = await db.execute(select(table).where(table.c.coach_id == practice.coach_id))
                found[name] = sorted((tuple(row) for row in rows), key=repr)
    return found


UNREADABLE = {"audit_log", "intake_volumes", "dead_letters"}
"""What no coach may read."""


async def whose(practice: Practice, *names: str) -> dict[str, set[UUID]]:
    """To whom the rows of some tables belong."""
    found: dict[str, set[UUID]] = {}
    async with unit_of_work(practice.principal) as db:
        for name in names:
            table = SQLModel.metadata.tables[name]
            found[name] = set(await db.scalars(select(table.c.client_id).where(table.c.client_id.is_not(None))))
    return found
