"""One statement: every sum that the 35 figures need, by the steps of a period, of the one before, and of now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from math import lcm
from typing import Any, TypeAlias
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
    Select,
    Text,
    and_,
    case,
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
from trustcoach_app.setter.figures.queries.span import (
    BEFORE,
    COACH,
    NOW,
    THIS,
    practice_now,
    span_of,
    step_of,
    stretches,
)
from trustcoach_app.setter.figures.sums import Entered, Exact, Name, Now, Sums, Young
from trustcoach_app.setter.follow_up import due, is_forgotten, returned
from trustcoach_app.setter.rollup.metrics import Metric

PARTS = lcm(28, 29, 30, 31)
"""A cent of a monthly cost is cut into so many parts: a day's share of any month is a whole number of them."""

USUAL_MINUTES: int = SetterSettings.model_fields["minutes_per_message"].default
NAMES: dict[str, Name] = {name.value: name for kind in (Metric, Now, Entered, Young) for name in kind}
YOUNG = {Metric[young.name].value: young.value for young in Young}
WITHOUT_A_COURSE = (Metric.LEADS_OF_SOURCE, Metric.LEADS_OF_JOB, Metric.BOOKED_AT, Metric.LOST_FOR)
"""What short lists and the best hour are made of: they have no course, and the most cells."""

Statement: TypeAlias = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class AllSums:
    """What the statement answers."""

    zone: ZoneInfo
    """Of the set of cells that was read: the coach's, but for the moments after a change."""
    period: Period
    this: Sums
    before: Sums
    steps: list[Sums]
    """The course of the period, in at most 60 steps: what sparklines are drawn from."""
    last_updated: datetime | None
    """None while nothing was ever added up."""
    ripe: date
    """The last day whose messages are old enough to be judged (`sums.RIPENS_IN`)."""


async def all_sums(db: AsyncSession, *, coach_id: UUID, asked: PeriodAsked, now: datetime) -> AllSums:
    """Read them. Raises NotFound where there is no such practice."""
    given = {"coach_id": coach_id, "now": now, "days": asked.days, "first": asked.first, "last": asked.last}
    found = (await db.execute(_statement(), given)).one_or_none()
    if found is None:
        raise NotFound
    this: defaultdict[tuple[str, str], Exact] = defaultdict(int)
    parts: list[dict[tuple[str, str], Exact]] = [{} for _ in range(found.steps - BEFORE)]
    for step, name, dimension, value in found.facts:
        if name in NAMES:
            key, amount = (NAMES[name], dimension), amount_of(name, value)
            parts[step][key] = amount
            this[key] += 0 if step == BEFORE else amount
    minutes = (Entered.MINUTES, "")
    *steps, before, _ = ({**part, minutes: this[minutes]} for part in parts)
    period = asked.on(found.today)
    compared = Sums(before if period.before else {})
    return AllSums(
        ZoneInfo(found.timezone), period, Sums(this), compared, [*map(Sums, steps)], found.last_updated, found.ripe
    )


def amount_of(name: str, value: int) -> Exact:
    """What a value of the database comes to: costs are in PARTS of a cent there."""
    return Fraction(value, PARTS) if name == Entered.COST_CENTS else value


@cache
def _statement() -> Statement:
    """Made once: to put it together takes longer than to run it."""
    place = practice_now()
    span = span_of(place)
    parts = (
        _cells(span),
        _created_since(place, Now.TODAY, place.c.midnight),
        _created_since(place, Now.WEEK, place.c.monday),
        _by_status(place),
        *_to_follow_up(),
        _costs(span),
        _minutes(),
    )
    return select(place, span.c.steps, _in_one(union_all(*parts)).label("facts")).join_from(place, span, true())


def _in_one(rows: CompoundSelect[*tuple[Any, ...]]) -> ColumnElement[list[list[Any]]]:
    """Rows as one value, a list for each: hundreds of them take longer to fetch as rows than to add up."""
    each = rows.subquery()
    listed = func.json_agg(func.json_build_array(*each.c))
    return select(func.coalesce(listed, literal_column("'[]'", JSON))).scalar_subquery()


def _cells(span: CTE) -> Statement:
    day, metric = col(KpiCell.day), col(KpiCell.metric)
    read = and_(col(KpiCell.timezone) == span.c.timezone, day >= span.c.before_first, day <= span.c.last)
    step = case((and_(day >= span.c.begins, metric.in_(WITHOUT_A_COURSE)), THIS), else_=step_of(day, span))
    name = case(*((and_(metric == ripe, day > span.c.ripe), young) for ripe, young in YOUNG.items()), else_=metric)
    cells = select(
        step.label("step"),
        name.label("name"),
        col(KpiCell.dimension).label("dimension"),
        cast(func.sum(col(KpiCell.value)), BigInteger).label("value"),
    )
    mine = cells.select_from(KpiCell).join(span, read).where(col(KpiCell.coach_id) == COACH)
    return mine.where(metric != Metric.LEADS_OF_STATUS.value).group_by(text("1"), text("2"), col(KpiCell.dimension))


def _row(name: Name, dimension: Any, value: Any, step: Any = THIS) -> Statement:
    return select(cast(step, Integer), literal(name.value, Text), dimension, cast(value, BigInteger))


def _created_since(place: CTE, name: Now, instant: ColumnElement[object]) -> Statement:
    mine = and_(col(Lead.coach_id) == COACH, col(Lead.created_at) >= instant)
    return _row(name, literal(""), func.count()).select_from(Lead).join(place, mine)


def _by_status(place: CTE) -> Statement:
    """Of the leads of all days: cells, so that it takes as long for many leads as for few."""
    status = col(KpiCell.dimension)
    cells = _row(Now.STATUS, status, func.sum(col(KpiCell.value))).select_from(KpiCell)
    mine = cells.join(place, col(KpiCell.timezone) == place.c.timezone).where(col(KpiCell.coach_id) == COACH)
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
