"""What is clicked on the profile page."""

from typing import Any

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.profile import queries, service
from trustcoach_app.profile.form import fields_of
from trustcoach_app.profile.present import PHOTO_NEWS, profile_view, saved, zone_change
from trustcoach_app.profile.service import ProfileFields
from trustcoach_app.profile.views import ProfileView, ZoneChange
from trustcoach_app.shell.forms.state import ClosingState, FormState
from trustcoach_app.shell.state import ShellState


class ProfileState(FormState, ClosingState, rx.State):
    """The form of the profile, and the question that a new zone asks first."""

    view: ProfileView = ProfileView()
    is_loaded: bool = False
    change: ZoneChange = ZoneChange()
    photo_problem: str = ""
    _asked: ProfileFields | None = None

    def _leave(self) -> None:
        self.change, self._asked = ZoneChange(), None

    @rx.event
    @access(Role.COACH)
    async def load(self):
        """Show the profile, and what became of a photo that was just sent."""
        said = str(self.router.url.query_parameters.get("photo") or "")
        self.errors, self.change, self._asked = {}, ZoneChange(), None
        self.photo_problem = PHOTO_NEWS.get(said, "")
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """Read anew."""
        await self._read()

    async def _read(self) -> None:
        who, token = principal(), self.router.session.client_token
        live.watch(token, str(who.coach), ProfileState.refresh)
        async with unit_of_work(who) as db:
            found = await queries.profile(db, coach_id=who.coach)
        self.view, self.is_loaded = profile_view(found), True

    @rx.event
    @access(Role.COACH)
    async def save(self, sent: dict[str, Any]):
        """Write the profile; another zone says first what it changes."""
        with self._checking():
            return await self._save(fields_of(sent))

    async def _save(self, fields: ProfileFields) -> Any:
        who, now = principal(), clock.now()
        async with unit_of_work(who) as db:
            before = await zone_of(db, coach_id=who.coach)
            if fields.zone.key != before.key:
                facts = await queries.zone_facts(db, coach_id=who.coach, before=before, after=fields.zone, now=now)
                self.change, self._asked = zone_change(facts, now), fields
                return None
        return await self._write(fields)

    @rx.event
    @access(Role.COACH)
    async def save_zone(self):
        """Write what was asked about."""
        asked, self._asked, self.change = self._asked, None, ZoneChange()
        return await self._write(asked) if asked else None

    @rx.event
    @access(Role.COACH)
    def keep_zone(self):
        """Back to the form, as it was typed."""
        self._asked, self.change = None, ZoneChange()

    async def _write(self, fields: ProfileFields) -> Any:
        who = principal()
        async with diary_gate(who.coach), unit_of_work(who) as db:
            priced = await service.change_profile(db, coach_id=who.coach, user_id=who.user, fields=fields)
        await self._read()
        return [ShellState.enter, ShellState.say(saved(priced), "success")]

    @rx.event
    @access(Role.COACH)
    async def remove_photo(self):
        """Initials stand in again."""
        who = principal()
        async with unit_of_work(who) as db:
            await service.remove_photo(db, coach_id=who.coach)
        self.photo_problem = ""
        await self._read()
        return [ShellState.enter, ShellState.say("Photo retirée.", "success")]
