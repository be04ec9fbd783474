"""« Envoyer un événement d’essai »: through the real door, and where it landed."""

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.config import settings
from trustcoach_app.db.principal import DOOR, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict
from trustcoach_app.setter.connection.state import ConnectionState
from trustcoach_app.setter.connection.trial import queries, service
from trustcoach_app.setter.connection.trial.present import refused_view
from trustcoach_app.setter.connection.trial.views import TrialView
from trustcoach_app.shell.state import ShellState


class TrialState(rx.State):
    """What the door said, where it refused; how far an event came is the page's (ConnectionState)."""

    refused: TrialView = TrialView()
    is_sending: bool = False

    @rx.event
    @access(Role.COACH)
    async def send(self):
        """Send one."""
        self.refused, self.is_sending = TrialView(), True
        yield
        try:
            answer = await self._send()
        except Conflict as refusal:
            answer = service.DoorAnswer(0, str(refusal))
        self.is_sending = False
        if not answer.is_accepted:
            self.refused = refused_view(answer)
        yield ConnectionState.refresh

    async def _send(self) -> service.DoorAnswer:
        who, now = principal(), clock.now()
        async with unit_of_work(who) as db:
            secret = await queries.present_secret(db, coach_id=who.coach, now=now)
        async with unit_of_work(DOOR) as db:
            await service.take_turn(db, coach_id=who.coach, now=now)
        address = settings().own_address
        return await service.send_trial(address=address, coach_id=who.coach, secret=secret, now=now)

    @rx.event
    @access(Role.COACH)
    async def remove(self):
        """Remove the lead of the trials."""
        who = principal()
        self.refused = TrialView()
        async with unit_of_work(who) as db:
            await service.forget_trials(db, coach_id=who.coach)
        return [ConnectionState.refresh, ShellState.say("Lead d’essai retiré.", "success")]
