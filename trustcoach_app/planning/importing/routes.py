"""POST /planning/import: takes one file from a coach's own page and answers with the page that shows its dry run."""

import logging

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from trustcoach_app import clock
from trustcoach_app.auth.paths import with_query
from trustcoach_app.auth.posts import refuse_foreign
from trustcoach_app.db.principal import Principal
from trustcoach_app.planning.importing.uploads import refuse, take
from trustcoach_app.uploads.posted import acting_coach, posted_file, sent_to

PATH = "/planning/import"
PAGE = "/dashboard/coach/planning/importer"
MOST_BYTES = 5 * 1024 * 1024
TOO_LARGE = "Ce fichier dépasse 5 Mo."

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


ROUTES: list[BaseRoute] = [Route(PATH, upload, methods=["POST"])]
