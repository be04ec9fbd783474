"""Dead letters, kept within bounds: a setter that sends nonsense fills neither the disk nor the administrator's list.

The first ones are kept, which show what is wrong; those beyond are counted. What was settled makes way for what is new.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.db.types import cipher, new_id
from trustcoach_app.models.setter import DeadLetter
from trustcoach_app.setter.intake.rows import insert_rows

MOST_DEAD_LETTERS = 1000
MOST_DEAD_LETTER_BYTES = 10 * 1024 * 1024
"""Of one practice, settled ones included; bytes of what they say."""


@dataclass(frozen=True)
class NewDeadLetter:
    """What could not be understood: its place in the list (from 0), why, and its text."""

    index: int
    problem: str
    body: str
    digest: str
    """SHA-256 of what it says: of its JSON with sorted keys and no blanks; of the bytes where they are no JSON."""

    @property
    def size(self) -> int:
        """Of its text, in bytes."""
        return len(self.body.encode())


async def add_dead_letters(
    db: AsyncSession, *, coach_id: UUID, letters: Sequence[NewDeadLetter], now: datetime
) -> None:
    """Keep those that fit, each text once, and count the others. `db` acts as HOOK, after hook_make_room."""
    fresh = await _unknown(db, letters)
    if not fresh:
        return
    fitting = _fitting(fresh, *await _room(db, fresh))
    await insert_rows(db, DeadLetter, [_row(coach_id, letter, now) for letter in fitting], order="digest")
    if left_out := len(fresh) - len(fitting):
        await db.execute(text("SELECT hook_leave_out(:letters, :now)"), {"letters": left_out, "now": now})


async def _unknown(db: AsyncSession, letters: Sequence[NewDeadLetter]) -> list[NewDeadLetter]:
    """Each text once, in the order in which it came first."""
    if not letters:
        return []
    query, digests = text("SELECT hook_known_letters(:digests)"), [letter.digest for letter in letters]
    known = set(await db.scalars(query, {"digests": digests}))
    once = {letter.digest: letter for letter in reversed(letters) if letter.digest not in known}
    return list(reversed(once.values()))


async def _room(db: AsyncSession, fresh: Sequence[NewDeadLetter]) -> tuple[int, int]:
    """For how many, and for how many bytes."""
    query = text("SELECT letters, bytes FROM hook_letter_room(:letters, :bytes, :most, :most_bytes)")
    coming = {"letters": len(fresh), "bytes": sum(letter.size for letter in fresh)}
    room = (await db.execute(query, {**coming, "most": MOST_DEAD_LETTERS, "most_bytes": MOST_DEAD_LETTER_BYTES})).one()
    return room.letters, room.bytes


def _fitting(letters: Sequence[NewDeadLetter], most: int, most_bytes: int) -> list[NewDeadLetter]:
    """The first ones. Where a long one does not fit, a shorter one after it may."""
    fitting, taken = list[NewDeadLetter](), 0
    for letter in letters:
        if len(fitting) < most and taken + letter.size <= most_bytes:
            fitting.append(letter)
            taken += letter.size
    return fitting


def _row(coach_id: UUID, letter: NewDeadLetter, now: datetime) -> dict[str, Any]:
    named = {"coach_id": coach_id, "id": new_id(), "digest": letter.digest, "problem": letter.problem}
    sealed = {"body": cipher().encrypt(letter.body.encode()), "size": letter.size}
    return {**named, **sealed, "received_at": now, "settlement": ""}
