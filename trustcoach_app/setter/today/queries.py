"""What the block reads: three statements, four with those who were forgotten, whatever the practice's size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Row, Select, Text, bindparam, exists, func, literal, not_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.lead_history import LeadMessage, MessageDirection
from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.figures.period import CHOSEN, PeriodAsked
from trustcoach_app.setter.figures.queries.all_sums import AllSums, all_sums
from trustcoach_app.setter.figures.queries.span import COACH, NOW
from trustcoach_app.setter.figures.sums import Now, Sums
from trustcoach_app.setter.follow_up import Priority, due, is_forgotten
from trustcoach_app.setter.rollup.metrics import Metric
from trustcoach_app.setter.today.digest import Changes, Digest, LeadsWaiting, digest_of

SINCE_YESTERDAY = PeriodAsked(CHOSEN, days=2)


@dataclass(frozen=True)
class TodayFacts:
    """Who is to be followed up, and what changed."""

    leads: Sequence[Row[*tuple[Any, ...]]]
    """The first of those who are due, the hottest first, each with its priority."""
    forgotten: Sequence[Row[*tuple[Any, ...]]]
    """The first of those who are silent for too long, alike; none while they are not asked for."""
    changes: Changes


async def today_facts(db: AsyncSession, *, coach_id: UUID, now: datetime, most: int, forgotten: int) -> TodayFacts:
    """At most so many leads of either kind. Raises NotFound."""
    leads = await due_leads(db, coach_id=coach_id, now=now, most=most)
    long_ago = await due_leads(db, coach_id=coach_id, now=now, most=forgotten, long_ago=True) if forgotten else ()
    return TodayFacts(leads, long_ago, await changes(db, coach_id=coach_id, now=now))


async def due_leads(
    db: AsyncSession, *, coach_id: UUID, now: datetime, most: int, long_ago: bool = False
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The first leads to follow up: the most urgent, of these the freshest silence. `long_ago`: of the forgotten."""
    given = {"coach_id": coach_id, "now": now, "most": most}
    return (await db.execute(_first_due(long_ago), given)).all()


@cache
def _first_due(long_ago: bool) -> Select[*tuple[Any, ...]]:
    """The first of each part, which an index has in this order; and the first of these."""
    columns = (Lead.id, Lead.instagram_username, Lead.first_name, Lead.last_name, Lead.status, Lead.last_contact_at)
    shown, most = [*map(col, columns), col(Lead.active_at)], bindparam("most", type_=Integer)
    freshest = (col(Lead.last_contact_at).desc().nulls_last(), col(Lead.id).desc())
    silent = is_forgotten(NOW) if long_ago else not_(is_forgotten(NOW))
    parts = [
        select(
            *shown,
            literal(how.value, Text).label("priority"),
            literal(list(Priority).index(how), Integer).label("rank"),
        )
        .where(col(Lead.coach_id) == COACH, which, silent)
        .order_by(*freshest)
        .limit(most)
        .subquery()
        for how, which in due(NOW)
    ]
    first = union_all(*map(select, parts)).subquery()
    in_order = (first.c.rank, first.c.last_contact_at.desc().nulls_last(), first.c.id.desc())
    return select(first).order_by(*in_order).limit(most)


async def morning_digest(db: AsyncSession, *, coach_id: UUID, now: datetime) -> Digest:
    """What a mail of this morning says: the same sentences as the page. Two statements. Raises NotFound."""
    return digest_of(await changes(db, coach_id=coach_id, now=now))


async def changes(db: AsyncSession, *, coach_id: UUID, now: datetime) -> Changes:
    """What changed since the practice's yesterday began, and who waits now. Two statements. Raises NotFound.

    Whatever is a figure of the page is the same number here: it is read from the same cells.
    """
    sums = await all_sums(db, coach_id=coach_id, asked=SINCE_YESTERDAY, now=now)
    first = sums.period.first or sums.period.last
    writers = await _writers(db, coach_id, since=datetime.combine(first, time(), sums.zone))
    return _changes(sums, first, writers)


def _changes(sums: AllSums, first: date, writers: int) -> Changes:
    this = sums.this
    return Changes(
        since=first,
        leads=int(this.of(Metric.LEADS)),
        writers=writers,
        qualified=int(this.of(Metric.QUALIFIED)),
        booked=int(this.of(Metric.BOOKED)),
        held=int(this.of(Metric.HELD)),
        missed=int(this.of(Metric.NO_SHOW)),
        won=int(this.of(Metric.WON)),
        lost=int(this.of(Metric.LOST)),
        revenue_cents=this.total(Metric.REVENUE),
        waiting=_waiting(this),
    )


def _waiting(this: Sums) -> LeadsWaiting:
    forgotten = this.by_dimension(Now.FORGOTTEN)
    due_now = {Priority(how): int(count - forgotten.get(how, 0)) for how, count in _by_priority(this).items()}
    return LeadsWaiting(due_now, int(this.total(Now.FORGOTTEN)), int(this.total(Now.RETURNED)))


def _by_priority(this: Sums) -> dict[str, Any]:
    return {how.value: this.of(Now.TO_FOLLOW_UP, how.value) for how in Priority}


async def _writers(db: AsyncSession, coach_id: UUID, *, since: datetime) -> int:
    """How many leads wrote since then: only those of whom anything was heard since are looked at."""
    wrote = exists().where(
        col(LeadMessage.coach_id) == col(Lead.coach_id),
        col(LeadMessage.lead_id) == col(Lead.id),
        col(LeadMessage.direction) == MessageDirection.IN,
        col(LeadMessage.sent_at) >= since,
    )
    mine = (col(Lead.coach_id) == coach_id, col(Lead.active_at) >= since)
    return await db.scalar(select(func.count()).select_from(Lead).where(*mine, wrote)) or 0
