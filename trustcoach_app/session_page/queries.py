"""What the page of one session is made of, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.actions.queries import MOST_LISTED, ActionRow, actions_of_client
from trustcoach_app.client_file.brief.queries import BriefFacts, brief_facts
from trustcoach_app.coaches import coach_facts
from trustcoach_app.goals.queries import GoalWithMeasures, goals_of_client
from trustcoach_app.sessions.queries import (
    MarkedMoment,
    SessionFacts,
    SignedSummary,
    Typed,
    moments,
    session_facts,
    signed_summary,
    summary_draft,
)


@dataclass(frozen=True)
class SessionPageFacts:
    """A session, what is kept of it, and what is known of the client besides."""

    session: SessionFacts
    coach_name: str
    moments: list[MarkedMoment]
    signed: SignedSummary | None
    draft: Typed
    goals: list[GoalWithMeasures]
    actions: list[ActionRow]
    """One more than are listed, where there are more."""
    brief: BriefFacts


async def session_page_facts(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, now: datetime) -> SessionPageFacts:
    """Read the page. Eighteen queries at most. Raises NotFound, also for another coach's."""
    session = await session_facts(db, coach_id=coach_id, booking_id=booking_id)
    booking, client_id = session.row.Booking, session.row.Client.id
    marked, signed, draft = await _contents(db, coach_id, session.session_id)
    return SessionPageFacts(
        session=session,
        coach_name=(await coach_facts(db, coach_id=coach_id)).name,
        moments=marked,
        signed=signed,
        draft=draft,
        goals=await goals_of_client(db, coach_id=coach_id, client_id=client_id),
        actions=await actions_of_client(db, coach_id=coach_id, client_id=client_id, limit=MOST_LISTED + 1),
        brief=await brief_facts(db, coach_id=coach_id, client_id=client_id, now=now, before=booking.starts_at),
    )


async def _contents(
    db: AsyncSession, coach_id: UUID, session_id: UUID | None
) -> tuple[list[MarkedMoment], SignedSummary | None, Typed]:
    """What hangs from a session; nothing before it began."""
    if session_id is None:
        return [], None, Typed("", 0, None)
    of_session = {"coach_id": coach_id, "session_id": session_id}
    return (
        await moments(db, **of_session),
        await signed_summary(db, **of_session),
        await summary_draft(db, **of_session),
    )
