"""The page of one lead: what is seen, and its tags. Notes, status and client have states of their own."""

from typing import Any
from uuid import UUID

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.forms import an_id, reading
from trustcoach_app.models.leads import LONGEST_TAG
from trustcoach_app.setter.lead import queries, service
from trustcoach_app.setter.lead.present.lead import lead_view
from trustcoach_app.setter.lead.views import LeadView
from trustcoach_app.setter.leads.queries.leads import known_tags
from trustcoach_app.shell.forms.state import FormState
from trustcoach_app.shell.state import ShellState, offer

MESSAGES = 60
"""How many of the latest are shown, and how many more each time."""
MOST_MESSAGES = 3_000


class LeadState(FormState, rx.State):
    """Follows one lead. Whatever comes in from the setter refreshes it."""

    view: LeadView = LeadView()
    is_missing: bool = False
    tag_key: int = 0
    """Changes when a tag was taken in: its field starts anew."""
    _shown: int = MESSAGES

    @rx.event
    @access(Role.COACH)
    async def load(self):
        """Open the lead that the address names. A lost connection comes back here: what was unfolded stays so."""
        if self.view.id != self._named():
            self.reset()
            yield
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """Read it anew."""
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def show_earlier(self):
        """Earlier messages too."""
        self._shown = min(self._shown + MESSAGES, MOST_MESSAGES)
        await self._read()

    async def _read(self) -> None:
        who, now, token = principal(), clock.now(), self.router.session.client_token
        live.watch(token, f"{who.coach}:setter", LeadState.refresh)
        try:
            async with unit_of_work(who) as db:
                facts = await queries.lead_facts(db, coach_id=who.coach, lead_id=self._address(), messages=self._shown)
                tags = await known_tags(db, coach_id=who.coach)
        except NotFound:
            self.is_missing = True
            return
        self.view = lead_view(facts, tags, now)

    def _named(self) -> str:
        return str(getattr(self, "lead_id", ""))

    def _address(self) -> UUID:
        return an_id(self._named())

    @rx.event
    @access(Role.COACH)
    async def add_tag(self, sent: dict[str, Any]):
        with self._checking():
            with reading(sent) as form:
                tag = form.text("tag", most=LONGEST_TAG, required="Écrivez une étiquette.")
            await self._tag([*self.view.tags, tag])
            self.tag_key += 1

    @rx.event
    @access(Role.COACH)
    async def remove_tag(self, tag: str):
        """One tag less, until it is taken back."""
        before = list(self.view.tags)
        await self._tag([other for other in before if other != str(tag)])
        await offer(
            self, f"Étiquette «\u00a0{tag}\u00a0» retirée.", "Rétablir", LeadState.restore_tags(self.view.id, before)
        )

    @rx.event
    @access(Role.COACH)
    async def restore_tags(self, lead_id: str, tags: list[str]):
        """Undo a removal, from its toast."""
        who = principal()
        async with unit_of_work(who) as db:
            await service.set_lead_tags(db, coach_id=who.coach, lead_id=an_id(lead_id), tags=[str(tag) for tag in tags])
        await self._read()
        return ShellState.say("C’est rétabli.", "success")

    async def _tag(self, tags: list[str]) -> None:
        who = principal()
        async with unit_of_work(who) as db:
            await service.set_lead_tags(db, coach_id=who.coach, lead_id=self._address(), tags=tags)
        await self._read()
