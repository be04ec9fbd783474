"""The dialogs of one session: details, change, cancel. One is open at a time."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.appointments import service as appointments
from trustcoach_app.appointments.details import form, present, service
from trustcoach_app.appointments.details.queries import appointment_facts
from trustcoach_app.appointments.details.views import Appointment, ChangeValues
from trustcoach_app.appointments.recurrence import MOST_OCCURRENCES
from trustcoach_app.appointments.wizard.present import nearest_options
from trustcoach_app.appointments.wizard.views import SlotOption
from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import queries as setup_queries
from trustcoach_app.availability import service as availability
from trustcoach_app.availability.present import slot_label
from trustcoach_app.availability.schedule import FreeSlot
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.queries import booking
from trustcoach_app.claims import a_choice, a_text, an_id
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput
from trustcoach_app.formats import plural
from trustcoach_app.models.bookings import CancelledBy
from trustcoach_app.shell.state import ShellState, offer

TOLD = {
    bookings.Outcome.HELD: "Rendez-vous noté comme tenu.",
    bookings.Outcome.NO_SHOW: "Absence notée. La séance reste due.",
    bookings.Outcome.CANCELLED: "Rendez-vous noté comme annulé.",
}


class AppointmentState(rx.State):
    """One session. `pane` is the dialog that is open: details, change, cancel or none."""

    pane: str = ""
    row: Appointment = Appointment()
    values: ChangeValues = ChangeValues()
    mode: str = ""
    errors: dict[str, str] = {}
    problem: str = ""
    nearest: list[SlotOption] = []
    taken: int = 0
    """Counts the free times that were taken instead: the day and the hour are then written anew."""

    @rx.event
    @access(Role.COACH)
    async def show(self, booking_id: str):
        """Open a session's details."""
        who = principal()
        self.reset()
        async with unit_of_work(who) as db:
            facts = await appointment_facts(db, coach_id=who.coach, booking_id=an_id(booking_id))
        self.row, self.pane = present.appointment(facts, clock.now()), "details"

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave it as it is."""
        self.reset()

    @rx.event
    @access(Role.COACH)
    async def change(self):
        """From its details to its form."""
        who = principal()
        async with unit_of_work(who) as db:
            found = await booking(db, coach_id=who.coach, booking_id=an_id(self.row.id))
            zone = await zone_of(db, coach_id=who.coach)
            types = await setup_queries.appointment_types(db, coach_id=who.coach, with_archived=True)
            reasons = await setup_queries.reasons(db, coach_id=who.coach, with_archived=True)
        self.values = present.change_values(found, zone, types, reasons)
        self.mode, self.pane = self.values.mode, "change"

    @rx.event
    @access(Role.COACH)
    def choose_mode(self, mode: str):
        """Show the number or the address that a mode needs."""
        self.mode = str(mode)[:20]

    @rx.event
    @access(Role.COACH)
    async def save(self, sent: dict[str, Any]):
        """Write the change. What cannot be taken is said beside its field, and the form stays as it was typed."""
        who, now, wanted_id = principal(), clock.now(), an_id(self.row.id)
        self.errors, self.problem, self.nearest = {}, "", []
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
        try:
            async with bookings.diary_gate(who.coach), unit_of_work(who) as db:
                wanted = form.parse(sent, zone)
                row = await service.change(db, coach_id=who.coach, booking_id=wanted_id, wanted=wanted, now=now)
                when = slot_label(FreeSlot(row.starts_at, row.ends_at), zone)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        except availability.NotOffered as refused:
            self.problem = str(refused)
            self.nearest = nearest_options(await availability.nearest(who, refused), zone)
            return None
        except Conflict as refused:
            self.problem = str(refused)
            return None
        self.reset()
        return [
            *live.refresh_shown(self.router.session.client_token),
            ShellState.say(f"Rendez-vous modifié : {when}.", "success"),
        ]

    @rx.event
    @access(Role.COACH)
    async def take(self, slot: str):
        """Put one of the nearest free times into the form."""
        who = principal()
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
        try:
            local = datetime.fromisoformat(str(slot)).astimezone(zone)
        except (ValueError, OverflowError):
            return
        self.values = replace(self.values, day=local.date().isoformat(), hour=f"{local:%H:%M}")
        self.problem, self.nearest, self.taken = "", [], self.taken + 1

    @rx.event
    @access(Role.COACH)
    async def tell(self, outcome: str):
        """Say how it went; said again, it corrects."""
        who, wanted = principal(), an_id(self.row.id)
        said = a_choice({"outcome": outcome}, "outcome", bookings.Outcome)
        async with bookings.diary_gate(who.coach), unit_of_work(who) as db:
            before = await service.told(db, coach_id=who.coach, booking_id=wanted)
            await bookings.record_outcome(db, coach_id=who.coach, booking_id=wanted, outcome=said, now=clock.now())
        self.reset()
        await offer(self, TOLD[said], "Annuler", AppointmentState.untell(str(wanted), before.value if before else ""))
        return live.refresh_shown(self.router.session.client_token)

    @rx.event
    @access(Role.COACH)
    async def untell(self, booking_id: str, before: str):
        """Undo it, from its toast: what was told before stands again, or nothing was told."""
        who, wanted, now = principal(), an_id(booking_id), clock.now()
        async with bookings.diary_gate(who.coach), unit_of_work(who) as db:
            if before:
                said = a_choice({"outcome": before}, "outcome", bookings.Outcome)
                await bookings.record_outcome(db, coach_id=who.coach, booking_id=wanted, outcome=said, now=now)
            else:
                await bookings.reopen(db, coach_id=who.coach, booking_id=wanted, now=now)
        return [*live.refresh_shown(self.router.session.client_token), ShellState.say("C’est annulé.", "success")]

    @rx.event
    @access(Role.COACH)
    def ask_cancel(self):
        """From its details to the question."""
        self.pane, self.errors = "cancel", {}

    @rx.event
    @access(Role.COACH)
    async def cancel(self, sent: dict[str, Any]):
        """Cancel it, or it and what follows in its series. The coach keeps nothing of the price (decision 11)."""
        try:
            reason = a_text(sent, "reason", most=500)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        who, wanted, now = principal(), an_id(self.row.id), clock.now()
        many = str(sent.get("scope")) == "following"
        async with bookings.diary_gate(who.coach), unit_of_work(who) as db:
            if many:
                gone = await appointments.cancel_from(db, coach_id=who.coach, booking_id=wanted, reason=reason, now=now)
            else:
                gone = [
                    await bookings.cancel(
                        db, coach_id=who.coach, booking_id=wanted, by=CancelledBy.COACH, reason=reason, now=now
                    )
                ]
        ids = [str(row.id) for row in gone]
        self.reset()
        words = plural(len(ids), "rendez-vous annulé", "rendez-vous annulés")
        await offer(self, f"{words}.", "Rétablir", AppointmentState.restore(ids))
        return live.refresh_shown(self.router.session.client_token)

    @rx.event
    @access(Role.COACH)
    async def restore(self, booking_ids: list[str]):
        """Undo a cancellation, from its toast: of one session, or of those of a series."""
        who = principal()
        async with bookings.diary_gate(who.coach), unit_of_work(who) as db:
            for wanted in map(an_id, booking_ids[:MOST_OCCURRENCES]):
                await bookings.uncancel(db, coach_id=who.coach, booking_id=wanted, now=clock.now())
        shown = live.refresh_shown(self.router.session.client_token)
        return [*shown, ShellState.say("C’est rétabli.", "success")]
