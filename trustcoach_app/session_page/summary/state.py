"""The summary of one session: typed as a draft, signed, and shared on purpose."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, MovedOn, NotFound
from trustcoach_app.session_page.address import booking_of, named_by
from trustcoach_app.sessions import queries, service
from trustcoach_app.shell.forms.state import ClosingState, FormState
from trustcoach_app.shell.notes.state import NotesState


class SummaryState(NotesState, FormState, ClosingState, rx.State):
    """The draft of the session that the address names, and what the coach does with it."""

    session: str = ""
    """Whose draft is shown, by its booking."""
    asks_to_share: bool = False
    _session_id: UUID | None = None

    def _leave(self) -> None:
        self.asks_to_share = False

    @rx.event
    @access(Role.COACH)
    async def load(self):
        """Open the draft. A lost connection comes back here: what is being typed stays."""
        if self.session != named_by(self):
            self.reset()
        await self._read_notes()

    async def _read_notes(self) -> None:
        who = principal()
        try:
            async with unit_of_work(who) as db:
                row = await queries.session_of_booking(db, coach_id=who.coach, booking_id=booking_of(self))
                self._session_id = row.id
                draft = await queries.summary_draft(db, coach_id=who.coach, session_id=row.id)
        except NotFound:
            return
        self.session = named_by(self)
        self._show_notes(draft.text, draft.revision)

    async def _write_notes(self, text: str, revision: int, now: datetime) -> tuple[int, ZoneInfo]:
        who, session_id = principal(), self._opened()
        async with unit_of_work(who) as db:
            saved = await service.save_summary_draft(
                db, coach_id=who.coach, session_id=session_id, text=text, revision=revision, now=now
            )
            return saved, await zone_of(db, coach_id=who.coach)

    def _opened(self) -> UUID:
        """The session whose draft is shown. Raises NotFound while there is none."""
        if self._session_id is None:
            raise NotFound
        return self._session_id

    @rx.event
    @access(Role.COACH)
    async def sign(self):
        """Sign what is written; nobody else reads it yet."""
        who = principal()
        with self._checking():
            if self.other_text:
                raise Conflict("Choisissez d’abord un texte.")
            try:
                async with unit_of_work(who) as db:
                    await service.sign_draft(
                        db, coach_id=who.coach, session_id=self._opened(), revision=self.revision, now=clock.now()
                    )
            except MovedOn as moved:
                self._show_other(moved)
                raise
            return self._shown_again("Résumé signé. Vous seul le lisez, jusqu’à ce que vous le partagiez.")

    @rx.event
    @access(Role.COACH)
    async def take_back(self):
        """Take the signature back: it is a draft again."""
        who = principal()
        async with unit_of_work(who) as db:
            await service.take_signature_back(db, coach_id=who.coach, session_id=self._opened(), now=clock.now())
        await self._read_notes()
        return self._shown_again("Signature retirée\u202f: le résumé est de nouveau un brouillon.")

    @rx.event
    @access(Role.COACH)
    def open_sharing(self):
        """Before somebody else reads it, the coach is asked once."""
        self.asks_to_share = True

    @rx.event
    @access(Role.COACH)
    def keep_private(self):
        """Leave it unshared."""
        self.asks_to_share = False

    @rx.event
    @access(Role.COACH)
    async def share(self):
        """The client may read it from now on."""
        who = principal()
        self.asks_to_share = False
        async with unit_of_work(who) as db:
            await service.share_summary(db, coach_id=who.coach, session_id=self._opened(), now=clock.now())
        return self._shown_again("Résumé partagé.")

    @rx.event
    @access(Role.COACH)
    async def unshare(self):
        """The client reads it no more."""
        who = principal()
        async with unit_of_work(who) as db:
            await service.unshare_summary(db, coach_id=who.coach, session_id=self._opened())
        return self._shown_again("Le résumé n’est plus partagé.")
