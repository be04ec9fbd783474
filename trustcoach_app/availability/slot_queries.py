"""Free slots of the diary as it is: loads what slots.py computes on, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.availability.busy import blocks_between, day_bounds
from trustcoach_app.availability.queries import SlotRules, bookable, slot_rules, weekly_hours
from trustcoach_app.availability.schedule import FreeSlot, Range, Rules, Schedule, Span, TakenSession, Weekly
from trustcoach_app.availability.slots import DayReport, day_report, free_slots
from trustcoach_app.bookings.queries import buffered_between
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.models.availability import DateException
from trustcoach_app.models.bookings import BusySource
from trustcoach_app.models.planning import PlanningSettings

AROUND = timedelta(days=2)
"""What a slot's rules may look at beside the days asked for: other zones, nights, buffers, whole days."""
DAY = timedelta(days=1)
NEAR = 3 * DAY
LOOK_BACK = timedelta(days=7)
LOOK_AHEAD = timedelta(days=45)


@dataclass(frozen=True)
class SlotsAround:
    """The free slots around a day, and that day's own report; present.py words it."""

    zone: ZoneInfo
    slots: Sequence[FreeSlot]
    report: DayReport
    """`Pourquoi aucun créneau ?`"""


async def schedule(
    db: AsyncSession,
    *,
    coach_id: UUID,
    first: date,
    last: date,
    now: datetime,
    moving: UUID | None = None,
    rules: SlotRules | None = None,
) -> Schedule:
    """What decides on the slots from `first` to `last`. Four queries, and one for the `rules` unless they are known.

    `moving` is a booking that is about to move.
    """
    known = rules or await slot_rules(db, coach_id=coach_id)
    zone = known.zone
    start, end = (edge + shift for edge, shift in zip(day_bounds(first, last, zone), (-AROUND, AROUND), strict=True))
    taken: dict[bool, list[Span]] = {True: [], False: []}
    for block in await blocks_between(db, coach_id=coach_id, start=start, end=end):
        taken[block.source is BusySource.TIME_OFF].append((block.starts_at, block.ends_at))
    return Schedule(
        zone=zone,
        rules=rules_of(known.settings),
        weekly=await _weekly(db, coach_id),
        other_hours=await _other_hours(db, coach_id, start.date(), end.date()),
        sessions=await _sessions(db, coach_id, start, end, now, moving),
        busy=tuple(taken[False]),
        time_off=tuple(taken[True]),
    )


async def slots_for_type(
    db: AsyncSession,
    *,
    coach_id: UUID,
    type_id: UUID,
    first: date,
    last: date,
    now: datetime,
    by: Actor = Actor.CLIENT,
    days_of: ZoneInfo | None = None,
    moving: UUID | None = None,
) -> list[FreeSlot]:
    """The free slots for a type, on the days `first` to `last` of `days_of` (the coach's zone). Raises NotFound."""
    wanted = await bookable(db, coach_id=coach_id, type_id=type_id)
    known = await schedule(db, coach_id=coach_id, first=first, last=last, now=now, moving=moving, rules=wanted.rules)
    return free_slots(known, minutes=wanted.type.minutes, first=first, last=last, now=now, by=by, days_of=days_of)


async def slots_around(
    db: AsyncSession, *, coach_id: UUID, type_id: UUID, day: date, first: date, now: datetime
) -> SlotsAround:
    """What the coach may take from `first` to LOOK_AHEAD after a day, and why no more on it. Raises NotFound."""
    wanted = await bookable(db, coach_id=coach_id, type_id=type_id)
    last, minutes = day + LOOK_AHEAD, wanted.type.minutes
    known = await schedule(db, coach_id=coach_id, first=first, last=last, now=now, rules=wanted.rules)
    slots = free_slots(known, minutes=minutes, first=first, last=last, now=now, by=Actor.COACH)
    return SlotsAround(known.zone, slots, day_report(known, minutes=minutes, day=day, now=now, by=Actor.COACH))


async def nearest_free(
    db: AsyncSession,
    *,
    coach_id: UUID,
    minutes: int,
    wanted: datetime,
    now: datetime,
    by: Actor = Actor.CLIENT,
    count: int = 3,
    moving: UUID | None = None,
) -> list[FreeSlot]:
    """The free slots closest to a wanted time, earliest first; from a week before it to six weeks after.

    Most days have some near by: the days around it are looked at first, and suffice when no other day can be closer.
    """
    found: list[FreeSlot] = []
    for back, ahead, sure in ((NEAR, NEAR, NEAR - DAY), (LOOK_BACK, LOOK_AHEAD, LOOK_AHEAD)):
        first, last = (wanted - back).date(), (wanted + ahead).date()
        known = await schedule(db, coach_id=coach_id, first=first, last=last, now=now, moving=moving)
        found = closest(free_slots(known, minutes=minutes, first=first, last=last, now=now, by=by), wanted, count)
        if len(found) == count and all(abs(slot.starts_at - wanted) <= sure for slot in found):
            break
    return found


def closest(free: Sequence[FreeSlot], wanted: datetime, count: int) -> list[FreeSlot]:
    """The `count` slots whose start is closest to `wanted`, earliest first; the later of two that are equally close."""
    by_distance = sorted(free, key=lambda slot: (abs(slot.starts_at - wanted), wanted > slot.starts_at))
    return sorted(by_distance[:count], key=lambda slot: slot.starts_at)


def rules_of(settings: PlanningSettings) -> Rules:
    """The coach's rules as slots take them."""
    return Rules(
        buffer_before=settings.buffer_before_minutes,
        buffer_after=settings.buffer_after_minutes,
        minimum_notice=settings.minimum_notice_minutes,
        horizon_days=settings.horizon_days,
        interval=settings.slot_interval_minutes,
        most_a_day=settings.most_sessions_a_day,
        holidays=settings.holidays_country,
    )


async def _weekly(db: AsyncSession, coach_id: UUID) -> tuple[Weekly, ...]:
    rows = await weekly_hours(db, coach_id=coach_id)
    return tuple(Weekly(row.weekday, Range(row.opens, row.closes), row.valid_from, row.valid_until) for row in rows)


async def _other_hours(db: AsyncSession, coach_id: UUID, first: date, last: date) -> dict[date, tuple[Range, ...]]:
    query = select(DateException).where(col(DateException.coach_id) == coach_id)
    found: dict[date, tuple[Range, ...]] = {}
    for row in await db.scalars(query.where(col(DateException.day).between(first, last))):
        hours = () if row.opens is None or row.closes is None else (Range(row.opens, row.closes),)
        found[row.day] = found.get(row.day, ()) + hours
    return found


async def _sessions(
    db: AsyncSession, coach_id: UUID, start: datetime, end: datetime, now: datetime, moving: UUID | None
) -> tuple[TakenSession, ...]:
    rows = await buffered_between(db, coach_id=coach_id, start=start, end=end, now=now, ignoring=moving)
    return tuple(TakenSession(*row) for row in rows)
