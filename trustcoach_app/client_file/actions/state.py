"""The dialog that adds an action for a client, or says one otherwise."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.actions import queries, service
from trustcoach_app.auth.access import access, principal
from trustcoach_app.client_file.actions import form
from trustcoach_app.client_file.actions.form import ActionValues
from trustcoach_app.db.principal import Role
from trustcoach_app.forms import an_id
from trustcoach_app.sessions.queries import ensure_session, session_begun
from trustcoach_app.shell.forms.state import Removal, RowDialogState, Saved


class ActionState(RowDialogState, rx.State):
    """Opened on an action, or for a new one of a client; one that is removed can be brought back."""

    values: ActionValues = ActionValues()
    for_client: str = ""
    in_booking: str = ""
    """Whose a new one will be, and the booking in which it is agreed; empty: outside of sessions."""

    @rx.event
    @access(Role.COACH)
    async def open_new(self, client_id: str, booking_id: str):
        """For a new one of this client."""
        wanted, booking = an_id(client_id), str(an_id(booking_id)) if booking_id else ""
        await self._open_on("")
        self.for_client, self.in_booking = str(wanted), booking

    @rx.event
    @access(Role.COACH)
    async def open_again(self, row_id: str, client_id: str, booking_id: str):
        """As it was, once the server had forgotten the page."""
        await self._open_on(row_id)
        self.for_client = str(an_id(client_id)) if client_id else ""
        self.in_booking = str(an_id(booking_id)) if booking_id else ""

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        if row_id:
            self.values = form.action_values(await queries.action(db, coach_id=principal().coach, action_id=row_id))

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        coach_id, fields = principal().coach, form.action_fields(sent)
        if row_id:
            await service.change_action(db, coach_id=coach_id, action_id=row_id, fields=fields)
            return Saved("Action modifiée.")
        key, session_id = {"coach_id": coach_id, "client_id": an_id(self.for_client)}, None
        if self.in_booking:
            session_id = await session_begun(db, **key, booking_id=an_id(self.in_booking))
        added = await service.add_action(db, **key, fields=fields, session_id=session_id, now=clock.now())
        return Saved("Action ajoutée.", ActionState.remove(str(added)), "Retirer")

    async def _remove(self, db: AsyncSession, row_id: UUID) -> Removal:
        gone = await service.remove_action(db, coach_id=principal().coach, action_id=row_id)
        return Removal("Action retirée.", form.action_sent(gone))

    async def _bring_back(self, db: AsyncSession, values: dict[str, Any]) -> None:
        row, coach_id = form.action_row(values), principal().coach
        if row.session_id:
            await ensure_session(db, coach_id=coach_id, session_id=row.session_id)
        await service.restore_action(db, coach_id=coach_id, row=row, now=clock.now())
