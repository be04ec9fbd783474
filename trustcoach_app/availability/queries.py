"""What a coach has set up: types, reasons, hours, exceptions, time off and rules."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Text, bindparam, false, func, not_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.availability.first_hours import FIRST_HOURS
from trustcoach_app.errors import NotFound
from trustcoach_app.models.availability import DateException, WeeklyHours
from trustcoach_app.models.bookings import BusyBlock, BusySource
from trustcoach_app.models.people import Coach
from trustcoach_app.models.planning import AppointmentReason, AppointmentType, PlanningSettings

FRESH = {"populate_existing": True}


async def appointment_types(
    db: AsyncSession, *, coach_id: UUID, only_offered: bool = False, with_archived: bool = False
) -> list[AppointmentType]:
    """The types in their order. `only_offered`: the active ones."""
    query = select(AppointmentType).where(col(AppointmentType.coach_id) == coach_id)
    if only_offered:
        query = query.where(col(AppointmentType.is_active))
    if not with_archived:
        query = query.where(col(AppointmentType.archived_at).is_(None))
    ordered = query.order_by(col(AppointmentType.position), col(AppointmentType.id))
    return list(await db.scalars(ordered.execution_options(**FRESH)))


async def appointment_type(db: AsyncSession, *, coach_id: UUID, type_id: UUID) -> AppointmentType:
    """One type, archived or not. Raises NotFound."""
    query = select(AppointmentType).where(col(AppointmentType.coach_id) == coach_id, col(AppointmentType.id) == type_id)
    found = await db.scalar(query.execution_options(**FRESH))
    if found is None:
        raise NotFound
    return found


async def minutes_of_type(db: AsyncSession, *, coach_id: UUID, type_id: UUID) -> int:
    """The length of a type, and no more: each of many who want one slot reads it. Raises NotFound."""
    minutes = await db.scalar(_MINUTES, {"coach_id": coach_id, "type_id": type_id})
    if minutes is None:
        raise NotFound
    return minutes


_MINUTES = select(col(AppointmentType.minutes)).where(
    col(AppointmentType.coach_id) == bindparam("coach_id"), col(AppointmentType.id) == bindparam("type_id")
)


async def reasons(db: AsyncSession, *, coach_id: UUID, with_archived: bool = False) -> list[AppointmentReason]:
    """The reasons in their order."""
    query = select(AppointmentReason).where(col(AppointmentReason.coach_id) == coach_id)
    if not with_archived:
        query = query.where(col(AppointmentReason.archived_at).is_(None))
    ordered = query.order_by(col(AppointmentReason.position), col(AppointmentReason.id))
    return list(await db.scalars(ordered.execution_options(**FRESH)))


async def reason(db: AsyncSession, *, coach_id: UUID, reason_id: UUID) -> AppointmentReason:
    """One reason, archived or not. Raises NotFound."""
    mine = col(AppointmentReason.coach_id) == coach_id
    query = select(AppointmentReason).where(mine, col(AppointmentReason.id) == reason_id)
    found = await db.scalar(query.execution_options(**FRESH))
    if found is None:
        raise NotFound
    return found


async def weekly_hours(db: AsyncSession, *, coach_id: UUID) -> list[WeeklyHours]:
    """Every range, by weekday and opening."""
    query = select(WeeklyHours).where(col(WeeklyHours.coach_id) == coach_id)
    order = (col(WeeklyHours.weekday), col(WeeklyHours.opens), col(WeeklyHours.valid_from), col(WeeklyHours.id))
    return list(await db.scalars(query.order_by(*order).execution_options(**FRESH)))


async def exceptions(db: AsyncSession, *, coach_id: UUID, since: date) -> list[DateException]:
    """The rows of the dates that differ from `since` on, by date and opening: several rows a date, or a closed one."""
    query = select(DateException).where(col(DateException.coach_id) == coach_id, col(DateException.day) >= since)
    order = (col(DateException.day), col(DateException.opens), col(DateException.id))
    return list(await db.scalars(query.order_by(*order).execution_options(**FRESH)))


async def exceptions_on(db: AsyncSession, *, coach_id: UUID, day: date) -> list[DateException]:
    """The rows of one date, by opening; none while the weekly hours hold on it."""
    query = select(DateException).where(col(DateException.coach_id) == coach_id, col(DateException.day) == day)
    return list(await db.scalars(query.order_by(col(DateException.opens), col(DateException.id))))


async def time_off(db: AsyncSession, *, coach_id: UUID, since: datetime) -> list[BusyBlock]:
    """The time off that is not over at `since`, earliest first."""
    query = select(BusyBlock).where(
        col(BusyBlock.coach_id) == coach_id,
        col(BusyBlock.source) == BusySource.TIME_OFF,
        func.upper(col(BusyBlock.during)) > since,
    )
    order = (func.lower(col(BusyBlock.during)), col(BusyBlock.id))
    return list(await db.scalars(query.order_by(*order).execution_options(**FRESH)))


async def time_off_block(db: AsyncSession, *, coach_id: UUID, block_id: UUID) -> BusyBlock:
    """One stretch of time off. Raises NotFound, also for other busy time: that has other owners."""
    query = select(BusyBlock).where(col(BusyBlock.coach_id) == coach_id, col(BusyBlock.id) == block_id)
    found = await db.scalar(query.where(col(BusyBlock.source) == BusySource.TIME_OFF).execution_options(**FRESH))
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class SlotRules:
    """The zone of a coach's days and the rules of her slots: what every look at her slots begins with."""

    zone: ZoneInfo
    settings: PlanningSettings


