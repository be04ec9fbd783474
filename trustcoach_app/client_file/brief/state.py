"""The pre-brief dialog."""

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.client_file.brief.present import brief
from trustcoach_app.client_file.brief.queries import brief_facts
from trustcoach_app.client_file.brief.views import Brief
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import an_id
from trustcoach_app.messaging import service as messaging
from trustcoach_app.models.messaging import MessageAuthor
from trustcoach_app.shell.forms.state import ClosingState


class BriefState(ClosingState, rx.State):
    """Opened with a client; shows what is known, and says so when there is nothing yet."""

    brief: Brief = Brief()
    opening: int = 0
    """Counts the openings: each is a dialog of its own, however fast one follows the other."""

    def _leave(self) -> None:
        self.brief = Brief()

    @rx.event
    @access(Role.COACH)
    async def open(self, client_id: str):
        """Read one client's file."""
        await self._read(client_id)
        self.opening += 1

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Put it away: nothing of the client stays in the page."""
        self.brief = Brief()

    @rx.event
    @access(Role.COACH)
    async def mark_read(self):
        """The coach has read the client's messages."""
        who, client_id = principal(), an_id(self.brief.client_id)
        async with unit_of_work(who) as db:
            await messaging.mark_messages_read(
                db, coach_id=who.coach, client_id=client_id, reader=MessageAuthor.COACH, now=clock.now()
            )
        await self._read(str(client_id))
        return live.refresh_shown(self.router.session.client_token)

    async def _read(self, client_id: str) -> None:
        who, now = principal(), clock.now()
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            facts = await brief_facts(db, coach_id=who.coach, client_id=an_id(client_id), now=now)
        self.brief = brief(facts, zone, now)
