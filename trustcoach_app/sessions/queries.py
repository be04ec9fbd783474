"""Reads of sessions: the page of one, and what sessions left behind."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, and_, select, true
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import BookingAndClient, booking_and_client, session_numbers
from trustcoach_app.coaches import zone_of
from trustcoach_app.errors import NotFound
from trustcoach_app.models.bookings import Booking
from trustcoach_app.models.sessions import Moment, MomentKind, PrivateNote, Session, Summary, SummaryDraft

DatedMoment = Row[Moment, datetime]
DatedSummary = Row[Summary, datetime]
"""With the instant at which its session was to begin."""

LOOKED_AT = 5
"""How many sessions back a note is looked for: notes rest encrypted, so an emptied one is seen only when it is read."""


@dataclass(frozen=True)
class SessionFacts:
    """One booking with its client, and the session that it became, if it did."""

    row: BookingAndClient
    session_id: UUID | None
    number: int
    zone: ZoneInfo


@dataclass(frozen=True)
class Typed:
    """A text that is saved while it is typed. Revision 0: nothing was saved yet."""

    text: str
    revision: int
    updated_at: datetime | None


@dataclass(frozen=True)
class SignedSummary:
    """What the coach signed, and since when the client may read it."""

    text: str
    signed_at: datetime
    shared_at: datetime | None


@dataclass(frozen=True)
class DatedNote:
    """The private note of a session, with the booking that it was and when that began. For the coach alone."""

    text: str
    booking_id: UUID
    starts_at: datetime


@dataclass(frozen=True)
class MarkedMoment:
    """A marked moment, in seconds since the session began where that is known; `position` counts from 1."""

    id: UUID
    kind: MomentKind
    at_seconds: int | None
    note: str
    position: int

    @classmethod
    def of(cls, row: Moment) -> "MarkedMoment":
        """From the table's row."""
        return cls(row.id, row.kind, row.at_seconds, row.note, row.position)


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


async def session_begun(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, client_id: UUID) -> UUID | None:
    """The session that a client's booking became; None before it was started. Raises NotFound for another client's."""
    found = await db.scalar(_of_booking(coach_id, booking_id))
    if found is not None and found.client_id != client_id:
        raise NotFound
    return found.id if found else None


def _of_booking(coach_id: UUID, booking_id: UUID) -> Select[Session]:
    return select(Session).where(col(Session.coach_id) == coach_id, col(Session.booking_id) == booking_id)


async def ensure_session(db: AsyncSession, *, coach_id: UUID, session_id: UUID, locked: bool = False) -> None:
    """Raises NotFound unless the session is in this practice. `locked`: nobody else counts on it until the commit."""
    query = select(col(Session.id)).where(col(Session.coach_id) == coach_id, col(Session.id) == session_id)
    if await db.scalar(query.with_for_update() if locked else query) is None:
        raise NotFound


async def typed_text(
    db: AsyncSession, table: type[PrivateNote] | type[SummaryDraft], *, coach_id: UUID, session_id: UUID
) -> Typed:
    """The text as it is now; empty, at revision 0, when there is none. For the coach alone."""
    query = select(col(table.text), col(table.revision), col(table.updated_at)).where(
        col(table.coach_id) == coach_id, col(table.session_id) == session_id
    )
    found = (await db.execute(query)).one_or_none()
    return Typed("", 0, None) if found is None else Typed(*found)


async def note(db: AsyncSession, *, coach_id: UUID, session_id: UUID) -> Typed:
    """The private note of a session."""
    return await typed_text(db, PrivateNote, coach_id=coach_id, session_id=session_id)


async def summary_draft(db: AsyncSession, *, coach_id: UUID, session_id: UUID) -> Typed:
    """The summary as the coach is writing it."""
    return await typed_text(db, SummaryDraft, coach_id=coach_id, session_id=session_id)


async def signed_summary(db: AsyncSession, *, coach_id: UUID, session_id: UUID) -> SignedSummary | None:
    """What was signed of a session, unless the signature was taken back."""
    query = select(col(Summary.text), col(Summary.signed_at), col(Summary.shared_at)).where(
        col(Summary.coach_id) == coach_id, col(Summary.session_id) == session_id, col(Summary.signed_at).is_not(None)
    )
    found = (await db.execute(query)).one_or_none()
    return None if found is None else SignedSummary(*found)


