"""What a coach tells the figures."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.db.types import new_id
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.setter import AcquisitionCost, SetterSettings
from trustcoach_app.setter.keys import spelling_key

TAKEN = "Cette source a déjà un coût ce mois-là\u202f: modifiez-le."
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('setter.costs', hashtext(:coach_id)))")
USUAL_SILENCE: int = SetterSettings.model_fields["silence_hours"].default


@dataclass(frozen=True)
class CostFields:
    """What one source cost in one month. `month` is its first day; no source: all of them."""

    month: date
    source: str
    amount_cents: int


async def set_minutes_per_message(db: AsyncSession, *, coach_id: UUID, minutes: int) -> None:
    """How long the coach takes for one message."""
    row = {"coach_id": coach_id, "minutes_per_message": minutes, "silence_hours": USUAL_SILENCE}
    new = insert(SetterSettings).values(row)
    await db.execute(new.on_conflict_do_update(index_elements=["coach_id"], set_={"minutes_per_message": minutes}))


async def add_cost(db: AsyncSession, *, coach_id: UUID, fields: CostFields) -> UUID:
    """A new cost. Raises InvalidInput(source) where the month has one for this source, however it is spelt."""
    await _refuse_taken(db, coach_id, fields)
    cost_id = new_id()
    await db.execute(insert(AcquisitionCost).values(coach_id=coach_id, id=cost_id, **asdict(fields)))
    return cost_id


async def change_cost(db: AsyncSession, *, coach_id: UUID, cost_id: UUID, fields: CostFields) -> None:
    """Another month, source or amount. Raises NotFound, and InvalidInput(source) where another cost has them."""
    await _refuse_taken(db, coach_id, fields, but=cost_id)
    mine = (col(AcquisitionCost.coach_id) == coach_id, col(AcquisitionCost.id) == cost_id)
    changed = update(AcquisitionCost).where(*mine).values(**asdict(fields))
    if await db.scalar(changed.returning(col(AcquisitionCost.id))) is None:
        raise NotFound


async def _refuse_taken(db: AsyncSession, coach_id: UUID, fields: CostFields, but: UUID | None = None) -> None:
    """One cost a month and source. Who asks at the same time waits: no index knows how a source is spelt."""
    await db.execute(_LOCK, {"coach_id": str(coach_id)})
    of_month = select(col(AcquisitionCost.source)).where(col(AcquisitionCost.month) == fields.month)
    others = of_month.where(col(AcquisitionCost.coach_id) == coach_id, col(AcquisitionCost.id).is_distinct_from(but))
    if spelling_key(fields.source) in map(spelling_key, await db.scalars(others)):
        raise InvalidInput(source=TAKEN)


async def remove_cost(db: AsyncSession, *, coach_id: UUID, cost_id: UUID) -> CostFields:
    """Delete it; returns what it was, so that it can be brought back. Raises NotFound."""
    mine = (col(AcquisitionCost.coach_id) == coach_id, col(AcquisitionCost.id) == cost_id)
    gone = delete(AcquisitionCost).where(*mine)
    columns = (AcquisitionCost.month, AcquisitionCost.source, AcquisitionCost.amount_cents)
    row = (await db.execute(gone.returning(*map(col, columns)))).one_or_none()
    if row is None:
        raise NotFound
    return CostFields(row.month, row.source, row.amount_cents)
