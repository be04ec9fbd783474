"""What a coach changes of her own profile. Nothing here commits."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.availability.rates import price_unpriced_types
from trustcoach_app.models.people import Coach, CoachPhoto, User
from trustcoach_app.models.planning import AppointmentType
from trustcoach_app.profile.pictures import Picture


@dataclass(frozen=True)
class ProfileFields:
    """The profile as somebody wants it, checked."""

    name: str
    specialty: str
    rate_cents: int
    zone: ZoneInfo


async def change_profile(
    db: AsyncSession, *, coach_id: UUID, user_id: UUID, fields: ProfileFields
) -> list[AppointmentType]:
    """Write the profile; the types that waited for a rate and got their price from this one.

    Prices that somebody said stay. Sessions keep their instants: in another zone they read otherwise.
    """
    values = {
        "specialty": fields.specialty,
        "hourly_rate_cents": fields.rate_cents,
        "timezone": fields.zone.key,
    }
    await db.execute(update(Coach).where(col(Coach.id) == coach_id).values(**values))
    await db.execute(update(User).where(col(User.id) == user_id).values(name=fields.name))
    return await price_unpriced_types(db, coach_id=coach_id, rate_cents=fields.rate_cents)


async def change_photo(db: AsyncSession, *, coach_id: UUID, picture: Picture, now: datetime) -> None:
    """Put a photo in the place of the one before."""
    values = {"image": picture.image, "digest": picture.digest, "changed_at": now}
    written = insert(CoachPhoto).values(coach_id=coach_id, **values)
    await db.execute(written.on_conflict_do_update(index_elements=["coach_id"], set_=values))


async def remove_photo(db: AsyncSession, *, coach_id: UUID) -> None:
    """Initials stand in again. Nothing happens without a photo."""
    await db.execute(delete(CoachPhoto).where(col(CoachPhoto.coach_id) == coach_id))
