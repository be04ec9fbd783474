"""How long a practice's stages take: nine in ten of the latest ones took no longer (docs/kpis.md)."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, Interval, Label, Select, func, literal, select
from sqlmodel import col

from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.figures.sums import AT_LEAST, RipeningStage

LATEST = 200
"""So many are looked at, whatever the practice's size: each stage is the end of an index."""

NINE_IN_TEN = 0.9

_STAGES: dict[RipeningStage, tuple[Any, Any]] = {
    RipeningStage.QUALIFICATION: (Lead.created_at, Lead.qualified_at),
    RipeningStage.PROPOSAL: (Lead.qualified_at, Lead.call_proposed_at),
    RipeningStage.BOOKING: (Lead.call_proposed_at, Lead.call_booked_at),
    RipeningStage.SALE: (Lead.call_scheduled_at, Lead.won_at),
}
"""Where each begins and ends."""


def ripe_after(coach: ColumnElement[Any], now: ColumnElement[datetime]) -> CTE:
    """One row: after how long each stage is ripe."""
    stages = [_ripe(stage, _ended(coach, now, *both)) for stage, both in _STAGES.items()]
    answer, discussion = (
        literal(AT_LEAST, Interval).label(RipeningStage.ANSWER),
        _ripe(RipeningStage.DISCUSSION, _talked(coach, now)),
    )
    return select(answer, *stages, discussion).cte("after")


def _ripe(stage: RipeningStage, latest: Select[timedelta]) -> Label[timedelta]:
    took = latest.subquery().c.took
    longest = func.percentile_disc(NINE_IN_TEN).within_group(took)
    return func.greatest(literal(AT_LEAST, Interval), select(longest).scalar_subquery()).label(stage)


def _ended(coach: ColumnElement[Any], now: ColumnElement[datetime], began: Any, ended: Any) -> Select[timedelta]:
    latest = select((col(ended) - col(began)).label("took")).where(col(Lead.coach_id) == coach, col(ended) <= now)
    return latest.order_by(col(ended).desc()).limit(LATEST)


def _talked(coach: ColumnElement[Any], now: ColumnElement[datetime]) -> Select[timedelta]:
    """Of the latest leads that are not of today: how long they talked so far."""
    took = (col(Lead.last_message_at) - col(Lead.first_message_at)).label("took")
    latest = select(took).where(col(Lead.coach_id) == coach, col(Lead.created_at) <= now - literal(AT_LEAST, Interval))
    return latest.order_by(col(Lead.created_at).desc()).limit(LATEST)
