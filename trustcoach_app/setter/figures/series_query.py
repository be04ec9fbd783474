"""The course of the sums over a period, in at most 60 steps: what sparklines are drawn from."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from sqlalchemy import BigInteger, Date, Integer, Text, bindparam, cast, column, func, literal, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.rollup import KpiCell
from trustcoach_app.models.setter import AcquisitionCost
from trustcoach_app.setter.figures.sums import Entered, Exact, Sums
from trustcoach_app.setter.figures.sums_query import (
    COACH,
    NAMES,
    AllSums,
    Statement,
    amount_of,
    in_one,
    parts_between,
)
from trustcoach_app.setter.rollup.metrics import Metric

FIRST, DAYS = bindparam("first", type_=Date), bindparam("days", type_=Integer)
MOST_STEPS = 60
WEEK = 7
WITHOUT_A_COURSE = (
    Metric.LEADS_OF_STATUS,
    Metric.LEADS_OF_SOURCE,
    Metric.LEADS_OF_JOB,
    Metric.BOOKED_AT,
    Metric.LOST_FOR,
)
"""What states of now, short lists and the best hour are made of: they have no course, and the most cells."""


@dataclass(frozen=True)
class Steps:
    """`count` steps of `days` days each from `first` on; the last one ends with the period."""

    first: date
    days: int
    count: int


def steps_of(found: AllSums) -> Steps:
    """Days, or as many weeks as it takes. Whole steps only: a stump would look like a fall."""
    last = found.period.last
    first = found.period.first or found.since or last
    length = max((last - first).days + 1, 0)
    days = 1 if length <= MOST_STEPS else WEEK * -(-length // (MOST_STEPS * WEEK))
    count = length // days
    return Steps(last - timedelta(days=count * days - 1), days, count)


async def series(db: AsyncSession, *, coach_id: UUID, found: AllSums) -> list[Sums]:
    """The sums of each step, the earliest first. What the coach needs for a message is the same in all."""
    steps = steps_of(found)
    minutes = found.this.of(Entered.MINUTES)
    amounts: list[dict[tuple[str, str], Exact]] = [{(Entered.MINUTES, ""): minutes} for _ in range(steps.count)]
    place = {"coach_id": coach_id, "zone": found.zone.key, "last": found.period.last}
    given = {**place, "first": steps.first, "days": steps.days, "count": steps.count}
    for step, name, dimension, value in await db.scalar(_statement(), given) or []:
        if name in NAMES:
            amounts[step][NAMES[name], dimension] = amount_of(name, value)
    return [Sums(step) for step in amounts]


@cache
def _statement() -> Statement:
    return select(in_one(union_all(_cells(), _costs())))


def _cells() -> Statement:
    day = col(KpiCell.day)
    step = cast(day - FIRST, Integer) // DAYS
    names = col(KpiCell.metric), col(KpiCell.dimension)
    return (
        select(step.label("step"), *names, cast(func.sum(col(KpiCell.value)), BigInteger).label("value"))
        .where(col(KpiCell.coach_id) == COACH, col(KpiCell.timezone) == bindparam("zone", type_=Text))
        .where(day.between(FIRST, bindparam("last", type_=Date)), col(KpiCell.metric).not_in(WITHOUT_A_COURSE))
        .group_by(step, *names)
    )


def _costs() -> Statement:
    """Of all sources together."""
    count = bindparam("count", type_=Integer)
    numbers = func.generate_series(0, count - 1).table_valued(column("step", Integer)).render_derived()
    step = numbers.c.step
    first = FIRST + step * DAYS
    parts = func.sum(parts_between(first, first + DAYS - 1))
    costs = select(step, literal(Entered.COST_CENTS.value, Text), literal("", Text), cast(parts, BigInteger))
    mine = col(AcquisitionCost.coach_id) == COACH
    return costs.select_from(numbers).join(AcquisitionCost, true()).where(mine).group_by(step)
