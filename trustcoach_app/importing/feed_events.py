"""Keeps what a followed calendar says: only what changed is written. What it calls off is said of imported sessions."""

from collections.abc import AsyncGenerator, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Row, and_, delete, insert, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.db.pieces import in_pieces, pieces
from trustcoach_app.db.types import new_id
from trustcoach_app.importing.feed_reading import CalledOff, FeedEvent, FeedReading
from trustcoach_app.importing.matching import Key
from trustcoach_app.importing.readings import EventStanding
from trustcoach_app.models.bookings import BusyBlock, BusySource
from trustcoach_app.models.importing import OutsideEvent, Provider

Known: TypeAlias = Row[Any]


async def keep_events(db: AsyncSession, *, coach_id: UUID, feed_id: UUID, reading: FeedReading, now: datetime) -> None:
    """Make the busy times of a calendar those of its reading. What could not be read, or may be missing, stays."""
    await _drop_nameless(db, coach_id, feed_id)
    known = {(row.uid, row.recurrence): row async for row in _known(db, coach_id, feed_id)}
    wanted = {(event.uid, event.recurrence): event for event in reading.events}
    unread = set(reading.unread)
    left = [
        row
        for key, row in known.items()
        if key not in wanted and (row.ends_at <= now or not (reading.is_cut or row.uid in unread))
    ]
    await _delete(db, coach_id, [row.busy_block_id for row in left])
    await _add(db, coach_id, feed_id, [event for key, event in wanted.items() if key not in known])
    await _change(db, coach_id, [(known[key], event) for key, event in wanted.items() if key in known])
    called_off = {(one.uid, one.recurrence) for one in reading.called_off}
    gone = [(row.uid, row.recurrence) for row in left if row.ends_at > now]
    await _say(db, coach_id, EventStanding.HERE, list(wanted))
    await _say(db, coach_id, EventStanding.GONE, [key for key in gone if key not in called_off])
    await _say_called_off(db, coach_id, reading.called_off)


async def _known(db: AsyncSession, coach_id: UUID, feed_id: UUID) -> AsyncGenerator[Known]:
    """Its events, with the title of their busy time."""
    columns = ("id", "uid", "recurrence", "sequence", "starts_at", "ends_at", "busy_block_id")
    is_its = (col(BusyBlock.coach_id) == coach_id) & (col(BusyBlock.id) == col(OutsideEvent.busy_block_id))
    query = (
        select(*(col(getattr(OutsideEvent, name)) for name in columns), col(BusyBlock.title))
        .join(BusyBlock, is_its)
        .where(col(OutsideEvent.coach_id) == coach_id, col(OutsideEvent.feed_id) == feed_id)
    )
    async for rows in in_pieces(db, query):
        for row in rows:
            yield row


async def _drop_nameless(db: AsyncSession, coach_id: UUID, feed_id: UUID) -> None:
    """Busy times that were kept before events had names."""
    named = select(col(OutsideEvent.busy_block_id)).where(
        col(OutsideEvent.coach_id) == coach_id,
        col(OutsideEvent.feed_id) == feed_id,
        col(OutsideEvent.busy_block_id).is_not(None),
    )
    old = delete(BusyBlock).where(
        col(BusyBlock.coach_id) == coach_id, col(BusyBlock.feed_id) == feed_id, col(BusyBlock.id).not_in(named)
    )
    await db.execute(old.execution_options(synchronize_session=False))


async def _delete(db: AsyncSession, coach_id: UUID, block_ids: Iterable[UUID]) -> None:
    """Their events go with them."""
    for part in pieces(block_ids):
        gone = delete(BusyBlock).where(col(BusyBlock.coach_id) == coach_id, col(BusyBlock.id).in_(part))
        await db.execute(gone.execution_options(synchronize_session=False))


async def _add(db: AsyncSession, coach_id: UUID, feed_id: UUID, events: Sequence[FeedEvent]) -> None:
    for part in pieces(events):
        ids = [new_id() for _ in part]
        mine = {"coach_id": coach_id, "feed_id": feed_id}
        blocks = [{**mine, "id": key, **_stretch(event)} for key, event in zip(ids, part, strict=True)]
        rows = [
            {**mine, "id": new_id(), "busy_block_id": key, "provider": Provider.FEED.value, **_said(event)}
            for key, event in zip(ids, part, strict=True)
        ]
        await db.execute(insert(BusyBlock), [{**block, "source": BusySource.IMPORTED} for block in blocks])
        await db.execute(insert(OutsideEvent), rows)


def _stretch(event: FeedEvent) -> dict[str, Any]:
    return {"during": Range(event.starts_at, event.ends_at), "title": event.title}


def _said(event: FeedEvent) -> dict[str, Any]:
    names = ("uid", "recurrence", "sequence", "etag", "starts_at", "ends_at")
    return {name: getattr(event, name) for name in names}


async def _change(db: AsyncSession, coach_id: UUID, pairs: Iterable[tuple[Known, FeedEvent]]) -> None:
    """Those that say something else than before."""
    differ = [
        (row, event)
        for row, event in pairs
        if (row.starts_at, row.ends_at, row.title, row.sequence)
        != (event.starts_at, event.ends_at, event.title, event.sequence)
    ]
    for part in pieces(differ):
        blocks = [{"coach_id": coach_id, "id": row.busy_block_id, **_stretch(event)} for row, event in part]
        await db.execute(update(BusyBlock), blocks)
        await db.execute(
            update(OutsideEvent), [{"coach_id": coach_id, "id": row.id, **_said(event)} for row, event in part]
        )


async def _say(db: AsyncSession, coach_id: UUID, standing: EventStanding, keys: Collection[Key]) -> None:
    """What files made of the same events stands as the calendar says; what the coach keeps, she keeps."""
    for part in pieces(keys):
        named = tuple_(col(OutsideEvent.uid), col(OutsideEvent.recurrence)).in_(part)
        await _set(db, coach_id, standing, named)


async def _say_called_off(db: AsyncSession, coach_id: UUID, called_off: Iterable[CalledOff]) -> None:
    for part in pieces(one for one in called_off if one.standing is not EventStanding.FREE):
        for standing in {one.standing for one in part}:
            named = [
                and_(
                    col(OutsideEvent.uid) == one.uid,
                    col(OutsideEvent.sequence) <= one.sequence,
                    *([col(OutsideEvent.recurrence) == one.recurrence] if one.recurrence else []),
                )
                for one in part
                if one.standing is standing
            ]
            await _set(db, coach_id, standing, or_(*named))


async def _set(db: AsyncSession, coach_id: UUID, standing: EventStanding, which: Any) -> None:
    of_files = (col(OutsideEvent.coach_id) == coach_id) & col(OutsideEvent.import_id).is_not(None)
    others = col(OutsideEvent.standing).not_in((EventStanding.KEPT.value, standing.value))
    changed = update(OutsideEvent).where(of_files, others, which).values(standing=standing.value)
    await db.execute(changed.execution_options(synchronize_session=False))
