"""What a client's page knows."""

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
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
        who, now = principal(), clock.now()
        async with unit_of_work(who) as db:
            facts = await portal_facts(db, user_id=who.user, now=now)
        self.view, self.is_loaded = portal_view(facts, now), True
        token, due_at = self.router.session.client_token, next_change(facts, now)
        live.watch(token, f"client:{who.user}", PortalState.refresh, due_at)
