"""`/dashboard/coach/setter.csv`: the figures of the period that the address names, for the coach who is signed in."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from trustcoach_app import clock
from trustcoach_app.auth.coach_requests import a_file, acting_coach
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.setter.figures.address import CSV_PATH, PATH
from trustcoach_app.setter.figures.period import Period, asked_of
from trustcoach_app.setter.figures.queries.dashboard import measured
from trustcoach_app.setter.figures.sheet import sheet


async def setter_csv(request: Request) -> Response:
    """A line for each figure. Everybody else is sent to the door, or home."""
    who, now = await acting_coach(request, page=PATH), clock.now()
    if isinstance(who, Response):
        return who
    async with unit_of_work(who) as db:
        found = await measured(db, coach_id=who.coach, asked=asked_of(dict(request.query_params)), now=now)
    return a_file(sheet(found), "text/csv", f'attachment; filename="{_name(found.sums.period)}.csv"')


def _name(period: Period) -> str:
    first = f"{period.first}-" if period.first else "jusqu-au-"
    return f"setter-{first}{period.last}"


ROUTES: list[BaseRoute] = [Route(CSV_PATH, setter_csv)]
