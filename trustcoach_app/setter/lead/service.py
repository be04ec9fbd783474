"""What the coach changes about a lead by hand. Where it stands is an event like another, folded with the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients import service as clients
from trustcoach_app.clients.queries import ClientRow, by_id
from trustcoach_app.errors import Conflict, InvalidInput, MovedOn, NotFound
from trustcoach_app.inputs import Problems, clean_line, safe_text
from trustcoach_app.limits import HIGHEST_CENTS
from trustcoach_app.models.lead_history import EventOrigin, EventType
from trustcoach_app.models.leads import LONGEST_NOTES, LONGEST_TAG, MOST_TAGS, Lead, LeadStatus, LossReason
from trustcoach_app.money import OUT_OF_RANGE
from trustcoach_app.setter.intake.apply import apply_events
from trustcoach_app.setter.intake.events import hand_event
from trustcoach_app.setter.intake.values import EARLIEST
from trustcoach_app.setter.lead.queries import lead_of

LONGEST_SNOOZE = timedelta(days=365)


@dataclass(frozen=True)
class LeadStanding:
    """Where a lead stood: what an undo goes back to."""

    status: LeadStatus
    reason: LossReason | None
    deal_value_cents: int | None


async def set_lead_status(
    db: AsyncSession, *, coach_id: UUID, lead_id: UUID, status: LeadStatus, reason: LossReason | None, now: datetime
) -> LeadStanding:
    """Say where a lead stands; returns where it stood. A loss has a reason, nothing else has. Raises NotFound."""
    lead = await lead_of(db, coach_id=coach_id, lead_id=lead_id)
    before = LeadStanding(lead.status, lead.loss_reason, lead.deal_value_cents)
    reason = (reason or LossReason.OTHER) if status is LeadStatus.LOST else None
    if (status, reason) != (before.status, before.reason):
        why = {"reason": reason.value} if reason else {}
        await _by_hand(db, lead, EventType.STATUS_SET, now, status=status.value, **why)
    return before


async def set_deal_value(
    db: AsyncSession, *, coach_id: UUID, lead_id: UUID, cents: int | None, now: datetime
) -> int | None:
    """What the deal is worth, None for unknown; returns what it was. Raises InvalidInput(deal), NotFound."""
    if cents is not None and not (type(cents) is int and 0 <= cents <= HIGHEST_CENTS):
        raise InvalidInput(deal=OUT_OF_RANGE)
    lead = await lead_of(db, coach_id=coach_id, lead_id=lead_id)
    before = lead.deal_value_cents
    if cents != before:
        await _by_hand(db, lead, EventType.DEAL_VALUED, now, deal_value_cents=cents)
    return before


async def restore_lead_status(
    db: AsyncSession, *, coach_id: UUID, lead_id: UUID, wanted: LeadStanding, now: datetime
) -> LeadStanding:
    """Status and value together: for a win, and for the way back. Returns what was before."""
    before = await set_lead_status(
        db, coach_id=coach_id, lead_id=lead_id, status=wanted.status, reason=wanted.reason, now=now
    )
    after = now + timedelta(microseconds=1)  # events of one instant are in no order
    await set_deal_value(db, coach_id=coach_id, lead_id=lead_id, cents=wanted.deal_value_cents, now=after)
    return before


@dataclass(frozen=True)
class Reminder:
    """What kept a lead off the list of those to follow up: what an undo goes back to."""

    followed_up_at: datetime | None
    snoozed_until: datetime | None


async def follow_up_lead(db: AsyncSession, *, coach_id: UUID, lead_id: UUID, now: datetime) -> Reminder:
    """« Relancé »: the coach has reached out, by whatever way; the silence begins anew. Returns what was before.

    Raises NotFound.
    """
    lead = await lead_of(db, coach_id=coach_id, lead_id=lead_id)
    before = Reminder(lead.followed_up_at, lead.snoozed_until)
    await _by_hand(db, lead, EventType.FOLLOWED_UP, now)
    return before


async def snooze_lead(
    db: AsyncSession, *, coach_id: UUID, lead_id: UUID, until: datetime | None, now: datetime
) -> Reminder:
    """« Reporter »: nobody is to be followed up before `until`; None: at once again. Returns what was before.

    Raises InvalidInput(until) unless it is ahead, a year at most; NotFound.
    """
    if until is not None and not now < until <= now + LONGEST_SNOOZE:
        raise InvalidInput(until="Choisissez une date à venir, dans un an au plus.")
    lead = await lead_of(db, coach_id=coach_id, lead_id=lead_id)
    before = Reminder(lead.followed_up_at, lead.snoozed_until)
    await _by_hand(db, lead, EventType.SNOOZED, now, until=_written(until))
    return before


async def put_off_lead(
    db: AsyncSession, *, coach_id: UUID, lead_id: UUID, day: date, zone: ZoneInfo, now: datetime
) -> Reminder:
    """`snooze_lead` until a day of the coach begins. Raises InvalidInput(until), NotFound."""
    until = datetime.combine(day, time(), zone)
    return await snooze_lead(db, coach_id=coach_id, lead_id=lead_id, until=until, now=now)


async def restore_lead_reminder(
    db: AsyncSession, *, coach_id: UUID, lead_id: UUID, before: Reminder, now: datetime
) -> None:
    """Undo either: the reversing events are written.

    Raises InvalidInput unless it can have been so: followed up before now, put off for a year at most; NotFound.
    """
    latest = (before.followed_up_at, now), (before.snoozed_until, now + LONGEST_SNOOZE)
    if not all(at is None or EARLIEST <= at <= last for at, last in latest):
        raise InvalidInput(until="Ce rappel n’a pas pu exister.")
    lead = await lead_of(db, coach_id=coach_id, lead_id=lead_id)
    if lead.followed_up_at != before.followed_up_at:
        await _by_hand(db, lead, EventType.FOLLOWED_UP, now, at=_written(before.followed_up_at))
    if lead.snoozed_until != before.snoozed_until:
        await _by_hand(db, lead, EventType.SNOOZED, now, until=_written(before.snoozed_until))


def _written(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


async def set_lead_tags(db: AsyncSession, *, coach_id: UUID, lead_id: UUID, tags: Sequence[str]) -> None:
    """Replace a lead's tags, each once. Raises InvalidInput(tag), NotFound."""
    clean = list(dict.fromkeys(filter(None, (" ".join(clean_line(tag).split()) for tag in tags))))
    problems = Problems()
    problems.check_length("tag", max(clean, key=len, default=""), LONGEST_TAG)
    problems.add_if(len(clean) > MOST_TAGS, "tag", f"{MOST_TAGS} étiquettes au plus.")
    problems.refuse()
    await _change(db, coach_id, lead_id, tags=clean)


