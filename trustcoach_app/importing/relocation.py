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
from trustcoach_app.importing.plan import PlannedMove
from trustcoach_app.importing.queries import Made, by_ids, made_of_events
from trustcoach_app.models.bookings import Booking, BusyBlock

MINUTE = timedelta(minutes=1)
ROUNDS = 6
"""There and back: what moves into each other's place one way is done in two. A file may ask for a knot."""


async def relocate(
    db: AsyncSession, *, coach_id: UUID, moves: Sequence[PlannedMove], now: datetime
) -> tuple[list[PlannedMove], list[tuple[PlannedMove, Made]]]:
    """The moves that were made, with the mark each row has now; and those that were not, with what stands instead.

    What has begun or was touched since its move was planned stays, as does what would come to a taken or past time.
    What is there no more is in neither. One may stand where another goes: whoever finds its place taken tries again
    once others left, the last first.
    """
    made = await made_of_events(db, coach_id=coach_id)
    rows = {one.row.id: one for one in made.values()}
    waiting = [(one, rows[one.row_id]) for one in moves if one.row_id in rows]
    done: list[PlannedMove] = []
    for _ in range(ROUNDS):
        left: list[tuple[PlannedMove, Made]] = []
        for wanted, row in waiting:
            named = made.get((wanted.goal.uid, wanted.goal.recurrence), row)
            if named is row and await _relocated(db, wanted, row, now):
                done.append(replace(wanted, mark=row.row.made))
            else:
                left.append((wanted, row))
        is_stuck, waiting = len(left) == len(waiting), left[::-1]
        if is_stuck:
            break
    return done, sorted(waiting, key=lambda one: one[1].starts_at)


async def _relocated(db: AsyncSession, wanted: PlannedMove, made: Made, now: datetime) -> bool:
    """Whether it went; its row then has the key of where it is."""
    has_begun = made.booking_id is not None and made.starts_at <= now
    if has_begun or not made.may_follow or made.row.made != wanted.mark:
        return False
    try:
        moved = await _moved(db, wanted, made, now)
    except (SlotTaken, InvalidInput):
        return False
    made.row.made, made.row.uid, made.row.recurrence = mark_of(moved), wanted.goal.uid, wanted.goal.recurrence
    await db.flush()
    return True


async def _moved(db: AsyncSession, wanted: PlannedMove, made: Made, now: datetime) -> Booking | BusyBlock:
    goal, coach_id = wanted.goal, made.row.coach_id
    if made.booking_id is not None:
        length = int((goal.ends_at - goal.starts_at) / MINUTE)
        return await move_booking(
            db, coach_id=coach_id, booking_id=made.booking_id, starts_at=goal.starts_at, minutes=length, now=now
        )
    ids = [made.row.busy_block_id] if made.row.busy_block_id else []
    [block] = (await by_ids(db, BusyBlock, coach_id=coach_id, ids=ids)).values()
    block.during = Range(goal.starts_at, goal.ends_at)
    await db.flush()
    return block
