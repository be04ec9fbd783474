"""What is clicked on the list of leads. Filters and page stand in the address."""

from typing import Any

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.leads.address import LeadsAddress, leads_address_of
from trustcoach_app.setter.leads.present import leads_view
from trustcoach_app.setter.leads.queries.counts import counts
from trustcoach_app.setter.leads.queries.leads import filter_choices, lead_page
from trustcoach_app.setter.leads.queries.matching import are_many
from trustcoach_app.setter.leads.views import LeadsView
from trustcoach_app.shell.lists.state import ListState


class LeadsState(ListState, rx.State):
    """The list. Whatever comes in from the setter refreshes it."""

    view: LeadsView = LeadsView()

    def _place(self, asked: dict[str, str]) -> LeadsAddress:
        return leads_address_of(asked)

    def _filter_href(self, asked: dict[str, str]) -> str:
        return leads_address_of(asked).filter.href()

    async def _read(self) -> None:
        who, now, token = principal(), clock.now(), self.router.session.client_token
        live.watch(token, f"{who.coach}:setter", LeadsState.refresh)
        address = leads_address_of(self._asked)
        async with unit_of_work(who) as db:
            zone = await zone_of(db, coach_id=who.coach)
            many = await are_many(db, address.filter)
            given: dict[str, Any] = {"coach_id": who.coach, "zone": zone, "now": now, "many": many}
            page = await lead_page(db, address=address, **given)
            if address.before and not page.has_newer:
                address = LeadsAddress(address.filter)
                page = await lead_page(db, address=address, **given)
            found = await counts(db, wanted=address.filter, **given)
            known = await filter_choices(db, coach_id=who.coach)
        self.view = leads_view(page, found, known, address, now)

    @rx.event
    @access(Role.COACH)
    def find(self, form: dict[str, Any]):
        """Narrow the list to what the form says; what it has no field for stays."""
        now = leads_address_of(self._asked).filter
        sent = {name: form.get(name) for name in ("q", "source", "etiquette", "metier", "raison", "fait", "du", "au")}
        wanted = leads_address_of(sent).filter.but(status=now.status, follow_up=now.follow_up, slot=now.slot)
        return self._go(wanted.href())
