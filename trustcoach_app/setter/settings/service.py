"""What a coach tells the figures."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import col

from trustcoach_app.db.types import new_id
from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.models.setter import AcquisitionCost, SetterSettings

TAKEN = "Cette source a déjà un coût ce mois-là : modifiez-le."
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
    """A new cost. Raises InvalidInput(source) where the month has one for this source."""
    row = insert(AcquisitionCost).values(coach_id=coach_id, id=new_id(), **asdict(fields))
    added: ReturningInsert[UUID] = row.on_conflict_do_nothing().returning(col(AcquisitionCost.id))
    cost_id = await db.scalar(added)
    if cost_id is None:
        raise InvalidInput(source=TAKEN)
    return cost_id


async def change_cost(db: AsyncSession, *, coach_id: UUID, cost_id: UUID, fields: CostFields) -> None:
    """Another month, source or amount. Raises NotFound, and InvalidInput(source) where another cost has them."""
    same = (col(AcquisitionCost.month) == fields.month, col(AcquisitionCost.source) == fields.source)
    mine = col(AcquisitionCost.coach_id) == coach_id
    other = select(col(AcquisitionCost.id)).where(mine, *same, col(AcquisitionCost.id) != cost_id)
    if await db.scalar(other) is not None:
        raise InvalidInput(source=TAKEN)
    changed = update(AcquisitionCost).where(mine, col(AcquisitionCost.id) == cost_id).values(**asdict(fields))
    if await db.scalar(changed.returning(col(AcquisitionCost.id))) is None:
        raise NotFound


async def remove_cost(db: AsyncSession, *, coach_id: UUID, cost_id: UUID) -> CostFields:
    """Delete it; returns what it was, so that it can be brought back. Raises NotFound."""
    mine = (col(AcquisitionCost.coach_id) == coach_id, col(AcquisitionCost.id) == cost_id)
    gone = delete(AcquisitionCost).where(*mine)
    columns = (AcquisitionCost.month, AcquisitionCost.source, AcquisitionCost.amount_cents)
    row = (await db.execute(gone.returning(*map(col, columns)))).one_or_none()
    if row is None:
        raise NotFound
    return CostFields(row.month, row.source, row.amount_cents)
