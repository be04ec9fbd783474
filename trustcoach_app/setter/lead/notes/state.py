"""The notes of one lead."""

from datetime import datetime
from zoneinfo import ZoneInfo

import reflex as rx

from trustcoach_app.auth.access import access, principal
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.forms import an_id
from trustcoach_app.setter.lead import queries, service
from trustcoach_app.shell.notes.state import NotesState


class LeadNotesState(NotesState, rx.State):
    """Those of the lead that the address names."""

    lead: str = ""

    @rx.event
    @access(Role.COACH)
    async def load(self):
        """Open them. A lost connection comes back here: what is being typed stays."""
        if self.lead != self._named():
            self.reset()
        await self._read_notes()

    async def _read_notes(self) -> None:
        who = principal()
        try:
            async with unit_of_work(who) as db:
                lead = await queries.lead_of(db, coach_id=who.coach, lead_id=an_id(self._named()))
        except NotFound:
            return
        self.lead = str(lead.id)
        self._show_notes(lead.notes, lead.notes_revision)

    def _named(self) -> str:
        return str(getattr(self, "lead_id", ""))

    async def _write_notes(self, text: str, revision: int, now: datetime) -> tuple[int, ZoneInfo]:
        who, lead_id = principal(), an_id(self.lead)
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            return await service.save_lead_notes(
                db, coach_id=who.coach, lead_id=lead_id, text=text, revision=revision
            ), zone
