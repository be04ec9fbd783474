"""What is clicked on the page of figures. The period stands in the address."""

from dataclasses import fields
from typing import Any

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.days import next_midnight
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.forms import reading
from trustcoach_app.setter.figures.address import PATH
from trustcoach_app.setter.figures.period import CHOSEN, asked_of
from trustcoach_app.setter.figures.present.dashboard import page_view
from trustcoach_app.setter.figures.queries.dashboard import page_facts
from trustcoach_app.setter.figures.views import FigureRow, FunnelStep, Head, PageView, StatusRow
from trustcoach_app.setter.today.state import TodayState
from trustcoach_app.shell.forms.state import FormState


class FiguresState(FormState, rx.State):
    """The page, a var for each of its parts: only those that changed go to the browser."""

    head: Head = Head()
    steps: list[str] = []
    activity: list[FigureRow] = []
    responses: list[FigureRow] = []
    conversion: list[FigureRow] = []
    demography: list[FigureRow] = []
    pipeline: list[FigureRow] = []
    performance: list[FigureRow] = []
    funnel: list[FunnelStep] = []
    statuses: list[StatusRow] = []
    is_loaded: bool = False
    _asked: dict[str, str] = {}

    @rx.event
    @access(Role.COACH)
    async def load(self):
        """Show the period that the address names."""
        self._asked = dict(self.router.url.query_parameters)
        self.errors = {}
        await self._read()

    @rx.event
    @access(Role.COACH)
    async def refresh(self):
        """Read the same period anew, and what to do today."""
        await self._read()
        return TodayState.refresh

    @rx.event
    @access(Role.COACH)
    def choose_dates(self, sent: dict[str, Any]):
        """Go to the period between two dates."""
        with self._checking():
            query = _dates(sent)
            return rx.redirect(f"{PATH}?du={query['du']}&au={query['au']}")

    async def _read(self) -> None:
        who, now, token = principal(), clock.now(), self.router.session.client_token
        topic = f"{who.coach}:setter"
        live.watch(token, topic, FiguresState.refresh)
        async with unit_of_work(who) as db:
            facts = await page_facts(db, coach_id=who.coach, asked=asked_of(self._asked), now=now)
        live.watch(token, topic, FiguresState.refresh, next_midnight(now, facts.measured.sums.zone))
        self._show(page_view(facts, now))

    def _show(self, view: PageView) -> None:
        for part in fields(view):
            if getattr(self, part.name) != getattr(view, part.name):
                setattr(self, part.name, getattr(view, part.name))
        self.is_loaded = True


def _dates(sent: dict[str, Any]) -> dict[str, str]:
    """Raises InvalidInput."""
    with reading(sent) as form:
        first, last = form.day("du"), form.day("au")
        query = {"du": first.isoformat(), "au": last.isoformat()}
        if form.took("du", "au"):
            form.add_if(last < first, "au", "La fin précède le début.")
            form.add_if(asked_of(query).key != CHOSEN, "au", "Dix ans au plus, à partir de 2010.")
    return query
