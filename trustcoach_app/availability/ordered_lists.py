"""What lists that a coach keeps have in common: no duplicates, an order, and archives for what bookings use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.planning import AppointmentReason, AppointmentType

MOST = 50
"""Types or reasons of one coach that are not archived."""

ListItem = TypeVar("ListItem", AppointmentType, AppointmentReason)
ListItemOut = TypeVar("ListItemOut", AppointmentType, AppointmentReason, covariant=True)


class Removed(StrEnum):
    """What became of a type or reason that was removed."""

    DELETED = "deleted"
    ARCHIVED = "archived"


class ReadRows(Protocol[ListItemOut]):
    """Reads the rows that are not archived, in their order."""

    async def __call__(self, db: AsyncSession, *, coach_id: UUID) -> Sequence[ListItemOut]: ...


class FindRow(Protocol[ListItemOut]):
    """Finds one row, archived or not. Raises NotFound."""

    async def __call__(self, db: AsyncSession, coach_id: UUID, row_id: UUID, /) -> ListItemOut: ...


class AskWhether(Protocol):
    """Tells whether a booking uses a row."""

    async def __call__(self, db: AsyncSession, coach_id: UUID, row_id: UUID, /) -> bool: ...


@dataclass(frozen=True)
class OrderedList(Generic[ListItem]):
    """A list of one kind of row. Each method that changes it takes the diary's lock first: slots depend on it."""

    model: type[ListItem]
    named: str
    """The column that says what a row is called; no two rows that are not archived share it."""
    read: ReadRows[ListItem]
    find: FindRow[ListItem]
    is_used: AskWhether

    async def add(self, db: AsyncSession, *, coach_id: UUID, values: Mapping[str, Any]) -> ListItem:
        """A new row, last in the list. Raises InvalidInput(named)."""
        await lock_diary(db, coach_id)
        standing = await self.read(db, coach_id=coach_id)
        self._refuse_duplicate(values[self.named], standing)
        if len(standing) >= MOST:
            raise InvalidInput(**{self.named: f"{MOST} au plus\u202f: archivez-en d’abord."})
        row = self.model(coach_id=coach_id, position=_next_position(standing), **values)
        db.add(row)
        await db.flush()
        return row

    async def change(self, db: AsyncSession, *, coach_id: UUID, row_id: UUID, values: Mapping[str, Any]) -> ListItem:
        """Replace what a row says. Raises InvalidInput(named), NotFound."""
        await lock_diary(db, coach_id)
        self._refuse_duplicate(values[self.named], await self.read(db, coach_id=coach_id), row_id)
        row = await self.find(db, coach_id, row_id)
        for name, value in values.items():
            setattr(row, name, value)
        await db.flush()
        return row

    async def remove(self, db: AsyncSession, *, coach_id: UUID, row_id: UUID, now: datetime) -> Removed:
        """Delete a row, or archive it when a booking uses it. Raises NotFound."""
        await lock_diary(db, coach_id)
        row = await self.find(db, coach_id, row_id)
        is_used = await self.is_used(db, coach_id, row_id)
        if is_used:
            row.archived_at = row.archived_at or now
        else:
            await db.delete(row)
        await db.flush()
        return Removed.ARCHIVED if is_used else Removed.DELETED

    async def restore(self, db: AsyncSession, *, coach_id: UUID, row_id: UUID) -> ListItem:
        """Bring an archived row back, last in the list. Raises NotFound, InvalidInput(named) when its name is taken."""
        await lock_diary(db, coach_id)
        row = await self.find(db, coach_id, row_id)
        standing = await self.read(db, coach_id=coach_id)
        self._refuse_duplicate(getattr(row, self.named), standing, row_id)
        if row.archived_at is not None:
            row.archived_at, row.position = None, _next_position(standing)
            await db.flush()
        return row

    async def put_in_order(self, db: AsyncSession, *, coach_id: UUID, row_ids: Sequence[UUID]) -> None:
        """Put the rows in this order. Raises NotFound unless these are all of them: another tab was faster."""
        await lock_diary(db, coach_id)
        rows = await self.read(db, coach_id=coach_id)
        positions = {key: number for number, key in enumerate(row_ids)}
        if set(positions) != {row.id for row in rows} or len(positions) != len(row_ids):
            raise NotFound
        for row in rows:
            row.position = positions[row.id]
        await db.flush()

    def _refuse_duplicate(self, name: str, rows: Sequence[ListItem], itself: UUID | None = None) -> None:
        """Whatever its capitals."""
        if any(getattr(row, self.named).lower() == name.lower() for row in rows if row.id != itself):
            raise InvalidInput(**{self.named: f"« {name} » existe déjà."})


def _next_position(rows: Sequence[ListItem]) -> int:
    """The positions after the last."""
    return max((row.position for row in rows), default=-1) + 1
