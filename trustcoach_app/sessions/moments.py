"""The moments that a coach marks in a session (decisions 32 and 59): what kind, in which words, in her order."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Uuid, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.inputs import Problems, clean_line
from trustcoach_app.models.sessions import LONGEST_MOMENT, Moment, MomentKind
from trustcoach_app.sessions.queries import MarkedMoment, ensure_session, moments

LONGEST_SESSION_SECONDS = 12 * 3600
MOST_MOMENTS = 200
"""Of one session."""


async def mark_moment(
    db: AsyncSession, *, coach_id: UUID, session_id: UUID, kind: MomentKind, note: str, at_seconds: int | None
) -> MarkedMoment:
    """Mark a moment: behind those that happened before it, in seconds since the session began, else behind all.

    Raises InvalidInput by field, NotFound, Conflict beyond MOST_MOMENTS.
    """
    problems, words = Problems(), clean_line(note)
    problems.check_length("note", words, LONGEST_MOMENT)
    in_range = at_seconds is None or 0 <= at_seconds <= LONGEST_SESSION_SECONDS
    problems.add_if(not in_range, "at_seconds", "Ce moment n’est pas dans la séance.")
    problems.refuse()
    await ensure_session(db, coach_id=coach_id, session_id=session_id, locked=True)
    before = await moments(db, coach_id=coach_id, session_id=session_id)
    row = Moment(coach_id=coach_id, session_id=session_id, kind=kind, note=words, at_seconds=at_seconds)
    row.position = await _make_room(db, coach_id, session_id, before, _position_of(before, at_seconds))
    db.add(row)
    await db.flush()
    return MarkedMoment.of(row)


async def put_back_moment(db: AsyncSession, *, coach_id: UUID, session_id: UUID, row: MarkedMoment) -> MarkedMoment:
    """Undo a removal: the moment is where it was. Raises NotFound, Conflict beyond MOST_MOMENTS."""
    await ensure_session(db, coach_id=coach_id, session_id=session_id, locked=True)
    before = await moments(db, coach_id=coach_id, session_id=session_id)
    position = min(max(row.position, 1), len(before) + 1)
    again = Moment(coach_id=coach_id, session_id=session_id, kind=row.kind, note=row.note, at_seconds=row.at_seconds)
    again.position = await _make_room(db, coach_id, session_id, before, position)
    db.add(again)
    await db.flush()
    return MarkedMoment.of(again)


async def change_moment(db: AsyncSession, *, coach_id: UUID, moment_id: UUID, kind: MomentKind, note: str) -> None:
    """Say it otherwise. Raises InvalidInput(note), NotFound."""
    problems, words = Problems(), clean_line(note)
    problems.check_length("note", words, LONGEST_MOMENT)
    problems.refuse()
    written = update(Moment).where(_of(coach_id), col(Moment.id) == moment_id).values(kind=kind, note=words)
    if await db.scalar(written.returning(col(Moment.id)).execution_options(synchronize_session=False)) is None:
        raise NotFound


async def remove_moment(db: AsyncSession, *, coach_id: UUID, moment_id: UUID) -> tuple[UUID, MarkedMoment]:
    """Take a moment out; returns its session and what it was, to be put back. Raises NotFound."""
    found = await _moment(db, coach_id, moment_id)
    await ensure_session(db, coach_id=coach_id, session_id=found.session_id, locked=True)
    await db.refresh(found)
    gone, session_id = MarkedMoment.of(found), found.session_id
    await db.execute(delete(Moment).where(_of(coach_id), col(Moment.id) == moment_id))
    left = [row.id for row in await moments(db, coach_id=coach_id, session_id=session_id)]
    await _number(db, coach_id, left)
    return session_id, gone


async def shift_moment(db: AsyncSession, *, coach_id: UUID, moment_id: UUID, by: int) -> None:
    """One position up (-1) or down (1) in its session; beyond the ends nothing changes. Raises NotFound."""
    found = await _moment(db, coach_id, moment_id)
    await ensure_session(db, coach_id=coach_id, session_id=found.session_id, locked=True)
    order = [row.id for row in await moments(db, coach_id=coach_id, session_id=found.session_id)]
    here = order.index(moment_id)
    there = min(max(here + (1 if by > 0 else -1), 0), len(order) - 1)
    order[here], order[there] = order[there], order[here]
    await _number(db, coach_id, order)


def _position_of(before: Sequence[MarkedMoment], at_seconds: int | None) -> int:
    """Where a new moment goes among those that are there."""
    if at_seconds is None:
        return len(before) + 1
    earlier = [position for position, row in enumerate(before, 1) if (row.at_seconds or 0) <= at_seconds]
    return max(earlier, default=0) + 1


async def _make_room(
    db: AsyncSession, coach_id: UUID, session_id: UUID, before: Sequence[MarkedMoment], position: int
) -> int:
    if len(before) >= MOST_MOMENTS:
        raise Conflict(f"{MOST_MOMENTS} moments au plus par séance\u202f: retirez-en un d’abord.")
    later = col(Moment.position) >= position
    moved = update(Moment).where(_of(coach_id), col(Moment.session_id) == session_id, later)
    moved = moved.values(position=col(Moment.position) + 1)
    await db.execute(moved.execution_options(synchronize_session=False))
    return position


async def _number(db: AsyncSession, coach_id: UUID, order: Sequence[UUID]) -> None:
    """Count the moments of a session anew, in this order; one statement."""
    if not order:
        return
    ids = func.unnest(literal(list(order), ARRAY(Uuid())))
    numbers = select(ids.label("id"), func.generate_series(1, len(order)).label("position")).subquery()
    numbered = update(Moment).where(_of(coach_id), col(Moment.id) == numbers.c.id).values(position=numbers.c.position)
    await db.execute(numbered.execution_options(synchronize_session=False))


async def _moment(db: AsyncSession, coach_id: UUID, moment_id: UUID) -> Moment:
    found = await db.scalar(select(Moment).where(_of(coach_id), col(Moment.id) == moment_id))
    if found is None:
        raise NotFound
    return found


def _of(coach_id: UUID) -> ColumnElement[bool]:
    return col(Moment.coach_id) == coach_id
