"""The dialogs that add, change and cancel a session. They own their lives: pages only open them, by id."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.queries import booking, last_price_cents, taken_between
from trustcoach_app.claims import a_text, an_id
from trustcoach_app.clients.present import by_label, client_label
from trustcoach_app.clients.queries import by_id, directory
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput
from trustcoach_app.focus.booking import form, service
from trustcoach_app.focus.booking.views import FormValues, ToCancel
from trustcoach_app.focus.service import hour_in_words
from trustcoach_app.focus.state import FocusState
from trustcoach_app.models.bookings import CancelledBy
from trustcoach_app.money import price_text
from trustcoach_app.shell.state import ShellState, offer

MOST_SUGGESTIONS = 8


class BookingFormState(rx.State):
    """Adds a session, or changes the one that it was opened with."""

    is_open: bool = False
    opening: int = 0
    """Counts the openings: each begins with a form of its own, however fast one follows the other."""
    booking_id: str = ""
    """Empty for a new session."""
    values: FormValues = FormValues()
    mode: str = "remote"
    suggestions: list[str] = []
    """What the field takes when one of them is picked."""
    is_known: bool = False
    errors: dict[str, str] = {}
    problem: str = ""
    """What refused the whole form, such as a session that has begun meanwhile."""
    _clients: dict[str, UUID] = {}

    @rx.event
    @access(Role.COACH)
    async def add(self):
        """Open it empty, on the next free full hour of the coach's day."""
        who, now = principal(), clock.now()
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            rate = await service.usual_price_cents(db, coach_id=who.coach)
            taken = await taken_between(db, coach_id=who.coach, start=now, end=now + form.PROPOSED_WITHIN, now=now)
        self._open("", form.for_new(now, zone, rate, taken))

    @rx.event
    @access(Role.COACH)
    async def change(self, booking_id: str):
        """Open it on a session that exists."""
        who = principal()
        async with unit_of_work(who) as db:
            found = await booking(db, coach_id=who.coach, booking_id=an_id(booking_id))
            zone = await zone_of(db, coach_id=who.coach)
        self._open(str(found.id), form.for_existing(found, zone))

    def _open(self, booking_id: str, values: FormValues) -> None:
        opening = self.opening + 1
        self.reset()
        self.booking_id, self.values, self.mode = booking_id, values, values.mode
        self.opening, self.is_open = opening, True

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave without saving."""
        self.is_open = False

    @rx.event
    @access(Role.COACH)
    def choose_mode(self, mode: str):
        """Show the number or the address that a mode needs."""
        self.mode = str(mode)[:20]

    @rx.event
    @access(Role.COACH)
    async def look_up(self, typed: str):
        """Offer the clients who fit; one who is known brings the price last agreed with them."""
        who, words = principal(), str(typed)[:120].strip()
        async with unit_of_work(who) as db:
            rows = await directory(db, coach_id=who.coach, search=words, limit=MOST_SUGGESTIONS) if words else []
            self._clients |= by_label(rows)
            known = self._clients.get(words)
            agreed = await last_price_cents(db, coach_id=who.coach, client_id=known) if known else None
        self.suggestions, self.is_known = list(dict.fromkeys(map(client_label, rows))), known is not None
        if agreed is not None:
            self.values = replace(self.values, price=price_text(agreed))

    @rx.event
    @access(Role.COACH)
    async def save(self, sent: dict[str, Any]):
        """Write the session. What cannot be taken is said beside its field, and the form stays as it was typed."""
        who, now = principal(), clock.now()
        self.errors, self.problem = {}, ""
        try:
            async with bookings.diary_gate(who.coach), unit_of_work(who) as db:
                said = await self._write(db, sent, now)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        except bookings.SlotTaken as refused:
            self.errors = {"starts_at": str(refused)}
            return None
        except Conflict as refused:
            self.problem = str(refused)
            return None
        self.is_open = False
        return [FocusState.refresh, ShellState.say(said, "success")]

    async def _write(self, db: Any, sent: dict[str, Any], now: Any) -> str:
        coach_id = principal().coach
        zone = await zone_of(db, coach_id=coach_id)
        if self.booking_id:
            wanted, booking_id = form.parse(sent, zone), an_id(self.booking_id)
            row = await service.change(db, coach_id=coach_id, booking_id=booking_id, wanted=wanted, now=now)
            return f"Séance modifiée : {hour_in_words(row, now)}."
        known = self._clients.get(str(sent.get("client", "")).strip())
        row = await service.add(db, coach_id=coach_id, known=known, sent=sent, zone=zone, now=now)
        return f"Séance ajoutée : {hour_in_words(row, now)}."


class CancelState(rx.State):
    """Asks once, with a reason, and offers to undo."""

    wanted: ToCancel = ToCancel()
    is_open: bool = False
    opening: int = 0
    errors: dict[str, str] = {}

    @rx.event
    @access(Role.COACH)
    async def ask(self, booking_id: str):
        """Open on one session."""
        who, now = principal(), clock.now()
        async with unit_of_work(who) as db:
            found = await booking(db, coach_id=who.coach, booking_id=an_id(booking_id))
            client = await by_id(db, coach_id=who.coach, client_id=found.client_id)
        self.errors, self.is_open, self.opening = {}, True, self.opening + 1
        self.wanted = ToCancel(str(found.id), f"{client.name}, {hour_in_words(found, now)}")

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Keep the session."""
        self.is_open = False

    @rx.event
    @access(Role.COACH)
    async def confirm(self, sent: dict[str, Any]):
        """Cancel it. The coach keeps nothing of its price (decision 11)."""
        who, wanted = principal(), an_id(self.wanted.id)
        try:
            reason = a_text(sent, "reason", most=500)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        async with unit_of_work(who) as db:
            await bookings.cancel(
                db, coach_id=who.coach, booking_id=wanted, by=CancelledBy.COACH, reason=reason, now=clock.now()
            )
        self.is_open = False
        await offer(self, "Séance annulée.", "Rétablir", FocusState.uncancel(str(wanted)))
        return FocusState.refresh
