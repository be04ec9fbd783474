"""`/dashboard/coach/planning.pdf`: what the calendar's address names, on paper, for the coach who is signed in."""

from asyncio import to_thread

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from trustcoach_app import clock
from trustcoach_app.auth.coach_requests import a_file, acting_coach
from trustcoach_app.coaches import coach_facts
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.planning.address import PATH, PDF_PATH, Kind, calendar_address_of
from trustcoach_app.planning.export.pdf import list_pdf, week_pdf
from trustcoach_app.planning.facts import calendar_facts
from trustcoach_app.planning.present import calendar_view


async def planning_pdf(request: Request) -> Response:
    """A week as a grid; a month or a list as a list. Everybody else is sent to the door, or home."""
    who, now = await acting_coach(request, page=PATH), clock.now()
    if isinstance(who, Response):
        return who
    async with unit_of_work(who) as db:
        coach = await coach_facts(db, coach_id=who.coach)
        address = calendar_address_of(dict(request.query_params), now.astimezone(coach.zone).date())
        facts = await calendar_facts(db, coach_id=who.coach, zone=coach.zone, address=address, now=now)
    view = calendar_view(facts, address, now)
    body = await to_thread(week_pdf if address.kind is Kind.WEEK else list_pdf, view, coach.name)
    return a_file(body, "application/pdf", f'inline; filename="planning-{address.day.isoformat()}.pdf"')


ROUTES: list[BaseRoute] = [Route(PDF_PATH, planning_pdf)]
