"""Changes of when a coach works: weekly hours, and dates that differ. Ranges that overlap are refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import combinations
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.availability.queries import weekly_hours
from trustcoach_app.availability.schedule import Range
from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.inputs import Problems, clean_line
from trustcoach_app.models.availability import LONGEST_DATE_LABEL, DateException, WeeklyHours

MINUTES_A_DAY = 24 * 60
MOST_RANGES = 200


@dataclass(frozen=True)
class HoursFields:
    """One weekly range as somebody wants it. Field names are column names; weekdays are ISO, 1 to 7."""

    weekday: int
    opens: time
    closes: time
    valid_from: date | None = None
    valid_until: date | None = None

    def check(self, problems: Problems) -> None:
        """Note what cannot be taken."""
        problems.add_if(not 1 <= self.weekday <= 7, "weekday", "Choisissez un jour de la semaine.")
        check_range(problems, Range(self.opens, self.closes))
        backwards = self.valid_from is not None and self.valid_until is not None and self.valid_until < self.valid_from
        problems.add_if(backwards, "valid_until", "La fin de validité précède son début.")


async def add_hours(db: AsyncSession, *, coach_id: UUID, fields: HoursFields) -> WeeklyHours:
    """One more weekly range. Raises InvalidInput by field, under `opens` when it overlaps another."""
    _refuse_wrong(fields)
    await lock_diary(db, coach_id)
    standing = await weekly_hours(db, coach_id=coach_id)
    _refuse_overlap([*map(_fields, standing), fields])
    row = WeeklyHours(coach_id=coach_id, **fields.__dict__)
    db.add(row)
    await db.flush()
    return row


async def change_hours(db: AsyncSession, *, coach_id: UUID, hours_id: UUID, fields: HoursFields) -> WeeklyHours:
    """Replace one weekly range. Raises InvalidInput like `add_hours`, NotFound."""
    _refuse_wrong(fields)
    await lock_diary(db, coach_id)
    standing = await weekly_hours(db, coach_id=coach_id)
    row = next((row for row in standing if row.id == hours_id), None)
    if row is None:
        raise NotFound
    _refuse_overlap([*(_fields(other) for other in standing if other is not row), fields])
    for name, value in fields.__dict__.items():
        setattr(row, name, value)
    await db.flush()
    return row


async def remove_hours(db: AsyncSession, *, coach_id: UUID, hours_id: UUID) -> None:
    """Delete one weekly range; sessions that were booked stay. Raises NotFound."""
    await lock_diary(db, coach_id)
    gone = delete(WeeklyHours).where(col(WeeklyHours.coach_id) == coach_id, col(WeeklyHours.id) == hours_id)
    if await db.scalar(gone.returning(col(WeeklyHours.id))) is None:
        raise NotFound


async def replace_hours(db: AsyncSession, *, coach_id: UUID, ranges: Sequence[HoursFields]) -> list[WeeklyHours]:
    """The whole week at once, e.g. when a day is copied to others. Raises InvalidInput like `add_hours`."""
    for fields in ranges:
        _refuse_wrong(fields)
    _refuse_overlap(ranges)
    await lock_diary(db, coach_id)
    await db.execute(delete(WeeklyHours).where(col(WeeklyHours.coach_id) == coach_id))
    db.add_all(WeeklyHours(coach_id=coach_id, **fields.__dict__) for fields in ranges)
    await db.flush()
    return await weekly_hours(db, coach_id=coach_id)


async def set_exception(
    db: AsyncSession, *, coach_id: UUID, day: date, ranges: Sequence[Range], label: str = ""
) -> list[DateException]:
    """What holds on one date instead of the weekly hours; no range closes it. Replaces what was said of that date.

    Raises InvalidInput under `opens`, `closes` or `label`.
    """
    words, problems = clean_line(label), Problems()
    problems.check_length("label", words, LONGEST_DATE_LABEL)
    for hours in ranges:
        check_range(problems, hours)
    problems.refuse()
    _refuse_overlap([HoursFields(day.isoweekday(), hours.opens, hours.closes) for hours in ranges])
    await lock_diary(db, coach_id)
    await _forget(db, coach_id, day)
    rows = [
        DateException(coach_id=coach_id, day=day, opens=hours.opens, closes=hours.closes, label=words)
        for hours in sorted(ranges, key=lambda hours: hours.opens)
    ]
    rows = rows or [DateException(coach_id=coach_id, day=day, label=words)]
    db.add_all(rows)
    await db.flush()
    return rows


async def remove_exception(db: AsyncSession, *, coach_id: UUID, day: date) -> None:
    """Let the weekly hours hold again on a date. Raises NotFound when nothing was said of it."""
    await lock_diary(db, coach_id)
    if not await _forget(db, coach_id, day):
        raise NotFound


async def _forget(db: AsyncSession, coach_id: UUID, day: date) -> bool:
    gone = delete(DateException).where(col(DateException.coach_id) == coach_id, col(DateException.day) == day)
    return bool((await db.scalars(gone.returning(col(DateException.id)))).all())


def _refuse_wrong(fields: HoursFields) -> None:
    problems = Problems()
    fields.check(problems)
    problems.refuse()


def check_range(problems: Problems, hours: Range, *, suffix: str = "") -> None:
    """Note what cannot be taken of a range under `opens` and `closes`, `suffix` added."""
    is_whole = all(edge.second == edge.microsecond == 0 and edge.tzinfo is None for edge in (hours.opens, hours.closes))
    problems.add_if(not is_whole, f"opens{suffix}", "Indiquez des heures et des minutes.")
    is_nothing = hours.opens == hours.closes != time()
    sentence = "La fin doit différer du début. Une journée entière va de 00:00 à 00:00."
    problems.add_if(is_nothing, f"closes{suffix}", sentence)


def _fields(row: WeeklyHours) -> HoursFields:
    return HoursFields(row.weekday, row.opens, row.closes, row.valid_from, row.valid_until)


def _refuse_overlap(ranges: Sequence[HoursFields]) -> None:
    """Raises InvalidInput(opens) when two ranges that are valid on a same week share a minute of it."""
    if len(ranges) > MOST_RANGES:
        raise InvalidInput(opens=f"{MOST_RANGES} plages au plus.")
    for one, other in combinations(ranges, 2):
        if _overlap(one, other):
            hours = f"{other.opens:%H:%M}–{other.closes:%H:%M} et {one.opens:%H:%M}–{one.closes:%H:%M}"
            raise InvalidInput(opens=f"Ces plages se chevauchent\u202f: {hours}.")


def _overlap(one: HoursFields, other: HoursFields) -> bool:
    """Whether `other`, opening on the eve, the same day or the day after `one`, can share a minute with it."""
    start, end = _minutes(one)
    other_start, other_end = _minutes(other)
    return any(
        (one.weekday + days - other.weekday) % 7 == 0
        and max(start, other_start + days * MINUTES_A_DAY) < min(end, other_end + days * MINUTES_A_DAY)
        and _both_valid(one, other, days)
        for days in (-1, 0, 1)
    )


def _minutes(fields: HoursFields) -> tuple[int, int]:
    """Opening and closing in minutes since the midnight before the opening."""
    start, end = (edge.hour * 60 + edge.minute for edge in (fields.opens, fields.closes))
    return start, end if end > start else end + MINUTES_A_DAY


def _both_valid(one: HoursFields, other: HoursFields, days: int) -> bool:
    """Whether on some date `one` opens while `other` is valid so many days later."""
    shift = timedelta(days=days)
    since = [edge for edge in (one.valid_from, other.valid_from and other.valid_from - shift) if edge]
    until = [edge for edge in (one.valid_until, other.valid_until and other.valid_until - shift) if edge]
    if not since or not until:
        return True
    first = max(since)
    return first + timedelta(days=(one.weekday - first.isoweekday()) % 7) <= min(until)
