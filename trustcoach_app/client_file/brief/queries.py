"""What is known of one client before a session (decision 16: of summaries, only signed ones)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.histories import History, client_history
from trustcoach_app.clients.queries import ClientRow, by_id
from trustcoach_app.goals.queries import MeasuredGoal, goals_in_progress
from trustcoach_app.messaging.queries import latest_messages
from trustcoach_app.models.messaging import Message
from trustcoach_app.sessions.queries import (
    DatedMoment,
    DatedNote,
    DatedSummary,
    last_note,
    last_signed_summary,
    latest_moments,
)

MOST_MOMENTS = 6
MOST_MESSAGES = 5


@dataclass(frozen=True)
class BriefFacts:
    """Everything that the pre-brief is made of."""

    client: ClientRow
    history: History
    summary: DatedSummary | None
    note: DatedNote | None
    """The coach's own, hers alone (decision 16)."""
    moments: list[DatedMoment]
    goals: list[MeasuredGoal]
    messages: list[Message]
    before: datetime | None = None
    """When the session begins beside which it stands, if it does."""


async def brief_facts(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, now: datetime, before: datetime | None = None
) -> BriefFacts:
    """Read one client's pre-brief: what sessions left that began before `before`, of all of them without it.

    Seven queries, however long the history. Raises NotFound.
    """
    of_client = {"coach_id": coach_id, "client_id": client_id}
    return BriefFacts(
        client=await by_id(db, **of_client),
        history=await client_history(db, **of_client, now=now),
        summary=await last_signed_summary(db, **of_client, before=before),
        note=await last_note(db, **of_client, before=before),
        moments=await latest_moments(db, **of_client, limit=MOST_MOMENTS, before=before),
        goals=await goals_in_progress(db, **of_client),
        messages=await latest_messages(db, **of_client, limit=MOST_MESSAGES),
        before=before,
    )
