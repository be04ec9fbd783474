"""What a client's page knows."""

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.actions.shared import tick_action
from trustcoach_app.auth.access import access, principal
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import an_id
from trustcoach_app.portal.present import next_change, portal_view
from trustcoach_app.portal.queries import portal_facts
from trustcoach_app.portal.views import PortalView


class PortalState(rx.State):
    """The client's sessions. The page follows the clock; rows that change show when it is next read."""

    view: PortalView = PortalView()
    is_loaded: bool = False

    @rx.event
    @access(Role.CLIENT)
    async def refresh(self):
        """Read it anew: on load, and when an hour of the page comes."""
        await self._read()

    @rx.event
    @access(Role.CLIENT)
    async def tick(self, coach_id: str, action_id: str, is_done: bool):
        """The client did what they said that they would do, or not after all; their coach's pages follow."""
        who, key = principal(), {"coach_id": an_id(coach_id), "action_id": an_id(action_id)}
        async with unit_of_work(who) as db:
            await tick_action(db, user_id=who.user, **key, is_done=is_done is True, now=clock.now())
        await self._read()

    async def _read(self) -> None:
        who, now = principal(), clock.now()
        async with unit_of_work(who) as db:
            facts = await portal_facts(db, user_id=who.user, now=now)
        self.view, self.is_loaded = portal_view(facts, now), True
        token, due_at = self.router.session.client_token, next_change(facts, now)
        live.watch(token, f"client:{who.user}", PortalState.refresh, due_at)
