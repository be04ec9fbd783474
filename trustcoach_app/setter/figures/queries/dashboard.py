"""What the page reads: two statements, whatever the practice's size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Integer,
    Row,
    Select,
    Text,
    literal,
    not_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.figures.measure import Measure
from trustcoach_app.setter.figures.period import PeriodAsked
from trustcoach_app.setter.figures.queries.all_sums import AllSums, all_sums
from trustcoach_app.setter.figures.queries.span import COACH, NOW
from trustcoach_app.setter.figures.registry import FIGURES
from trustcoach_app.setter.follow_up import Priority, due, is_forgotten

MOST_FOLLOW_UPS = 8
JOBS = "top_professions"


@dataclass(frozen=True)
class Measured:
    """Every figure of the catalogue, by its key."""

    sums: AllSums
    this: dict[str, Measure]
    before: dict[str, Measure]


@dataclass(frozen=True)
class PageFacts:
    """All that the page shows."""

    measured: Measured
    follow_ups: Sequence[Row[*tuple[Any, ...]]]
    """Leads with their priority, the most urgent first."""


async def page_facts(db: AsyncSession, *, coach_id: UUID, asked: PeriodAsked, now: datetime) -> PageFacts:
    """Read the page. Raises NotFound."""
    found = await measured(db, coach_id=coach_id, asked=asked, now=now)
    return PageFacts(found, await follow_ups(db, coach_id=coach_id, now=now))


async def measured(db: AsyncSession, *, coach_id: UUID, asked: PeriodAsked, now: datetime) -> Measured:
    """The 35 figures of a period and of the one before. Raises NotFound."""
    found = await all_sums(db, coach_id=coach_id, asked=asked, now=now)
    before = {} if found.period.before is None else {each.key: each.measure(found.before) for each in FIGURES}
    return Measured(found, {each.key: each.measure(found.this) for each in FIGURES}, before)


async def follow_ups(db: AsyncSession, *, coach_id: UUID, now: datetime) -> Sequence[Row[*tuple[Any, ...]]]:
    """The first leads to follow up: the most urgent, of these the freshest silence; nobody who is silent for long."""
    return (await db.execute(_first_due(), {"coach_id": coach_id, "now": now})).all()


@cache
def _first_due() -> Select[*tuple[Any, ...]]:
    """The first of each part, which an index has in this order; and the first of these."""
    columns = (Lead.id, Lead.instagram_username, Lead.first_name, Lead.last_name, Lead.status, Lead.last_contact_at)
    shown = [*map(col, columns), col(Lead.active_at)]
    freshest = (col(Lead.last_contact_at).desc().nulls_last(), col(Lead.id).desc())
    parts = [
        select(
            *shown,
            literal(how.value, Text).label("priority"),
            literal(list(Priority).index(how), Integer).label("rank"),
        )
        .where(col(Lead.coach_id) == COACH, which, not_(is_forgotten(NOW)))
        .order_by(*freshest)
        .limit(MOST_FOLLOW_UPS)
        .subquery()
        for how, which in due(NOW)
    ]
    first = union_all(*map(select, parts)).subquery()
    in_order = (first.c.rank, first.c.last_contact_at.desc().nulls_last(), first.c.id.desc())
    return select(first).order_by(*in_order).limit(MOST_FOLLOW_UPS)
