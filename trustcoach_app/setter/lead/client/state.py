"""A lead becomes a client, and what that client brings is counted as the lead’s."""

from typing import Any

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.claims import an_id
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.setter.lead import queries, service
from trustcoach_app.setter.lead.state import LeadState
from trustcoach_app.shell.state import ShellState, offer


class LeadClientState(rx.State):
    """The dialog « Devenir client »."""

    is_open: bool = False
    name: str = ""
    email: str = ""
    errors: dict[str, str] = {}
    _lead: str = ""

    @rx.event
    @access(Role.COACH)
    async def open(self, lead_id: str):
        """Open the dialog with what is known of the lead."""
        who = principal()
        async with unit_of_work(who) as db:
            lead = await queries.lead_of(db, coach_id=who.coach, lead_id=an_id(lead_id))
        self.reset()
        self._lead, self.is_open = str(lead.id), True
        self.name, self.email = f"{lead.first_name} {lead.last_name}".strip(), lead.email or ""

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave it as it is."""
        self.reset()

    @rx.event
    @access(Role.COACH)
    async def save(self, form: dict[str, Any]):
        """Make the client, or find the one it is."""
        who, now, name, email = principal(), clock.now(), str(form.get("name") or ""), str(form.get("email") or "")
        self.errors = {}
        try:
            async with unit_of_work(who) as db:
                zone = await zone_of(db, coach_id=who.coach)
                client = await service.convert_lead(
                    db,
                    coach_id=who.coach,
                    lead_id=an_id(self._lead),
                    name=name,
                    email=email,
                    timezone=zone.key,
                    now=now,
                )
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        lead_id = self._lead
        self.reset()
        words = f"{client.name} fait partie de vos clients."
        await offer(self, words, "Délier", LeadClientState.unlink(lead_id))
        return LeadState.refresh

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
