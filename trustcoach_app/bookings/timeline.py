"""What the diary tells of a client."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, cast, func
from sqlmodel import col

from trustcoach_app.models.bookings import Booking, BookingStatus
from trustcoach_app.timelines import timeline_select

NEVER_WERE = (BookingStatus.PENDING, BookingStatus.EXPIRED)


def session_selects(coach_id: UUID, client_id: UUID, zone: str) -> list[Select[*tuple[Any, ...]]]:
    """Each session with its outcome; a hold is none."""
    rows = timeline_select(
        "session",
        id=col(Booking.id),
        at=col(Booking.starts_at),
        until=col(Booking.ends_at),
        title=func.coalesce(func.nullif(col(Booking.title), ""), col(Booking.reason)),
        detail=cast(col(Booking.status), Text),
        about=col(Booking.id),
    )
    mine = rows.where(col(Booking.coach_id) == coach_id, col(Booking.client_id) == client_id)
    return [mine.where(col(Booking.status).not_in(NEVER_WERE))]
