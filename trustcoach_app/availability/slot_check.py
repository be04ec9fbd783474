"""Whether a time is offered, checked under the diary's lock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability.present import WHY
from trustcoach_app.availability.queries import SlotRules, slot_rules
from trustcoach_app.availability.slot_queries import schedule
from trustcoach_app.availability.slots import rule_against
from trustcoach_app.availability.taken_starts import Rule
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.bookings.slot import SlotTaken, refuse_if_taken, slot

TAKEN_BY_SOMEBODY = (Rule.SESSION, Rule.BUSY, Rule.BUFFER, Rule.FULL_DAY)
"""What a moment ago may still have been free; a client is not told more than that."""


@dataclass(frozen=True)
class WantedSlot:
    """A time as somebody wants it; `moving` is the booking that would go there."""

    coach_id: UUID
    starts_at: datetime
    minutes: int
    now: datetime
    by: Actor
    moving: UUID | None = None


class NotOffered(SlotTaken):
    """The time is not free, or not offered. nearest.py finds what is offered instead."""

    def __init__(self, message: str, wanted: WantedSlot) -> None:
        super().__init__(message, wanted.starts_at, wanted.starts_at + timedelta(minutes=wanted.minutes))
        self.wanted = wanted


async def ensure_offered(db: AsyncSession, wanted: WantedSlot, rules: SlotRules | None = None) -> None:
    """Raises NotOffered unless the slot is free by every rule. The caller holds the diary's lock."""
    rules = rules or await slot_rules(db, coach_id=wanted.coach_id)
    day = wanted.starts_at.astimezone(rules.zone).date()
    known = await schedule(
        db, coach_id=wanted.coach_id, first=day, last=day, now=wanted.now, moving=wanted.moving, rules=rules
    )
    rule = rule_against(known, minutes=wanted.minutes, starts_at=wanted.starts_at, now=wanted.now, by=wanted.by)
    if rule is not None:
        raise NotOffered(_said(rule, wanted.by), wanted)


async def refuse_at_first_look(db: AsyncSession, wanted: WantedSlot) -> None:
    """Raises NotOffered when a session stands there: of many at once, the losers go without queueing for the lock."""
    time = slot(
        coach_id=wanted.coach_id, starts_at=wanted.starts_at, minutes=wanted.minutes, timezone="UTC", by=wanted.by
    )
    try:
        await refuse_if_taken(db, time, now=wanted.now)
    except SlotTaken:
        raise NotOffered(_said(Rule.SESSION, wanted.by), wanted) from None


def _said(rule: Rule, by: Actor) -> str:
    if by is Actor.CLIENT:
        return "Ce créneau vient d’être pris." if rule in TAKEN_BY_SOMEBODY else "Ce créneau n’est pas proposé."
    opening = "Ce créneau vient d’être pris" if rule in TAKEN_BY_SOMEBODY else "Ce créneau n’est pas libre"
    return f"{opening}\u202f: {WHY[rule]}."
