"""The dialogs of what makes slots: each change locks the diary, so it comes behind the diary's gate."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.auth.access import principal
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.shell.forms.state import RowDialogState


class DiaryDialogState(RowDialogState, mixin=True):
    """A dialog of a row that slots depend on."""

    @asynccontextmanager
    async def _unit(self) -> AsyncGenerator[AsyncSession]:
        who = principal()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            yield db
