"""Forms say what was refused; dialogs open, save and close, and those of a row remove it and bring it back."""

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import Conflict, InvalidInput, NotFound
from trustcoach_app.forms import an_id
from trustcoach_app.shell.state import ShellState, offer


@dataclass(frozen=True)
class Saved:
    """What a dialog wrote, in words (empty: the page shows it), and the event that takes it back, if any."""

    said: str = ""
    undo: Any = None
    undo_label: str = "Rétablir"


@dataclass(frozen=True)
class Removal:
    """What was removed, in words, and what the form would send to bring it back."""

    said: str
    values: dict[str, str] = field(default_factory=dict[str, str])


def existing(row_id: UUID | None) -> UUID:
    """For dialogs of rows that exist, never of a new one. Raises NotFound."""
    if row_id is None:
        raise NotFound
    return row_id


class FormState(rx.State, mixin=True):
    """What the last attempt was refused for. A handler works in `with self._checking():`."""

    errors: dict[str, str] = {}
    """A sentence by field."""
    problem: str = ""
    """What belongs to no field: the state of the world has moved on."""

    def _checking(self) -> "_Checking":
        """Begins an attempt: what its block is refused for ends the block, and stands beside the fields."""
        self.errors, self.problem = {}, ""
        return _Checking(self)

    def _shown_again(self, said: str) -> list[Any]:
        """What a handler returns once it has written: the page that shows it read anew, and the news, if any."""
        refresh: list[Any] = live.refresh_shown(self.router.session.client_token)
        return [*refresh, ShellState.say(said, "success")] if said else refresh


class _Checking:
    def __init__(self, form: Any) -> None:
        self._form = form

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: TracebackType | None) -> bool:
        if isinstance(error, InvalidInput):
            self._form.errors = error.fields
        elif isinstance(error, Conflict):
            self._form.problem = str(error)
        return isinstance(error, InvalidInput | Conflict)


class ClosingState(rx.State, mixin=True):
    """Has something that can be open: it is closed when somebody goes to another page (shell/leaving.py)."""

    def _leave(self) -> None:
        """Close what is open."""
        raise NotImplementedError


class DialogState(FormState, ClosingState, mixin=True):
    """A dialog of the coach's that writes one thing: a new one, or the row that it was opened on.

    Each says how its values are shown (`_show`) and written (`_write`).
    """

    is_open: bool = False
    row_id: str = ""
    """The row that it was opened on; empty for a new one."""
    opening: int = 0
    """Another one for each opening: a form that follows the last one at once begins afresh all the same."""

    def _leave(self) -> None:
        if self.is_open:
            self.reset()

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        """Put the row's values, or those of a new one, into the form. Raises NotFound."""

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        """Change the row, or add one. Raises InvalidInput, NotFound, Conflict."""
        raise NotImplementedError

    @asynccontextmanager
    async def _unit(self) -> AsyncGenerator[AsyncSession]:
        """What a change is written in. Rows that lock a diary come behind its gate."""
        async with unit_of_work(principal()) as db:
            yield db

    @rx.event
    @access(Role.COACH)
    async def open(self, row_id: str):
        """Open it on a row, or for a new one."""
        await self._open_on(row_id)

    async def _open_on(self, row_id: str) -> None:
        wanted = an_id(row_id) if row_id else None
        self.reset()
        async with unit_of_work(principal()) as db:
            await self._show(db, wanted)
        self.row_id, self.is_open = str(wanted or ""), True
        self.opening = time.monotonic_ns() // 1_000_000

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave without saving."""
        self.reset()

    @rx.event
    @access(Role.COACH)
    async def save(self, sent: dict[str, Any]):
        """Write it, and close. Raises Conflict when nothing is open: which row is meant is not known any more."""
        if not self.is_open:
            raise Conflict("Cette fenêtre s’est refermée. Rouvrez-la\u202f: votre saisie y est encore.")
        with self._checking():
            async with self._unit() as db:
                saved = await self._write(db, an_id(self.row_id) if self.row_id else None, sent)
            self.reset()
            if saved.undo is None:
                return self._shown_again(saved.said)
            await offer(self, saved.said, saved.undo_label, saved.undo)
            return self._shown_again("")


class RowDialogState(DialogState, mixin=True):
    """A dialog whose rows can be removed, and brought back from the toast that says so."""

    async def _remove(self, db: AsyncSession, row_id: UUID) -> Removal:
        """Raises NotFound."""
        raise NotImplementedError

    async def _bring_back(self, db: AsyncSession, values: dict[str, Any]) -> None:
        """Undo a removal: `values` are read as if the form had sent them. Raises InvalidInput, NotFound."""
        await self._write(db, None, values)

    @rx.event
    @access(Role.COACH)
    async def remove(self, row_id: str):
        """Remove a row; its toast brings it back."""
        async with self._unit() as db:
            gone = await self._remove(db, an_id(row_id))
        await self._offer_back(gone)
        return self._shown_again("")

    async def _offer_back(self, gone: Removal) -> None:
        await offer(self, gone.said, "Rétablir", type(self).restore(gone.values))

    @rx.event
    @access(Role.COACH)
    async def restore(self, values: dict[str, Any]):
        """Bring back what was removed, from its toast."""
        async with self._unit() as db:
            await self._bring_back(db, values)
        return self._shown_again("C’est rétabli.")
