"""« Relancé » and « Reporter »: what the page of today, the list of leads and a lead's own page let one do."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.claims import a_day, an_id, an_instant
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.formats import long_day
from trustcoach_app.setter.lead import queries, service
from trustcoach_app.setter.lead.service import LONGEST_SNOOZE, Reminder
from trustcoach_app.setter.present import name_of
from trustcoach_app.shell.state import ShellState, offer


class LeadReminderState(rx.State):
    """The acts, and the dialog that asks for a day. Each can be taken back from its toast."""

    asked: str = ""
    """The lead whose day is asked for, while the dialog is open …"""
    name: str = ""
    """… and who that is."""
    first: str = ""
    last: str = ""
    """The days that can be chosen."""
    errors: dict[str, str] = {}

    @rx.event
    @access(Role.COACH)
    async def follow_up(self, lead_id: str):
        """« Relancé »: the silence begins anew."""
        who, wanted, now = principal(), an_id(lead_id), clock.now()
        async with unit_of_work(who) as db:
            before = await service.follow_up_lead(db, coach_id=who.coach, lead_id=wanted, now=now)
            lead = await queries.lead_of(db, coach_id=who.coach, lead_id=wanted)
        return await self._offer_undo(wanted, f"{name_of(lead)}\u00a0: relance notée.", before)

    @rx.event
    @access(Role.COACH)
    async def snooze(self, lead_id: str, days: int):
        """« Reporter » by some days."""
        wanted, ahead = an_id(lead_id), _days(days)
        return await self._put_off(wanted, lambda today: today + ahead)

    @rx.event
    @access(Role.COACH)
    async def ask_day(self, lead_id: str):
        """Ask for the day of a lead."""
        who, wanted = principal(), an_id(lead_id)
        async with unit_of_work(who) as db:
            lead = await queries.lead_of(db, coach_id=who.coach, lead_id=wanted)
            today = clock.now().astimezone(await zone_of(db, coach_id=who.coach)).date()
        self.reset()
        self.asked, self.name = str(wanted), name_of(lead)
        self.first, self.last = _iso(today + timedelta(days=1)), _iso(today + LONGEST_SNOOZE)

    @rx.event
    @access(Role.COACH)
    def close(self):
        """Leave it as it is."""
        self.reset()

    @rx.event
    @access(Role.COACH)
    async def save_day(self, form: dict[str, Any]):
        """« Reporter » to the day that was typed."""
        wanted = an_id(self.asked)
        try:
            day = a_day(form, "until")
            done = await self._put_off(wanted, lambda _: day)
        except InvalidInput as refused:
            self.errors = refused.fields
            return None
        self.reset()
        return done

    @rx.event
    @access(Role.COACH)
    async def restore(self, lead_id: str, followed_up_at: str, snoozed_until: str):
        """Undo either, from its toast: the reversing events are written. Instants as ISO 8601, empty for none."""
        who, wanted = principal(), an_id(lead_id)
        before = Reminder(_instant(followed_up_at), _instant(snoozed_until))
        async with unit_of_work(who) as db:
            await service.restore_reminder(db, coach_id=who.coach, lead_id=wanted, before=before, now=clock.now())
        return [*self._shown(), ShellState.say("C’est rétabli.", "success")]

    async def _put_off(self, lead_id: UUID, day_after: Callable[[date], date]) -> Any:
        """`day_after` says the day, from today's."""
        who, now = principal(), clock.now()
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            day = day_after(now.astimezone(zone).date())
            before = await service.put_off_lead(db, coach_id=who.coach, lead_id=lead_id, day=day, zone=zone, now=now)
            lead = await queries.lead_of(db, coach_id=who.coach, lead_id=lead_id)
        return await self._offer_undo(lead_id, f"{name_of(lead)}\u00a0: reporté au {long_day(day)}.", before)

    async def _offer_undo(self, lead_id: UUID, words: str, before: Reminder) -> Any:
        undo = LeadReminderState.restore(str(lead_id), _iso(before.followed_up_at), _iso(before.snoozed_until))
        await offer(self, words, "Rétablir", undo)
        return self._shown()

    def _shown(self) -> list[Any]:
        """The refresh of the page on which this was clicked."""
        return live.refresh_shown(self.router.session.client_token)


def _days(claimed: object) -> timedelta:
    """Raises InvalidInput(until)."""
    if type(claimed) is not int or not 0 < claimed <= LONGEST_SNOOZE.days:
        raise InvalidInput(until="Choisissez un délai d’un an au plus.")
    return timedelta(days=claimed)


def _instant(claimed: object) -> datetime | None:
    return an_instant({"at": claimed}, "at") if claimed else None


def _iso(when: date | None) -> str:
    return when.isoformat() if when else ""
