"""What an import is compared with, and what the page of imports shows."""

from collections.abc import AsyncGenerator, AsyncIterator, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from trustcoach_app.bookings.queries import LONGEST, TAKES_TIME
from trustcoach_app.coaches import coach_facts
from trustcoach_app.db.pieces import in_pieces, pieces
from trustcoach_app.importing.facts import KnownClient, KnownSession, MadeOfEvent, as_line
from trustcoach_app.importing.marks import mark_of
from trustcoach_app.importing.matching import Key
from trustcoach_app.importing.readings import EventStanding
from trustcoach_app.models.bookings import Booking, BookingStatus, BusyBlock
from trustcoach_app.models.clients import Client
from trustcoach_app.models.importing import CalendarFeed, Import, ImportedClient, ImportStatus, OutsideEvent

MOST_WITHDRAWN = 500


@dataclass(frozen=True)
class MadeRow:
    """An outside event that an import made something of, and what that is: a session or busy time."""

    event: OutsideEvent
    booking: Booking | None
    block: BusyBlock | None
    made: MadeOfEvent


async def own_facts(db: AsyncSession, *, coach_id: UUID, now: datetime) -> bytes:
    """Whose practice it is, as a line (facts.py)."""
    coach = await coach_facts(db, coach_id=coach_id)
    return as_line(zone=coach.zone.key, now=now, own_name=coach.name, own_email=coach.email)


async def client_facts(db: AsyncSession, *, coach_id: UUID) -> AsyncIterator[bytes]:
    """The clients, as lines; of one who was merged, the survivor under the other's name and address."""
    meant = aliased(Client)
    same = col(meant.id) == func.coalesce(col(Client.merged_into), col(Client.id))
    columns = col(meant.id), col(meant.name), col(Client.email), col(Client.sort_key), col(meant.archived_at)
    people = select(*columns).join(meant, (col(meant.coach_id) == col(Client.coach_id)) & same)
    people = people.where(col(Client.coach_id) == coach_id)
    async for rows in in_pieces(db, people.order_by(col(Client.sort_key), col(Client.id))):
        yield as_line(clients=[KnownClient(*row[:4], is_archived=row[4] is not None) for row in rows])


async def diary_facts(db: AsyncSession, *, coach_id: UUID, start: datetime, end: datetime) -> AsyncIterator[bytes]:
    """What imports made, and the sessions that overlap [start, end), as lines."""
    async for rows in made_in_pieces(db, coach_id=coach_id):
        yield as_line(made=[row.made for row in rows])
    taken = (
        select(col(Booking.starts_at), col(Booking.ends_at), col(Client.name))
        .join(Client, (col(Client.coach_id) == col(Booking.coach_id)) & (col(Client.id) == col(Booking.client_id)))
        .where(col(Booking.coach_id) == coach_id, col(Booking.status).in_(TAKES_TIME))
        .where(col(Booking.starts_at) < end, col(Booking.starts_at) > start - LONGEST, col(Booking.ends_at) > start)
    )
    async for rows in in_pieces(db, taken):
        yield as_line(taken=[KnownSession(*row) for row in rows])


async def made_in_pieces(
    db: AsyncSession, *, coach_id: UUID, ids: Collection[UUID] | None = None, import_id: UUID | None = None
) -> AsyncGenerator[list[MadeRow]]:
    """What files made of events and still stands: all of it, or of these events, or of one import."""
    query = _MADE.where(col(OutsideEvent.coach_id) == coach_id, col(OutsideEvent.import_id).is_not(None))
    if import_id is not None:
        query = query.where(col(OutsideEvent.import_id) == import_id)
    for part in [None] if ids is None else pieces(ids):
        narrowed = query if part is None else query.where(col(OutsideEvent.id).in_(part))
        async for rows in in_pieces(db, narrowed.execution_options(populate_existing=True)):
            yield [_made_row(*row) for row in rows]


def _is_of(table: Any, key: Any) -> ColumnElement[bool]:
    return (col(table.coach_id) == col(OutsideEvent.coach_id)) & (col(table.id) == col(key))


_MADE: Select[*tuple[Any, ...]] = (
    select(OutsideEvent, Booking, BusyBlock, col(Client.name), col(Import.calendar))
    .outerjoin(Booking, _is_of(Booking, OutsideEvent.booking_id))
    .outerjoin(BusyBlock, _is_of(BusyBlock, OutsideEvent.busy_block_id))
    .outerjoin(Client, (col(Client.coach_id) == col(Booking.coach_id)) & (col(Client.id) == col(Booking.client_id)))
    .outerjoin(Import, _is_of(Import, OutsideEvent.import_id))
    .order_by(col(OutsideEvent.id))
)


