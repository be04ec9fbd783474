"""What the statement of sums stands on: the practice's zone and its today, the period, and the steps of its course."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Uuid,
    bindparam,
    case,
    cast,
    column,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlmodel import col

from trustcoach_app.models.people import Coach
from trustcoach_app.models.rollup import KpiCell, KpiState
from trustcoach_app.setter.figures.period import EARLIEST
from trustcoach_app.setter.figures.queries.ripeness import ripe_after
from trustcoach_app.setter.figures.sums import RipeningStage

COACH = bindparam("coach_id", type_=Uuid)
NOW: Any = bindparam("now", type_=DateTime(timezone=True))

THIS, BEFORE = -1, -2
"""Beside the steps, which count from 0: what of the period is in no step, and the period before."""

MOST_STEPS = 60
WEEK = 7


def practice_now() -> CTE:
    """The practice's zone as its cells have it, what day it is there, the last ripe one, since when there is anything.

    Zone and instants are columns: compared with those, leads and cells answer from an index. Under row-level security
    none answers for an expression that PostgreSQL does not hold for leakproof.
    """
    zone, after = _zone(), ripe_after(COACH, NOW)
    local = func.date_trunc("day", func.timezone(zone.c.timezone, NOW))
    cells = select(col(KpiCell.day)).where(col(KpiCell.coach_id) == COACH, col(KpiCell.timezone) == zone.c.timezone)
    return (
        select(
            zone,
            cast(local, Date).label("today"),
            *(after.c[stage] for stage in RipeningStage),
            *(_ripe_day(zone, after.c[stage]).label(f"ripe_{stage}") for stage in RipeningStage),
            func.timezone(zone.c.timezone, local).label("midnight"),
            func.timezone(zone.c.timezone, func.date_trunc("week", local)).label("monday"),
            cells.order_by(col(KpiCell.day)).limit(1).scalar_subquery().label("since"),
        )
        .join_from(zone, after, true())
        .cte("practice")
    )


def _ripe_day(zone: CTE, after: ColumnElement[Any]) -> ColumnElement[Any]:
    """The last day that ended so long ago."""
    return cast(func.timezone(zone.c.timezone, NOW - after), Date) - 1


def _zone() -> CTE:
    zone = func.coalesce(col(KpiState.timezone), col(Coach.timezone)).label("timezone")
    found = select(zone, col(KpiState.last_updated)).select_from(Coach)
    mine = found.outerjoin(KpiState, col(KpiState.coach_id) == col(Coach.id)).where(col(Coach.id) == COACH)
    return mine.cte("zone").prefix_with("MATERIALIZED")


def span_of(practice: CTE) -> CTE:
    """`PeriodAsked.on(today)` and its `before`, where only the database knows today; and the period's steps.

    Everything is from EARLIEST on. A period that holds today has lasted until now: the one before ends at `cut`, after
    as many hours, on its last day or near it (`cut_day`); of a period that is over `cut` is null. A step is a day, or
    as many weeks as it takes for at most 60 steps, the last one of which ends with the period. Whole steps only: a
    stump would look like a fall.
    """
    days = cast(bindparam("days", type_=Integer), Integer)
    today = practice.c.today
    asked = func.coalesce(cast(bindparam("first", type_=Date), Date), today - days + 1)
    wanted = func.coalesce(cast(bindparam("last", type_=Date), Date), today)
    last = case((func.coalesce(asked, today) <= today, func.least(wanted, today)), else_=wanted)
    carried = (practice.c.timezone, today, *(practice.c[f"ripe_{stage}"] for stage in RipeningStage))
    ends = select(*carried, asked.label("asked"), last.label("last"), practice.c.since).cte("ends")
    first = func.coalesce(ends.c.asked, literal(EARLIEST, Date))
    length = cast(func.greatest(ends.c.last - func.coalesce(ends.c.asked, ends.c.since, ends.c.last) + 1, 0), Integer)
    same = [ends.c[column.name] for column in (*carried, last.label("last"))]
    lengths = select(*same, first.label("first"), length.label("length")).cte("lengths")
    weeks = WEEK * ((lengths.c.length + MOST_STEPS * WEEK - 1) // (MOST_STEPS * WEEK))
    step_days = cast(case((lengths.c.length <= MOST_STEPS, 1), else_=weeks), Integer)
    steps = select(lengths, step_days.label("step_days"), (lengths.c.length // step_days).label("steps")).cte("steps")
    spans = select(
        steps,
        (steps.c.last - steps.c.steps * steps.c.step_days + 1).label("begins"),
        (steps.c.first - (steps.c.last - steps.c.first + 1)).label("before_first"),
    ).cte("spans")
    cut = case((spans.c.last == spans.c.today, _cut(spans))).label("cut")
    cuts = select(spans, cut).cte("cuts")
    return select(cuts, cast(func.timezone(cuts.c.timezone, cuts.c.cut), Date).label("cut_day")).cte("span")


def midnight(zone: ColumnElement[str], day: ColumnElement[date]) -> ColumnElement[datetime]:
    """The instant at which a day begins."""
    return func.timezone(zone, cast(day, DateTime))


def _cut(spans: CTE) -> ColumnElement[datetime]:
    first = midnight(spans.c.timezone, spans.c.first)
    return func.least(midnight(spans.c.timezone, spans.c.before_first) + (NOW - first), first)


def step_of(day: Any, span: CTE) -> ColumnElement[int]:
    """The step that a day from `before_first` to `last` is in, or THIS, or BEFORE."""
    step = cast(day - span.c.begins, Integer) // span.c.step_days
    return case((day < span.c.first, BEFORE), (day < span.c.begins, THIS), else_=step)


def is_counted(day: Any, span: CTE) -> ColumnElement[bool]:
    """Whether cells of a day count whole: those of the day on which the period before is cut do not, nor what follows
    up to the period.
    """
    return or_(span.c.cut.is_(None), day < span.c.cut_day, day >= span.c.first)


def stretches(span: CTE) -> CTE:
    """The days of each step, of THIS and of BEFORE: (step, begins, ends), both included."""
    numbers = func.generate_series(0, span.c.steps - 1).table_valued(column("step", Integer)).render_derived()
    begins = span.c.begins + numbers.c.step * span.c.step_days
    steps = select(numbers.c.step, begins.label("begins"), (begins + span.c.step_days - 1).label("ends"))
    return union_all(
        steps.select_from(span).join(numbers, true()),
        select(literal(THIS, Integer), span.c.first, span.c.begins - 1),
        select(literal(BEFORE, Integer), span.c.before_first, span.c.first - 1),
    ).cte("stretches")