@dataclass(frozen=True)
class Bookable:
    """What a session is booked as: its type and its reason, with the coach's zone and rules of today."""

    type: AppointmentType
    reason: AppointmentReason | None
    rules: SlotRules


async def slot_rules(db: AsyncSession, *, coach_id: UUID) -> SlotRules:
    """One query. Raises NotFound for a coach there is not."""
    query = select(col(Coach.timezone), PlanningSettings).outerjoin(PlanningSettings, _OF_THE_COACH)
    found = (await db.execute(query.where(col(Coach.id) == coach_id).execution_options(**FRESH))).one_or_none()
    if found is None:
        raise NotFound
    return _rules(coach_id, *found)


async def bookable(db: AsyncSession, *, coach_id: UUID, type_id: UUID, reason_id: UUID | None = None) -> Bookable:
    """A type, a reason and the rules, archived or not, in one query. Raises NotFound, also for the reason alone."""
    of_type = (col(AppointmentType.coach_id) == col(Coach.id)) & (col(AppointmentType.id) == type_id)
    of_reason = (col(AppointmentReason.coach_id) == col(Coach.id)) & (col(AppointmentReason.id) == reason_id)
    query = (
        select(AppointmentType, AppointmentReason, col(Coach.timezone), PlanningSettings)
        .select_from(Coach)
        .join(AppointmentType, of_type)
        .outerjoin(AppointmentReason, of_reason)
        .outerjoin(PlanningSettings, _OF_THE_COACH)
        .where(col(Coach.id) == coach_id)
    )
    found = (await db.execute(query.execution_options(**FRESH))).one_or_none()
    if found is None or _is_missing(found[1], reason_id):
        raise NotFound
    return Bookable(found[0], found[1], _rules(coach_id, found[2], found[3]))


_OF_THE_COACH = col(PlanningSettings.coach_id) == col(Coach.id)


def _is_missing(row: object, wanted: UUID | None) -> bool:
    """Whether the outer join found nothing for what was named."""
    return wanted is not None and row is None


def _rules(coach_id: UUID, timezone: str, settings: PlanningSettings | None) -> SlotRules:
    return SlotRules(ZoneInfo(timezone), settings or PlanningSettings(coach_id=coach_id))


async def planning_settings(db: AsyncSession, *, coach_id: UUID) -> PlanningSettings:
    """The rules; what a new practice would get while it has none."""
    query = select(PlanningSettings).where(col(PlanningSettings.coach_id) == coach_id)
    found = await db.scalar(query.execution_options(**FRESH))
    return PlanningSettings(coach_id=coach_id) if found is None else found


def has_own_hours(coach_id: UUID) -> ColumnElement[bool]:
    """Whether the weekly hours are no longer those that a practice starts with: none left are her own too."""
    range_words = func.concat_ws(" ", col(WeeklyHours.weekday), col(WeeklyHours.opens), col(WeeklyHours.closes))
    held = func.array_agg(range_words, type_=ARRAY(Text))
    first = [f"{weekday} {opens} {closes}" for weekday, opens, closes in sorted(FIRST_HOURS)]
    are_first = func.coalesce(held.contains(first) & held.contained_by(first), false())
    return not_(select(are_first).where(col(WeeklyHours.coach_id) == coach_id).scalar_subquery())
