"""The timeline of the client whose file is open."""

from uuid import UUID

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth.access import access, principal
from trustcoach_app.choices import Chip
from trustcoach_app.client_page.timeline.present import chips, entries
from trustcoach_app.client_page.timeline.queries import timeline_page
from trustcoach_app.client_page.timeline.views import TimelineEntry
from trustcoach_app.coaches import zone_of
from trustcoach_app.cursors import cursor_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import an_id

LONGEST_KEY = 40


class TimelineState(rx.State):
    """One page of it, of one source or of all. The page of the file has it read anew whenever something changes."""

    entries: list[TimelineEntry] = []
    chips: list[Chip] = []
    older: str = ""
    """Where the next page begins; empty at the end."""
    is_newest: bool = True
    is_loaded: bool = False
    shown: str = ""
    """Whose it is."""
    _source: str = ""
    _before: str = ""

    @rx.event
    @access(Role.COACH)
    async def load(self):
        """That of the file that the address names, from its newest entry on."""
        await self._begin(an_id(self._named()))

    @rx.event
    @access(Role.COACH)
    async def look_ahead(self, client_id: str):
        """That of a file that is about to be opened; nothing while one is open."""
        if not self._named():
            await self._begin(an_id(client_id))

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """As it is now, at the place where one reads."""
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def choose(self, key: str):
        """Show what one source tells, or everything."""
        self._source, self._before = str(key)[:LONGEST_KEY], ""
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def go_older(self):
        """The page behind this one."""
        self._before = self.older
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def go_newest(self):
        """Back to the first page."""
        self._before = ""
        await self._read()

    def _named(self) -> str:
        return str(getattr(self, "client_id", ""))

    async def _begin(self, client_id: UUID) -> None:
        if self.shown != str(client_id):
            self.reset()
        await self._read(client_id)

    async def _read(self, of: UUID | None = None) -> None:
        who, now, client_id = principal(), clock.now(), of or an_id(self._named())
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            page = await timeline_page(
                db,
                coach_id=who.coach,
                client_id=client_id,
                zone=zone.key,
                now=now,
                source=self._source,
                before=cursor_of(self._before),
            )
        self.entries, self.chips = entries(page.rows, zone, now), chips(self._source)
        self.older, self.is_newest = page.older.text if page.older else "", not self._before
        self.shown, self.is_loaded = str(client_id), True
