"""One statement: every sum that the 35 figures need, of a period and of the one before, and how things stand now."""

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
    Uuid,
    and_,
    bindparam,
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
from trustcoach_app.models.people import Coach
from trustcoach_app.models.rollup import OF_STATUS, KpiCell, KpiState
from trustcoach_app.models.setter import AcquisitionCost, SetterSettings
from trustcoach_app.setter.figures.period import EARLIEST, Asked, Period
from trustcoach_app.setter.figures.sums import Entered, Exact, Name, Now, Sums
from trustcoach_app.setter.follow_up import due
from trustcoach_app.setter.rollup.metrics import Metric

PARTS = lcm(28, 29, 30, 31)
"""A cent of a monthly cost is cut into so many parts: a day's share of any month is a whole number of them."""

USUAL_MINUTES: int = SetterSettings.model_fields["minutes_per_message"].default
NAMES: dict[str, Name] = {name.value: name for kind in (Metric, Now, Entered) for name in kind}


COACH = bindparam("coach_id", type_=Uuid)
NOW: Any = bindparam("now", type_=DateTime(timezone=True))
Statement: TypeAlias = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class AllSums:
    """What the statement answers."""

    zone: ZoneInfo
    """Of the set of cells that was read: the coach's, but for the moments after a change."""
    period: Period
    this: Sums
    before: Sums
    since: date | None
    """The first day that anything happened on."""
    last_updated: datetime | None
    """None while nothing was ever added up."""


async def all_sums(db: AsyncSession, *, coach_id: UUID, asked: Asked, now: datetime) -> AllSums:
    """Read them. Raises NotFound where there is no such practice."""
    given = {"coach_id": coach_id, "now": now, "days": asked.days, "first": asked.first, "last": asked.last}
    found = (await db.execute(_statement(), given)).one_or_none()
    if found is None:
        raise NotFound
    period = asked.on(found.today)
    this: dict[tuple[str, str], Exact] = {}
    before: dict[tuple[str, str], Exact] = {}
    for name, dimension, here, earlier in found.facts:
        if name in NAMES:
            this[NAMES[name], dimension] = amount_of(name, here)
            before[NAMES[name], dimension] = amount_of(name, earlier)
    zone, compared = ZoneInfo(found.timezone), before if period.before else {}
    return AllSums(zone, period, Sums(this), Sums(compared), found.since, found.last_updated)


def amount_of(name: str, value: int) -> Exact:
    """What a value of the database comes to: costs are in PARTS of a cent there."""
    return Fraction(value, PARTS) if name == Entered.COST_CENTS else value


@cache
def _statement() -> Statement:
    """Made once: to put it together takes longer than to run it."""
    place = _place()
    span = _span(place)
    parts = (
        _cells(span),
        _created_since(place, Now.TODAY, place.c.midnight),
        _created_since(place, Now.WEEK, place.c.monday),
        _by_status(place),
        _to_follow_up(),
        _costs(span),
        _minutes(),
    )
    return select(place, in_one(union_all(*parts)).label("facts"))


def in_one(rows: CompoundSelect[*tuple[Any, ...]]) -> ColumnElement[list[list[Any]]]:
    """Rows as one value, a list for each: hundreds of them take longer to fetch as rows than to add up."""
    each = rows.subquery()
    listed = func.json_agg(func.json_build_array(*each.c))
    return select(func.coalesce(listed, literal_column("'[]'", JSON))).scalar_subquery()


def _place() -> CTE:
    """The practice's zone as its cells have it, what day it is there, and since when there is anything.

    Zone and instants are columns: compared with those, leads and cells answer from an index. Under row-level security
    none answers for an expression that PostgreSQL does not hold for leakproof.
    """
    zone = _zone()
    local = func.date_trunc("day", func.timezone(zone.c.timezone, NOW))
    cells = select(col(KpiCell.day)).where(col(KpiCell.coach_id) == COACH, col(KpiCell.timezone) == zone.c.timezone)
    return select(
        zone,
        cast(local, Date).label("today"),
        func.timezone(zone.c.timezone, local).label("midnight"),
        func.timezone(zone.c.timezone, func.date_trunc("week", local)).label("monday"),
        cells.order_by(col(KpiCell.day)).limit(1).scalar_subquery().label("since"),
    ).cte("place")


def _zone() -> CTE:
    zone = func.coalesce(col(KpiState.timezone), col(Coach.timezone)).label("timezone")
    found = select(zone, col(KpiState.last_updated)).select_from(Coach)
    mine = found.outerjoin(KpiState, col(KpiState.coach_id) == col(Coach.id)).where(col(Coach.id) == COACH)
    return mine.cte("zone").prefix_with("MATERIALIZED")


