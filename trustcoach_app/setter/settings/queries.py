"""What the settings show."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.errors import NotFound
from trustcoach_app.models.setter import AcquisitionCost, SetterSettings
from trustcoach_app.setter.figures.queries.all_sums import USUAL_MINUTES
from trustcoach_app.setter.leads.queries.leads import filter_choices


@dataclass(frozen=True)
class SettingsFacts:
    """What the coach told so far, and the sources that leads came from."""

    minutes: int
    costs: Sequence[AcquisitionCost]
    """The latest month first."""
    sources: list[str]


async def settings_facts(db: AsyncSession, *, coach_id: UUID) -> SettingsFacts:
    """All of it, in four statements."""
    minutes = select(col(SetterSettings.minutes_per_message)).where(col(SetterSettings.coach_id) == coach_id)
    costs = select(AcquisitionCost).where(col(AcquisitionCost.coach_id) == coach_id)
    ordered = costs.order_by(col(AcquisitionCost.month).desc(), col(AcquisitionCost.source))
    return SettingsFacts(
        await db.scalar(minutes) or USUAL_MINUTES,
        (await db.scalars(ordered)).all(),
        (await filter_choices(db, coach_id=coach_id)).sources,
    )


async def cost(db: AsyncSession, *, coach_id: UUID, cost_id: UUID) -> AcquisitionCost:
    """One cost. Raises NotFound."""
    row = await db.get(AcquisitionCost, (coach_id, cost_id))
    if row is None:
        raise NotFound
    return row
