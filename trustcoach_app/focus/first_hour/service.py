"""What a coach says of her first hour herself."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.coaches import set_settled_steps, settled_steps
from trustcoach_app.errors import NotFound
from trustcoach_app.focus.first_hour.queries import ALL
from trustcoach_app.shell.first_hour import registered_steps


async def settle_step(db: AsyncSession, *, coach_id: UUID, key: str) -> None:
    """A step that needs nothing, because what is there is right. Raises NotFound for one that does not exist."""
    if key not in {step.key for step in registered_steps()}:
        raise NotFound
    await _write(db, coach_id, {*await settled_steps(db, coach_id=coach_id), key})


async def put_steps_away(db: AsyncSession, *, coach_id: UUID) -> None:
    """The list is not shown any more, whatever is open."""
    await _write(db, coach_id, {*await settled_steps(db, coach_id=coach_id), ALL})


async def bring_steps_back(db: AsyncSession, *, coach_id: UUID) -> None:
    """The list is shown again, as long as something is open."""
    await _write(db, coach_id, set(await settled_steps(db, coach_id=coach_id)) - {ALL})


async def _write(db: AsyncSession, coach_id: UUID, settled: set[str]) -> None:
    await set_settled_steps(db, coach_id=coach_id, settled=sorted(settled))
