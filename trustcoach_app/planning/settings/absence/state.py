"""The dialog of time off."""

from typing import Any

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import service as availability
from trustcoach_app.availability.queries import time_off_block
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.claims import a_text, an_id
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.planning.settings.absence.present import absence_values, stretch
from trustcoach_app.planning.settings.absence.views import AbsenceValues
from trustcoach_app.planning.settings.state import SetupState


class AbsenceState(rx.State):
    """Adds a stretch, or changes the one that it was opened with."""

    is_open: bool = False
    block_id: str = ""
    values: AbsenceValues = AbsenceValues()
    errors: dict[str, str] = {}

    @rx.event
    @access(Role.COACH)
    def add(self):
        """Open it empty."""
        self.reset()
        self.is_open = True

    @rx.event
    @access(Role.COACH)
    async def change(self, block_id: str):
        """Open it on a stretch that exists."""
        who, wanted = principal(), an_id(block_id)
        async with unit_of_work(who) as db:
            row = await time_off_block(db, coach_id=who.coach, block_id=wanted)
            zone = await zone_of(db, coach_id=who.coach)
        self.reset()
        self.block_id, self.values, self.is_open = str(row.id), absence_values(row, zone), True

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave without saving."""
        self.reset()

    @rx.event
    @access(Role.COACH)
    async def save(self, sent: dict[str, Any]):
        """Write it; sessions that are booked stay."""
        self.errors = {}
        try:
            async with diary_gate(principal().coach), unit_of_work(principal()) as db:
                await self._write(db, sent)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        self.reset()
        return SetupState.refresh

    async def _write(self, db: Any, sent: dict[str, Any]) -> None:
        coach_id = principal().coach
        start, end = stretch(sent, await zone_of(db, coach_id=coach_id))
        title = a_text(sent, "title", most=160)
        fields: dict[str, Any] = {"starts_at": start, "ends_at": end, "title": title, "now": clock.now()}
        if self.block_id:
            await availability.change_time_off(db, coach_id=coach_id, block_id=an_id(self.block_id), **fields)
        else:
            await availability.add_time_off(db, coach_id=coach_id, **fields)

    @rx.event
    @access(Role.COACH)
    async def remove(self, block_id: str):
        """Work again in that time."""
        who = principal()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            await availability.remove_time_off(db, coach_id=who.coach, block_id=an_id(block_id))
        return SetupState.refresh
