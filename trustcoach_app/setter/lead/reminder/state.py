"""« Relancé » and « Reporter »: what the page of today, the list of leads and a lead's own page let one do.

Each can be taken back from its toast.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import reflex as rx
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.formats import long_day
from trustcoach_app.forms import a_day, an_id, an_instant
from trustcoach_app.setter.lead import queries, service
from trustcoach_app.setter.lead.service import LONGEST_SNOOZE, Reminder
from trustcoach_app.setter.present import name_of
from trustcoach_app.shell.forms.state import DialogState, Saved, existing
from trustcoach_app.shell.state import ShellState, offer


class LeadReminderState(rx.State):
    """The acts of one click, and the way back from each."""

    @rx.event
    @access(Role.COACH)
    async def follow_up(self, lead_id: str):
        """« Relancé »: the silence begins anew."""
        who, wanted, now = principal(), an_id(lead_id), clock.now()
        async with unit_of_work(who) as db:
            before = await service.follow_up_lead(db, coach_id=who.coach, lead_id=wanted, now=now)
            lead = await queries.lead_of(db, coach_id=who.coach, lead_id=wanted)
        await offer(self, f"{name_of(lead)}\u00a0: relance notée.", "Rétablir", _undo(wanted, before))
        return live.refresh_shown(self.router.session.client_token)

    @rx.event
    @access(Role.COACH)
    async def snooze(self, lead_id: str, days: int):
        """« Reporter » by some days."""
        wanted, ahead = an_id(lead_id), _days(days)
        async with unit_of_work(principal()) as db:
            saved = await _put_off(db, wanted, lambda today: today + ahead)
        await offer(self, saved.said, saved.undo_label, saved.undo)
        return live.refresh_shown(self.router.session.client_token)

    @rx.event
    @access(Role.COACH)
    async def restore(self, lead_id: str, followed_up_at: str, snoozed_until: str):
        """Undo either, from its toast: the reversing events are written. Instants as ISO 8601, empty for none."""
        who, wanted = principal(), an_id(lead_id)
        before = Reminder(*(an_instant(at) if at else None for at in (followed_up_at, snoozed_until)))
        async with unit_of_work(who) as db:
            await service.restore_lead_reminder(db, coach_id=who.coach, lead_id=wanted, before=before, now=clock.now())
        shown = live.refresh_shown(self.router.session.client_token)
        return [*shown, ShellState.say("C’est rétabli.", "success")]


class LeadPutOffState(DialogState, rx.State):
    """« Reporter » to a day that is typed."""

    name: str = ""
    first: str = ""
    last: str = ""
    """The days that can be chosen."""

    async def _show(self, db: AsyncSession, row_id: UUID | None) -> None:
        coach_id = principal().coach
        self.name = name_of(await queries.lead_of(db, coach_id=coach_id, lead_id=existing(row_id)))
        today = clock.now().astimezone(await zone_of(db, coach_id=coach_id)).date()
        self.first, self.last = _iso(today + timedelta(days=1)), _iso(today + LONGEST_SNOOZE)

    async def _write(self, db: AsyncSession, row_id: UUID | None, sent: dict[str, Any]) -> Saved:
        day = a_day(sent.get("until"), "until")
        return await _put_off(db, existing(row_id), lambda _: day)


async def _put_off(db: AsyncSession, lead_id: UUID, day_after: Callable[[date], date]) -> Saved:
    """`day_after` says the day, from today's."""
    coach_id, now = principal().coach, clock.now()
    zone = await zone_of(db, coach_id=coach_id)
    day = day_after(now.astimezone(zone).date())
    before = await service.put_off_lead(db, coach_id=coach_id, lead_id=lead_id, day=day, zone=zone, now=now)
    name = name_of(await queries.lead_of(db, coach_id=coach_id, lead_id=lead_id))
    return Saved(f"{name}\u00a0: reporté au {long_day(day)}.", _undo(lead_id, before))


def _undo(lead_id: UUID, before: Reminder) -> Any:
    return LeadReminderState.restore(str(lead_id), _iso(before.followed_up_at), _iso(before.snoozed_until))


def _days(claimed: object) -> timedelta:
    """Raises InvalidInput(until)."""
    if type(claimed) is not int or not 0 < claimed <= LONGEST_SNOOZE.days:
        raise InvalidInput(until="Choisissez un délai d’un an au plus.")
    return timedelta(days=claimed)


def _iso(when: date | datetime | None) -> str:
    return when.isoformat() if when else ""
