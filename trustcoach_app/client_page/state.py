"""The page of one client: who they are, how they are doing, and what is done about it."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.actions.service import complete_action, reopen_action
from trustcoach_app.auth.access import access, principal
from trustcoach_app.client_file.actions.present import action_lines, ticked
from trustcoach_app.client_file.actions.views import ActionLine
from trustcoach_app.client_file.brief.present import brief
from trustcoach_app.client_file.brief.views import Brief
from trustcoach_app.client_file.goals.present import goal_lines
from trustcoach_app.client_file.goals.views import GoalLine
from trustcoach_app.client_file.notes.present import note_lines
from trustcoach_app.client_file.notes.views import NoteLine
from trustcoach_app.client_page.present import file_view, next_change
from trustcoach_app.client_page.queries import FileFacts, file_facts
from trustcoach_app.client_page.timeline.state import TimelineState
from trustcoach_app.client_page.views import ClientFileView
from trustcoach_app.clients.archive import archive_clients, bring_back_clients
from trustcoach_app.clients.present import file_path
from trustcoach_app.clients.tags import tag_clients, untag_clients
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.forms import an_id
from trustcoach_app.messaging.service import mark_messages_read
from trustcoach_app.models.messaging import MessageAuthor
from trustcoach_app.shell.forms.state import FormState
from trustcoach_app.shell.state import ShellState, offer


class ClientFileState(FormState, rx.State):
    """Follows one client. It keeps itself true, like the list."""

    view: ClientFileView = ClientFileView()
    brief: Brief = Brief()
    goals: list[GoalLine] = []
    past_goals: list[GoalLine] = []
    actions: list[ActionLine] = []
    notes: list[NoteLine] = []
    is_missing: bool = False
    tag_key: int = 0
    """Counts the tags that were given: the field starts anew."""

    @rx.event
    @access(Role.COACH)
    async def load(self):
        """Open the file that the address names."""
        if self.view.id != self._named():
            self.reset()
        await self._read()
        return self._onward()

    @rx.event
    @access(Role.COACH)
    async def look_ahead(self, client_id: str):
        """Somebody points at a client: their file as it is now, to be there when they press. `load` reads it anew then.

        Nothing while a file is open, which this State belongs to.
        """
        if self._named():
            return None
        with suppress(NotFound):
            await self._show(an_id(client_id), clock.now())
            return TimelineState.look_ahead(client_id)
        return None

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """How things stand now."""
        await self._read()
        return self._onward() or (None if self.is_missing else TimelineState.refresh)

    def _onward(self) -> Any:
        """The file of a client who was merged leads to the survivor's."""
        is_here = self.is_missing or self.view.id == str(self._client())
        return None if is_here else rx.redirect(file_path(an_id(self.view.id)), replace=True)

    def _named(self) -> str:
        return str(getattr(self, "client_id", ""))

    def _client(self) -> UUID:
        """For a handler of the page. Raises NotFound for anything that is no id."""
        return an_id(self._named())

    async def _read(self) -> None:
        who, now, token = principal(), clock.now(), self.router.session.client_token
        live.watch(token, str(who.coach), ClientFileState.refresh)
        try:
            facts = await self._show(self._client(), now)
        except NotFound:
            self.reset()
            self.is_missing = True
            return
        live.watch(token, str(who.coach), ClientFileState.refresh, next_change(facts, now))

    async def _show(self, client_id: UUID, now: datetime) -> FileFacts:
        """Raises NotFound."""
        who = principal()
        async with unit_of_work(who) as db:
            facts = await file_facts(db, coach_id=who.coach, client_id=client_id, now=now)
        self.view, self.brief, self.is_missing = file_view(facts, now), brief(facts.brief, facts.zone, now), False
        self.goals, self.past_goals = goal_lines(facts.goals, facts.zone)
        self.actions = action_lines(facts.actions, self.view.name, facts.zone, now)
        self.notes = note_lines(facts.notes, facts.zone)
        return facts

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

    @rx.event
    @access(Role.COACH)
    async def mark_read(self):
        """The coach has read the client's messages."""
        who, client_id = principal(), self._client()
        async with unit_of_work(who) as db:
            await mark_messages_read(
                db, coach_id=who.coach, client_id=client_id, reader=MessageAuthor.COACH, now=clock.now()
            )
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def add_tag(self, sent: dict[str, Any]):
        """Give the client one more tag."""
        who = principal()
        with self._checking():
            async with unit_of_work(who) as db:
                await tag_clients(
                    db,
                    coach_id=who.coach,
                    client_ids=[self._client()],
                    label=str(sent.get("tag", "")),
                    now=clock.now(),
                )
            self.tag_key += 1
            await self._read()

    @rx.event
    @access(Role.COACH)
    async def remove_tag(self, tag: str):
        """Take one away; its toast gives it back."""
        who, label, client_id = principal(), str(tag)[:80], self._client()
        async with unit_of_work(who) as db:
            await untag_clients(db, coach_id=who.coach, client_ids=[client_id], label=label)
        again = ClientFileState.restore_tag(str(client_id), label)
        await offer(self, f"Étiquette «\u00a0{label}\u00a0» retirée.", "Rétablir", again)
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def restore_tag(self, client_id: str, tag: str):
        """Undo that, from its toast."""
        who, wanted = principal(), an_id(client_id)
        async with unit_of_work(who) as db:
            await tag_clients(db, coach_id=who.coach, client_ids=[wanted], label=str(tag), now=clock.now())
        return self._shown_again("")

    @rx.event
    @access(Role.COACH)
    async def archive(self):
        """Put the client away."""
        who, client_id = principal(), self._client()
        async with unit_of_work(who) as db:
            await archive_clients(db, coach_id=who.coach, client_ids=[client_id], now=clock.now())
        undo = ClientFileState.bring_back(str(client_id))
        await offer(self, f"{self.view.name} est dans vos archives. Ses séances restent.", "Rétablir", undo)
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def bring_back(self, client_id: str):
        """Bring the client back into the list."""
        who, wanted = principal(), an_id(client_id)
        async with unit_of_work(who) as db:
            await bring_back_clients(db, coach_id=who.coach, client_ids=[wanted])
        return [*self._shown_again(""), ShellState.say("De nouveau dans vos clients.", "success")]
