"""The settings page itself; each dialog has a life of its own."""

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import service as availability
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.planning.settings.facts import setup_facts
from trustcoach_app.planning.settings.present import TABS, next_change, setup_view
from trustcoach_app.planning.settings.views import SetupView


class SetupState(rx.State):
    """What is set up, and the preview of what it makes free."""

    view: SetupView = SetupView()
    is_loaded: bool = False
    _tab: str = "types"
    _previewed: str = ""

    @rx.event
    @access(Role.COACH)
    async def begin(self):
        """Make what a coach starts with. Runs where each sign-in leads: administrators may not write in a practice."""
        async with unit_of_work(principal()) as db:
            await availability.ensure_defaults(db, coach_id=principal().coach)

    @rx.event
    @access(Role.COACH)
    async def load(self):
        """Show the tab that the address names."""
        asked = self.router.url.query_parameters.get("onglet") or ""
        self._tab = asked if asked in TABS else "types"
        async with unit_of_work(principal()) as db:
            await availability.ensure_defaults(db, coach_id=principal().coach)
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """Read anew, after each change, and when the clock takes a slot of the preview or the day turns."""
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def preview(self, type_id: str):
        """Look at the slots of another type."""
        self._previewed = str(type_id)[:40]
        await self._read()

    async def _read(self) -> None:
        who, now, token = principal(), clock.now(), self.router.session.client_token
        live.watch(token, str(who.coach), SetupState.refresh)
        async with unit_of_work(who) as db:
            facts = await setup_facts(db, coach_id=who.coach, previewed=self._previewed, now=now)
        self.view, self.is_loaded = setup_view(facts, self._tab), True
        live.watch(token, str(who.coach), SetupState.refresh, next_change(facts, now))
