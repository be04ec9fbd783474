"""What the page reads: one statement, whatever the practice's size."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.setter.figures.measure import Measure
from trustcoach_app.setter.figures.period import PeriodAsked
from trustcoach_app.setter.figures.queries.all_sums import AllSums, all_sums
from trustcoach_app.setter.figures.registry import FIGURES


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


async def page_facts(db: AsyncSession, *, coach_id: UUID, asked: PeriodAsked, now: datetime) -> PageFacts:
    """Read the page. Raises NotFound."""
    return PageFacts(await measured(db, coach_id=coach_id, asked=asked, now=now))


async def measured(db: AsyncSession, *, coach_id: UUID, asked: PeriodAsked, now: datetime) -> Measured:
    """The 35 figures of a period and of the one before. Raises NotFound."""
    found = await all_sums(db, coach_id=coach_id, asked=asked, now=now)
    before = {} if found.before is None else {each.key: each.measure(found.before) for each in FIGURES}
    return Measured(found, {each.key: each.measure(found.this) for each in FIGURES}, before)
