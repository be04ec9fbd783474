"""What the page of one lead reads: a fixed number of statements, however long the conversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.queries import names_of
from trustcoach_app.coaches import zone_of
from trustcoach_app.errors import NotFound
from trustcoach_app.models.leads import EventOrigin, Lead, LeadEvent, LeadMessage

SEQUENCE = 4
"""The outbound messages whose replies are figures (docs/kpis.md, 7 to 10)."""
MOST_CHANGES = 20


@dataclass(frozen=True)
class LeadFacts:
    """One lead with all that its page says."""

    lead: Lead
    client_name: str
    zone: ZoneInfo
    messages: Sequence[LeadMessage]
    """The latest ones, in order."""
    has_earlier: bool
    sequence: Sequence[LeadMessage]
    changes: Sequence[LeadEvent]
    """By hand, the latest first."""


async def lead_facts(db: AsyncSession, *, coach_id: UUID, lead_id: UUID, messages: int) -> LeadFacts:
    """A lead with its last `messages`. At most six statements. Raises NotFound, also for another coach's."""
    lead = await db.scalar(select(Lead).where(col(Lead.coach_id) == coach_id, col(Lead.id) == lead_id))
    if lead is None:
        raise NotFound
    latest = await _latest(db, coach_id, lead_id, messages + 1)
    return LeadFacts(
        lead=lead,
        client_name=await _client_name(db, lead),
        zone=await zone_of(db, coach_id=coach_id),
        messages=latest[:messages][::-1],
        has_earlier=len(latest) > messages,
        sequence=await _sequence(db, coach_id, lead_id),
        changes=await _changes(db, coach_id, lead_id),
    )


async def lead_of(db: AsyncSession, *, coach_id: UUID, lead_id: UUID) -> Lead:
    """One lead, locked until the unit of work ends. Raises NotFound."""
    query = select(Lead).where(col(Lead.coach_id) == coach_id, col(Lead.id) == lead_id)
    found = await db.scalar(query.with_for_update().execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


async def _client_name(db: AsyncSession, lead: Lead) -> str:
    """The client that the lead became; empty while it is none."""
    if lead.client_id is None:
        return ""
    return (await names_of(db, coach_id=lead.coach_id, client_ids=[lead.client_id])).get(lead.client_id, "")


async def _latest(db: AsyncSession, coach_id: UUID, lead_id: UUID, limit: int) -> Sequence[LeadMessage]:
    query = select(LeadMessage).where(col(LeadMessage.coach_id) == coach_id, col(LeadMessage.lead_id) == lead_id)
    newest_first = query.order_by(col(LeadMessage.sent_at).desc(), col(LeadMessage.id).desc())
    return (await db.scalars(newest_first.limit(limit))).all()


async def _sequence(db: AsyncSession, coach_id: UUID, lead_id: UUID) -> Sequence[LeadMessage]:
    query = select(LeadMessage).where(
        col(LeadMessage.coach_id) == coach_id,
        col(LeadMessage.lead_id) == lead_id,
        col(LeadMessage.message_number) <= SEQUENCE,
    )
    return (await db.scalars(query.order_by(col(LeadMessage.message_number)))).all()


async def _changes(db: AsyncSession, coach_id: UUID, lead_id: UUID) -> Sequence[LeadEvent]:
    query = select(LeadEvent).where(
        col(LeadEvent.coach_id) == coach_id,
        col(LeadEvent.lead_id) == lead_id,
        col(LeadEvent.origin) == EventOrigin.HAND,
    )
    newest_first = query.order_by(col(LeadEvent.occurred_at).desc(), col(LeadEvent.id).desc())
    return (await db.scalars(newest_first.limit(MOST_CHANGES))).all()