def _made_row(
    event: OutsideEvent, booking: Booking | None, block: BusyBlock | None, who: str | None, calendar: str | None
) -> MadeRow:
    start, end, title, stands = _thing(event, booking, block)
    thing = booking or block
    made = MadeOfEvent(
        row_id=event.id,
        uid=event.uid,
        recurrence=event.recurrence,
        sequence=event.sequence,
        is_session=booking is not None,
        starts_at=start,
        ends_at=end,
        title=title,
        who=who or "",
        stands=stands,
        may_follow=stands and thing is not None and mark_of(thing) == event.made,
        mark=event.made,
        standing=EventStanding(event.standing),
        import_id=event.import_id or event.id,
        calendar=calendar or "",
    )
    return MadeRow(event, booking, block, made)


def _thing(
    event: OutsideEvent, booking: Booking | None, block: BusyBlock | None
) -> tuple[datetime, datetime, str, bool]:
    """When it is, what it is called, and whether it stands. Busy time of an import has both its edges."""
    if booking is not None:
        return booking.starts_at, booking.ends_at, booking.title, booking.status is BookingStatus.CONFIRMED
    if block is None or block.during.lower is None or block.during.upper is None:
        raise LookupError(f"outside event {event.id} stands for nothing")
    return block.during.lower, block.during.upper, block.title, True


async def keys_of_files(db: AsyncSession, *, coach_id: UUID) -> set[Key]:
    """The events that files made something of."""
    query = select(col(OutsideEvent.uid), col(OutsideEvent.recurrence)).where(
        col(OutsideEvent.coach_id) == coach_id, col(OutsideEvent.import_id).is_not(None)
    )
    return {(uid, recurrence) async for rows in in_pieces(db, query) for uid, recurrence in rows}


async def imported_clients(db: AsyncSession, *, coach_id: UUID, import_id: UUID) -> dict[UUID, str]:
    """The clients whom an import made, with the hash of what was written."""
    query = select(col(ImportedClient.client_id), col(ImportedClient.made)).where(
        col(ImportedClient.coach_id) == coach_id, col(ImportedClient.import_id) == import_id
    )
    return {client_id: made async for rows in in_pieces(db, query) for client_id, made in rows}


async def feeds(db: AsyncSession, *, coach_id: UUID) -> list[CalendarFeed]:
    """The calendars that are read again and again, oldest first."""
    query = select(CalendarFeed).where(col(CalendarFeed.coach_id) == coach_id)
    return list(await db.scalars(query.order_by(col(CalendarFeed.id))))


async def by_ids(db: AsyncSession, table: Any, *, coach_id: UUID, ids: Collection[UUID]) -> dict[UUID, Any]:
    """The rows of a tenant's table that have these ids."""
    found: dict[UUID, Any] = {}
    for part in pieces(ids):
        query = select(table).where(col(table.coach_id) == coach_id, col(table.id).in_(part))
        found |= {row.id: row for row in await db.scalars(query.execution_options(populate_existing=True))}
    return found


async def withdrawn_rows(
    db: AsyncSession, *, coach_id: UUID, now: datetime, ids: Collection[UUID] | None = None
) -> list[MadeOfEvent]:
    """What stands here and not in its calendar any more, and is still to come, earliest first; or which of these events
    still stand at all.
    """
    found: list[MadeOfEvent] = []
    query = _MADE.where(col(OutsideEvent.coach_id) == coach_id, col(OutsideEvent.import_id).is_not(None))
    narrowed = col(OutsideEvent.standing).not_in(("here", "kept")) if ids is None else col(OutsideEvent.id).in_(ids)
    async for rows in in_pieces(db, query.where(narrowed)):
        found += [_made_row(*row).made for row in rows]
    coming = (made for made in found if made.stands and made.ends_at > now)
    return sorted(coming, key=lambda made: made.starts_at)[:MOST_WITHDRAWN]


def has_imported(coach_id: UUID) -> ColumnElement[bool]:
    """Whether anything was brought from elsewhere: a file that was written, or a calendar that is followed."""
    written = exists().where(col(Import.coach_id) == coach_id, col(Import.status) == ImportStatus.WRITTEN)
    return or_(written, exists().where(col(CalendarFeed.coach_id) == coach_id))
