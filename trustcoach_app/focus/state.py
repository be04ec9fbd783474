"""What is clicked on Focus."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.present import session_path
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.start import startable_from
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.focus import queries, service
from trustcoach_app.focus.first_hour import service as steps
from trustcoach_app.focus.first_hour.queries import first_hour
from trustcoach_app.focus.first_hour.views import FirstHour
from trustcoach_app.focus.present import answers_of, focus_view, next_change, with_answers
from trustcoach_app.focus.views import FocusView, OpenQuestion
from trustcoach_app.forms import an_id
from trustcoach_app.shell.forms.state import ClosingState


@dataclass(frozen=True)
class EarlyStart:
    """A session that someone wants to start well before its hour."""

    id: str = ""
    when: str = ""


class FocusState(ClosingState, rx.State):
    """The page Focus. It keeps itself true: rows that change and hours that pass both bring it back to `refresh`."""

    view: FocusView = FocusView()
    is_loaded: bool = False
    early: EarlyStart = EarlyStart()
    opening: int = 0
    """Counts how often the question of an early start was opened: each time is a dialog of its own."""
    first_hour: FirstHour = FirstHour()
    questions: list[OpenQuestion] = []
    is_answered: bool = False
    """Some of the questions were answered while they were shown: they stay, so that a slip of the finger is mended."""

    def _leave(self) -> None:
        self.early = EarlyStart()

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """Read the page anew. Runs on load, after each change in the practice and when an hour of the page comes."""
        await self._read()

    async def _read(self) -> None:
        who, now, token = principal(), clock.now(), self.router.session.client_token
        live.watch(token, str(who.coach), FocusState.refresh)
        async with unit_of_work(who) as db:
            facts = await queries.focus_facts(db, coach_id=who.coach, now=now)
            self.first_hour = await first_hour(db, coach_id=who.coach)
        self.view, self.is_loaded = focus_view(facts, now), True
        self._ask(with_answers(self.view.questions, self.questions, answers_of(facts)))
        live.watch(token, str(who.coach), FocusState.refresh, next_change(facts, now))

    def _ask(self, questions: list[OpenQuestion]) -> None:
        self.questions, self.is_answered = questions, any(question.given for question in questions)

    @rx.event
    @access(Role.COACH)
    async def start(self, booking_id: str):
        """Begin a session, or ask first when it is long before its hour."""
        who, now, wanted = principal(), clock.now(), an_id(booking_id)
        async with bookings.diary_gate(who.coach), unit_of_work(who) as db:
            found = await booking(db, coach_id=who.coach, booking_id=wanted)
            if startable_from(found.starts_at) > now:
                self.early, self.opening = EarlyStart(str(wanted), service.hour_in_words(found, now)), self.opening + 1
                return None
            await bookings.start_session(db, coach_id=who.coach, booking_id=wanted, now=now)
        return _open_session(wanted)

    @rx.event
    @access(Role.COACH)
    async def start_early(self):
        """Bring the asked-about session forward to now, and begin it."""
        who, wanted = principal(), an_id(self.early.id)
        self.early = EarlyStart()
        async with bookings.diary_gate(who.coach), unit_of_work(who) as db:
            await service.start_session_early(db, coach_id=who.coach, booking_id=wanted, now=clock.now())
        return _open_session(wanted)

    @rx.event
    @access(Role.COACH)
    def keep_hour(self):
        """Leave the session at its hour."""
        self.early = EarlyStart()

    @rx.event
    @access(Role.COACH)
    async def settle_step(self, key: str):
        """A step of the first hour that needs nothing."""
        await self._say_of_steps(steps.settle_step, key=str(key)[:40])

    @rx.event
    @access(Role.COACH)
    async def put_steps_away(self):
        """Hide the first hour."""
        await self._say_of_steps(steps.put_steps_away)

    @rx.event
    @access(Role.COACH)
    async def bring_steps_back(self):
        """Show the first hour again."""
        await self._say_of_steps(steps.bring_steps_back)

    async def _say_of_steps(self, change: Any, **said: str) -> None:
        who = principal()
        async with unit_of_work(who) as db:
            await change(db, coach_id=who.coach, **said)
            self.first_hour = await first_hour(db, coach_id=who.coach)

    @rx.event
    @access(Role.COACH)
    def settle(self):
        """The answers were the right ones: put them away."""
        self._ask(self.view.questions)


def _open_session(booking_id: UUID) -> rx.event.EventSpec:
    return rx.redirect(session_path(booking_id))
