"""What is clicked on the page of dead letters."""

from datetime import datetime
from typing import Any

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.admin.dead_letters import queries, service
from trustcoach_app.admin.dead_letters.present import dead_letter_list, readable
from trustcoach_app.admin.dead_letters.views import DeadLetterList, DeadLetterRow
from trustcoach_app.auth.access import access, principal
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict
from trustcoach_app.forms import an_id, reading
from trustcoach_app.models.machine import LONGEST_AUDIT_REASON
from trustcoach_app.shell.forms.state import ClosingState, FormState
from trustcoach_app.shell.state import ShellState


class DeadLettersState(FormState, ClosingState, rx.State):
    """The list, and the one letter that is being opened, mended or dismissed."""

    letters: DeadLetterList = DeadLetterList()
    is_loaded: bool = False
    chosen: DeadLetterRow = DeadLetterRow()
    body: str = ""
    """What the chosen letter says, once a reason was given."""
    is_read: bool = False
    """Whether one was."""
    dismissing: DeadLetterRow = DeadLetterRow()

    def _leave(self) -> None:
        self._forget()
        self.dismissing = DeadLetterRow()

    @rx.event
    @access(Role.ADMIN)
    async def load(self):
        """Show the page."""
        await self._read()

    async def _read(self) -> None:
        async with unit_of_work(principal()) as db:
            self.letters = dead_letter_list(await queries.dead_letters(db), now=clock.now())
        self.is_loaded = True

    def _named(self, letter_id: str) -> DeadLetterRow:
        return next((row for row in self.letters.rows if row.id == str(letter_id)), DeadLetterRow())

    @rx.event
    @access(Role.ADMIN)
    def open_dialog(self, letter_id: str):
        """Ask why one of the letters in sight is to be opened."""
        self._forget()
        self.chosen = self._named(letter_id)

    @rx.event
    @access(Role.ADMIN)
    def close(self):
        """Close it and forget what it says."""
        self._forget()

    def _forget(self) -> None:
        self.chosen, self.body, self.is_read, self.errors = DeadLetterRow(), "", False, {}

    @rx.event
    @access(Role.ADMIN)
    async def read(self, sent: dict[str, Any]):
        """Read it, for a reason."""
        row, now = self.chosen, clock.now()
        with self._checking():
            with reading(sent) as form:
                reason = form.long_text("reason", most=LONGEST_AUDIT_REASON)
                service.check_reason(form, reason)
            async with unit_of_work(principal()) as db:
                body = await service.open_dead_letter(
                    db, coach_id=an_id(row.coach_id), letter_id=an_id(row.id), reason=reason, now=now
                )
            self.body, self.is_read = readable(body), True

    @rx.event
    @access(Role.ADMIN)
    async def replay(self, sent: dict[str, Any]):
        """Send the mended text through the same parser, as its practice's setter. Raises Conflict if unopened."""
        if not self.is_read:
            raise Conflict("Ouvrez d’abord cet événement.")
        now = clock.now()
        with self._checking():
            with reading(sent) as form:
                body = form.typed("body")
                service.check_dead_letter(body, now=now)
            said = await self._replay(body, now)
            self._forget()
            await self._read()
            return [ShellState.recount, ShellState.say(said, "success")]

    async def _replay(self, body: str, now: datetime) -> str:
        """What was done, in words."""
        who, coach_id, letter_id = principal(), an_id(self.chosen.coach_id), an_id(self.chosen.id)
        async with unit_of_work(who) as db:
            await service.ensure_dead_letter_open(db, coach_id=coach_id, letter_id=letter_id)
        async with unit_of_work(Principal(Role.HOOK, coach_id=coach_id)) as db:
            receipt = await service.replay_dead_letter(db, coach_id=coach_id, body=body, now=now)
        async with unit_of_work(who) as db:
            await service.settle_dead_letter(
                db, who=who, coach_id=coach_id, letter_id=letter_id, settlement="replayed", now=now
            )
        return "Événement rejoué." if receipt.accepted else "Événement rejoué\u202f: il était déjà connu."

    @rx.event
    @access(Role.ADMIN)
    def open_dismissal(self, letter_id: str):
        """Ask before one of the letters in sight is dismissed."""
        self.dismissing = self._named(letter_id)

    @rx.event
    @access(Role.ADMIN)
    def close_dismissal(self):
        self.dismissing = DeadLetterRow()

    @rx.event
    @access(Role.ADMIN)
    async def dismiss(self):
        """Nothing is to be done about it."""
        who, row = principal(), self.dismissing
        self.dismissing = DeadLetterRow()
        async with unit_of_work(who) as db:
            await service.settle_dead_letter(
                db,
                who=who,
                coach_id=an_id(row.coach_id),
                letter_id=an_id(row.id),
                settlement="dismissed",
                now=clock.now(),
            )
        await self._read()
        return [ShellState.recount, ShellState.say("Événement écarté.", "success")]
