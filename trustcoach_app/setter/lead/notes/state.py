"""The notes of one lead, saved as they are typed."""

from uuid import UUID

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.claims import an_id
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.formats import clock_time
from trustcoach_app.setter.lead import queries, service
from trustcoach_app.setter.leads.queries import zone_of


class LeadNotesState(rx.State):
    """A second window never overwrites: both texts stay until the coach chose one."""

    lead: str = ""
    note: str = ""
    note_key: str = ""
    revision: int = 0
    """Of the notes in the database, as far as this page knows."""
    saved_edit: int = 0
    saved_label: str = ""
    other_text: str = ""
    """What another window wrote meanwhile, when it did."""
    _opened_at: int = 0
    """The revision that this page began with: whatever is based on it or on a later one is the page's own writing."""
    _last_edit: int = 0

    @rx.event
    @access(Role.COACH)
    async def load(self):
        """The notes of the lead that the address names."""
        if self.lead != self._named():
            self.reset()
        await self._read()

    async def _read(self) -> None:
        who = principal()
        try:
            async with unit_of_work(who) as db:
                lead = await queries.lead_of(db, coach_id=who.coach, lead_id=self._address())
        except NotFound:
            return
        self.lead, self.note = str(lead.id), lead.notes
        self.revision = self._opened_at = lead.notes_revision

    def _named(self) -> str:
        return str(getattr(self, "lead_id", ""))

    def _address(self) -> UUID:
        return an_id(self._named())

    @rx.event
    @access(Role.COACH)
    async def save(self, text: str, edit: int, based_on: int):
        """Keep what is typed."""
        if not self.lead or type(edit) is not int or type(based_on) is not int:
            return
        self._last_edit = edit
        if self.other_text:
            return
        try:
            await self._store(str(text), based_on)
        except service.NotesMovedOn as moved:
            self.other_text, self.revision = moved.text or " ", moved.revision
            return
        self.saved_edit = edit

    async def _store(self, text: str, based_on: int) -> None:
        """Raises NotesMovedOn when the database holds what this page never saw."""
        who, now, lead_id = principal(), clock.now(), an_id(self.lead)
        seen = self.revision if based_on >= self._opened_at else based_on
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            self.revision = await service.save_notes(db, coach_id=who.coach, lead_id=lead_id, text=text, revision=seen)
        self.saved_label = f"Enregistré à {clock_time(now, zone)}"

    @rx.event
    @access(Role.COACH)
    async def take_other(self):
        """Go on from what the other window wrote: a new key makes the text area start anew."""
        await self._read()
        self.other_text, self.saved_edit = "", self._last_edit
        self.note_key = f"from-{self.revision}"

    @rx.event
    @access(Role.COACH)
    def keep_mine(self):
        """Go on from what is typed here: the next save replaces what the other window wrote."""
        self.other_text, self._opened_at = "", 0
