"""One statement: every sum that the 35 figures need, by the steps of a period, of the one before, and of now."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from math import lcm
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CTE,
    JSON,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Date,
    DateTime,
    Integer,
    Text,
    and_,
    cast,
    extract,
    func,
    literal,
    literal_column,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import NotFound
from trustcoach_app.models.leads import Lead
from trustcoach_app.models.rollup import OF_STATUS, KpiCell
from trustcoach_app.models.setter import AcquisitionCost, SetterSettings
from trustcoach_app.setter.figures.period import Period, PeriodAsked
from trustcoach_app.setter.figures.queries.cells import Statement, cells, cut_day
from trustcoach_app.setter.figures.queries.span import (
    BEFORE,
    COACH,
    NOW,
    THIS,
    practice_now,
    span_of,
    stretches,
)
from trustcoach_app.setter.figures.sums import Entered, Exact, Name, Now, Ripeness, RipeningStage, Sums
from trustcoach_app.setter.follow_up import due, is_forgotten, returned
from trustcoach_app.setter.rollup.metrics import Metric

PARTS = lcm(28, 29, 30, 31)
"""A cent of a monthly cost is cut into so many parts: a day's share of any month is a whole number of them."""

USUAL_MINUTES: int = SetterSettings.model_fields["minutes_per_message"].default
NAMES: dict[str, Name] = {name.value: name for kind in (Metric, Now, Entered) for name in kind}


@dataclass(frozen=True)
class AllSums:
    """What the statement answers."""

    zone: ZoneInfo
    """Of the set of cells that was read: the coach's, but for the moments after a change."""
    period: Period
    this: Sums
    before: Sums | None
    """Of as many hours, just before; None where nothing is compared: with everything, and with days on which the
    practice had not begun."""
    steps: list[Sums]
    """The course of the period, in at most 60 steps of `step_days`: what sparklines are drawn from."""
    step_days: int
    last_updated: datetime | None
    """None while nothing was ever added up."""
    ripeness: Mapping[RipeningStage, Ripeness]
    holds_today: bool
    """Whether the period lasts until now; then the one before ends after as many hours."""
    since: date | None = None
    """The day of the practice's first event."""


async def all_sums(db: AsyncSession, *, coach_id: UUID, asked: PeriodAsked, now: datetime) -> AllSums:
    """Read them. Raises NotFound where there is no such practice."""
    given = {"coach_id": coach_id, "now": now, "days": asked.days, "first": asked.first, "last": asked.last}
    found = (await db.execute(_statement(), given)).one_or_none()
    if found is None:
        raise NotFound
    this, before, steps = _added_up(found.facts, found.steps)
    period = asked.on(found.today)
    is_compared = period.before is not None and found.since is not None and period.before[0] > found.since
    return AllSums(
        zone=ZoneInfo(found.timezone),
        period=period,
        this=this,
        before=before if is_compared else None,
        steps=steps,
        step_days=found.step_days,
        last_updated=found.last_updated,
        ripeness={stage: Ripeness(getattr(found, stage), getattr(found, f"ripe_{stage}")) for stage in RipeningStage},
        holds_today=period.last == found.today,
        since=found.since,
    )


def amount_of(name: str, value: int) -> Exact:
    """What a value of the database comes to: costs are in PARTS of a cent there."""
    return Fraction(value, PARTS) if name == Entered.COST_CENTS else value


class _Part:
    """Sums that grow row by row."""

    def __init__(self) -> None:
        self.amounts: defaultdict[tuple[str, str], Exact] = defaultdict(int)
        self.youngs: defaultdict[tuple[str, str], Exact] = defaultdict(int)

    def add(self, key: tuple[str, str], amount: Exact, young: int) -> None:
        self.amounts[key] += amount
        if young:
            self.youngs[key] += young


def _added_up(facts: list[list[Any]], steps: int) -> tuple[Sums, Sums, list[Sums]]:
    """What the statement listed: of the period, of the one before, of the period's steps."""
    this, parts = _Part(), [_Part() for _ in range(steps - BEFORE)]
    for step, name, dimension, value, young in facts:
        if name in NAMES:
            for part in (parts[step],) if step == BEFORE else (parts[step], this):
                part.add((NAMES[name], dimension), amount_of(name, value), young)
    minutes = (Entered.MINUTES, "")
    for part in parts:
        part.amounts[minutes] = this.amounts[minutes]
    whole, *each = (Sums(part.amounts, part.youngs) for part in (this, *parts))
    return whole, each[BEFORE], each[:BEFORE]


