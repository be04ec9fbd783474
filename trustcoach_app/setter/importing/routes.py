"""POST /setter/import takes a coach's file; GET /setter/import/erreurs.csv gives back the lines that were refused."""

import logging

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from trustcoach_app import clock
from trustcoach_app.auth.paths import with_query
from trustcoach_app.auth.posts import HEADERS, refuse_foreign
from trustcoach_app.claims import an_id
from trustcoach_app.db.principal import Principal
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.setter.importing.plan import PLAN
from trustcoach_app.setter.importing.present import ERRORS, errors_csv
from trustcoach_app.setter.importing.service import KIND, refuse, take
from trustcoach_app.uploads.posted import acting_coach, posted_file, sent_to
from trustcoach_app.uploads.queries import one_import

PATH = "/setter/import"
PAGE = "/dashboard/coach/setter/importer"
MOST_BYTES = 10 * 1024 * 1024
TOO_LARGE = "Ce fichier dépasse 10 Mo : partagez-le en plusieurs."

log = logging.getLogger(__name__)


async def upload(request: Request) -> Response:
    """Keep a dry run of the file, then show it. Raises 403 for other sites, 413, 415, 408 and 400."""
    refuse_foreign(request)
    who = await acting_coach(request, page=PAGE)
    if isinstance(who, Response):
        return who
    name, content = await posted_file(request, most_bytes=MOST_BYTES, too_large=TOO_LARGE)
    return sent_to(with_query(PAGE, fichier=str(await _take(who, name, content))))


async def _take(who: Principal, name: str, content: bytes) -> object:
    if len(content) > MOST_BYTES:
        return await refuse(who, filename=name, why=TOO_LARGE)
    try:
        return await take(who, filename=name, content=content, now=clock.now())
    except Exception:
        log.exception("an upload failed")
        return await refuse(who, filename=name, why="Ce fichier n’a pas pu être lu : exportez-le de nouveau.")


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
    attached = {"Content-Disposition": 'attachment; filename="erreurs.csv"'}
    return Response(body, media_type="text/csv; charset=utf-8", headers={**HEADERS, **attached})


ROUTES: list[BaseRoute] = [Route(PATH, upload, methods=["POST"]), Route(ERRORS, errors)]
