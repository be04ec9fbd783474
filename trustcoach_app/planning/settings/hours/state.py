"""The dialogs of the weekly ranges and of the dates that differ."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import queries as setup_queries
from trustcoach_app.availability import service as availability
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.forms import a_day
from trustcoach_app.models.availability import WeeklyHours
from trustcoach_app.planning.settings.dialog.state import DiaryDialogState
from trustcoach_app.planning.settings.hours.form import date_fields, date_sent, range_fields, range_sent, range_values
from trustcoach_app.planning.settings.hours.views import RangeValues
from trustcoach_app.shell.forms.state import Removal, Saved


class RangeState(DiaryDialogState, rx.State):
    """Adds a weekly range, or changes the one that it was opened with."""

    values: RangeValues = RangeValues()

    @rx.event
    @access(Role.COACH)
    def open_on(self, weekday: str):
        """Open it for a new range of a weekday."""
        self.reset()
        self.values, self.is_open = RangeValues(weekday=str(weekday)[:1]), True

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        if row_id:
            self.values = range_values(await self._range(db, row_id))

    async def _range(self, db: AsyncSession, row_id: UUID) -> WeeklyHours:
        rows = await setup_queries.weekly_hours(db, coach_id=principal().coach)
        found = next((row for row in rows if row.id == row_id), None)
        if found is None:
            raise NotFound
        return found

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        coach_id, fields = principal().coach, range_fields(sent)
        if row_id:
            await availability.change_hours(db, coach_id=coach_id, hours_id=row_id, fields=fields)
        else:
            await availability.add_hours(db, coach_id=coach_id, fields=fields)
        return Saved()

    async def _remove(self, db: AsyncSession, row_id: UUID) -> Removal:
        """Sessions that were booked stay."""
        sent = range_sent(range_values(await self._range(db, row_id)))
        await availability.remove_hours(db, coach_id=principal().coach, hours_id=row_id)
        return Removal("Plage supprimée.", sent)


class DateState(DiaryDialogState, rx.State):
    """Says what holds on one date, in place of what was said of it."""

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        wanted = date_fields(sent)
        await availability.set_exception(
            db, coach_id=principal().coach, day=wanted.day, ranges=wanted.ranges, label=wanted.label
        )
        return Saved()

    @rx.event
    @access(Role.COACH)
    async def remove(self, row_id: str):
        """Let the weekly hours hold again on a date (`2026-01-12`); the toast brings back what was said of it."""
        who, wanted = principal(), a_day(row_id)
        async with diary_gate(who.coach), unit_of_work(who) as db:
            gone = date_sent(wanted, await setup_queries.exceptions_on(db, coach_id=who.coach, day=wanted))
            await availability.remove_exception(db, coach_id=who.coach, day=wanted)
        await self._offer_back(Removal("Date particulière supprimée.", gone))
        return self._shown_again("")