@cache
def _statement() -> Statement:
    """Made once: to put it together takes longer than to run it."""
    practice = practice_now()
    span = span_of(practice)
    parts = (
        cells(span),
        cut_day(span),
        _created_since(practice, Now.TODAY, practice.c.midnight),
        _created_since(practice, Now.WEEK, practice.c.monday),
        _by_status(practice),
        *_to_follow_up(),
        _costs(span),
        _minutes(),
    )
    facts = _in_one(union_all(*parts)).label("facts")
    return select(practice, span.c.steps, span.c.step_days, facts).join_from(practice, span, true())


def _in_one(rows: CompoundSelect[*tuple[Any, ...]]) -> ColumnElement[list[list[Any]]]:
    """Rows as one value, a list for each: hundreds of them take longer to fetch as rows than to add up."""
    each = rows.subquery()
    listed = func.json_agg(func.json_build_array(*each.c))
    return select(func.coalesce(listed, literal_column("'[]'", JSON))).scalar_subquery()


def _row(name: Name, dimension: Any, value: Any, step: Any = THIS) -> Statement:
    counted, young = cast(value, BigInteger), literal(0, BigInteger)
    return select(cast(step, Integer), literal(name.value, Text), dimension, counted, young)


def _created_since(practice: CTE, name: Now, instant: ColumnElement[object]) -> Statement:
    mine = and_(col(Lead.coach_id) == COACH, col(Lead.created_at) >= instant)
    return _row(name, literal(""), func.count()).select_from(Lead).join(practice, mine)


def _by_status(practice: CTE) -> Statement:
    """Of the leads of all days: cells, so that it takes as long for many leads as for few."""
    status = col(KpiCell.dimension)
    cells = _row(Now.STATUS, status, func.sum(col(KpiCell.value))).select_from(KpiCell)
    mine = cells.join(practice, col(KpiCell.timezone) == practice.c.timezone).where(col(KpiCell.coach_id) == COACH)
    return mine.where(text(OF_STATUS)).group_by(status)


def _to_follow_up() -> list[Statement]:
    """Each part is a range of an index."""
    mine = col(Lead.coach_id) == COACH
    forgotten = func.count().filter(is_forgotten(NOW)).label("forgotten")
    parts = [
        select(literal(how.value, Text).label("how"), func.count().label("n"), forgotten).where(mine, which)
        for how, which in due(NOW)
    ]
    waiting = union_all(*parts).cte("waiting")
    back = _row(Now.RETURNED, literal(""), func.count()).select_from(Lead).where(mine, returned(NOW))
    return [back] + [
        _row(name, waiting.c.how, func.sum(counted)).group_by(waiting.c.how)
        for name, counted in ((Now.TO_FOLLOW_UP, waiting.c.n), (Now.FORGOTTEN, waiting.c.forgotten))
    ]


def _costs(span: CTE) -> Statement:
    """In PARTS of a cent, by source."""
    stretch = stretches(span)
    source = cast(col(AcquisitionCost.source), Text)
    parts = func.sum(parts_between(stretch.c.begins, stretch.c.ends))
    costs = _row(Entered.COST_CENTS, source, parts, stretch.c.step).select_from(AcquisitionCost).join(stretch, true())
    return costs.where(col(AcquisitionCost.coach_id) == COACH).group_by(stretch.c.step, source)


def parts_between(first: ColumnElement[date], last: ColumnElement[date]) -> ColumnElement[int]:
    """What of a month's cost falls on the days of a span, both included, in PARTS of a cent."""
    month = col(AcquisitionCost.month)
    following = cast(func.date_trunc("month", cast(month + 32, DateTime)), Date)
    days = func.greatest(func.least(following - 1, last) - func.greatest(month, first) + 1, 0)
    of_month = cast(extract("day", following - 1), BigInteger)
    return cast(col(AcquisitionCost.amount_cents), BigInteger) * days * (literal(PARTS, BigInteger) // of_month)


def _minutes() -> Statement:
    typed = select(col(SetterSettings.minutes_per_message)).where(col(SetterSettings.coach_id) == COACH)
    return _row(Entered.MINUTES, literal(""), func.coalesce(typed.scalar_subquery(), USUAL_MINUTES))
