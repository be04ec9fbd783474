"""What every capability asks of a coach: name, zone, rate, where her photo is. Nobody else reads `coaches`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from trustcoach_app.errors import NotFound
from trustcoach_app.models.people import Coach, User

PHOTO = "/profil/photo"


@dataclass(frozen=True)
class CoachFacts:
    """Who she is. Name and address are empty for a job, which acts in her practice and sees no person."""

    name: str
    email: str
    zone: ZoneInfo
    hourly_rate_cents: int | None


async def coach_facts(db: AsyncSession, *, coach_id: UUID) -> CoachFacts:
    """All of it, in one statement. Raises NotFound."""
    query = select(col(User.name), col(User.email), col(Coach.timezone), col(Coach.hourly_rate_cents))
    of_coach = query.select_from(Coach).outerjoin(User, col(User.id) == col(Coach.user_id))
    found = (await db.execute(of_coach.where(col(Coach.id) == coach_id))).one_or_none()
    if found is None:
        raise NotFound
    name, email, timezone, rate = found
    return CoachFacts(name or "", email or "", ZoneInfo(timezone), rate)


def photo_address(digest: str | None) -> str:
    """Where a coach finds her own photo, another address for each photo; empty without one."""
    return f"{PHOTO}?v={digest[:12]}" if digest else ""


async def zone_of(db: AsyncSession, *, coach_id: UUID) -> ZoneInfo:
    """The zone of the coach's days and hours. Raises NotFound."""
    timezone = await db.scalar(select(col(Coach.timezone)).where(col(Coach.id) == coach_id))
    if timezone is None:
        raise NotFound
    return ZoneInfo(timezone)


async def settled_steps(db: AsyncSession, *, coach_id: UUID) -> list[str]:
    """What the coach settled of her first hour, by keys."""
    return list(await db.scalar(select(col(Coach.settled_steps)).where(col(Coach.id) == coach_id)) or [])


async def set_settled_steps(db: AsyncSession, *, coach_id: UUID, settled: Sequence[str]) -> None:
    """Replace it."""
    await db.execute(update(Coach).where(col(Coach.id) == coach_id).values(settled_steps=list(settled)))


def zone_for_insert(coach_id: UUID) -> Any:
    """The practice's zone as a value of an INSERT: no statement of its own."""
    practice = aliased(Coach, name="practice")
    return select(col(practice.timezone)).where(col(practice.id) == coach_id).scalar_subquery()
