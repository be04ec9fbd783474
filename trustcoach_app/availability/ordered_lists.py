"""What lists that a coach keeps have in common: no duplicates, an order, and archives for what bookings use."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.planning import AppointmentReason, AppointmentType

MOST = 50
"""Types or reasons of one coach that are not archived."""

ListItem = TypeVar("ListItem", AppointmentType, AppointmentReason)


class Removed(StrEnum):
    """What became of a type or reason that was removed."""

    DELETED = "deleted"
    ARCHIVED = "archived"


def refuse_duplicate(field: str, name: str, others: Mapping[UUID, str], itself: UUID | None = None) -> None:
    """Raises InvalidInput(field) when another one has the name, whatever its capitals."""
    if any(other.lower() == name.lower() for key, other in others.items() if key != itself):
        raise InvalidInput(**{field: f"« {name} » existe déjà."})


def refuse_too_many(field: str, standing: int) -> None:
    """Raises InvalidInput(field) beyond what a list can show."""
    if standing >= MOST:
        raise InvalidInput(**{field: f"{MOST} au plus : archivez-en d’abord."})


def next_position(rows: Iterable[ListItem]) -> int:
    """The place after the last."""
    return max((row.position for row in rows), default=-1) + 1


async def delete_or_archive(db: AsyncSession, row: ListItem, *, is_used: bool, now: datetime) -> Removed:
    """Delete a row, or archive it when a booking uses it. The caller holds the diary's lock."""
    if not is_used:
        await db.delete(row)
        await db.flush()
        return Removed.DELETED
    row.archived_at = row.archived_at or now
    await db.flush()
    return Removed.ARCHIVED


async def put_in_order(db: AsyncSession, rows: Sequence[ListItem], ids: Sequence[UUID]) -> None:
    """Give `rows` the order of `ids`. Raises NotFound unless both name the same rows: another tab was faster."""
    place = {key: number for number, key in enumerate(ids)}
    if set(place) != {row.id for row in rows} or len(place) != len(ids):
        raise NotFound
    for row in rows:
        row.position = place[row.id]
    await db.flush()
