"""What is clicked on the list of clients. Filters and page stand in the address."""

from typing import Any

import reflex as rx

from trustcoach_app import clock, live
from trustcoach_app.auth.access import access, principal
from trustcoach_app.client_list.address import ClientsAddress, clients_address_of
from trustcoach_app.client_list.facts import list_facts
from trustcoach_app.client_list.present import clients_view, next_change
from trustcoach_app.client_list.views import ClientsView
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.shell.lists.state import ListState

FIELDS = ("q", "etape", "activite", "etiquette", "tri")


class ClientsState(ListState, rx.State):
    """The list. It keeps itself true: rows that change and days that pass both bring it back to `refresh`."""

    view: ClientsView = ClientsView()

    def _place(self, asked: dict[str, str]) -> ClientsAddress:
        return clients_address_of(asked)

    def _filter_href(self, asked: dict[str, str]) -> str:
        return clients_address_of(asked).filter.href()

    async def _read(self) -> None:
        who, now, token = principal(), clock.now(), self.router.session.client_token
        live.watch(token, str(who.coach), ClientsState.refresh)
        address = clients_address_of(self._asked)
        async with unit_of_work(who) as db:
            facts = await list_facts(db, coach_id=who.coach, address=address, now=now)
        self.view = clients_view(facts, address, now)
        live.watch(token, str(who.coach), ClientsState.refresh, next_change(facts, now))

    @rx.event
    @access(Role.COACH)
    def find(self, form: dict[str, Any]):
        """Narrow the list to what the form says; health, which has chips, stays."""
        sent = {name: form.get(name) for name in FIELDS}
        wanted = clients_address_of(sent).filter.but(health=clients_address_of(self._asked).filter.health)
        return self._go(wanted.href())
