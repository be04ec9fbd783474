"""The list of reasons: each change is written at once."""

from typing import Any
from uuid import UUID

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.availability import queries as setup_queries
from trustcoach_app.availability import service as availability
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.claims import an_id
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.planning.settings.order import shifted
from trustcoach_app.planning.settings.state import SetupState
from trustcoach_app.shell.state import ShellState, offer


class ReasonState(rx.State):
    """Adds a reason, or says one otherwise in a dialog."""

    is_open: bool = False
    reason_id: str = ""
    label: str = ""
    errors: dict[str, str] = {}

    @rx.event
    @access(Role.COACH)
    def add(self):
        """Open it empty."""
        self.reset()
        self.is_open = True

    @rx.event
    @access(Role.COACH)
    async def change(self, reason_id: str):
        """Open it on a reason."""
        who = principal()
        self.reset()
        async with unit_of_work(who) as db:
            row = await setup_queries.reason(db, coach_id=who.coach, reason_id=an_id(reason_id))
        self.reason_id, self.label, self.is_open = str(row.id), row.label, True

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave without saving."""
        self.reset()

    @rx.event
    @access(Role.COACH)
    async def save(self, sent: dict[str, Any]):
        """Write the reason."""
        who, label = principal(), str(sent.get("label") or "")
        self.errors = {}
        try:
            async with diary_gate(who.coach), unit_of_work(who) as db:
                if self.reason_id:
                    wanted = an_id(self.reason_id)
                    await availability.change_reason(db, coach_id=who.coach, reason_id=wanted, label=label)
                else:
                    await availability.add_reason(db, coach_id=who.coach, label=label)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        self.reset()
        return SetupState.refresh

    @rx.event
    @access(Role.COACH)
    async def remove(self, reason_id: str):
        """Delete it, or archive it when sessions use it."""
        who, wanted = principal(), an_id(reason_id)
        async with diary_gate(who.coach), unit_of_work(who) as db:
            gone = await availability.remove_reason(db, coach_id=who.coach, reason_id=wanted, now=clock.now())
        if gone is availability.Removed.DELETED:
            return [SetupState.refresh, ShellState.say("Motif supprimé.", "success")]
        await offer(self, "Motif archivé.", "Rétablir", ReasonState.restore(str(wanted)))
        return SetupState.refresh

    @rx.event
    @access(Role.COACH)
    async def restore(self, reason_id: str):
        """Bring an archived reason back."""
        who = principal()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            await availability.restore_reason(db, coach_id=who.coach, reason_id=an_id(reason_id))
        return SetupState.refresh

    @rx.event
    @access(Role.COACH)
    async def shift(self, reason_id: str, by: int):
        """One place up (-1) or down (1) in the list."""
        who = principal()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            rows = await setup_queries.reasons(db, coach_id=who.coach)
            order: list[UUID] = shifted([row.id for row in rows], an_id(reason_id), by)
            await availability.order_reasons(db, coach_id=who.coach, reason_ids=order)
        return SetupState.refresh
