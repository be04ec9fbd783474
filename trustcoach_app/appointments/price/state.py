"""Saying or correcting the price of an appointment, and the undo of it."""

from typing import Any
from uuid import UUID

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.appointments import service as appointments
from trustcoach_app.appointments.price.form import read_price
from trustcoach_app.appointments.state import AppointmentState
from trustcoach_app.auth.access import access, principal
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput
from trustcoach_app.forms import an_id
from trustcoach_app.money import price_text, price_words
from trustcoach_app.shell.state import ShellState, offer


class PriceState(AppointmentState):
    """The price of one session, also when it is over."""

    errors: dict[str, str] = {}

    @rx.event
    @access(Role.COACH)
    async def open_price(self, booking_id: str):
        """Ask what a session costs."""
        await self._open("price", booking_id)

    @rx.event
    @access(Role.COACH)
    async def save_price(self, sent: dict[str, Any]):
        """Write it. What cannot be taken is said beside the field."""
        wanted = an_id(self.row.id)
        try:
            change = await self._write(wanted, sent)
        except InvalidInput as refused:
            self.errors = {"price": next(iter(refused.fields.values()))}
            return None
        except Conflict as refused:
            self.errors = {"price": str(refused)}
            return None
        self._put_away()
        undo = PriceState.take_back(str(wanted), price_text(change.before_cents), change.has_promoted)
        await offer(self, f"Prix de la séance\u202f: {price_words(change.after_cents)}.", "Rétablir", undo)
        return live.refresh_shown(self.router.session.client_token)

    async def _write(self, booking_id: UUID, sent: dict[str, Any]) -> appointments.PriceChange:
        who, cents = principal(), read_price(sent)["price_cents"]
        async with diary_gate(who.coach), unit_of_work(who) as db:
            return await appointments.price_appointment(
                db, coach_id=who.coach, booking_id=booking_id, price_cents=cents, now=clock.now()
            )

    @rx.event
    @access(Role.COACH)
    async def take_back(self, booking_id: str, price: str, demote: bool):
        """Undo it, from its toast: the price before stands again, or none."""
        who, cents = principal(), read_price({"price": price})["price_cents"]
        async with diary_gate(who.coach), unit_of_work(who) as db:
            await appointments.undo_price(
                db,
                coach_id=who.coach,
                booking_id=an_id(booking_id),
                before_cents=cents,
                demote=demote is True,
                now=clock.now(),
            )
        shown = live.refresh_shown(self.router.session.client_token)
        return [*shown, ShellState.say("C’est rétabli.", "success")]