async def save_lead_notes(db: AsyncSession, *, coach_id: UUID, lead_id: UUID, text: str, revision: int) -> int:
    """Save the notes over `revision` and return the new one. Saving what is there already changes nothing.

    Raises InvalidInput(text) beyond 20,000 characters, NotFound, MovedOn.
    """
    problems = Problems()
    problems.check_length("text", text, LONGEST_NOTES)
    problems.refuse()
    clean, lead = safe_text(text), await lead_of(db, coach_id=coach_id, lead_id=lead_id)
    if lead.notes == clean:
        return lead.notes_revision
    if lead.notes_revision != revision:
        raise MovedOn(lead.notes, lead.notes_revision)
    await _change(db, coach_id, lead_id, notes=clean, notes_revision=revision + 1)
    return revision + 1


async def convert_lead(
    db: AsyncSession, *, coach_id: UUID, lead_id: UUID, name: str, email: str, timezone: str, now: datetime
) -> ClientRow:
    """Make the lead a client, or find the one it is by address or name, and keep the two together.

    Raises InvalidInput by field, NotFound, Conflict when it has a client already.
    """
    lead = await lead_of(db, coach_id=coach_id, lead_id=lead_id)
    if lead.client_id is not None:
        raise Conflict("Ce lead a déjà sa fiche client.")
    client = await clients.find_or_add_client(db, coach_id=coach_id, name=name, email=email, timezone=timezone, now=now)
    await clients.promote_client(db, coach_id=coach_id, client_id=client.id)
    await _change(db, coach_id, lead_id, client_id=client.id)
    return client


async def link_lead_client(db: AsyncSession, *, coach_id: UUID, lead_id: UUID, client_id: UUID | None) -> UUID | None:
    """Tie a lead to a client of the practice, or to none; returns the one before. Raises NotFound."""
    lead = await lead_of(db, coach_id=coach_id, lead_id=lead_id)
    before = lead.client_id
    if client_id is not None:
        client_id = (await by_id(db, coach_id=coach_id, client_id=client_id)).id
    await _change(db, coach_id, lead_id, client_id=client_id)
    return before


async def _by_hand(db: AsyncSession, lead: Lead, kind: EventType, now: datetime, **data: Any) -> None:
    event = hand_event(kind, instagram_id=lead.instagram_id, now=now, **data)
    await apply_events(db, coach_id=lead.coach_id, events=[event], origin=EventOrigin.HAND, now=now)


async def _change(db: AsyncSession, coach_id: UUID, lead_id: UUID, **values: Any) -> None:
    statement = update(Lead).where(col(Lead.coach_id) == coach_id, col(Lead.id) == lead_id).values(**values)
    changed = await db.scalar(statement.returning(col(Lead.id)).execution_options(synchronize_session=False))
    if changed is None:
        raise NotFound
