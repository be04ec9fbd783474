"""The dialog that notes something of a client, or says it otherwise."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.client_file.notes import form
from trustcoach_app.client_file.notes.form import NoteValues
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import an_id
from trustcoach_app.notes import queries, service
from trustcoach_app.shell.forms.state import Removal, RowDialogState, Saved
from trustcoach_app.shell.state import offer

READ_BY = {True: "Le client peut lire cette note.", False: "Cette note n’est plus visible que par vous."}
"""What is said when those who read it change."""


class NoteState(RowDialogState, rx.State):
    """Opened on a note, or for a new one of a client; a removed one can be brought back."""

    values: NoteValues = NoteValues()
    for_client: str = ""
    """Whose a new one will be."""

    @rx.event
    @access(Role.COACH)
    async def open_new(self, client_id: str):
        """For a new one of this client."""
        wanted = an_id(client_id)
        await self._open_on("")
        self.for_client = str(wanted)

    @rx.event
    @access(Role.COACH)
    async def open_again(self, row_id: str, client_id: str):
        """As it was, once the server had forgotten the page."""
        await self._open_on(row_id)
        self.for_client = str(an_id(client_id)) if client_id else ""

    @rx.event
    @access(Role.COACH)
    async def show_to_client(self, note_id: str, is_shared: bool):
        """The client may read it, or no more; its toast takes that back."""
        who, wanted, shown = principal(), an_id(note_id), is_shared is True
        async with unit_of_work(who) as db:
            await service.show_note(db, coach_id=who.coach, note_id=wanted, is_shared=shown, now=clock.now())
        await offer(self, READ_BY[shown], "Annuler", NoteState.show_to_client(str(wanted), not shown))
        return self._shown_again("")

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        if row_id:
            self.values = form.note_values(await queries.note(db, coach_id=principal().coach, note_id=row_id))

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        (text, is_shared), coach_id, now = form.note_fields(sent), principal().coach, clock.now()
        if row_id:
            was_shared = (await queries.note(db, coach_id=coach_id, note_id=row_id)).shared_at is not None
            await service.change_note(db, coach_id=coach_id, note_id=row_id, text=text, is_shared=is_shared, now=now)
            if was_shared is is_shared:
                return Saved("Note modifiée.")
            return Saved(READ_BY[is_shared], NoteState.show_to_client(str(row_id), was_shared), "Annuler")
        client_id = an_id(self.for_client)
        added = await service.add_note(
            db, coach_id=coach_id, client_id=client_id, text=text, is_shared=is_shared, now=now
        )
        said = "Note ajoutée. Le client peut la lire." if is_shared else "Note ajoutée, pour vous seul."
        return Saved(said, NoteState.remove(str(added)), "Retirer")

    async def _remove(self, db: AsyncSession, row_id: UUID) -> Removal:
        gone = await service.remove_note(db, coach_id=principal().coach, note_id=row_id)
        return Removal("Note retirée.", form.note_sent(gone))

    async def _bring_back(self, db: AsyncSession, values: dict[str, Any]) -> None:
        await service.restore_note(db, coach_id=principal().coach, row=form.note_row(values), now=clock.now())
