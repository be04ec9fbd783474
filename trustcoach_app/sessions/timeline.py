"""What sessions left of a client: the moments that were marked, the summaries that were signed."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, and_, cast, func
from sqlmodel import col

from trustcoach_app.models.bookings import Booking
from trustcoach_app.models.sessions import Moment, Session, Summary
from trustcoach_app.timelines import timeline_select


def moment_selects(coach_id: UUID, client_id: UUID, zone: str) -> list[Select[*tuple[Any, ...]]]:
    """Each at its second of the session, or at the session's start where nobody knows it."""
    rows = timeline_select(
        "moment",
        id=col(Moment.id),
        at=col(Booking.starts_at) + func.make_interval(0, 0, 0, 0, 0, 0, func.coalesce(col(Moment.at_seconds), 0)),
        detail=cast(col(Moment.kind), Text),
        text=col(Moment.note),
        about=col(Session.booking_id),
        is_shared=False,
    )
    return [_of_client(rows, Moment, coach_id, client_id)]


def summary_selects(coach_id: UUID, client_id: UUID, zone: str) -> list[Select[*tuple[Any, ...]]]:
    """What the coach signed, when she did (decision 16: nothing of the machine's)."""
    rows = timeline_select(
        "summary",
        id=col(Summary.id),
        at=col(Summary.signed_at),
        text=col(Summary.text),
        about=col(Session.booking_id),
        is_shared=col(Summary.shared_at).is_not(None),
    )
    return [_of_client(rows, Summary, coach_id, client_id).where(col(Summary.signed_at).is_not(None))]


def _of_client(rows: Any, table: type[Moment] | type[Summary], coach_id: UUID, client_id: UUID) -> Any:
    session = and_(col(Session.coach_id) == col(table.coach_id), col(Session.id) == col(table.session_id))
    booking = and_(col(Booking.coach_id) == col(Session.coach_id), col(Booking.id) == col(Session.booking_id))
    joined = rows.select_from(table).join(Session, session).join(Booking, booking)
    return joined.where(col(Session.coach_id) == coach_id, col(Session.client_id) == client_id)
