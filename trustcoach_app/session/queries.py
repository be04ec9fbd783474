"""What the page of one session is made of, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.client_file.brief.queries import BriefFacts, brief_facts
from trustcoach_app.coaches import coach_facts
from trustcoach_app.goals.queries import GoalWithMeasures, goals_of_client
from trustcoach_app.sessions.queries import (
    MomentRow,
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
    moments: list[MomentRow]
    signed: SignedSummary | None
    draft: Typed
    goals: list[GoalWithMeasures]
    brief: BriefFacts


async def session_page_facts(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, now: datetime) -> SessionPageFacts:
    """Read the page. Seventeen queries at most. Raises NotFound, also for another coach's."""
    session = await session_facts(db, coach_id=coach_id, booking_id=booking_id)
    booking, client_id = session.row.Booking, session.row.Client.id
    of_session = {"coach_id": coach_id, "session_id": session.session_id}
    has_begun = session.session_id is not None
    return SessionPageFacts(
        session=session,
        coach_name=(await coach_facts(db, coach_id=coach_id)).name,
        moments=await moments(db, **of_session) if has_begun else [],
        signed=await signed_summary(db, **of_session) if has_begun else None,
        draft=await summary_draft(db, **of_session) if has_begun else Typed("", 0, None),
        goals=await goals_of_client(db, coach_id=coach_id, client_id=client_id),
        brief=await brief_facts(db, coach_id=coach_id, client_id=client_id, now=now, before=booking.starts_at),
    )
