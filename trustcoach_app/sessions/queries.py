"""Reads of sessions: the page of one, and what sessions left behind."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, and_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import BookingAndClient, booking_and_client, session_numbers
from trustcoach_app.coaches import zone_of
from trustcoach_app.errors import NotFound
from trustcoach_app.models.bookings import Booking
from trustcoach_app.models.sessions import Moment, MomentKind, PrivateNote, Session, Summary

DatedMoment = Row[Moment, datetime]
DatedSummary = Row[Summary, datetime]
"""With the instant at which its session was to begin."""


@dataclass(frozen=True)
class SessionFacts:
    """One booking with its client, and the session that it became, if it did."""

    row: BookingAndClient
    session_id: UUID | None
    number: int
    zone: ZoneInfo


@dataclass(frozen=True)
class NoteText:
    """The coach's private note of one session. Revision 0: nothing was saved yet."""

    text: str
    revision: int
    updated_at: datetime | None


@dataclass(frozen=True)
class MarkedMoment:
    """A marked moment, in seconds since the session began."""

    id: UUID
    kind: MomentKind
    at_seconds: int
    note: str


async def session_facts(db: AsyncSession, *, coach_id: UUID, booking_id: UUID) -> SessionFacts:
    """What the page of one session shows. Four queries. Raises NotFound, also for another coach's."""
    row = await booking_and_client(db, coach_id=coach_id, booking_id=booking_id)
    numbers = await session_numbers(db, coach_id=coach_id, booking_ids=[booking_id])
    return SessionFacts(
        row=row,
        session_id=await db.scalar(_of_booking(coach_id, booking_id).with_only_columns(col(Session.id))),
        number=numbers.get(booking_id, 0),
        zone=await zone_of(db, coach_id=coach_id),
    )


async def session_of_booking(db: AsyncSession, *, coach_id: UUID, booking_id: UUID) -> Session:
    """The session that a booking became. Raises NotFound before it was started or held."""
    found = await db.scalar(_of_booking(coach_id, booking_id))
    if found is None:
        raise NotFound
    return found


def _of_booking(coach_id: UUID, booking_id: UUID) -> Select[Session]:
    return select(Session).where(col(Session.coach_id) == coach_id, col(Session.booking_id) == booking_id)


async def note(db: AsyncSession, *, coach_id: UUID, session_id: UUID) -> NoteText:
    """The note as it is now; empty, at revision 0, when there is none. For the coach alone."""
    query = select(col(PrivateNote.text), col(PrivateNote.revision), col(PrivateNote.updated_at)).where(
        col(PrivateNote.coach_id) == coach_id, col(PrivateNote.session_id) == session_id
    )
    found = (await db.execute(query)).one_or_none()
    return NoteText("", 0, None) if found is None else NoteText(*found)


async def moments(db: AsyncSession, *, coach_id: UUID, session_id: UUID) -> list[MarkedMoment]:
    """The moments of a session in the order they happened."""
    query = (
        select(col(Moment.id), col(Moment.kind), col(Moment.at_seconds), col(Moment.note))
        .where(col(Moment.coach_id) == coach_id, col(Moment.session_id) == session_id)
        .order_by(col(Moment.at_seconds), col(Moment.id))
    )
    return [MarkedMoment(*row) for row in await db.execute(query)]


async def last_moments(db: AsyncSession, *, coach_id: UUID, client_ids: Collection[UUID]) -> dict[UUID, str]:
    """The note of the moment marked last, of each client who has one."""
    query = (
        _dated(select(col(Session.client_id), col(Moment.note)), Moment)
        .where(col(Session.coach_id) == coach_id, col(Session.client_id).in_(client_ids))
        .ext(distinct_on(col(Session.client_id)))
        .order_by(col(Session.client_id), col(Booking.starts_at).desc(), col(Moment.at_seconds).desc())
    )
    return {row.client_id: row.note for row in await db.execute(query)}


async def latest_moments(db: AsyncSession, *, coach_id: UUID, client_id: UUID, limit: int) -> list[DatedMoment]:
    """The last moments of a client's sessions, the latest first."""
    query = (
        _dated(select(Moment, col(Booking.starts_at)), Moment)
        .where(col(Session.coach_id) == coach_id, col(Session.client_id) == client_id)
        .order_by(col(Booking.starts_at).desc(), col(Moment.at_seconds).desc())
        .limit(limit)
    )
    return list((await db.execute(query)).all())


async def last_signed_summary(db: AsyncSession, *, coach_id: UUID, client_id: UUID) -> DatedSummary | None:
    """The signed summary of the client's latest session that has one (decision 16: never the machine's)."""
    query = (
        _dated(select(Summary, col(Booking.starts_at)), Summary)
        .where(col(Session.coach_id) == coach_id, col(Session.client_id) == client_id)
        .where(col(Summary.signed_at).is_not(None))
        .order_by(col(Booking.starts_at).desc())
        .limit(1)
    )
    return (await db.execute(query)).one_or_none()


def _dated(query: Any, table: type[Moment | Summary]) -> Any:
    """Rows that hang from sessions, with the bookings that say when these were."""
    booking = and_(col(Booking.coach_id) == col(Session.coach_id), col(Booking.id) == col(Session.booking_id))
    return query.select_from(table).join(Session, _of_session(table)).join(Booking, booking)


def _of_session(table: type[Moment | Summary]) -> ColumnElement[bool]:
    return and_(col(table.coach_id) == col(Session.coach_id), col(table.session_id) == col(Session.id))