async def moments(db: AsyncSession, *, coach_id: UUID, session_id: UUID) -> list[MarkedMoment]:
    """The moments of a session in the coach's order."""
    query = (
        select(col(Moment.id), col(Moment.kind), col(Moment.at_seconds), col(Moment.note), col(Moment.position))
        .where(col(Moment.coach_id) == coach_id, col(Moment.session_id) == session_id)
        .order_by(col(Moment.position), col(Moment.id))
    )
    return [MarkedMoment(*row) for row in await db.execute(query)]


async def moment(db: AsyncSession, *, coach_id: UUID, moment_id: UUID) -> MarkedMoment:
    """One moment. Raises NotFound, also for another coach's."""
    found = await db.scalar(select(Moment).where(col(Moment.coach_id) == coach_id, col(Moment.id) == moment_id))
    if found is None:
        raise NotFound
    return MarkedMoment.of(found)


async def last_moments(db: AsyncSession, *, coach_id: UUID, client_ids: Collection[UUID]) -> dict[UUID, str]:
    """The note of the moment marked last, of each client who has one."""
    query = (
        _dated(select(col(Session.client_id), col(Moment.note)), Moment)
        .where(col(Session.coach_id) == coach_id, col(Session.client_id).in_(client_ids))
        .ext(distinct_on(col(Session.client_id)))
        .order_by(col(Session.client_id), col(Booking.starts_at).desc(), col(Moment.position).desc())
    )
    return {row.client_id: row.note for row in await db.execute(query)}


async def latest_moments(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, limit: int, before: datetime | None = None
) -> list[DatedMoment]:
    """The last moments of a client's sessions, those that began before `before` if it is named, the latest first."""
    query = (
        _dated(select(Moment, col(Booking.starts_at)), Moment)
        .where(col(Session.coach_id) == coach_id, col(Session.client_id) == client_id, _earlier(before))
        .order_by(col(Booking.starts_at).desc(), col(Moment.position).desc())
        .limit(limit)
    )
    return list((await db.execute(query)).all())


async def last_signed_summary(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, before: datetime | None = None
) -> DatedSummary | None:
    """The signed summary of the client's latest session (before `before`) with one (decision 16: not the machine's)."""
    query = (
        _dated(select(Summary, col(Booking.starts_at)), Summary)
        .where(col(Session.coach_id) == coach_id, col(Session.client_id) == client_id)
        .where(col(Summary.signed_at).is_not(None), _earlier(before))
        .order_by(col(Booking.starts_at).desc())
        .limit(1)
    )
    return (await db.execute(query)).one_or_none()


async def signed_among(db: AsyncSession, *, coach_id: UUID, booking_ids: Collection[UUID]) -> set[UUID]:
    """Those of some bookings whose session has a signed summary."""
    query = select(col(Session.booking_id)).join(Summary, _of_session(Summary))
    signed = query.where(col(Session.coach_id) == coach_id, col(Summary.signed_at).is_not(None))
    return set(await db.scalars(signed.where(col(Session.booking_id).in_(booking_ids))))


async def last_note(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, before: datetime | None = None
) -> DatedNote | None:
    """What the coach noted in the client's latest session (before `before`) of which she noted anything. Hers alone."""
    query = (
        _dated(select(col(PrivateNote.text), col(Booking.id), col(Booking.starts_at)), PrivateNote)
        .where(col(Session.coach_id) == coach_id, col(Session.client_id) == client_id, _earlier(before))
        .order_by(col(Booking.starts_at).desc())
        .limit(LOOKED_AT)
    )
    rows = [DatedNote(*row) for row in await db.execute(query)]
    return next((row for row in rows if row.text.strip()), None)


def _earlier(before: datetime | None) -> ColumnElement[bool]:
    return true() if before is None else col(Booking.starts_at) < before


def _dated(query: Any, table: type[Moment | Summary | PrivateNote]) -> Any:
    """Rows that hang from sessions, with the bookings that say when these were."""
    booking = and_(col(Booking.coach_id) == col(Session.coach_id), col(Booking.id) == col(Session.booking_id))
    return query.select_from(table).join(Session, _of_session(table)).join(Booking, booking)


def _of_session(table: type[Moment | Summary | PrivateNote]) -> ColumnElement[bool]:
    return and_(col(table.coach_id) == col(Session.coach_id), col(table.session_id) == col(Session.id))
