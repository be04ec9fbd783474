"""How far a coach's first hour is."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.coaches import settled_steps
from trustcoach_app.focus.first_hour.views import FirstHour, StepRow
from trustcoach_app.shell.first_hour import done_steps, registered_steps

ALL = "all"
"""Settled, it stands for the list as a whole: the coach put it away."""


async def first_hour(db: AsyncSession, *, coach_id: UUID) -> FirstHour:
    """Each step is done when its capability says so, or when the coach does. Put away, nobody is asked any more."""
    settled = await settled_steps(db, coach_id=coach_id)
    if ALL in settled:
        return FirstHour(is_put_away=True)
    steps, found = registered_steps(), await done_steps(db, coach_id=coach_id)
    done = {step.key for step in steps if step.key in settled or found[step.key]}
    rows = [StepRow(step.key, step.label, step.hint, step.href, step.key in done) for step in steps]
    return FirstHour(rows, f"{len(done)} sur {len(rows)}", is_shown=len(done) < len(rows))
