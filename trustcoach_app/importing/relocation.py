"""Takes what imports made to other places, as one set: there when an import is confirmed, back when it is undone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.service import SlotTaken, move_booking
from trustcoach_app.errors import InvalidInput
from trustcoach_app.importing.marks import mark_of
from trustcoach_app.importing.matching import Key
from trustcoach_app.importing.plan import PlannedMove
from trustcoach_app.importing.queries import MadeRow, keys_of_files, made_in_pieces
from trustcoach_app.importing.readings import EventStanding
from trustcoach_app.models.bookings import Booking, BusyBlock

MINUTE = timedelta(minutes=1)
ROUNDS = 6
"""There and back: what moves into each other's place one way is done in two. A file may ask for a knot."""


async def relocate(
    db: AsyncSession, *, coach_id: UUID, moves: Sequence[PlannedMove], now: datetime
) -> tuple[list[PlannedMove], list[tuple[PlannedMove, MadeRow]]]:
    """The moves that were made, with the mark each row has now; and those that were not, with what stands instead.

    What has begun or was touched since its move was planned stays, as does what would come to a taken or past time.
    What is there no more is in neither. One may stand where another goes: whoever finds its place taken tries again
    once others left, the last first.
    """
    rows: dict[UUID, MadeRow] = {}
    async for some in made_in_pieces(db, coach_id=coach_id, ids=[one.row_id for one in moves]):
        rows |= {row.event.id: row for row in some}
    named = await keys_of_files(db, coach_id=coach_id) if moves else set[Key]()
    waiting = [(one, rows[one.row_id]) for one in moves if one.row_id in rows]
    done: list[PlannedMove] = []
    for _ in range(ROUNDS):
        left: list[tuple[PlannedMove, MadeRow]] = []
        for wanted, row in waiting:
            if await _relocated(db, wanted, row, named, now):
                done.append(replace(wanted, mark=row.event.made))
            else:
                left.append((wanted, row))
        is_stuck, waiting = len(left) == len(waiting), left[::-1]
        if is_stuck:
            break
    return done, sorted(waiting, key=lambda one: one[1].made.starts_at)


async def _relocated(db: AsyncSession, wanted: PlannedMove, row: MadeRow, named: set[Key], now: datetime) -> bool:
    """Whether it went; its row then has the key of where it is. Two rows cannot have one key, even for a moment."""
    here, there = (row.event.uid, row.event.recurrence), (wanted.goal.uid, wanted.goal.recurrence)
    has_begun = row.booking is not None and row.made.starts_at <= now
    if has_begun or not row.made.may_follow or row.event.made != wanted.mark or (there != here and there in named):
        return False
    try:
        moved = await _moved(db, wanted, row, now)
    except (SlotTaken, InvalidInput):
        return False
    event, goal = row.event, wanted.goal
    event.made, event.uid, event.recurrence = mark_of(moved), goal.uid, goal.recurrence
    event.starts_at, event.ends_at, event.standing = goal.starts_at, goal.ends_at, EventStanding.HERE.value
    event.sequence, event.etag = wanted.sequence, wanted.etag
    await db.flush()
    named -= {here}
    named |= {there}
    return True


async def _moved(db: AsyncSession, wanted: PlannedMove, row: MadeRow, now: datetime) -> Booking | BusyBlock:
    goal = wanted.goal
    if row.booking is not None:
        length = int((goal.ends_at - goal.starts_at) / MINUTE)
        return await move_booking(
            db,
            coach_id=row.event.coach_id,
            booking_id=row.booking.id,
            starts_at=goal.starts_at,
            minutes=length,
            now=now,
        )
    assert row.block is not None
    row.block.during = Range(goal.starts_at, goal.ends_at)
    await db.flush()
    return row.block
