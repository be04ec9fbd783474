"""POST /planning/import takes a coach's calendar, or list of clients."""

from starlette.routing import BaseRoute

from trustcoach_app.importing.uploads import plan_import, refuse_import
from trustcoach_app.uploads.routes import upload_route

PAGE = "/dashboard/coach/planning/importer"

ROUTES: list[BaseRoute] = [
    upload_route("/planning/import", page=PAGE, most_mb=5, take=plan_import, refuse=refuse_import)
]
