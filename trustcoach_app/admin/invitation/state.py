"""What is clicked in the dialog that invites. It owns its life: the page only opens it."""

from typing import Any

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.admin import service
from trustcoach_app.admin.service import Invited, NewCoach
from trustcoach_app.admin.state import AdminState
from trustcoach_app.auth.access import access, principal
from trustcoach_app.auth.accounts import an_email
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import an_id, reading
from trustcoach_app.limits import LONGEST_NAME
from trustcoach_app.models.people import LONGEST_SPECIALTY
from trustcoach_app.shell.forms.state import ClosingState, FormState


class InvitationState(FormState, ClosingState, rx.State):
    """A form for a new coach, then what became of it."""

    is_open: bool = False
    phase: str = "form"
    """form, then invited (with a link) or opened (somebody who had an account)."""
    name: str = ""
    email: str = ""
    link: str = ""
    """Shown once: it is forgotten when the dialog closes, and only its hash is stored."""

    def _leave(self) -> None:
        self.reset()

    @rx.event
    @access(Role.ADMIN)
    def open_form(self):
        self.reset()
        self.is_open = True

    @rx.event
    @access(Role.ADMIN)
    def close(self):
        """Close it and forget the link."""
        self.reset()

    @rx.event
    @access(Role.ADMIN)
    async def create(self, sent: dict[str, Any]):
        """Create the coach, send the invitation, show its link."""
        who = principal()
        with self._checking():
            wanted = _wanted(sent)
            async with unit_of_work(who) as db:
                invited = await service.create_coach(db, who=who, wanted=wanted, now=clock.now())
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
        self.is_open = True
        self.phase = "invited" if invited.link else "opened"
        self.name, self.email, self.link = invited.name, invited.email, invited.link


def _wanted(sent: dict[str, Any]) -> NewCoach:
    """Raises InvalidInput with every field that cannot be taken."""
    with reading(sent) as form:
        return NewCoach(
            email=form.read(lambda: an_email(form.typed("email")), ""),
            name=form.text("name", most=LONGEST_NAME, required="Indiquez le nom du coach."),
            specialty=form.text("specialty", most=LONGEST_SPECIALTY),
        )
