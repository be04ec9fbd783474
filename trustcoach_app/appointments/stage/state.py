"""A prospect becomes a client, wherever the coach meets them."""

import reflex as rx

from trustcoach_app.appointments.stage.service import undo_promotion
from trustcoach_app.auth.access import access, principal
from trustcoach_app.clients.service import promote_client
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import an_id
from trustcoach_app.shell.state import ShellState, offer


class StageState(rx.State):
    """Shows nothing of its own: what changes here refreshes the pages that show it, as all changes of a practice do."""

    @rx.event
    @access(Role.COACH)
    async def promote(self, client_id: str):
        """Make the prospect a client."""
        who, wanted = principal(), an_id(client_id)
        async with unit_of_work(who) as db:
            row = await promote_client(db, coach_id=who.coach, client_id=wanted)
        await offer(self, f"{row.name} n’est plus prospect.", "Rétablir", StageState.demote(str(wanted)))

    @rx.event
    @access(Role.COACH)
    async def demote(self, client_id: str):
        """Undo it, from its toast."""
        who = principal()
        async with unit_of_work(who) as db:
            await undo_promotion(db, coach_id=who.coach, client_id=an_id(client_id))
        return ShellState.say("De nouveau prospect.", "success")
