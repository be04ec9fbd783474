"""What a coach starts with (decision 24). Made once; whatever she changes or removes afterwards stays so."""

from datetime import time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.availability.rates import price_at
from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.coaches import coach_facts
from trustcoach_app.models.availability import WeeklyHours
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.models.planning import AppointmentColour, AppointmentReason, AppointmentType, PlanningSettings

REASONS = (
    "Faire connaissance",
    "Faire le point",
    "Préparer une échéance",
    "Prendre une décision",
    "Débloquer une situation",
    "Autre",
)
WORKDAYS = range(1, 6)
HALF_DAYS = ((time(9), time(12)), (time(14), time(18)))


async def ensure_defaults(db: AsyncSession, *, coach_id: UUID) -> bool:
    """Types, reasons, hours and rules for a coach who has none yet; whether they were made now.

    Acts as the coach or in her practice (`in_practice`). The row of rules is the mark: of two that come at once the
    second waits for the diary's lock and finds it. Costs one read once it is there.
    """
    if await db.scalar(select(col(PlanningSettings.coach_id)).where(col(PlanningSettings.coach_id) == coach_id)):
        return False
    await lock_diary(db, coach_id)
    mark = insert(PlanningSettings).values(**PlanningSettings(coach_id=coach_id).model_dump())
    made = await db.scalar(mark.on_conflict_do_nothing().returning(col(PlanningSettings.coach_id)))
    if made is None:
        return False
    rate = (await coach_facts(db, coach_id=coach_id)).hourly_rate_cents
    db.add_all(_types(coach_id, rate))
    db.add_all(AppointmentReason(coach_id=coach_id, label=label, position=at) for at, label in enumerate(REASONS))
    db.add_all(
        WeeklyHours(coach_id=coach_id, weekday=day, opens=opens, closes=closes)
        for day in WORKDAYS
        for opens, closes in HALF_DAYS
    )
    await db.flush()
    return True


def _types(coach_id: UUID, rate: int | None) -> list[AppointmentType]:
    """A first talk for nothing, the usual session and a long one; these have no price while the rate is unknown."""
    kinds = (
        ("Séance découverte", 30, AppointmentColour.GREEN, 0, "Un premier échange, offert et sans engagement."),
        ("Séance de coaching", 60, AppointmentColour.BLUE, price_at(rate, 60), ""),
        ("Séance approfondie", 90, AppointmentColour.VIOLET, price_at(rate, 90), ""),
    )
    return [
        AppointmentType(
            coach_id=coach_id,
            name=name,
            minutes=minutes,
            colour=colour,
            price_cents=price,
            description=description,
            modes=list(BookingMode),
            position=position,
        )
        for position, (name, minutes, colour, price, description) in enumerate(kinds)
    ]
