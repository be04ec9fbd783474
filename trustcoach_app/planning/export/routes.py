"""`/dashboard/coach/planning.pdf`: what the calendar's address names, on paper, for the coach who is signed in."""

from asyncio import to_thread

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from trustcoach_app import clock
from trustcoach_app.auth.paths import LOGIN
from trustcoach_app.auth.sessions import find_session
from trustcoach_app.db.principal import Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.planning.calendar.address import PDF_PATH, Kind, place_of
from trustcoach_app.planning.calendar.facts import calendar_facts
from trustcoach_app.planning.calendar.present import calendar_view
from trustcoach_app.planning.export.pdf import list_pdf, week_pdf
from trustcoach_app.planning.export.queries import coach_name
from trustcoach_app.planning.slot_queries import zone_of

HEADERS = {"Cache-Control": "no-store"}


async def planning_pdf(request: Request) -> Response:
    """A week as a grid; a month or a list as a list. Everybody but a coach goes to the door."""
    now = clock.now()
    who = await find_session("; ".join(request.headers.getlist("cookie")), now)
    if who is None or Role.COACH not in who.roles:
        return RedirectResponse(LOGIN, 303, HEADERS)
    acting = who.acting_as(Role.COACH)
    async with unit_of_work(acting) as db:
        zone = await zone_of(db, coach_id=acting.coach)
        place = place_of(dict(request.query_params), now.astimezone(zone).date())
        facts = await calendar_facts(db, coach_id=acting.coach, zone=zone, place=place, now=now)
        name = await coach_name(db, coach_id=acting.coach)
    view = calendar_view(facts, place, now)
    body = await to_thread(week_pdf if place.kind is Kind.WEEK else list_pdf, view, name)
    file = f'inline; filename="planning-{place.day.isoformat()}.pdf"'
    return Response(body, media_type="application/pdf", headers={**HEADERS, "Content-Disposition": file})


ROUTES: list[BaseRoute] = [Route(PDF_PATH, planning_pdf)]
