"""`/dashboard/coach/setter/leads.csv`: the leads that the list's address names, for the coach who is signed in.

Sent in chunks, each read in a unit of work of its own and written off the event loop: a file of a hundred thousand
leads holds neither a connection nor anybody's page while a slow reader takes it.
"""

from asyncio import Semaphore, to_thread
from collections.abc import AsyncGenerator, Sequence
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from trustcoach_app import clock
from trustcoach_app.auth.coach_requests import a_stream, acting_coach, may_go_on
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.principal import Principal
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.leads import Lead
from trustcoach_app.setter.leads.address import CSV_PATH, PATH, leads_address_of
from trustcoach_app.setter.leads.export import sheet
from trustcoach_app.setter.leads.export.queries import leads_before
from trustcoach_app.setter.leads.queries.matching import are_many
from trustcoach_app.spreadsheets import cut_short

CHUNK = 250
MOST = 100_000
"""Leads of one file."""
AT_A_TIME = Semaphore(2)
"""Chunks that are read at once, of all files of the process: the connections are for who looks at a page."""


async def leads_csv(request: Request) -> Response:
    """A line for each lead. Everybody else is sent to the door, or home."""
    who, now = await acting_coach(request, page=PATH), clock.now()
    if isinstance(who, Response):
        return who
    wanted = leads_address_of(dict(request.query_params)).filter
    async with unit_of_work(who) as db:
        zone = await zone_of(db, coach_id=who.coach)
        given = {"wanted": wanted, "zone": zone, "now": now, "many": await are_many(db, wanted)}
    name = f"leads-{now.astimezone(zone).date()}.csv"
    return a_stream(_file(request, who, given), "text/csv", f'attachment; filename="{name}"')


async def _file(request: Request, who: Principal, given: dict[str, Any]) -> AsyncGenerator[bytes]:
    yield sheet.headings()
    before: UUID | None = None
    for _ in range(MOST // CHUNK):
        if before and not await may_go_on(request, who):
            yield cut_short()
            return
        leads = await _chunk(who, before, CHUNK, given)
        if leads:
            before = leads[-1].id
            yield await to_thread(sheet.lines, leads, given["zone"], given["now"])
        if len(leads) < CHUNK:
            return
    if await _chunk(who, before, 1, given):
        yield sheet.the_rest(MOST)


async def _chunk(who: Principal, before: UUID | None, most: int, given: dict[str, Any]) -> Sequence[Lead]:
    async with AT_A_TIME, unit_of_work(who) as db:
        return await leads_before(db, coach_id=who.coach, before=before, most=most, **given)


ROUTES: list[BaseRoute] = [Route(CSV_PATH, leads_csv)]
