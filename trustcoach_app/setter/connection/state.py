"""What is clicked on the connection page."""

from typing import Any

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import an_id, reading
from trustcoach_app.limits import SILENCE_HOURS
from trustcoach_app.setter.connection import queries, service
from trustcoach_app.setter.connection.present import connection_view
from trustcoach_app.setter.connection.views import ConnectionView, SecretRow
from trustcoach_app.shell.forms.state import ClosingState, FormState
from trustcoach_app.shell.state import ShellState


class ConnectionState(FormState, ClosingState, rx.State):
    """The page, and what is asked on it."""

    view: ConnectionView = ConnectionView()
    is_loaded: bool = False
    asked: SecretRow = SecretRow()
    """The secret to revoke, while the question is open."""

    def _leave(self) -> None:
        self.asked = SecretRow()

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """Read it anew: after each change, when events are applied, and when silence begins."""
        who, token, now = principal(), self.router.session.client_token, clock.now()
        topic = f"{who.coach}:setter"
        live.watch(token, topic, ConnectionState.refresh)
        async with unit_of_work(who) as db:
            facts = await queries.connection(db, coach_id=who.coach, now=now)
        self.view, self.is_loaded = connection_view(facts, coach_id=who.coach, now=now), True
        live.watch(token, topic, ConnectionState.refresh, facts.changes_at(now))

    @rx.event
    @access(Role.COACH)
    async def set_silence(self, sent: dict[str, Any]):
        """After how many hours silence is told."""
        who, (least, most) = principal(), SILENCE_HOURS
        with self._checking():
            with reading(sent) as form:
                hours = form.number("silence_hours", least=least, most=most)
            async with unit_of_work(who) as db:
                await service.set_silence_hours(db, coach_id=who.coach, hours=hours)
            return self._shown_again("Délai enregistré.")

    @rx.event
    @access(Role.COACH)
    def open_revocation(self, secret_id: str):
        """Ask before one of the secrets in sight is revoked."""
        self.asked = next((row for row in self.view.secrets if row.id == str(secret_id)), SecretRow())

    @rx.event
    @access(Role.COACH)
    def close_revocation(self):
        self.asked = SecretRow()

    @rx.event
    @access(Role.COACH)
    async def revoke(self):
        """End the secret that was asked about."""
        who, wanted = principal(), an_id(self.asked.id)
        self.asked = SecretRow()
        async with unit_of_work(who) as db:
            await service.revoke_secret(db, who=who, secret_id=wanted, now=clock.now())
        return [ConnectionState.refresh, ShellState.say("Secret révoqué\u202f: il n’ouvre plus rien.", "success")]


class SecretState(ClosingState, rx.State):
    """The dialog that shows a new secret once."""

    secret: str = ""
    """In clear until the dialog closes; the database holds it encrypted, and no page asks for it again."""
    is_rotated: bool = False

    def _leave(self) -> None:
        self.reset()

    @rx.event
    @access(Role.COACH)
    def forget(self):
        """Close the dialog."""
        self.reset()

    @rx.event
    @access(Role.COACH)
    async def create(self):
        """Make the first secret."""
        who = principal()
        async with unit_of_work(who) as db:
            self.secret = await service.create_secret(db, who=who, now=clock.now())
        self.is_rotated = False
        return ConnectionState.refresh

    @rx.event
    @access(Role.COACH)
    async def rotate(self):
        """Make the next one; the present one stays valid for two days."""
        who = principal()
        async with unit_of_work(who) as db:
            self.secret = await service.rotate_secret(db, who=who, now=clock.now())
        self.is_rotated = True
        return ConnectionState.refresh
