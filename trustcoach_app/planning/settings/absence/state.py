"""The dialog of time off."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.auth.access import principal
from trustcoach_app.availability import service as availability
from trustcoach_app.availability.queries import time_off_block
from trustcoach_app.coaches import zone_of
from trustcoach_app.planning.settings.absence.form import absence_fields, absence_sent
from trustcoach_app.planning.settings.absence.present import absence_values
from trustcoach_app.planning.settings.absence.views import AbsenceValues
from trustcoach_app.planning.settings.dialog.state import DiaryDialogState
from trustcoach_app.shell.forms.state import Removal, Saved


class AbsenceState(DiaryDialogState, rx.State):
    """Adds a stretch, or changes the one that it was opened with; sessions that are booked stay."""

    values: AbsenceValues = AbsenceValues()

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        if row_id:
            self.values = await self._values(db, row_id)

    async def _values(self, db: AsyncSession, row_id: UUID) -> AbsenceValues:
        coach_id = principal().coach
        row = await time_off_block(db, coach_id=coach_id, block_id=row_id)
        return absence_values(row, await zone_of(db, coach_id=coach_id))

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        coach_id, now = principal().coach, clock.now()
        wanted = absence_fields(sent, await zone_of(db, coach_id=coach_id), now)
        fields: dict[str, Any] = {"coach_id": coach_id, **wanted.__dict__, "now": now}
        if row_id:
            await availability.change_time_off(db, block_id=row_id, **fields)
        else:
            await availability.add_time_off(db, **fields)
        return Saved()

    async def _remove(self, db: AsyncSession, row_id: UUID) -> Removal:
        """Work again in that time."""
        sent = absence_sent(await self._values(db, row_id))
        await availability.remove_time_off(db, coach_id=principal().coach, block_id=row_id)
        return Removal("Congé supprimé.", sent)
