"""The dialog of time off."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import service as availability
from trustcoach_app.availability.queries import time_off_block
from trustcoach_app.bookings.queries import bookings_between
from trustcoach_app.clients.queries import names_of
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.forms import a_day
from trustcoach_app.models.bookings import HOLDS_THE_SLOT
from trustcoach_app.planning.settings.absence.form import AbsenceFields, absence_fields, absence_sent
from trustcoach_app.planning.settings.absence.present import absence_values, sessions_inside, week_path
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
        return await self._said_of_sessions(db, wanted)

    async def _said_of_sessions(self, db: AsyncSession, wanted: AbsenceFields) -> Saved:
        """Which sessions lie inside: they stay until the coach moves or cancels them."""
        coach_id, stretch = principal().coach, {"start": wanted.starts_at, "end": wanted.ends_at}
        rows = await bookings_between(db, coach_id=coach_id, statuses=HOLDS_THE_SLOT, **stretch)
        ahead = [row for row in rows if row.ends_at > clock.now()]
        if not ahead:
            return Saved("Congé enregistré.")
        names = await names_of(db, coach_id=coach_id, client_ids={row.client_id for row in ahead})
        zone = await zone_of(db, coach_id=coach_id)
        day = ahead[0].starts_at.astimezone(zone).date().isoformat()
        return Saved(sessions_inside(ahead, names, zone), AbsenceState.show_sessions(day), "Voir")

    @rx.event
    @access(Role.COACH)
    def show_sessions(self, day: str):
        """Go to the week in which the first of them lies."""
        return rx.redirect(week_path(a_day(day)))

    async def _remove(self, db: AsyncSession, row_id: UUID) -> Removal:
        """Work again in that time."""
        sent = absence_sent(await self._values(db, row_id))
        await availability.remove_time_off(db, coach_id=principal().coach, block_id=row_id)
        return Removal("Congé supprimé.", sent)
