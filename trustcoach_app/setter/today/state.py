"""What is unfolded of the block at the top of the setter's page; its acts are LeadReminderState's."""

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.today.present import MOST, PAGE, today_view
from trustcoach_app.setter.today.queries import today_facts
from trustcoach_app.setter.today.views import TodayView


class TodayState(rx.State):
    """The block. The page on which it stands refreshes it."""

    view: TodayView = TodayView()
    _shown: int = PAGE
    _forgotten: int = 0
    """How many of those who were forgotten are shown; 0 while they are folded."""

    @rx.event
    @access(Role.COACH)
    async def begin(self):
        """What loading the page begins with."""
        self._shown, self._forgotten = PAGE, 0
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """Read it anew; what was unfolded stays so."""
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def show_more(self):
        """More of those who are to be followed up."""
        self._shown = min(self._shown + PAGE, MOST)
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def show_more_forgotten(self):
        """More of those who were forgotten."""
        self._forgotten = min(self._forgotten + PAGE, MOST)
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def fold_forgotten(self):
        """Unfold those who were forgotten, or fold them away."""
        self._forgotten = 0 if self._forgotten else PAGE
        await self._read()

    async def _read(self) -> None:
        who, now = principal(), clock.now()
        async with unit_of_work(who) as db:
            facts = await today_facts(db, coach_id=who.coach, now=now, most=self._shown, forgotten=self._forgotten)
        view = today_view(facts, now, most=self._shown, forgotten=self._forgotten)
        if view != self.view:
            self.view = view
