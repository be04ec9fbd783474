"""POST /setter/import takes a coach's file; GET /setter/import/erreurs.csv gives back the lines that were refused."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from trustcoach_app.auth.coach_requests import a_file, acting_coach
from trustcoach_app.auth.posts import HEADERS
from trustcoach_app.claims import an_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.setter.importing.plan import PLAN
from trustcoach_app.setter.importing.present import ERRORS, errors_csv
from trustcoach_app.setter.importing.service import KIND, refuse, take
from trustcoach_app.uploads.queries import one_import
from trustcoach_app.uploads.routes import upload_route

PAGE = "/dashboard/coach/setter/importer"


async def errors(request: Request) -> Response:
    """The refused lines of one dry run. Another coach's answers 404, as what does not exist."""
    who = await acting_coach(request, page=PAGE)
    if isinstance(who, Response):
        return who
    try:
        async with unit_of_work(who) as db:
            named = an_id(request.query_params.get("fichier"))
            row = await one_import(db, coach_id=who.coach, kind=KIND, import_id=named)
    except NotFound:
        return Response("Not Found", 404, HEADERS)
    body = errors_csv(PLAN.validate_json(row.plan).refused)
    return a_file(body, "text/csv; charset=utf-8", 'attachment; filename="erreurs.csv"')


ROUTES: list[BaseRoute] = [
    upload_route("/setter/import", page=PAGE, most_mb=10, take=take, refuse=refuse),
    Route(ERRORS, errors),
]
