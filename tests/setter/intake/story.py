"""Events as the webhook would have understood them, and what became of a lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from tests.fixtures.practice import NOW, Practice
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.lead_history import EventOrigin, EventType, LeadCall, LeadEvent, LeadMessage
from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.intake.apply import apply_events
from trustcoach_app.setter.intake.events import LeadProfile, SetterEvent

MARIE = "17841400000000001"
_numbers = count(1)


def at(minutes: float) -> datetime:
    """An instant of the story."""
    return NOW + timedelta(minutes=minutes)


def event(
    kind: EventType, minutes: float, lead: str = MARIE, said: Mapping[str, Any] | None = None, **data: Any
) -> SetterEvent:
    """One event with an id of its own. Messages get a text, booked calls an instant."""
    if kind in (EventType.SENT, EventType.RECEIVED):
        data = {"text": f"Message {minutes}", **({"sender": "ai"} if kind is EventType.SENT else {}), **data}
    if kind is EventType.CALL_BOOKED:
        data = {"scheduled_at": at(minutes + 1440).isoformat(), **data}
    return SetterEvent(f"n8n-{next(_numbers)}", kind, at(minutes), LeadProfile(lead, said or {}), data)


async def take(practice: Practice, *events: SetterEvent, origin: EventOrigin = EventOrigin.HOOK) -> None:
    """Apply one batch, in a unit of work of its own."""
    await practice.does(apply_events, events=events, origin=origin, now=NOW)


@dataclass(frozen=True)
class Told:
    """All that a practice knows of its leads: rows without the keys and bookkeeping that differ from run to run."""

    leads: list[dict[str, Any]]
    messages: list[dict[str, Any]]
    events: list[dict[str, Any]]
    calls: list[dict[str, Any]]


async def told(practice: Practice) -> Told:
    """By Instagram id, by instant and text, by instant and type."""
    async with unit_of_work(practice.principal) as db:
        leads = {row.id: row for row in await db.scalars(select(Lead).where(col(Lead.coach_id) == practice.coach_id))}
        messages = (await db.scalars(select(LeadMessage).where(col(LeadMessage.coach_id) == practice.coach_id))).all()
        events = (await db.scalars(select(LeadEvent).where(col(LeadEvent.coach_id) == practice.coach_id))).all()
        calls = (await db.scalars(select(LeadCall).where(col(LeadCall.coach_id) == practice.coach_id))).all()
    name = {key: row.instagram_id for key, row in leads.items()}
    return Told(
        _sorted(row.model_dump(exclude={"id", "coach_id"}) for row in leads.values()),
        _sorted(_of(row.model_dump(exclude={"created_at", "coach_id", "id"}), name) for row in messages),
        _sorted(_of(row.model_dump(exclude={"created_at", "coach_id", "id"}), name) for row in events),
        _sorted(_of(row.model_dump(exclude={"created_at", "coach_id", "id"}), name) for row in calls),
    )


async def lead(practice: Practice, instagram_id: str = MARIE) -> dict[str, Any]:
    """The row of one lead."""
    [row] = [row for row in (await told(practice)).leads if row["instagram_id"] == instagram_id]
    return row


def _of(row: dict[str, Any], name: Mapping[Any, str]) -> dict[str, Any]:
    return {**row, "lead_id": name[row["lead_id"]]}


def _sorted(rows: Any) -> list[dict[str, Any]]:
    return sorted(rows, key=str)


async def lead_ids(practice: Practice) -> list[UUID]:
    """All leads of a practice."""
    async with unit_of_work(practice.principal) as db:
        return list(await db.scalars(select(Lead.id).where(col(Lead.coach_id) == practice.coach_id)))
