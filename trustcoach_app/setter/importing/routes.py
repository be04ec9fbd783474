"""POST /setter/import takes a coach's file; GET /setter/import/erreurs.csv gives back the lines that were refused."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from trustcoach_app.auth.coach_requests import a_file, acting_coach
from trustcoach_app.auth.posts import HEADERS
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.forms import an_id
from trustcoach_app.models.importing import PartKind
from trustcoach_app.setter.importing.present import ERRORS
from trustcoach_app.setter.importing.service import KIND, plan_lead_import, refuse_lead_import
from trustcoach_app.uploads.queries import one_import
from trustcoach_app.uploads.routes import upload_route
from trustcoach_app.uploads.stored_parts import each_part

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
            pieces = [piece.encode() async for piece in each_part(db, of=row, kind=PartKind.ERRORS)]
    except NotFound:
        return Response("Not Found", 404, HEADERS)
    return a_file(b"".join(pieces), "text/csv; charset=utf-8", 'attachment; filename="erreurs.csv"')


ROUTES: list[BaseRoute] = [
    upload_route("/setter/import", page=PAGE, most_mb=10, take=plan_lead_import, refuse=refuse_lead_import),
    Route(ERRORS, errors),
]
