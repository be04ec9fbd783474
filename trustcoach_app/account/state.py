"""What is clicked on /compte."""

from typing import Any

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.account import queries, service
from trustcoach_app.account.views import AccountView
from trustcoach_app.auth.access import SIGNED_IN, access, principal
from trustcoach_app.auth.login_sessions import cookie_name, cookie_value
from trustcoach_app.claims import a_text, an_id
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.formats import plural
from trustcoach_app.shell.state import ShellState


class AccountState(rx.State):
    """One's own account."""

    view: AccountView = AccountView()
    is_loaded: bool = False
    is_changing: bool = False
    """Whether the dialog for a new password is open."""
    is_ending_others: bool = False
    name_error: str = ""
    current_error: str = ""
    new_error: str = ""

    @rx.event
    @access(*SIGNED_IN)
    async def refresh(self):
        """Read the page anew."""
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
    async def rename(self, form: dict[str, Any]):
        """Keep a new name."""
        who = principal()
        try:
            name = a_text(form, "name", most=120, required="Indiquez votre nom.")
        except InvalidInput as refusal:
            self.name_error = str(refusal)
            return None
        async with unit_of_work(who) as db:
            await service.change_name(db, user_id=who.user, name=name)
        self.name_error = ""
        return [AccountState.refresh, ShellState.enter, ShellState.say("Votre nom est enregistré.", "success")]

    @rx.event
    @access(*SIGNED_IN)
    def open_password(self):
        """Open the dialog for a new password."""
        self.is_changing, self.current_error, self.new_error = True, "", ""

    @rx.event
    @access(*SIGNED_IN)
    def close_password(self):
        """Close it."""
        self.is_changing = False

    @rx.event
    @access(*SIGNED_IN)
    async def change_password(self, form: dict[str, Any]):
        """Set a new password; the other sessions end."""
        token = cookie_value(self.router.headers.cookie, cookie_name())
        current, new = str(form.get("current") or ""), str(form.get("new") or "")
        try:
            await service.change_password(who=principal(), current=current, new=new, token=token, now=clock.now())
        except InvalidInput as refusal:
            self.current_error, self.new_error = refusal.fields.get("current", ""), refusal.fields.get("new", "")
            return None
        self.is_changing = False
        news = "Votre mot de passe est changé. Vos autres appareils sont déconnectés."
        return [AccountState.refresh, ShellState.say(news, "success")]

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
    def ask_end_others(self):
        """Ask before ending all other sessions."""
        self.is_ending_others = True

    @rx.event
    @access(*SIGNED_IN)
    def keep_others(self):
        """Leave them."""
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
