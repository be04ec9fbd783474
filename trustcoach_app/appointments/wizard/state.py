"""The wizard. All four steps are one form that stays mounted, so going back loses nothing."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.appointments.wizard import form, present, service
from trustcoach_app.appointments.wizard.views import Month, Offer, Option, SlotOption, TypeOption
from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import queries as setup_queries
from trustcoach_app.availability import slot_queries
from trustcoach_app.availability.present import slot_label
from trustcoach_app.availability.schedule import FreeSlot
from trustcoach_app.availability.service import NotOffered, nearest
from trustcoach_app.bookings.queries import last_price_cents
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.claims import a_text, an_id
from trustcoach_app.clients.present import by_label, client_label
from trustcoach_app.clients.queries import directory
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.formats import plural
from trustcoach_app.models.planning import AppointmentType
from trustcoach_app.money import price_text
from trustcoach_app.shell.state import ShellState

MOST_SUGGESTIONS = 8
LAST_STEP = 4


class WizardState(rx.State):
    """Who → what → when → how."""

    is_open: bool = False
    step: int = 1
    types: list[TypeOption] = []
    reasons: list[Option] = []
    modes: list[Option] = []
    suggestions: list[str] = []
    is_known: bool = False
    type_id: str = ""
    mode: str = ""
    price: str = ""
    """What the form holds until it is typed over: the price last agreed with the client, else the type’s."""
    month: Month = Month()
    offer: Offer = Offer()
    repeat: str = form.ONCE
    ends: str = form.Ends.COUNT.value
    errors: dict[str, str] = {}
    problem: str = ""
    nearest: list[SlotOption] = []
    _clients: dict[str, UUID] = {}
    _wanted: time | None = None
    _is_day_chosen: bool = False

    @rx.event
    @access(Role.COACH)
    async def start(self, wanted: str):
        """Open it on a day (`2026-01-12`) or on an hour (`2026-01-12T14:00:00`) of the coach."""
        who, now = principal(), clock.now()
        self.reset()
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            types = await setup_queries.appointment_types(db, coach_id=who.coach, only_offered=True)
            reasons = await setup_queries.reasons(db, coach_id=who.coach)
        today = now.astimezone(zone).date()
        day, self._wanted = form.opened_on(wanted, today)
        self._is_day_chosen = day > today or self._wanted is not None
        self.types = [present.type_option(row) for row in types]
        self.reasons = [Option("", "Sans motif"), *(Option(str(row.id), row.label) for row in reasons)]
        self.offer = Offer(day=max(day, today).isoformat())
        self.is_open = True

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave without booking."""
        self.reset()

    @rx.event
    @access(Role.COACH)
    def back(self):
        """One step back; what was typed stays."""
        self.step, self.errors, self.problem, self.nearest = max(1, self.step - 1), {}, "", []

    @rx.event
    @access(Role.COACH)
    async def look_up(self, typed: str):
        """Offer the clients who fit, and tell whether this is one of them."""
        who, words = principal(), str(typed)[:120].strip()
        async with unit_of_work(who) as db:
            rows = await directory(db, coach_id=who.coach, search=words, limit=MOST_SUGGESTIONS) if words else []
        self.suggestions = list(dict.fromkeys(map(client_label, rows)))
        self._clients |= by_label(rows)
        self.is_known = words in self._clients

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
        self.reset()
        return [*live.refresh_shown(self.router.session.client_token), ShellState.say(said, "success")]

    async def _check(self, sent: dict[str, Any]) -> None:
        """Raises InvalidInput for what the present step cannot go on with."""
        if self.step == 1:
            a_text(sent, "client", most=120, required="Indiquez le nom de la personne.")
        if self.step == 2:
            await self._take_type(str(sent.get("type_id") or ""), self._known(sent))
        if self.step == 3:
            async with unit_of_work(principal()) as db:
                zone = await zone_of(db, coach_id=principal().coach)
            form.when(sent, self.offer.day, zone)
            form.repeat(sent)

    def _known(self, sent: dict[str, Any]) -> UUID | None:
        return self._clients.get(str(sent.get("client", "")).strip())

    async def _take_type(self, type_id: str, client_id: UUID | None) -> None:
        try:
            wanted = an_id(type_id)
        except NotFound:
            raise InvalidInput(type_id="Choisissez un type de rendez-vous.") from None
        who = principal()
        async with unit_of_work(who) as db:
            kind = await setup_queries.appointment_type(db, coach_id=who.coach, type_id=wanted)
            self.type_id = str(kind.id)
            self.modes = [Option(mode.value, present.MODE_WORDS[mode.value]) for mode in kind.modes]
            if self.mode not in [mode.value for mode in self.modes]:
                self.mode = self.modes[0].value
            self.price = price_text(await self._price(db, kind, client_id))
            await self._show(db, date.fromisoformat(self.offer.day))
            if self.offer.next_day and not self._is_day_chosen:
                await self._show(db, date.fromisoformat(self.offer.next_day))

    async def _price(self, db: Any, kind: AppointmentType, client_id: UUID | None) -> int | None:
        of_kind = {"coach_id": kind.coach_id, "type_id": kind.id}
        agreed = await last_price_cents(db, **of_kind, client_id=client_id) if client_id else None
        return kind.price_cents if agreed is None else agreed

    async def _show(self, db: Any, day: date) -> None:
        """The month of a day, what is free on it, and the next day that has something."""
        asked, now = {"coach_id": principal().coach, "type_id": an_id(self.type_id)}, clock.now()
        offer = await slot_queries.day_offer(db, **asked, day=day, first=day.replace(day=1), now=now)
        self.month = present.month(day, offer.slots, offer.zone, now)
        self.offer = present.offer(day, offer, self._wanted)

    @rx.event
    @access(Role.COACH)
    async def choose_day(self, day: str):
        """Show what is free on a day, and its month."""
        try:
            wanted = date.fromisoformat(str(day))
        except ValueError:
            return
        async with unit_of_work(principal()) as db:
            await self._show(db, min(max(wanted, date(2000, 1, 1)), date(2100, 1, 1)))

    @rx.event
    @access(Role.COACH)
    async def turn_month(self, forward: bool):
        """Look at the month before or after."""
        first, last = present.month_bounds(date.fromisoformat(self.month.first))
        day = date.fromordinal(last.toordinal() + 1 if forward else first.toordinal() - 1)
        async with unit_of_work(principal()) as db:
            await self._show(db, day if forward else present.month_bounds(day)[0])

    @rx.event
    @access(Role.COACH)
    async def take(self, slot: str):
        """Choose one of the nearest free times, which may be on another day."""
        async with unit_of_work(principal()) as db:
            zone = await zone_of(db, coach_id=principal().coach)
            try:
                local = datetime.fromisoformat(str(slot)).astimezone(zone)
            except ValueError:
                return
            self._wanted, self.problem, self.nearest = local.time(), "", []
            await self._show(db, local.date())

    @rx.event
    @access(Role.COACH)
    def choose_mode(self, mode: str):
        """Show the number or the address that a mode needs."""
        self.mode = str(mode)[:20]

    @rx.event
    @access(Role.COACH)
    def choose_repeat(self, repeat: str):
        """Show how a series ends, or hide it."""
        self.repeat = str(repeat)[:20]

    @rx.event
    @access(Role.COACH)
    def choose_ends(self, ends: str):
        """A number of sessions, or a last date."""
        self.ends = str(ends)[:20]

    async def _book(self, sent: dict[str, Any]) -> str:
        """What was booked, in words."""
        who, now = principal(), clock.now()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            starts_at, anywhere = form.when(sent, self.offer.day, zone)
            reason = str(sent.get("reason_id") or "")
            wanted = service.Wanted(
                type_id=an_id(self.type_id),
                reason_id=an_id(reason) if reason else None,
                starts_at=starts_at,
                anywhere=anywhere,
                repeat=form.repeat(sent),
                words=form.words(sent),
            )
            rows = await service.book(
                db, coach_id=who.coach, known=self._known(sent), sent=sent, wanted=wanted, now=now
            )
            first = slot_label(FreeSlot(rows[0].starts_at, rows[0].ends_at), zone)
        if len(rows) == 1:
            return f"Rendez-vous ajouté : {first}."
        return f"{plural(len(rows), 'rendez-vous ajouté', 'rendez-vous ajoutés')}, à partir du {first}."

    async def _refuse_slot(self, refused: NotOffered) -> None:
        """Say it on the step of the slots, whose free times are read anew, with the nearest ones to take."""
        self.problem, self.step, self._wanted = str(refused), 3, None
        who = principal()
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            await self._show(db, refused.starts_at.astimezone(zone).date())
        self.nearest = present.nearest_options(await nearest(who, refused), zone)
