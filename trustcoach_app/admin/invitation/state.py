"""What is clicked in the dialog that invites. It owns its life: the page only opens it."""

from typing import Any

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.admin import service
from trustcoach_app.admin.service import Invited, NewCoach
from trustcoach_app.admin.state import AdminState
from trustcoach_app.auth.access import access, principal
from trustcoach_app.auth.accounts import an_email
from trustcoach_app.claims import a_text, an_id
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.inputs import Problems


class InvitationState(rx.State):
    """A form for a new coach, then what became of it."""

    is_open: bool = False
    phase: str = "form"
    """form, then invited (with a link) or opened (somebody who had an account)."""
    errors: dict[str, str] = {}
    name: str = ""
    email: str = ""
    link: str = ""
    """Shown once: it is forgotten when the dialog closes, and only its hash is stored."""

    @rx.event
    @access(Role.ADMIN)
    def open_form(self):
        """Open it empty."""
        self.reset()
        self.is_open = True

    @rx.event
    @access(Role.ADMIN)
    def close(self):
        """Close it and forget the link."""
        self.reset()

    @rx.event
    @access(Role.ADMIN)
    async def create(self, form: dict[str, Any]):
        """Create the coach, send the invitation, show its link."""
        who = principal()
        try:
            wanted = _wanted(form)
            async with unit_of_work(who) as db:
                invited = await service.create_coach(db, who=who, wanted=wanted, now=clock.now())
        except InvalidInput as refusal:
            self.errors = refusal.fields
            return None
        self._show(invited)
        return AdminState.refresh

    @rx.event
    @access(Role.ADMIN)
    async def resend(self, coach_id: str):
        """Send a new invitation and show its link; the earlier one ends."""
        who = principal()
        async with unit_of_work(who) as db:
            invited = await service.resend_invitation(db, who=who, coach_id=an_id(coach_id), now=clock.now())
        self._show(invited)

    def _show(self, invited: Invited) -> None:
        self.is_open, self.errors = True, {}
        self.phase = "invited" if invited.link else "opened"
        self.name, self.email, self.link = invited.name, invited.email, invited.link


def _wanted(form: dict[str, Any]) -> NewCoach:
    """The form's values, checked. Raises InvalidInput with every field that is wrong."""
    problems = Problems()
    wanted = NewCoach(
        email=problems.read(lambda: an_email(form.get("email"))),
        name=problems.read(lambda: a_text(form, "name", most=120, required="Indiquez le nom du coach.")),
        specialty=problems.read(lambda: a_text(form, "specialty", most=120)),
    )
    problems.refuse()
    return wanted
