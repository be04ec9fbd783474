"""What is clicked on /compte."""

from typing import Any

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.account import queries, service
from trustcoach_app.account.views import AccountView
from trustcoach_app.auth.access import SIGNED_IN, access, principal
from trustcoach_app.auth.login_sessions import cookie_name, cookie_value
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.formats import plural
from trustcoach_app.forms import an_id, reading
from trustcoach_app.limits import LONGEST_NAME
from trustcoach_app.shell.forms.state import ClosingState, FormState
from trustcoach_app.shell.state import ShellState


class AccountState(FormState, ClosingState, rx.State):
    """One's own account."""

    view: AccountView = AccountView()
    is_loaded: bool = False
    is_ending_others: bool = False

    def _leave(self) -> None:
        self.is_ending_others = False

    @rx.event
    @access(*SIGNED_IN)
    async def refresh(self):
        who, now = principal(), clock.now()
        async with unit_of_work(who) as db:
            user = await queries.me(db, user_id=who.user)
            rows = await queries.open_sessions(db, user_id=who.user, current=who.session_id, now=now)
        has_password = await service.has_password(email=user.email)
        others = sum(not row.is_current for row in rows)
        is_sponsor = who.role is Role.SPONSOR
        self.view, self.is_loaded = AccountView(user.name, user.email, has_password, rows, others, is_sponsor), True

    @rx.event
    @access(*SIGNED_IN)
    async def rename(self, sent: dict[str, Any]):
        """Keep a new name."""
        who = principal()
        with self._checking():
            with reading(sent) as form:
                name = form.text("name", most=LONGEST_NAME, required="Indiquez votre nom.")
            async with unit_of_work(who) as db:
                await service.change_name(db, user_id=who.user, name=name)
            return [AccountState.refresh, ShellState.enter, ShellState.say("Votre nom est enregistré.", "success")]

    @rx.event
    @access(*SIGNED_IN)
    async def revoke(self, session_id: str):
        """End one session."""
        who = principal()
        async with unit_of_work(who) as db:
            await service.revoke_device(db, who=who, session_id=an_id(session_id), now=clock.now())
        return [AccountState.refresh, ShellState.say("La session est fermée.", "success")]

    @rx.event
    @access(*SIGNED_IN)
    def open_ending_others(self):
        """Ask before ending all other sessions."""
        self.is_ending_others = True

    @rx.event
    @access(*SIGNED_IN)
    def keep_others(self):
        self.is_ending_others = False

    @rx.event
    @access(*SIGNED_IN)
    async def revoke_others(self):
        """End all sessions but this one."""
        who = principal()
        async with unit_of_work(who) as db:
            count = await service.revoke_other_devices(db, who=who, now=clock.now())
        self.is_ending_others = False
        news = plural(count, "session fermée", "sessions fermées")
        return [AccountState.refresh, ShellState.say(f"{news}.", "success")]


class PasswordState(FormState, ClosingState, rx.State):
    """The dialog for a new password."""

    is_open: bool = False

    def _leave(self) -> None:
        self.reset()

    @rx.event
    @access(*SIGNED_IN)
    def open(self):
        """Open it, without an earlier refusal."""
        self.reset()
        self.is_open = True

    @rx.event
    @access(*SIGNED_IN)
    def close(self):
        self.reset()

    @rx.event
    @access(*SIGNED_IN)
    async def save(self, sent: dict[str, Any]):
        """Set a new password; the other sessions end."""
        token = cookie_value(self.router.headers.cookie, cookie_name())
        with self._checking():
            with reading(sent) as form:
                current, new = form.typed("current"), form.typed("new")
            await service.change_password(who=principal(), current=current, new=new, token=token, now=clock.now())
            self.reset()
            news = "Votre mot de passe est changé. Vos autres appareils sont déconnectés."
            return [AccountState.refresh, ShellState.say(news, "success")]
