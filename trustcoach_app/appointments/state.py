"""The dialogs of one appointment, opened by its id from any page. One is open at a time."""

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.appointments.details.present import appointment
from trustcoach_app.appointments.details.queries import appointment_facts
from trustcoach_app.appointments.details.views import Appointment
from trustcoach_app.auth.access import access, principal
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import an_id
from trustcoach_app.shell.forms.state import ClosingState


class AppointmentState(ClosingState, rx.State):
    """One session. `pane` is the dialog that is open: details, change, cancel or none."""

    pane: str = ""
    row: Appointment = Appointment()
    opening: int = 0
    """Counts the openings: each begins with a form of its own, however fast one follows the other."""

    @rx.event
    @access(Role.COACH)
    async def open_details(self, booking_id: str):
        """Open a session's details."""
        await self._open("details", booking_id)

    @rx.event
    @access(Role.COACH)
    def close(self):
        self._put_away()

    async def _open(self, pane: str, booking_id: str) -> None:
        """Put away what is open and show this. Raises NotFound, also for another coach's."""
        who = principal()
        async with unit_of_work(who) as db:
            facts = await appointment_facts(db, coach_id=who.coach, booking_id=an_id(booking_id))
        self._put_away()
        self.row, self.pane, self.opening = appointment(facts, clock.now()), pane, self.opening + 1

    def _leave(self) -> None:
        if self.pane:
            self._put_away()

    def _put_away(self) -> None:
        """Close what is open; nothing of the session stays in the page."""
        opening = self.opening
        self.reset()
        self.pane, self.row, self.opening = "", Appointment(), opening
