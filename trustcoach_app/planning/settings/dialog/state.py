"""The dialogs of what makes slots: each change locks the diary, so it comes behind the diary's gate."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.auth.access import access, principal
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import an_id
from trustcoach_app.planning.settings.order import shifted
from trustcoach_app.shell.forms.state import Removal, RowDialogState

ARCHIVED = "archived"
"""What brings back a row that was archived: its id, and no values."""


class DiaryDialogState(RowDialogState, mixin=True):
    """A dialog of a row that slots depend on."""

    @asynccontextmanager
    async def _unit(self) -> AsyncGenerator[AsyncSession]:
        who = principal()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            yield db


class ListDialogState(DiaryDialogState, mixin=True):
    """A dialog of a row in a list with an order. A row that sessions use is archived, not deleted.

    Each list says how its rows are read (`_row_ids`), put in order (`_reorder`) and brought back (`_unarchive`).
    """

    async def _row_ids(self, db: AsyncSession) -> list[UUID]:
        """The rows that are not archived, in their order."""
        raise NotImplementedError

    async def _reorder(self, db: AsyncSession, row_ids: Sequence[UUID]) -> None:
        """Raises NotFound when these are not all of them."""
        raise NotImplementedError

    async def _unarchive(self, db: AsyncSession, row_id: UUID) -> None:
        """Raises NotFound, InvalidInput."""
        raise NotImplementedError

    def _archival(self, said: str, row_id: UUID) -> Removal:
        return Removal(said, {ARCHIVED: str(row_id)})

    async def _bring_back(self, db: AsyncSession, values: dict[str, Any]) -> None:
        if ARCHIVED in values:
            await self._unarchive(db, an_id(values[ARCHIVED]))
        else:
            await super()._bring_back(db, values)

    @rx.event
    @access(Role.COACH)
    async def shift(self, row_id: str, by: int):
        """One place up (-1) or down (1) in the list."""
        async with self._unit() as db:
            await self._reorder(db, shifted(await self._row_ids(db), an_id(row_id), by))
        return self._shown_again("")
