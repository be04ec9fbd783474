"""What the frame knows: who is looking, and the news to show."""

from typing import Any

import reflex as rx

from trustcoach_app import live
from trustcoach_app.auth.access import ANYONE, SIGNED_IN, access, principal, signed_in
from trustcoach_app.auth.guard import Door
from trustcoach_app.auth.identity import SignedIn, role_for, role_of_path
from trustcoach_app.auth.paths import LOGIN, with_query
from trustcoach_app.db.principal import Role
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.reflex_seams.handlers import Event, events_of
from trustcoach_app.shell import queries
from trustcoach_app.shell.counts import count_waiting
from trustcoach_app.shell.views import Toast, Viewer

MOST_TOASTS = 4


class ShellState(rx.State):
    """The frame's own state; pages never read it, they only ask it to say something."""

    viewer: Viewer = Viewer()
    counts: dict[str, int] = {}
    """What waits behind an entry of the navigation, by its key."""
    toasts: list[Toast] = []
    _offers: dict[str, list[Event]] = {}
    _seconds: dict[str, list[Event]] = {}

    @rx.event
    @access(ANYONE)
    async def enter(self):
        """First of every private page's on_load: lets in, or sends to the door or home. What the page before watched
        is over: this one watches for itself, or nothing.
        """
        live.unwatch(self.router.session.client_token)
        who, path = signed_in(), self.router.url.path.rstrip("/")
        role = role_of_path(path)
        if who is None or (role and role not in who.roles):
            door = await self.get_state(Door)
            door.leave_to = who.home if who else with_query(LOGIN, suite=self._page())
            return
        await self._look(who, role or role_for(who, SIGNED_IN, path) or Role.CLIENT)

    def _page(self) -> str:
        """The page that was asked for, with its query."""
        url = self.router.url
        return url.path.rstrip("/") + (f"?{url.query}" if url.query else "")

    async def _look(self, who: SignedIn, role: Role) -> None:
        async with unit_of_work(who.acting_as(role)) as db:
            self.viewer = await queries.viewer(db, who=who, role=role)
            self.counts = await count_waiting(db, role=role.value)

    @rx.event
    @access(*SIGNED_IN)
    async def recount(self):
        """Count anew what waits. Other states return this event when they have changed it."""
        who = principal()
        async with unit_of_work(who) as db:
            self.counts = await count_waiting(db, role=who.role.value)

    @rx.event
    @access(ANYONE)
    def say(self, text: str, tone: str = "neutral"):
        """Show one piece of news. Other states return this event; a browser can only talk to itself with it."""
        self._show(Toast(id=str(new_id()), text=str(text)[:300], tone=str(tone)[:10]))

    def _show(self, news: Toast) -> None:
        self.toasts = [*self.toasts, news][-MOST_TOASTS:]

    @rx.event
    @access(ANYONE)
    def take_offer(self, toast_id: str):
        """Do what a toast offers. An offer is taken once, and only the newest one stands."""
        self.dismiss_toast(toast_id)
        return self._offers.pop(str(toast_id), [])

    @rx.event
    @access(ANYONE)
    def take_second(self, toast_id: str):
        """Do the other thing that a toast offers, once; the first stands as long as the toast does."""
        return self._seconds.pop(str(toast_id), [])

    @rx.event
    @access(ANYONE)
    def dismiss_toast(self, toast_id: str):
        """Close one piece of news. An id that is not there changes nothing."""
        self.toasts = [toast for toast in self.toasts if toast.id != toast_id]


async def offer(
    page: rx.State, text: str, action_label: str, action: Any, *, second: tuple[str, Any] | None = None
) -> None:
    """Show news with something to do about it, such as undoing. What is done stays on the server.

    `action` is an event of the page's own, e.g. `PageState.undo(row_id)`; it passes the gate when it is taken.
    `second`: the words and the event of something else.
    """
    shell = await page.get_state(ShellState)
    label, other = second or ("", None)
    news = Toast(id=str(new_id()), text=text, tone="success", action_label=action_label, second_label=label)
    shell._offers = {news.id: events_of(action)}
    shell._seconds = {news.id: events_of(other)} if second else {}
    shell._show(news)
