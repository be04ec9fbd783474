"""Everything that is told of one client, in one statement."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Text, Uuid, literal, select, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.client_page.timeline.sources import sources
from trustcoach_app.cursors import Cursor
from trustcoach_app.timelines import TimelineRow

MOST_ENTRIES = 30
"""Of one page."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
EARLIEST, LATEST = -30_000_000_000_000_000, 250_000_000_000_000_000
"""Microseconds from 1970 to the years 1019 and 9892: a place beyond is there."""


@dataclass(frozen=True)
class TimelinePage:
    """Some entries, newest first, and where the older ones begin; None at the end."""

    rows: list[TimelineRow]
    older: Cursor | None


async def timeline_page(
    db: AsyncSession,
    *,
    coach_id: UUID,
    client_id: UUID,
    zone: str,
    now: datetime,
    source: str = "",
    before: Cursor | None = None,
) -> TimelinePage:
    """What happened by `now`, of one source or of all, older than a cursor if one is named.

    One statement, however much there is. Of another coach's client there is nothing.
    """
    selects = [one for found in sources(source) for one in found.selects(coach_id, client_id, zone)]
    told = union_all(*selects).subquery("told")
    query = select(told).where(told.c.at <= literal(now, DateTime(timezone=True)))
    place = tuple_(told.c.at, told.c.kind, told.c.id)
    if before is not None:
        query = query.where(place < _place(before))
    ordered = query.order_by(told.c.at.desc(), told.c.kind.desc(), told.c.id.desc()).limit(MOST_ENTRIES + 1)
    rows = [TimelineRow(*row) for row in await db.execute(ordered)]
    shown = rows[:MOST_ENTRIES]
    return TimelinePage(shown, cursor_at(shown[-1]) if len(rows) > MOST_ENTRIES else None)


def cursor_at(row: TimelineRow) -> Cursor:
    """The place of an entry, behind which the older ones begin."""
    return Cursor((row.at - EPOCH) // MICROSECOND, row.id, row.kind)


def _place(cursor: Cursor) -> Any:
    at = EPOCH + min(max(cursor.rank, EARLIEST), LATEST) * MICROSECOND
    return tuple_(literal(at, DateTime(timezone=True)), literal(cursor.key, Text), literal(cursor.id, Uuid))
