"""What a coach is told before she books or moves a session where she does not work: once, and she may go on."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability.present import WHY
from trustcoach_app.availability.slot_queries import schedule
from trustcoach_app.availability.slots import rule_against
from trustcoach_app.availability.taken_starts import Rule
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.coaches import zone_of

WARNED_OF = (Rule.CLOSED, Rule.HOLIDAY, Rule.TIME_OFF, Rule.TOO_SHORT, Rule.BUSY, Rule.NO_HOURS)
"""What is hers to overrule. Another session is refused, and the grid is for clients."""


async def warning_against(
    db: AsyncSession, *, coach_id: UUID, starts_at: datetime, minutes: int, now: datetime, moving: UUID | None = None
) -> str:
    """Why she does not work then, as a sentence; empty where she does. Six queries."""
    day = starts_at.astimezone(await zone_of(db, coach_id=coach_id)).date()
    known = await schedule(db, coach_id=coach_id, first=day, last=day, now=now, moving=moving)
    rule = rule_against(known, minutes=minutes, starts_at=starts_at, now=now, by=Actor.COACH)
    if rule is None or rule not in WARNED_OF:
        return ""
    return f"À cette heure, {WHY[rule]}."