def _span(place: CTE) -> CTE:
    """`Asked.on(today)` and its `before`, where only the database knows today. Everything is from EARLIEST on."""
    days = cast(bindparam("days", type_=Integer), Integer)
    first = func.coalesce(cast(bindparam("first", type_=Date), Date), place.c.today - days + 1, literal(EARLIEST, Date))
    last = func.coalesce(cast(bindparam("last", type_=Date), Date), place.c.today)
    ends = select(place.c.timezone, first.label("first"), last.label("last")).cte("ends")
    length = ends.c.last - ends.c.first + 1
    return select(ends, (ends.c.first - length).label("before_first"), (ends.c.first - 1).label("before_last")).cte(
        "span"
    )


def _cells(span: CTE) -> Statement:
    day, value = col(KpiCell.day), col(KpiCell.value)
    read = and_(col(KpiCell.timezone) == span.c.timezone, day >= span.c.before_first, day <= span.c.last)
    this = func.sum(value).filter(day >= span.c.first)
    before = func.sum(value).filter(day <= span.c.before_last)
    return (
        select(
            col(KpiCell.metric).label("name"),
            col(KpiCell.dimension).label("dimension"),
            cast(func.coalesce(this, 0), BigInteger).label("this"),
            cast(func.coalesce(before, 0), BigInteger).label("before"),
        )
        .select_from(KpiCell)
        .join(span, read)
        .where(col(KpiCell.coach_id) == COACH)
        .group_by(col(KpiCell.metric), col(KpiCell.dimension))
    )


def _row(name: Name, dimension: Any, this: Any, before: Any = 0) -> Statement:
    return select(literal(name.value, Text), dimension, cast(this, BigInteger), cast(before, BigInteger))


def _created_since(place: CTE, name: Now, instant: ColumnElement[object]) -> Statement:
    mine = and_(col(Lead.coach_id) == COACH, col(Lead.created_at) >= instant)
    return _row(name, literal(""), func.count()).select_from(Lead).join(place, mine)


def _by_status(place: CTE) -> Statement:
    """Of the leads of all days: cells, so that it takes as long for many leads as for few."""
    status = col(KpiCell.dimension)
    cells = _row(Now.STATUS, status, func.sum(col(KpiCell.value))).select_from(KpiCell)
    mine = cells.join(place, col(KpiCell.timezone) == place.c.timezone).where(col(KpiCell.coach_id) == COACH)
    return mine.where(text(OF_STATUS)).group_by(status)


def _to_follow_up() -> Statement:
    """Each part is a range of an index."""
    mine = col(Lead.coach_id) == COACH
    parts = [
        select(literal(how.value, Text).label("how"), func.count().label("n")).where(mine, which)
        for how, which in due(NOW)
    ]
    waiting = union_all(*parts).subquery()
    return _row(Now.TO_FOLLOW_UP, waiting.c.how, func.sum(waiting.c.n)).group_by(waiting.c.how)


def _costs(span: CTE) -> Statement:
    """In PARTS of a cent, by source."""
    this = func.sum(parts_between(span.c.first, span.c.last))
    before = func.sum(parts_between(span.c.before_first, span.c.before_last))
    source = cast(col(AcquisitionCost.source), Text)
    costs = _row(Entered.COST_CENTS, source, this, before).select_from(AcquisitionCost).join(span, true())
    return costs.where(col(AcquisitionCost.coach_id) == COACH).group_by(source)


def parts_between(first: ColumnElement[date], last: ColumnElement[date]) -> ColumnElement[int]:
    """What of a month's cost falls on the days of a span, both included, in PARTS of a cent."""
    month = col(AcquisitionCost.month)
    following = cast(func.date_trunc("month", cast(month + 32, DateTime)), Date)
    days = func.greatest(func.least(following - 1, last) - func.greatest(month, first) + 1, 0)
    of_month = cast(extract("day", following - 1), BigInteger)
    return cast(col(AcquisitionCost.amount_cents), BigInteger) * days * (literal(PARTS, BigInteger) // of_month)


def _minutes() -> Statement:
    typed = select(col(SetterSettings.minutes_per_message)).where(col(SetterSettings.coach_id) == COACH)
    minutes = func.coalesce(typed.scalar_subquery(), USUAL_MINUTES)
    return _row(Entered.MINUTES, literal(""), minutes, minutes)
