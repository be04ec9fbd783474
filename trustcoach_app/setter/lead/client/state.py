"""A lead becomes a client, and what that client brings is counted as the lead’s."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import an_id, reading
from trustcoach_app.setter.lead import queries, service
from trustcoach_app.setter.lead.state import LeadState
from trustcoach_app.shell.forms.state import DialogState, Saved, existing
from trustcoach_app.shell.state import ShellState, offer


class LeadClientState(DialogState, rx.State):
    """The dialog « Convertir en client », opened on a lead."""

    name: str = ""
    email: str = ""

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        lead = await queries.lead_of(db, coach_id=principal().coach, lead_id=existing(row_id))
        self.name, self.email = f"{lead.first_name} {lead.last_name}".strip(), lead.email or ""

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        """Make the client, or find the one it is."""
        coach_id, lead_id = principal().coach, existing(row_id)
        zone = await zone_of(db, coach_id=coach_id)
        with reading(sent) as form:
            name, email = form.typed("name"), form.typed("email")
            client = await service.convert_lead(
                db, coach_id=coach_id, lead_id=lead_id, name=name, email=email, timezone=zone.key, now=clock.now()
            )
        words = f"{client.name} fait partie de vos clients."
        return Saved(words, LeadClientState.unlink(str(lead_id)), "Délier")

    @rx.event
    @access(Role.COACH)
    async def unlink(self, lead_id: str):
        """Part the lead from its client, who stays."""
        before = await self._link(lead_id, None)
        if before:
            words = "Le lead n’est plus lié à ce client. Sa fiche reste."
            await offer(self, words, "Rétablir", LeadClientState.relink(lead_id, before))
        return LeadState.refresh

    @rx.event
    @access(Role.COACH)
    async def relink(self, lead_id: str, client_id: str):
        """Undo the parting, from its toast."""
        await self._link(lead_id, client_id)
        return [LeadState.refresh, ShellState.say("C’est rétabli.", "success")]

    async def _link(self, lead_id: str, client_id: str | None) -> str:
        who, wanted = principal(), an_id(client_id) if client_id else None
        async with unit_of_work(who) as db:
            before = await service.link_lead_client(db, coach_id=who.coach, lead_id=an_id(lead_id), client_id=wanted)
        return str(before or "")
