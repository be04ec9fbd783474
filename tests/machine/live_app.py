"""A page for the tests of live pages: it counts its refreshes and shows whose cookie they carried."""

import os
from datetime import timedelta

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.reflex_seams.tabs import OpenTabs


class Board(rx.State):
    """Stands for any live page."""

    refreshes: int = 0
    cookie: str = ""
    page: str = ""

    @rx.event
    def load(self, topic: str, due_in: float = 0):
        """Watch a topic, as a page's on_load would."""
        due_at = clock.now() + timedelta(seconds=due_in) if due_in else None
        live.watch(self.router.session.client_token, topic, Board.refresh, due_at)
        self.refreshes = 0

    @rx.event
    async def refresh(self):
        """Read again: slowly, so that a burst has something to pile up on."""
        self.refreshes += 1
        self.cookie = self.router.headers.cookie
        self.page = self.router.url.path

    @rx.event
    def leave(self):
        """Go to a page that shows nothing live."""
        live.unwatch(self.router.session.client_token)

    @rx.event
    def count_watches(self):
        """How many pages this process watches."""
        self.refreshes = len(live._pages.watches)


app = rx.App()
app.add_page(lambda: rx.el.div(Board.refreshes), route="/")
app.register_lifespan_task(live.keep_pages_live, tabs=OpenTabs(app))
assert os.environ["ENVIRONMENT"] == "test"
