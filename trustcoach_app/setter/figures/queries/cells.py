"""The sums of cells by the steps of a period and of the one before, which ends after as many hours (docs/kpis.md)."""

from typing import Any, TypeAlias

from sqlalchemy import (
    ARRAY,
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    or_,
    select,
    text,
    true,
)
from sqlmodel import col

from trustcoach_app.models.rollup import KpiCell, MarkFamily
from trustcoach_app.setter.figures.queries.span import BEFORE, COACH, THIS, is_counted, midnight, step_of
from trustcoach_app.setter.figures.sums import RIPENS, RipeningStage
from trustcoach_app.setter.rollup.cells import CELLS
from trustcoach_app.setter.rollup.metrics import Metric

WITHOUT_A_COURSE = (Metric.LEADS_OF_SOURCE, Metric.LEADS_OF_JOB, Metric.BOOKED_AT, Metric.LOST_FOR)
"""What short lists and the best hour are made of: they have no course, and the most cells."""

Statement: TypeAlias = Select[*tuple[Any, ...]]


def cells(span: CTE) -> Statement:
    """(step, metric, dimension, value, young), of the whole days of both periods."""
    day, metric = col(KpiCell.day), col(KpiCell.metric)
    read = and_(col(KpiCell.timezone) == span.c.timezone, day >= span.c.before_first, day <= span.c.last)
    step = case((and_(day >= span.c.begins, metric.in_(WITHOUT_A_COURSE)), THIS), else_=step_of(day, span))
    rows = select(
        step.label("step"),
        metric.label("name"),
        col(KpiCell.dimension).label("dimension"),
        cast(func.sum(col(KpiCell.value)), BigInteger).label("value"),
        _young(span, metric, day, col(KpiCell.value)).label("young"),
    )
    mine = rows.select_from(KpiCell).join(span, read).where(col(KpiCell.coach_id) == COACH, is_counted(day, span))
    read_so = or_(day >= span.c.first, metric.not_in(WITHOUT_A_COURSE)), metric != Metric.LEADS_OF_STATUS.value
    return mine.where(*read_so).group_by(text("1"), metric, col(KpiCell.dimension))


def _young(span: CTE, metric: Any, day: Any, value: Any) -> ColumnElement[int]:
    """What of it is of days that are not ripe."""
    stages = {stage: [metric for metric, its in RIPENS.items() if its is stage] for stage in RipeningStage}
    ripe = case(*((metric.in_(those), span.c[f"ripe_{stage}"]) for stage, those in stages.items()))
    return cast(func.coalesce(func.sum(value).filter(day > ripe), 0), BigInteger)


def cut_day(span: CTE) -> Statement:
    """Of the day on which the period before is cut, what happened until then: added up as the rollup does."""
    of_day = select(
        literal(1).label("place"),
        COACH.label("coach_id"),
        span.c.timezone,
        span.c.cut_day.label("day"),
        midnight(span.c.timezone, span.c.cut_day).label("begins"),
        span.c.cut.label("ends"),
        literal([*MarkFamily], ARRAY(Text)).label("families"),
    ).where(span.c.cut_day < span.c.first)
    asked = of_day.cte("asked")
    columns = (
        column("place"),
        column("day"),
        column("metric"),
        column("dimension"),
        column("value"),
    )
    cells = text(" UNION ALL ".join(CELLS.values())).columns(*columns).subquery("cut")
    young = _young(span, cells.c.metric, cells.c.day, cells.c.value)
    rows = select(literal(BEFORE, Integer), cells.c.metric, cells.c.dimension, func.sum(cells.c.value), young)
    compared = cells.c.metric.not_in([*WITHOUT_A_COURSE, Metric.LEADS_OF_STATUS])
    return (
        rows.select_from(cells)
        .join(span, true())
        .where(compared)
        .group_by(cells.c.metric, cells.c.dimension)
        .add_cte(asked)
    )
