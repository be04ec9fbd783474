"""What the list of leads reads: the same few statements for three leads as for a hundred thousand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer
from sqlmodel import col

from trustcoach_app.models.leads import TAGGED, Lead
from trustcoach_app.setter.leads.address import LeadCursor, LeadsAddress
from trustcoach_app.setter.leads.queries.matching import matching, standing

PAGE = 50
UNREAD: tuple[Any, ...] = (Lead.notes, Lead.profile_clock)
"""What no list shows."""

_SOURCES = text("""
WITH RECURSIVE known AS (
    (SELECT source_key AS key FROM leads WHERE coach_id = :coach_id AND source_key > '' ORDER BY source_key LIMIT 1)
    UNION ALL
    SELECT (SELECT l.source_key FROM leads l WHERE l.coach_id = :coach_id AND l.source_key > known.key
            ORDER BY l.source_key LIMIT 1)
    FROM known WHERE known.key IS NOT NULL
)
SELECT (
    SELECT source FROM (
        SELECT l.source FROM leads l WHERE l.coach_id = :coach_id AND l.source_key = known.key
        ORDER BY l.active_at DESC, l.id DESC LIMIT :most
    ) AS latest GROUP BY source ORDER BY count(*) DESC, source LIMIT 1
) FROM known WHERE key IS NOT NULL
""")
"""The distinct sources, one step of the index each; of each the spelling that most of its latest leads have."""

MOST_ASKED = 200
"""Leads that are asked how their source is spelt."""


@dataclass(frozen=True)
class LeadPage:
    """Some leads, the latest active first; and whether there are others on either side."""

    leads: Sequence[Lead] = ()
    has_newer: bool = False
    has_older: bool = False


@dataclass(frozen=True)
class FilterChoices:
    """What there is to choose from."""

    sources: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


async def lead_page(
    db: AsyncSession, *, coach_id: UUID, address: LeadsAddress, zone: ZoneInfo, now: datetime, many: bool = False
) -> LeadPage:
    """At most PAGE leads of an address; from the top when nothing newer is left before it. `many`: see `are_many`."""
    conditions = [*matching(coach_id, address.filter, zone, now, many=many), *standing(address.filter, now)]
    query = select(Lead).options(*map(defer, UNREAD)).where(*conditions)
    key, upwards = tuple_(col(Lead.active_at), col(Lead.id)), address.before is not None
    if cursor := address.before or address.after:
        query = query.where(key > _row(cursor) if upwards else key < _row(cursor))
    columns = (col(Lead.active_at), col(Lead.id))
    ordered = query.order_by(*(column.asc() if upwards else column.desc() for column in columns))
    found = (await db.scalars(ordered.limit(PAGE + 1))).all()
    more = len(found) > PAGE
    shown = found[:PAGE]
    if upwards:
        return LeadPage(shown[::-1], has_newer=more, has_older=True)
    return LeadPage(shown, has_newer=address.after is not None, has_older=more)


async def filter_choices(db: AsyncSession, *, coach_id: UUID) -> FilterChoices:
    """The sources and the tags in use, by name. Two statements."""
    sources = (await db.scalars(_SOURCES, {"coach_id": coach_id, "most": MOST_ASKED})).all()
    return FilterChoices(list(sources), await known_tags(db, coach_id=coach_id))


async def known_tags(db: AsyncSession, *, coach_id: UUID) -> list[str]:
    """The tags in use, by name."""
    tag = func.unnest(col(Lead.tags)).label("tag")
    query = select(tag).where(col(Lead.coach_id) == coach_id, text(TAGGED)).distinct().order_by(tag)
    return list((await db.scalars(query)).all())


def _row(cursor: LeadCursor) -> ColumnElement[tuple[datetime, UUID]]:
    return tuple_(*cursor)
