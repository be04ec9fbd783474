"""Cancelling an appointment, and the undo of it."""

from typing import Any

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.appointments import service as appointments
from trustcoach_app.appointments.notice.present import TELL, UNTOLD, NoticeKind
from trustcoach_app.appointments.notice.state import NoticeState
from trustcoach_app.appointments.state import AppointmentState
from trustcoach_app.auth.access import access, principal
from trustcoach_app.booking_limits import MOST_OCCURRENCES
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.formats import plural
from trustcoach_app.forms import an_id, reading
from trustcoach_app.models.bookings import LONGEST_CANCELLATION_REASON
from trustcoach_app.shell.state import ShellState, offer


class CancelState(AppointmentState):
    """Asks once, with a reason, and offers to undo."""

    errors: dict[str, str] = {}

    @rx.event
    @access(Role.COACH)
    async def open_cancel(self, booking_id: str):
        """Ask whether a session is to be cancelled."""
        await self._open("cancel", booking_id)

    @rx.event
    @access(Role.COACH)
    async def cancel(self, sent: dict[str, Any]):
        """Cancel it, or it and what follows in its series."""
        try:
            with reading(sent) as form:
                reason = form.long_text("reason", most=LONGEST_CANCELLATION_REASON)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        who, wanted = principal(), an_id(self.row.id)
        async with diary_gate(who.coach), unit_of_work(who) as db:
            gone = await appointments.cancel_appointment(
                db,
                coach_id=who.coach,
                booking_id=wanted,
                reason=reason,
                now=clock.now(),
                and_following=str(sent.get("scope")) == "following",
            )
        ids = [str(row.id) for row in gone]
        self._put_away()
        words = plural(len(ids), "séance annulée", "séances annulées")
        tell = (TELL, NoticeState.open_notice(NoticeKind.CANCELLED.value, ids, ""))
        await offer(self, f"{words}. {UNTOLD}", "Rétablir", CancelState.restore(ids), second=tell)
        return live.refresh_shown(self.router.session.client_token)

    @rx.event
    @access(Role.COACH)
    async def restore(self, booking_ids: list[str]):
        """Undo a cancellation, from its toast: of one session, or of those of a series."""
        who, wanted = principal(), [an_id(one) for one in booking_ids[:MOST_OCCURRENCES]]
        async with diary_gate(who.coach), unit_of_work(who) as db:
            await appointments.restore_appointments(db, coach_id=who.coach, booking_ids=wanted, now=clock.now())
        shown = live.refresh_shown(self.router.session.client_token)
        return [*shown, ShellState.say("C’est rétabli.", "success")]
