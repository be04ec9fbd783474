"""What the list of leads reads: the same few statements for three leads as for a hundred thousand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, cast, func, select, text, tuple_
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer
from sqlmodel import col

from trustcoach_app.models.leads import TAGGED, Lead, LeadStatus
from trustcoach_app.models.people import Coach
from trustcoach_app.setter.follow_up import is_due
from trustcoach_app.setter.keys import job_key
from trustcoach_app.setter.leads.address import Cursor, Filter, Place
from trustcoach_app.setter.leads.facts import of_fact
from trustcoach_app.setter.search import search_query, search_words

PAGE = 50
UNREAD: tuple[Any, ...] = (Lead.notes, Lead.profile_clock)
"""What no list shows."""

_SOURCES = text("""
WITH RECURSIVE known AS (
    (SELECT source FROM leads WHERE coach_id = :coach_id AND source > '' ORDER BY source LIMIT 1)
    UNION ALL
    SELECT (SELECT l.source FROM leads l WHERE l.coach_id = :coach_id AND l.source > known.source
            ORDER BY l.source LIMIT 1)
    FROM known WHERE known.source IS NOT NULL
)
SELECT source FROM known WHERE source IS NOT NULL
""")
"""The distinct sources, one step of the index each."""


@dataclass(frozen=True)
class LeadPage:
    """Some leads, the latest active first; and whether there are others on either side."""

    leads: Sequence[Lead] = ()
    has_newer: bool = False
    has_older: bool = False


@dataclass(frozen=True)
class Counts:
    """How many leads a filter shows by status, and how many of these are to be followed up."""

    leads: dict[LeadStatus, int] = field(default_factory=dict)
    due: dict[LeadStatus, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What there is to choose from."""

    sources: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


async def zone_of(db: AsyncSession, *, coach_id: UUID) -> ZoneInfo:
    """The coach's zone."""
    query = select(col(Coach.timezone)).where(col(Coach.id) == coach_id)
    return ZoneInfo((await db.scalars(query)).one())


async def lead_page(db: AsyncSession, *, coach_id: UUID, place: Place, zone: ZoneInfo, now: datetime) -> LeadPage:
    """At most PAGE leads of a place; from the top when nothing newer is left before it."""
    query = select(Lead).options(*map(defer, UNREAD)).where(*_matching(coach_id, place.filter, zone, now))
    if place.filter.status:
        query = query.where(col(Lead.status) == place.filter.status)
    if place.filter.follow_up:
        query = query.where(is_due(now))
    key, upwards = tuple_(col(Lead.active_at), col(Lead.id)), place.before is not None
    if cursor := place.before or place.after:
        query = query.where(key > _row(cursor) if upwards else key < _row(cursor))
    columns = (col(Lead.active_at), col(Lead.id))
    ordered = query.order_by(*(column.asc() if upwards else column.desc() for column in columns))
    found = (await db.scalars(ordered.limit(PAGE + 1))).all()
    more = len(found) > PAGE
    shown = found[:PAGE]
    if upwards:
        return LeadPage(shown[::-1], has_newer=more, has_older=True)
    return LeadPage(shown, has_newer=place.after is not None, has_older=more)


async def counts(db: AsyncSession, *, coach_id: UUID, wanted: Filter, zone: ZoneInfo, now: datetime) -> Counts:
    """By status, whatever status and follow-up the filter asks for: its chips say what they would show."""
    due = func.count().filter(is_due(now))
    query = select(col(Lead.status), func.count(), due).where(*_matching(coach_id, wanted, zone, now))
    rows = (await db.execute(query.group_by(col(Lead.status)))).all()
    return Counts({status: total for status, total, _ in rows}, {status: those for status, _, those in rows})


async def known(db: AsyncSession, *, coach_id: UUID) -> Known:
    """The sources and the tags in use, by name. Two statements."""
    sources = (await db.scalars(_SOURCES, {"coach_id": coach_id})).all()
    return Known(list(sources), await known_tags(db, coach_id=coach_id))


async def known_tags(db: AsyncSession, *, coach_id: UUID) -> list[str]:
    """The tags in use, by name."""
    tag = func.unnest(col(Lead.tags)).label("tag")
    query = select(tag).where(col(Lead.coach_id) == coach_id, text(TAGGED)).distinct().order_by(tag)
    return list((await db.scalars(query)).all())


def _matching(coach_id: UUID, wanted: Filter, zone: ZoneInfo, now: datetime) -> list[ColumnElement[bool]]:
    """The conditions of a filter, but for status and follow-up."""
    conditions = [col(Lead.coach_id) == coach_id, *of_fact(wanted, zone, now)]
    if words := search_words(wanted.search):
        found = func.leads_found(cast(search_query(words), TSQUERY))
        conditions.append(col(Lead.id).in_(select(found)))
    if wanted.source:
        conditions.append(col(Lead.source) == wanted.source)
    if wanted.tag:
        conditions.append(and_(text(TAGGED), col(Lead.tags).contains([wanted.tag])))
    if wanted.job:
        conditions.append(col(Lead.job_key) == job_key(wanted.job))
    if wanted.reason:
        conditions.append(col(Lead.loss_reason) == wanted.reason)
    if wanted.slot:
        booked = func.timezone(zone.key, col(Lead.call_booked_at))
        conditions.append(func.to_char(booked, "ID-HH24") == wanted.slot)
    return conditions


def _row(cursor: Cursor) -> ColumnElement[tuple[datetime, UUID]]:
    return tuple_(*cursor)
