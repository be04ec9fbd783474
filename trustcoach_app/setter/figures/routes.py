"""`/dashboard/coach/setter.csv`: the figures of the period that the address names, for the coach who is signed in."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from trustcoach_app import clock
from trustcoach_app.auth.paths import LOGIN
from trustcoach_app.auth.sessions import find_session
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.figures.address import CSV_PATH
from trustcoach_app.setter.figures.period import Period, asked_of
from trustcoach_app.setter.figures.queries import measured, spellings
from trustcoach_app.setter.figures.sheet import sheet

HEADERS = {"Cache-Control": "no-store"}


async def setter_csv(request: Request) -> Response:
    """A line for each figure. Everybody but a coach goes to the door."""
    now = clock.now()
    who = await find_session("; ".join(request.headers.getlist("cookie")), now)
    if who is None or Role.COACH not in who.roles:
        return RedirectResponse(LOGIN, 303, HEADERS)
    acting = who.acting_as(Role.COACH)
    async with unit_of_work(acting) as db:
        found = await measured(db, coach_id=acting.coach, asked=asked_of(dict(request.query_params)), now=now)
        jobs = await spellings(db, coach_id=acting.coach, found=found)
    file = f'attachment; filename="{_name(found.sums.period)}.csv"'
    return Response(sheet(found, jobs), media_type="text/csv", headers={**HEADERS, "Content-Disposition": file})


def _name(period: Period) -> str:
    first = f"{period.first}-" if period.first else "jusqu-au-"
    return f"setter-{first}{period.last}"


ROUTES: list[BaseRoute] = [Route(CSV_PATH, setter_csv)]
