"""How an appointment went, told from wherever it is asked, and taken back."""

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.appointments import service as appointments
from trustcoach_app.auth.access import access, principal
from trustcoach_app.bookings.rules import Outcome
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import a_choice, an_id
from trustcoach_app.shell.state import ShellState, offer

NEWS = {
    Outcome.HELD: "Séance notée comme tenue.",
    Outcome.NO_SHOW: "Absence notée. La séance reste due.",
    Outcome.CANCELLED: "Séance notée comme annulée.",
}


class OutcomeState(rx.State):
    """Shows nothing of its own: the page that asks is refreshed."""

    @rx.event
    @access(Role.COACH)
    async def tell(self, booking_id: str, outcome: str):
        """Say how it went; said again, it corrects."""
        who, wanted = principal(), an_id(booking_id)
        said = a_choice(outcome, Outcome)
        async with diary_gate(who.coach), unit_of_work(who) as db:
            before = await appointments.record_outcome(
                db, coach_id=who.coach, booking_id=wanted, outcome=said, now=clock.now()
            )
        undo = OutcomeState.take_back(str(wanted), before.value if before else "")
        await offer(self, NEWS[said], "Rétablir", undo)
        return live.refresh_shown(self.router.session.client_token)

    @rx.event
    @access(Role.COACH)
    async def take_back(self, booking_id: str, before: str):
        """Undo it, from its toast: what was told before stands again, or nothing was told."""
        who, wanted = principal(), an_id(booking_id)
        said = a_choice(before, Outcome) if before else None
        async with diary_gate(who.coach), unit_of_work(who) as db:
            await appointments.undo_outcome(db, coach_id=who.coach, booking_id=wanted, before=said, now=clock.now())
        shown = live.refresh_shown(self.router.session.client_token)
        return [*shown, ShellState.say("C’est rétabli.", "success")]
