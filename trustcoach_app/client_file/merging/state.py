"""The dialog that merges two clients."""

from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.client_file.merging.present import merge_view
from trustcoach_app.client_file.merging.views import MergeView
from trustcoach_app.clients.keys import sort_key
from trustcoach_app.clients.merging.queries import two_sides
from trustcoach_app.clients.merging.service import CHOICES, ITSELF, merge_clients, undo_merge
from trustcoach_app.clients.present import by_label, client_label
from trustcoach_app.clients.queries import by_id, directory, named
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput
from trustcoach_app.forms import NOT_IN_THE_LIST, an_id, reading, some_ids
from trustcoach_app.limits import LONGEST_NAME
from trustcoach_app.shell.forms.state import DialogState, Saved, existing
from trustcoach_app.shell.state import ShellState

MOST_SUGGESTIONS = 8
TWO = 2
ONE, OTHER = "one", "other"


class MergeState(DialogState, rx.State):
    """First who the other one is, then both side by side."""

    view: MergeView = MergeView()
    suggestions: list[str] = []
    _clients: dict[str, UUID] = {}
    """Whom each suggestion means."""
    _other: str = ""

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        row = await by_id(db, coach_id=principal().coach, client_id=existing(row_id))
        self.view = MergeView(one=row.name)

    @rx.event
    @access(Role.COACH)
    async def open_picked(self, sent: dict[str, Any]):
        """Open it on the two who are picked in a list."""
        picked = some_ids(sent.get("picked"))
        if len(picked) != TWO:
            return ShellState.say("Choisissez deux clients\u202f: ce sont eux qui seront fusionnés.", "warning")
        await self._open_on(str(picked[0]))
        return await self._compare(picked[1])

    @rx.event
    @access(Role.COACH)
    async def look_up(self, typed: str):
        """Offer the clients who fit."""
        who, words = principal(), str(typed)[:LONGEST_NAME].strip()
        async with unit_of_work(who) as db:
            rows = await directory(db, coach_id=who.coach, search=words, limit=MOST_SUGGESTIONS) if words else []
        others = [row for row in rows if str(row.id) != self.row_id]
        self.suggestions = list(dict.fromkeys(map(client_label, others)))
        self._clients |= by_label(others)

    @rx.event
    @access(Role.COACH)
    async def choose(self, sent: dict[str, Any]):
        """It is this one: show both."""
        with self._checking():
            await self._compare(await self._meant(str(sent.get("other", ""))[:400].strip()))

    async def _meant(self, typed: str) -> UUID:
        """Raises InvalidInput(other)."""
        if typed in self._clients:
            return self._clients[typed]
        who = principal()
        async with unit_of_work(who) as db:
            rows = await named(db, coach_id=who.coach, sort_key=sort_key(typed)) if typed else []
        if len(rows) != 1:
            raise InvalidInput(other=NOT_IN_THE_LIST)
        return rows[0].id

    async def _compare(self, other: UUID) -> None:
        who = principal()
        if str(other) == self.row_id:
            raise InvalidInput(other=ITSELF)
        async with unit_of_work(who) as db:
            one, two = await two_sides(db, coach_id=who.coach, one=an_id(self.row_id), other=other)
        self._other, self.view = str(other), merge_view(one, two)

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        if not self._other:
            raise Conflict("Choisissez d’abord l’autre fiche.")
        with reading(sent) as form:
            for name in CHOICES:
                form.add_if(form.typed(name) not in ("", ONE, OTHER), name, NOT_IN_THE_LIST)
        taken = [name for name in CHOICES if sent.get(name) == OTHER]
        done = await merge_clients(
            db,
            coach_id=principal().coach,
            client_id=existing(row_id),
            other_id=an_id(self._other),
            taken=taken,
            now=clock.now(),
        )
        said = f"Les deux fiches n’en font plus qu’une\u202f: {done.name}."
        return Saved(said, MergeState.undo(str(done.merge_id)), "Annuler la fusion")

    @rx.event
    @access(Role.COACH)
    async def undo(self, merge_id: str):
        """They are two again."""
        who = principal()
        async with unit_of_work(who) as db:
            back = await undo_merge(db, coach_id=who.coach, merge_id=an_id(merge_id), now=clock.now())
        return self._shown_again(f"La fiche de {back.name} est revenue.")
