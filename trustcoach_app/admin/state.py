"""What is clicked on /admin. Search, page and tab live in the address."""

from typing import Any
from urllib.parse import urlencode

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.admin import queries, service
from trustcoach_app.admin.present import BADGES, coach_list, journal_row
from trustcoach_app.admin.views import CoachList, CoachRow, JournalRow
from trustcoach_app.auth.access import access, principal
from trustcoach_app.auth.identity import HOMES
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import a_choice, an_id
from trustcoach_app.models.people import BadgeLevel
from trustcoach_app.shell.forms.state import ClosingState
from trustcoach_app.shell.state import ShellState

LONGEST_SEARCH = 80
TABS = ("coachs", "journal")


class AdminState(ClosingState, rx.State):
    """The list of coaches, and the journal."""

    tab: str = "coachs"
    search: str = ""
    coaches: CoachList = CoachList()
    journal: list[JournalRow] = []
    is_loaded: bool = False
    asked: CoachRow = CoachRow()
    """Whom to deactivate, while the question is open."""

    def _leave(self) -> None:
        self.asked = CoachRow()

    @rx.event
    @access(Role.ADMIN)
    async def refresh(self):
        """Read what the address asks for."""
        who, now, asked = principal(), clock.now(), self.router.url.query_parameters
        self.tab = "journal" if asked.get("vue") == "journal" else "coachs"
        self.search = str(asked.get("q") or "")[:LONGEST_SEARCH]
        page = str(asked.get("page") or "1")
        async with unit_of_work(who) as db:
            if self.tab == "journal":
                self.journal = [journal_row(entry) for entry in await queries.journal(db)]
            else:
                number = int(page) if page.isdecimal() and len(page) < 6 else 1
                found = await queries.coach_page(db, search=self.search, page=number, now=now)
                self.coaches = coach_list(found, search=self.search, now=now)
        self.is_loaded = True

    @rx.event
    @access(Role.ADMIN)
    def choose_tab(self, tab: str):
        """Coaches or journal."""
        return _go(vue=tab if tab == "journal" else "")

    @rx.event
    @access(Role.ADMIN)
    def find(self, form: dict[str, Any]):
        """Search the coaches."""
        return _go(q=str(form.get("q") or "").strip()[:LONGEST_SEARCH])

    @rx.event
    @access(Role.ADMIN)
    def turn(self, by: int):
        """The next page or the one before."""
        page = max(1, self.coaches.page + (1 if by == 1 else -1))
        return _go(q=self.search, page="" if page == 1 else str(page))

    @rx.event
    @access(Role.ADMIN)
    def open_deactivation(self, coach_id: str):
        """Ask before deactivating one of the coaches in sight."""
        self.asked = next((row for row in self.coaches.rows if row.id == str(coach_id)), CoachRow())

    @rx.event
    @access(Role.ADMIN)
    def keep_active(self):
        self.asked = CoachRow()

    @rx.event
    @access(Role.ADMIN)
    async def deactivate(self):
        """Close the practice that was asked about."""
        who, wanted = principal(), an_id(self.asked.id)
        self.asked = CoachRow()
        async with unit_of_work(who) as db:
            name = await service.deactivate_coach(db, who=who, coach_id=wanted, now=clock.now())
        return [
            AdminState.refresh,
            ShellState.say(f"Compte désactivé\u202f: {name}. Ses sessions sont fermées.", "success"),
        ]

    @rx.event
    @access(Role.ADMIN)
    async def reactivate(self, coach_id: str):
        who = principal()
        async with unit_of_work(who) as db:
            name = await service.reactivate_coach(db, who=who, coach_id=an_id(coach_id), now=clock.now())
        return [AdminState.refresh, ShellState.say(f"{name} est de nouveau actif.", "success")]

    @rx.event
    @access(Role.ADMIN)
    async def set_badge(self, coach_id: str, level: str):
        who, badge = principal(), a_choice(level, BadgeLevel, "level")
        async with unit_of_work(who) as db:
            name = await service.set_coach_badge(db, who=who, coach_id=an_id(coach_id), level=badge, now=clock.now())
        return [AdminState.refresh, ShellState.say(f"{name}\u202f: badge {BADGES[badge][0].lower()}.", "success")]


def _go(**query: str) -> rx.event.EventSpec:
    said = {name: value for name, value in query.items() if value}
    path = HOMES[Role.ADMIN]
    return rx.redirect(f"{path}?{urlencode(said)}" if said else path)
