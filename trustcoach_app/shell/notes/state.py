"""Texts that are saved as they are typed: notes of a session or of a lead, the draft of a summary."""

from datetime import datetime
from zoneinfo import ZoneInfo

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access
from trustcoach_app.db.principal import Role
from trustcoach_app.errors import MovedOn
from trustcoach_app.formats import clock_time


class NotesState(rx.State, mixin=True):
    """A second window never overwrites: both texts stay until the coach chose one.

    A page that keeps notes says how they are read (`_read_notes`, which ends in `_show_notes`) and written.
    """

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

    async def _read_notes(self) -> None:
        raise NotImplementedError

    async def _write_notes(self, text: str, revision: int, now: datetime) -> tuple[int, ZoneInfo]:
        """The new revision and the coach's zone. Raises MovedOn when the database is not at `revision`."""
        raise NotImplementedError

    def _show_notes(self, text: str, revision: int) -> None:
        self.note, self.revision, self._opened_at = text, revision, revision

    def _show_other(self, moved: MovedOn) -> None:
        self.other_text, self.revision = moved.text or " ", moved.revision

    @rx.event
    @access(Role.COACH)
    async def save(self, text: str, edit: int, based_on: int):
        """Keep what is typed."""
        if type(edit) is not int or type(based_on) is not int:
            return
        self._last_edit = edit
        if self.other_text:
            return
        now, seen = clock.now(), self.revision if based_on >= self._opened_at else based_on
        try:
            self.revision, zone = await self._write_notes(str(text), seen, now)
        except MovedOn as moved:
            self._show_other(moved)
            return
        self.saved_label, self.saved_edit = f"Enregistré à {clock_time(now, zone)}", edit

    @rx.event
    @access(Role.COACH)
    async def take_other(self):
        """Go on from what the other window wrote: a new key makes the text area start anew."""
        await self._read_notes()
        self.other_text, self.saved_edit = "", self._last_edit
        self.note_key = f"from-{self.revision}"

    @rx.event
    @access(Role.COACH)
    def keep_mine(self):
        """Go on from what is typed here: the next save replaces what the other window wrote."""
        self.other_text, self._opened_at = "", 0
