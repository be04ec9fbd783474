"""Events into leads: a few statements a batch, none an event; the same rows however often and in whatever order.

Whoever changes a lead holds its row first. Leads are made in the order of their Instagram ids and locked in the order
of their ids, so that batches that meet wait for each other and never in a circle.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, inspect, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.db.types import cipher, new_id
from trustcoach_app.models.lead_history import (
    MESSAGES,
    EventOrigin,
    EventType,
    LeadCall,
    LeadEvent,
    LeadMessage,
    MessageDirection,
    MessageSender,
)
from trustcoach_app.models.leads import FOLD_VERSION, Lead
from trustcoach_app.setter.intake.calls import FoldedCall, call_key
from trustcoach_app.setter.intake.conversation import MessageTurn
from trustcoach_app.setter.intake.events import PROFILE, SetterEvent
from trustcoach_app.setter.intake.facts import FoldedMessage, Happening
from trustcoach_app.setter.intake.fold import State, fold
from trustcoach_app.setter.intake.profile import KnownProfile
from trustcoach_app.setter.intake.rows import insert_rows, replace_rows, update_rows
from trustcoach_app.setter.keys import event_key

_FOLDED = tuple(field.name for field in fields(State))
_SPAN = ("created_at", "active_at")
_DERIVED = ("profile_clock", "search_key", "job_key", "source_key")
_CHANGING = (*PROFILE, *_DERIVED, *_FOLDED, *_SPAN, "fold_version")
_LEAD = [col(getattr(Lead, name)) for name in ("id", "instagram_id", *_CHANGING)]
_UNKNOWN = {name: None if inspect(Lead).columns[name].nullable else "" for name in PROFILE}


async def apply_events(
    db: AsyncSession, *, coach_id: UUID, events: Sequence[SetterEvent], origin: EventOrigin, now: datetime
) -> list[UUID]:
    """Take a batch in and fold each of its leads once. Returns their ids. `now` is when we learned of it."""
    once = {event_key(coach_id, event.event_id): event for event in reversed(events)}
    if not once:
        return []
    of_lead = _by_lead(once.values())
    await _make_leads(db, coach_id, of_lead)
    leads = await _lock(db, coach_id, col(Lead.instagram_id).in_(of_lead))
    key_of = {lead["instagram_id"]: lead["id"] for lead in leads}
    rows = [
        _row(key, event, origin) | {"coach_id": coach_id, "lead_id": key_of[event.lead.instagram_id], "created_at": now}
        for key, event in once.items()
        if event.type is not EventType.UPSERTED
    ]
    await insert_rows(db, LeadMessage, [row for row in rows if "sender" in row])
    await insert_rows(db, LeadEvent, [row for row in rows if "sender" not in row])
    await _fold_all(db, coach_id, leads, {lead["id"]: _heard(lead, of_lead[lead["instagram_id"]]) for lead in leads})
    return [lead["id"] for lead in leads]


async def refold(db: AsyncSession, *, coach_id: UUID, lead_ids: Iterable[UUID]) -> None:
    """Fold these leads again from their rows, make anew what follows from their profiles, and write what differs."""
    leads = await _lock(db, coach_id, col(Lead.id).in_(list(lead_ids)))
    await _fold_all(db, coach_id, leads, {lead["id"]: _known(lead).columns() for lead in leads})


def _by_lead(events: Iterable[SetterEvent]) -> dict[str, list[SetterEvent]]:
    """By Instagram id, in that order."""
    of_lead: defaultdict[str, list[SetterEvent]] = defaultdict(list)
    for event in events:
        of_lead[event.lead.instagram_id].append(event)
    return dict(sorted(of_lead.items()))


async def _make_leads(db: AsyncSession, coach_id: UUID, of_lead: Mapping[str, list[SetterEvent]]) -> None:
    """Those that there are not yet, blank: `_fold_all` fills them in."""
    blank = {**_UNKNOWN, **vars(State()), "coach_id": coach_id, "profile_clock": {}, "tags": []}
    blank |= {"job_key": "", "source_key": "", "search_key": "", "notes": cipher().encrypt(b"")}
    blank |= {"fold_version": FOLD_VERSION}
    rows = [
        {**blank, "id": new_id(), "instagram_id": key, **dict.fromkeys(_SPAN, events[0].occurred_at)}
        for key, events in of_lead.items()
    ]
    await insert_rows(db, Lead, rows, order="instagram_id")


async def _lock(db: AsyncSession, coach_id: UUID, which: ColumnElement[bool]) -> Sequence[RowMapping]:
    """Be the only writer of these leads until the transaction ends; what they are then."""
    query = select(*_LEAD).where(col(Lead.coach_id) == coach_id, which).order_by(col(Lead.id))
    return (await db.execute(query.with_for_update(key_share=True))).mappings().all()


def _row(key: UUID, event: SetterEvent, origin: EventOrigin) -> dict[str, Any]:
    """The columns of its row of `lead_messages` or `lead_events`."""
    direction = MESSAGES.get(event.type)
    if direction is None:
        return {
            "id": key,
            "type": event.type,
            "occurred_at": event.occurred_at,
            "origin": origin,
            "data": dict(event.data),
        }
    sender = event.data.get("sender", MessageSender.AI) if direction is MessageDirection.OUT else MessageSender.LEAD
    body = cipher().encrypt(event.data["text"].encode())
    return {"id": key, "direction": direction, "sender": sender, "body": body, "sent_at": event.occurred_at}


def _known(lead: RowMapping) -> KnownProfile:
    """Its profile."""
    return KnownProfile({name: lead[name] for name in PROFILE}, lead["profile_clock"])


def _heard(lead: RowMapping, events: Iterable[SetterEvent]) -> dict[str, Any]:
    """The columns of the lead that the events say by themselves."""
    before = _known(lead)
    known, instants = before, [lead["created_at"], lead["active_at"]]
    for event in events:
        known = known.hear(event)
        instants.append(event.occurred_at)
    span = {"created_at": min(instants), "active_at": max(instants)}
    return span if known is before else {**known.columns(), **span}


async def _fold_all(
    db: AsyncSession, coach_id: UUID, leads: Sequence[RowMapping], heard: Mapping[UUID, Mapping[str, Any]]
) -> None:
    """Write what the fold and `heard` change of leads that this transaction holds, and of their messages."""
    if not leads:
        return
    ids = [lead["id"] for lead in leads]
    messages, events = await _messages(db, coach_id, ids), await _events(db, coach_id, ids)
    changed: list[dict[str, Any]] = []
    moved: list[dict[str, Any]] = []
    calls: list[dict[str, Any]] = []
    for lead in leads:
        written = messages[lead["id"]]
        folded = fold([message for message, _ in written], events[lead["id"]])
        news = {"fold_version": FOLD_VERSION, **vars(folded.state), **heard.get(lead["id"], {})}
        if any(lead[name] != value for name, value in news.items()):
            changed.append({"coach_id": coach_id, "id": lead["id"], **lead, **news})
        for message, before in written:
            if (turn := folded.turns.get(message.id)) and turn != before:
                moved.append({"coach_id": coach_id, "id": message.id, **turn._asdict()})
        calls += (_call(coach_id, lead["id"], call) for call in folded.calls)
    await update_rows(db, Lead, changed, _CHANGING)
    await update_rows(db, LeadMessage, moved, MessageTurn._fields)
    await replace_rows(db, LeadCall, calls, of="lead_id")


def _call(coach_id: UUID, lead_id: UUID, call: FoldedCall) -> dict[str, Any]:
    """A row of `lead_calls`."""
    key = {"coach_id": coach_id, "id": call_key(lead_id, call.number), "lead_id": lead_id}
    return {**key, **vars(call), "counted_at": call.counted_at}


async def _messages(
    db: AsyncSession, coach_id: UUID, ids: list[UUID]
) -> Mapping[UUID, list[tuple[FoldedMessage, MessageTurn | None]]]:
    """By lead, each with the place that is stored now."""
    columns = ("lead_id", "id", "sent_at", "direction", "sender", *MessageTurn._fields)
    found: defaultdict[UUID, list[tuple[FoldedMessage, MessageTurn | None]]] = defaultdict(list)
    for lead_id, key, at, direction, sender, *turn in await _of_leads(db, LeadMessage, columns, coach_id, ids):
        before = None if turn[0] is None else MessageTurn(*turn)
        found[lead_id].append((FoldedMessage(key, at, direction, sender), before))
    return found


async def _events(db: AsyncSession, coach_id: UUID, ids: list[UUID]) -> Mapping[UUID, list[Happening]]:
    """By lead."""
    columns = ("lead_id", "origin", "id", "occurred_at", "type", "data")
    found: defaultdict[UUID, list[Happening]] = defaultdict(list)
    for lead_id, origin, key, at, kind, data in await _of_leads(db, LeadEvent, columns, coach_id, ids):
        found[lead_id].append(Happening(key, at, kind, origin is EventOrigin.HAND, data))
    return found


async def _of_leads(
    db: AsyncSession, model: type[LeadMessage | LeadEvent], columns: Sequence[str], coach_id: UUID, ids: list[UUID]
) -> Iterable[Any]:
    """Columns of the rows of these leads, as tuples."""
    table = inspect(model).local_table.c
    query = select(*(table[name] for name in columns))
    return await db.execute(query.where(table.coach_id == coach_id, table.lead_id.in_(ids)))
