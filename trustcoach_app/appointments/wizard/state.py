"""The wizard. All four steps are one form that stays mounted, so going back loses nothing."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.appointments import service as appointments
from trustcoach_app.appointments.proposed_price import proposed_price_cents
from trustcoach_app.appointments.wizard import form, present
from trustcoach_app.appointments.wizard.views import TypeOption
from trustcoach_app.appointments.wizard.when.state import WhenState
from trustcoach_app.appointments.wizard.who.state import WhoState
from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import queries as setup_queries
from trustcoach_app.availability.present import slot_label
from trustcoach_app.availability.schedule import FreeSlot
from trustcoach_app.availability.service import NotOffered, ensure_defaults
from trustcoach_app.bookings.present import MODE_WORDS
from trustcoach_app.choices import Option
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.formats import plural
from trustcoach_app.forms import an_id
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.money import price_text
from trustcoach_app.shell.forms.state import ClosingState
from trustcoach_app.shell.state import ShellState

LAST_STEP = 4


class WizardState(WhoState, WhenState, ClosingState, rx.State):
    """Who → what → when → how."""

    is_open: bool = False
    opening: int = 0
    """Counts the openings, as those of the other dialogs."""
    types: list[TypeOption] = []
    reasons: list[Option] = []
    modes: list[Option] = []
    mode: str = ""
    recap: list[Option] = []
    """What is about to be booked: a name and its value a line."""
    price: str = ""
    """What the form holds until it is typed over: the price last agreed with the client, else the type’s."""

    @rx.event
    @access(Role.COACH)
    async def open_wizard(self, wanted: str):
        """Open it on a day (`2026-01-12`) or on an hour (`2026-01-12T14:00:00`) of the coach; empty: from today on."""
        await self._open(wanted)

    @rx.event
    @access(Role.COACH)
    async def open_for_client(self, client_id: str):
        """Open it for somebody known: the first step is done, and can be gone back to."""
        client = an_id(client_id)
        await self._open("")
        await self._take_client(client)
        self.step = 2

    async def _open(self, wanted: str) -> None:
        who, opening = principal(), self.opening + 1
        self.reset()
        async with unit_of_work(who) as db:
            await ensure_defaults(db, coach_id=who.coach)
            zone = await zone_of(db, coach_id=who.coach)
            types = await setup_queries.appointment_types(db, coach_id=who.coach, only_offered=True)
            reasons = await setup_queries.reasons(db, coach_id=who.coach)
        self.types = [present.type_option(row) for row in types]
        self.reasons = [Option("", "Sans motif"), *(Option(str(row.id), row.label) for row in reasons)]
        self._open_on(wanted, zone)
        self.is_open, self.opening = True, opening

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave without booking."""
        self._put_away()

    def _leave(self) -> None:
        if self.is_open:
            self._put_away()

    def _put_away(self) -> None:
        opening = self.opening
        self.reset()
        self.opening = opening

    @rx.event
    @access(Role.COACH)
    def back(self):
        """One step back; what was typed stays."""
        self.step, self.errors, self.problem, self.nearest = max(1, self.step - 1), {}, "", []

    @rx.event
    @access(Role.COACH)
    def choose_mode(self, mode: str):
        """Show the number or the address that a mode needs."""
        self.mode = str(mode)[:20]

    @rx.event
    @access(Role.COACH)
    async def forward(self, sent: dict[str, Any]):
        """Check the step and go on; the last one books."""
        self.errors, self.problem, self.nearest = {}, "", []
        try:
            if self.step < LAST_STEP:
                await self._check(sent)
                self.step += 1
                return None
            said = await self._book(sent)
        except InvalidInput as refused:
            self.errors, self.step = refused.fields, min(map(form.step_of, refused.fields), default=self.step)
            return None
        except NotOffered as refused:
            await self._refuse_slot(refused)
            return None
        except Conflict as refused:
            self.problem, self.step = str(refused), 3
            return None
        self._put_away()
        return [*live.refresh_shown(self.router.session.client_token), ShellState.say(said, "success")]

    async def _check(self, sent: dict[str, Any]) -> None:
        """Raises InvalidInput for what the present step cannot go on with."""
        if self.step == 1:
            await self._check_person(sent)
        if self.step == 2:
            await self._take_type(str(sent.get("type_id") or ""), self._known(sent))
        if self.step == 3:
            await self._take_when(sent)

    async def _take_when(self, sent: dict[str, Any]) -> None:
        """The hour, or those of a series; the last step repeats what is about to be booked."""
        zone = ZoneInfo(self._zone)
        starts_at, is_own_hour = form.when(sent, self.slots.day, zone)
        wanted = appointments.NewAppointment(
            person=form.person(sent),
            type_id=an_id(self.type_id),
            starts_at=starts_at,
            is_own_hour=is_own_hour,
            repeat=form.repeat(sent),
            words=appointments.Words(mode=BookingMode(self.mode)),
        )
        await self._warn_once(wanted)
        starts = await self._settle_dates(wanted)
        kind = next(row for row in self.types if row.id == self.type_id)
        self.recap = present.recap(wanted.person, kind, starts, zone)

    async def _take_type(self, type_id: str, client_id: UUID | None) -> None:
        try:
            wanted = an_id(type_id)
        except NotFound:
            raise InvalidInput(type_id="Choisissez un type de séance.") from None
        who = principal()
        async with unit_of_work(who) as db:
            kind = await setup_queries.appointment_type(db, coach_id=who.coach, type_id=wanted)
            self.type_id = str(kind.id)
            self.modes = [Option(mode.value, MODE_WORDS[mode.value]) for mode in kind.modes]
            if self.mode not in [mode.value for mode in self.modes]:
                self.mode = self.modes[0].value
            self.price = price_text(await proposed_price_cents(db, kind=kind, client_id=client_id))
            await self._show_first_free(db)

    async def _book(self, sent: dict[str, Any]) -> str:
        """What was booked, in words."""
        who, zone = principal(), ZoneInfo(self._zone)
        wanted = self._wanted(sent, zone)
        async with appointments.appointment_gate(who.coach, wanted), unit_of_work(who) as db:
            rows = await appointments.book_appointment(db, coach_id=who.coach, wanted=wanted, now=clock.now())
            first = slot_label(FreeSlot(rows[0].starts_at, rows[0].ends_at), zone)
        if len(rows) == 1:
            return f"Séance ajoutée\u202f: {first}."
        return f"{plural(len(rows), 'séance ajoutée', 'séances ajoutées')}, à partir du {first}."

    def _wanted(self, sent: dict[str, Any], zone: ZoneInfo) -> appointments.NewAppointment:
        """Raises InvalidInput."""
        starts_at, is_own_hour = form.when(sent, self.slots.day, zone)
        reason = str(sent.get("reason_id") or "")
        return appointments.NewAppointment(
            person=self._known(sent) or form.person(sent, is_other=self.is_other),
            type_id=an_id(self.type_id),
            reason_id=an_id(reason) if reason else None,
            starts_at=starts_at,
            is_own_hour=is_own_hour,
            repeat=form.repeat(sent),
            words=form.words(sent),
        )
