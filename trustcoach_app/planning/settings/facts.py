"""What the settings page is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.availability import queries as setup_queries
from trustcoach_app.availability.busy import day_bounds
from trustcoach_app.availability.schedule import FreeSlot
from trustcoach_app.availability.slot_queries import schedule
from trustcoach_app.availability.slots import DayReport, day_report, free_slots, next_taken_by_clock
from trustcoach_app.bookings.service import Actor
from trustcoach_app.bookings.within import Within, held_within
from trustcoach_app.coaches import zone_of
from trustcoach_app.models.availability import DateException, WeeklyHours
from trustcoach_app.models.bookings import BusyBlock
from trustcoach_app.models.planning import AppointmentReason, AppointmentType, PlanningSettings


@dataclass(frozen=True)
class SetupFacts:
    """All that a coach has set up, and what a client would be offered of `previewed`."""

    zone: ZoneInfo
    types: Sequence[AppointmentType]
    reasons: Sequence[AppointmentReason]
    weekly: Sequence[WeeklyHours]
    exceptions: Sequence[DateException]
    absences: Sequence[BusyBlock]
    within: Mapping[UUID, Within]
    """Of those time off that sessions still stand in."""
    settings: PlanningSettings
    previewed: AppointmentType | None
    slots: Sequence[FreeSlot]
    reports: Sequence[DayReport]
    next_taken: datetime | None
    """When the clock alone takes another start of the preview."""


PREVIEWED_DAYS = 7


async def setup_facts(db: AsyncSession, *, coach_id: UUID, previewed: str, now: datetime) -> SetupFacts:
    """Everything that is set up, and the slots of the next days as a client would get them."""
    zone = await zone_of(db, coach_id=coach_id)
    today = now.astimezone(zone).date()
    types = await setup_queries.appointment_types(db, coach_id=coach_id, with_archived=True)
    offered = [row for row in types if row.is_active and row.archived_at is None]
    kind = next((row for row in offered if str(row.id) == previewed), offered[0] if offered else None)
    last = today + timedelta(days=PREVIEWED_DAYS - 1)
    known = await schedule(db, coach_id=coach_id, first=today, last=last, now=now)
    days = [today + timedelta(days=number) for number in range(PREVIEWED_DAYS)]
    minutes = kind.minutes if kind else 0
    midnight = day_bounds(today, today, zone)[0]
    absences = await setup_queries.time_off(db, coach_id=coach_id, since=midnight)
    stretches = {row.id: row.during for row in absences}
    return SetupFacts(
        zone=zone,
        types=types,
        reasons=await setup_queries.reasons(db, coach_id=coach_id, with_archived=True),
        weekly=await setup_queries.weekly_hours(db, coach_id=coach_id),
        exceptions=await setup_queries.exceptions(db, coach_id=coach_id, since=today),
        absences=absences,
        within=await held_within(db, coach_id=coach_id, stretches=stretches, since=midnight),
        settings=await setup_queries.planning_settings(db, coach_id=coach_id),
        previewed=kind,
        slots=free_slots(known, minutes=minutes, first=today, last=last, now=now, by=Actor.CLIENT) if kind else [],
        reports=[day_report(known, minutes=minutes, day=day, now=now) for day in days] if kind else [],
        next_taken=next_taken_by_clock(known, first=today, last=last, now=now),
    )
