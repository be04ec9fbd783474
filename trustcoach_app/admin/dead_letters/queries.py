"""What an administrator reads of dead letters: everything but their bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.people import Coach, User
from trustcoach_app.models.setter import DeadLetter, IntakeVolume

SHOWN = 100
SHOWN_LEFT_OUT = 20
"""Practices of which some were left out."""

SHOWN_OF_ONE = 20
"""Of one practice, so that a setter that floods does not hide what others sent."""


@dataclass(frozen=True)
class DeadLetters:
    """The open ones first, the latest first; and how many are open in all."""

    rows: Sequence[Any]
    """(id, coach_id, coach, received_at, problem, size, settled_at, settlement)"""
    open_count: int
    left_out: Sequence[Any]
    """(coach, letters, at): practices of which letters were counted and not kept, the latest first."""


async def dead_letters(db: AsyncSession) -> DeadLetters:
    """Across practices."""
    letter, is_open = DeadLetter, col(DeadLetter.settled_at).is_(None)
    order = (is_open.desc(), col(letter.received_at).desc())
    rank = func.row_number().over(partition_by=col(letter.coach_id), order_by=order).label("rank")
    ranked = select(col(letter.id), col(letter.coach_id), rank).subquery()
    of_one = (ranked.c.coach_id == col(letter.coach_id)) & (ranked.c.id == col(letter.id))
    query = (
        select(
            col(letter.id),
            col(letter.coach_id),
            col(User.name).label("coach"),
            col(letter.received_at),
            col(letter.problem),
            col(letter.size),
            col(letter.settled_at),
            col(letter.settlement),
        )
        .join(ranked, of_one & (ranked.c.rank <= SHOWN_OF_ONE))
        .join(Coach, col(Coach.id) == col(letter.coach_id))
        .join(User, col(User.id) == col(Coach.user_id))
        .order_by(*order)
    )
    found = (await db.execute(query.limit(SHOWN))).all()
    return DeadLetters(found, await open_dead_letters(db), await _left_out(db))


async def open_dead_letters(db: AsyncSession) -> int:
    """How many wait for an administrator, across practices."""
    query = select(func.count(col(DeadLetter.id))).where(col(DeadLetter.settled_at).is_(None))
    return await db.scalar(query) or 0


async def _left_out(db: AsyncSession) -> Sequence[Any]:
    volume = IntakeVolume
    query = (
        select(
            col(User.name).label("coach"),
            col(volume.letters_left_out).label("letters"),
            col(volume.left_out_at).label("at"),
        )
        .join(Coach, col(Coach.id) == col(volume.coach_id))
        .join(User, col(User.id) == col(Coach.user_id))
        .where(col(volume.letters_left_out) > 0)
    )
    return (await db.execute(query.order_by(col(volume.left_out_at).desc()).limit(SHOWN_LEFT_OUT))).all()


async def is_dead_letter_open(db: AsyncSession, *, coach_id: UUID, letter_id: UUID) -> bool:
    """Whether a letter still waits; locked until the unit of work ends."""
    query = select(col(DeadLetter.id)).where(
        col(DeadLetter.coach_id) == coach_id, col(DeadLetter.id) == letter_id, col(DeadLetter.settled_at).is_(None)
    )
    return await db.scalar(query.with_for_update()) is not None
