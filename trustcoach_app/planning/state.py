"""What is clicked on the calendar. Where one is stands in the address; only what moves goes through a handler."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.appointments import service as appointments
from trustcoach_app.appointments.changing import minutes_of
from trustcoach_app.appointments.notice.present import TELL, UNTOLD, NoticeKind
from trustcoach_app.appointments.notice.state import NoticeState
from trustcoach_app.appointments.warning import warning_against
from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import service as availability
from trustcoach_app.availability.present import slot_label
from trustcoach_app.availability.schedule import FreeSlot
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.queries import booking
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput, TrustCoachError
from trustcoach_app.forms import an_id
from trustcoach_app.planning.address import calendar_address_of
from trustcoach_app.planning.facts import calendar_facts
from trustcoach_app.planning.present import calendar_view, next_change
from trustcoach_app.planning.views import CalendarView, MoveQuestion
from trustcoach_app.planning.wall import instant_of
from trustcoach_app.shell.forms.state import ClosingState
from trustcoach_app.shell.state import ShellState, offer


class PlanningState(ClosingState, rx.State):
    """The page Planning. It keeps itself true: rows that change and hours that pass both bring it back to `refresh`."""

    view: CalendarView = CalendarView()
    is_loaded: bool = False
    question: MoveQuestion = MoveQuestion()
    """A session was dragged to where its coach does not work: it waits for her word."""
    answers: int = 0
    """Counts what was answered to a drag: the calendar then shows the server's truth again."""
    _asked: dict[str, str] = {}

    def _leave(self) -> None:
        self.question = MoveQuestion()

    @rx.event
    @access(Role.COACH)
    async def load(self):
        """Show what the address names."""
        self._asked = dict(self.router.url.query_parameters)
        async with unit_of_work(principal()) as db:
            await availability.ensure_defaults(db, coach_id=principal().coach)
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        await self._read()

    async def _read(self) -> None:
        who, now, token = principal(), clock.now(), self.router.session.client_token
        live.watch(token, str(who.coach), PlanningState.refresh)
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            address = calendar_address_of(self._asked, now.astimezone(zone).date())
            facts = await calendar_facts(db, coach_id=who.coach, zone=zone, address=address, now=now)
        self.view, self.is_loaded = calendar_view(facts, address, now), True
        live.watch(token, str(who.coach), PlanningState.refresh, next_change(facts, now))

    @rx.event
    @access(Role.COACH)
    async def choose_day(self, day: str):
        """Look at another day of what is on the screen: the address follows, without a step of its own back."""
        known: Mapping[str, str] = self._asked
        address = calendar_address_of({**known, "date": str(day)[:10]}, date.fromisoformat(self.view.date))
        return rx.redirect(address.href(), replace=True)

    @rx.event
    @access(Role.COACH)
    async def move(self, booking_id: str, start: str):
        """A session was dragged to another hour; what cannot be goes back with a sentence."""
        self.answers += 1
        try:
            if words := await self._warning(booking_id, start):
                await self._read()
                self.question = MoveQuestion(str(booking_id), str(start)[:40], words)
                return None
        except TrustCoachError as refused:
            await self._read()
            return ShellState.say(str(refused), "warning")
        return await self._move_and_say(booking_id, start)

    @rx.event
    @access(Role.COACH)
    async def move_all_the_same(self):
        """She was told that she does not work then, and goes on."""
        asked, self.question = self.question, MoveQuestion()
        return await self._move_and_say(asked.booking_id, asked.start)

    @rx.event
    @access(Role.COACH)
    def close_question(self):
        """Leave the session where it stands."""
        self.question = MoveQuestion()

    async def _warning(self, booking_id: str, start: str) -> str:
        who, wanted = principal(), an_id(booking_id)
        async with unit_of_work(who) as db:
            found = await booking(db, coach_id=who.coach, booking_id=wanted)
            at = instant_of(start, await zone_of(db, coach_id=who.coach))
            return await warning_against(
                db, coach_id=who.coach, starts_at=at, minutes=minutes_of(found), now=clock.now(), moving=wanted
            )

    async def _move_and_say(self, booking_id: str, start: str) -> Any:
        try:
            before, after = await self._move(booking_id, start)
        except TrustCoachError as refused:
            await self._read()
            return ShellState.say(str(refused), "warning")
        await self._read()
        words = f"Séance déplacée\u202f: {after}. {UNTOLD}"
        tell = (TELL, NoticeState.open_notice(NoticeKind.MOVED.value, [booking_id], before))
        await offer(self, words, "Rétablir", PlanningState.move_back(booking_id, before), second=tell)
        return None

    @rx.event
    @access(Role.COACH)
    async def move_back(self, booking_id: str, start: str):
        """Undo a move, from its toast."""
        _, after = await self._move(booking_id, start)
        await self._read()
        return ShellState.say(f"Séance remise à sa place\u202f: {after}.", "success")

    async def _move(self, booking_id: str, start: str) -> tuple[str, str]:
        """Where it was, as `move_back` takes it, and where it is, in words."""
        who, wanted, now = principal(), an_id(booking_id), clock.now()
        async with bookings.diary_gate(who.coach), unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            found = await booking(db, coach_id=who.coach, booking_id=wanted)
            before = found.starts_at.isoformat()
            starts_at: datetime = instant_of(start, zone)
            if found.starts_at <= now:
                raise InvalidInput(starts_at="Cette séance a déjà commencé\u202f: elle ne se déplace plus.")
            row = await appointments.move_appointment(
                db, coach_id=who.coach, booking_id=wanted, starts_at=starts_at, now=now
            )
        return before, slot_label(FreeSlot(row.starts_at, row.ends_at), zone)
