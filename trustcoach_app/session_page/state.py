"""The page of one session: who, when, the coach's notes, and all that hangs from it."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.actions.queries import MOST_LISTED
from trustcoach_app.actions.service import complete_action, reopen_action
from trustcoach_app.auth.access import access, principal
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.present import session_path
from trustcoach_app.client_file.actions.present import action_lines, ticked
from trustcoach_app.client_file.actions.views import ActionLine
from trustcoach_app.client_file.brief.present import brief
from trustcoach_app.client_file.brief.views import Brief
from trustcoach_app.client_file.goals.present import goal_lines
from trustcoach_app.client_file.goals.views import GoalLine
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.forms import an_id
from trustcoach_app.session_page import present
from trustcoach_app.session_page.address import booking_of, named_by
from trustcoach_app.session_page.queries import session_page_facts
from trustcoach_app.session_page.summary.state import SummaryState
from trustcoach_app.session_page.views import MomentLine, SessionView, SummaryView
from trustcoach_app.sessions import queries, service
from trustcoach_app.shell.notes.state import NotesState
from trustcoach_app.shell.state import offer

HOME = "/dashboard/coach"


class SessionState(NotesState, rx.State):
    """Follows one booking; the notes are the coach's alone."""

    view: SessionView = SessionView()
    moments: list[MomentLine] = []
    summary: SummaryView = SummaryView()
    goals: list[GoalLine] = []
    past_goals: list[GoalLine] = []
    actions: list[ActionLine] = []
    has_more_actions: bool = False
    brief: Brief = Brief()
    is_missing: bool = False
    _session_id: UUID | None = None
    _zone: str = "Europe/Paris"

    @rx.event
    @access(Role.COACH)
    async def load(self):
        """Open the session that the address names. A lost connection comes back here: what is being typed stays."""
        if self.view.booking_id != named_by(self):
            self.reset()
        await self._read()
        await self._read_notes()

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """Where the session stands now; what is being typed is left alone."""
        had_notes = self.view.has_notes
        await self._read()
        if self.view.has_notes and not had_notes:
            await self._read_notes()
            return SummaryState.load
        return None

    async def _read(self) -> None:
        who, now, token = principal(), clock.now(), self.router.session.client_token
        live.watch(token, str(who.coach), SessionState.refresh)
        try:
            async with unit_of_work(who) as db:
                facts = await session_page_facts(db, coach_id=who.coach, booking_id=booking_of(self), now=now)
        except NotFound:
            self.is_missing = True
            return
        self._session_id, self._zone = facts.session.session_id, facts.session.zone.key
        self.view, self.moments = present.session_view(facts.session, now), present.moment_lines(facts.moments)
        self.summary, self.brief = present.summary_view(facts, now), brief(facts.brief, facts.session.zone, now)
        self.goals, self.past_goals = goal_lines(facts.goals, facts.session.zone)
        shown, zone = facts.actions[:MOST_LISTED], facts.session.zone
        self.actions = action_lines(shown, self.view.client_name, zone, now)
        self.has_more_actions = len(facts.actions) > MOST_LISTED
        live.watch(token, str(who.coach), SessionState.refresh, present.next_change(facts, now))

    @rx.event
    @access(Role.COACH)
    async def tick(self, action_id: str, is_done: bool):
        """An action is done, or not after all. One statement; the change itself has the page read anew."""
        who, wanted = principal(), an_id(action_id)
        async with unit_of_work(who) as db:
            if is_done is True:
                await complete_action(db, coach_id=who.coach, action_id=wanted, now=clock.now())
            else:
                await reopen_action(db, coach_id=who.coach, action_id=wanted)
        self.actions = ticked(self.actions, str(wanted), is_done is True)

    async def _read_notes(self) -> None:
        who = principal()
        if self._session_id is None:
            return
        async with unit_of_work(who) as db:
            found = await queries.note(db, coach_id=who.coach, session_id=self._session_id)
        self._show_notes(found.text, found.revision)

    async def _write_notes(self, text: str, revision: int, now: datetime) -> tuple[int, ZoneInfo]:
        who = principal()
        if self._session_id is None:
            raise NotFound
        async with unit_of_work(who) as db:
            saved = await service.save_note(
                db, coach_id=who.coach, session_id=self._session_id, text=text, revision=revision, now=now
            )
        return saved, ZoneInfo(self._zone)

    @rx.event
    @access(Role.COACH)
    async def begin(self):
        """Start it, from START_EARLY before its hour."""
        who = principal()
        async with bookings.diary_gate(who.coach), unit_of_work(who) as db:
            await bookings.start_session(db, coach_id=who.coach, booking_id=booking_of(self), now=clock.now())
        return [SessionState.load, SummaryState.load]

    @rx.event
    @access(Role.COACH)
    async def finish(self):
        """End the session and go back to Focus."""
        who, wanted = principal(), booking_of(self)
        async with bookings.diary_gate(who.coach), unit_of_work(who) as db:
            await bookings.finish_session(db, coach_id=who.coach, booking_id=wanted, now=clock.now())
        await offer(self, "Séance terminée. Vos notes sont gardées.", "Rouvrir", SessionState.reopen(str(wanted)))
        return rx.redirect(HOME)

    @rx.event
    @access(Role.COACH)
    async def reopen(self, booking_id: str):
        """Undo the end, from its toast, and go back to the session."""
        who, wanted = principal(), an_id(booking_id)
        async with bookings.diary_gate(who.coach), unit_of_work(who) as db:
            await bookings.reopen_session(db, coach_id=who.coach, booking_id=wanted, now=clock.now())
        return rx.redirect(session_path(wanted))
