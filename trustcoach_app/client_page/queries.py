"""What the page of one client reads, however long the history: seventeen statements."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.actions.queries import MOST_LISTED, ActionRow, actions_of_client
from trustcoach_app.bookings.queries import bookings_of_client, session_numbers
from trustcoach_app.client_file.brief.queries import BriefFacts, brief_facts
from trustcoach_app.clients.tags import known_tags, tags_of
from trustcoach_app.coaches import zone_of
from trustcoach_app.goals.queries import GoalWithMeasures, goals_of_client
from trustcoach_app.models.bookings import Booking
from trustcoach_app.notes.queries import MOST_LISTED as MOST_NOTES
from trustcoach_app.notes.queries import NoteRow, notes_of_client
from trustcoach_app.sessions.queries import signed_among

MOST_SESSIONS = 100
"""That the page lists: the latest."""


@dataclass(frozen=True)
class FileFacts:
    """Everything that the page is made of."""

    zone: ZoneInfo
    brief: BriefFacts
    tags: list[str]
    known_tags: list[str]
    bookings: list[Booking]
    has_more: bool
    """There are earlier sessions than these."""
    numbers: dict[UUID, int]
    signed: set[UUID]
    """The bookings with a signed summary."""
    goals: list[GoalWithMeasures]
    actions: list[ActionRow]
    has_more_actions: bool
    notes: list[NoteRow]
    has_more_notes: bool


async def file_facts(db: AsyncSession, *, coach_id: UUID, client_id: UUID, now: datetime) -> FileFacts:
    """Read one client's file. Raises NotFound, also for another coach's."""
    of_client: dict[str, Any] = {"coach_id": coach_id, "client_id": client_id}
    brief = await brief_facts(db, **of_client, now=now)
    found = await bookings_of_client(db, **of_client, limit=MOST_SESSIONS + 1)
    actions = await actions_of_client(db, **of_client, limit=MOST_LISTED + 1)
    notes = await notes_of_client(db, **of_client, limit=MOST_NOTES + 1)
    shown = [row.id for row in found[:MOST_SESSIONS]]
    return FileFacts(
        zone=await zone_of(db, coach_id=coach_id),
        brief=brief,
        tags=(await tags_of(db, coach_id=coach_id, client_ids=[client_id])).get(client_id, []),
        known_tags=await known_tags(db, coach_id=coach_id),
        bookings=found[:MOST_SESSIONS],
        has_more=len(found) > MOST_SESSIONS,
        numbers=await session_numbers(db, coach_id=coach_id, booking_ids=shown),
        signed=await signed_among(db, coach_id=coach_id, booking_ids=shown),
        goals=await goals_of_client(db, **of_client),
        actions=actions[:MOST_LISTED],
        has_more_actions=len(actions) > MOST_LISTED,
        notes=notes[:MOST_NOTES],
        has_more_notes=len(notes) > MOST_NOTES,
    )
