"""`/dashboard/coach/clients.csv`: the clients that the list's address names, or those who are picked (`choix=id,id`).

By name, in chunks, each read in a unit of work of its own and written off the event loop, as the file of leads is.
"""

from asyncio import Semaphore, to_thread
from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from trustcoach_app import clock
from trustcoach_app.auth.coach_requests import a_stream, acting_coach, may_go_on
from trustcoach_app.client_list.address import CSV_PATH, ClientsAddress, Sort, clients_address_of
from trustcoach_app.client_list.export import sheet
from trustcoach_app.client_list.facts import ListFacts, list_facts
from trustcoach_app.clients.present import CLIENTS
from trustcoach_app.coaches import zone_of
from trustcoach_app.cursors import Cursor
from trustcoach_app.db.principal import Principal
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.forms import some_ids
from trustcoach_app.spreadsheets import cut_short

CHUNK = 250
MOST = 20_000
"""Clients of one file."""
AT_A_TIME = Semaphore(2)
"""Chunks that are read at once, of all files of the process: the connections are for who looks at a page."""


async def clients_csv(request: Request) -> Response:
    """A line for each client. Everybody else is sent to the door, or home."""
    who, now = await acting_coach(request, page=CLIENTS), clock.now()
    if isinstance(who, Response):
        return who
    wanted = clients_address_of(dict(request.query_params)).filter.but(sort=Sort.NAME)
    async with unit_of_work(who) as db:
        zone = await zone_of(db, coach_id=who.coach)
    given = {"wanted": wanted, "now": now, "only": _picked(request)}
    name = f"clients-{now.astimezone(zone).date()}.csv"
    return a_stream(_file(request, who, given), "text/csv", f'attachment; filename="{name}"')


def _picked(request: Request) -> list[UUID] | None:
    """None for all of the filter; nobody where what is picked cannot be read."""
    picked = request.query_params.get("choix", "")
    try:
        return some_ids(picked) if picked else None
    except NotFound:
        return []


async def _file(request: Request, who: Principal, given: dict[str, Any]) -> AsyncGenerator[bytes]:
    yield sheet.headings()
    after: Cursor | None = None
    for _ in range(MOST // CHUNK):
        if after and not await may_go_on(request, who):
            yield cut_short()
            return
        facts = await _chunk(who, after, given)
        if facts.page.clients:
            after = facts.page.clients[-1].cursor
            yield await to_thread(sheet.lines, facts, given["now"])
        if not facts.page.has_after:
            return
    yield sheet.the_rest(MOST)


async def _chunk(who: Principal, after: Cursor | None, given: dict[str, Any]) -> ListFacts:
    address = ClientsAddress(given["wanted"], after=after)
    async with AT_A_TIME, unit_of_work(who) as db:
        return await list_facts(
            db, coach_id=who.coach, address=address, now=given["now"], limit=CHUNK, only=given["only"]
        )


ROUTES: list[BaseRoute] = [Route(CSV_PATH, clients_csv)]
