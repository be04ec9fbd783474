"""What a message to a client is written from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments.queries import starts_of
from trustcoach_app.clients.queries import ClientRow, by_id
from trustcoach_app.coaches import coach_facts
from trustcoach_app.errors import NotFound


@dataclass(frozen=True)
class NoticeFacts:
    """Who is told, by whom, of which starts; `before` is where a session stood that was moved."""

    client: ClientRow
    coach_name: str
    zone: ZoneInfo
    starts: Sequence[datetime]
    before: datetime | None = None


async def notice_facts(
    db: AsyncSession, *, coach_id: UUID, booking_ids: Sequence[UUID], before: datetime | None = None
) -> NoticeFacts:
    """Of one session, or of several of one client, earliest first. Three queries. Raises NotFound."""
    rows = await starts_of(db, coach_id=coach_id, booking_ids=booking_ids)
    if not rows or len({client_id for client_id, _ in rows}) != 1:
        raise NotFound
    coach = await coach_facts(db, coach_id=coach_id)
    client = await by_id(db, coach_id=coach_id, client_id=rows[0][0])
    return NoticeFacts(client, coach.name, coach.zone, [start for _, start in rows], before)
