"""Everything HTTP that stands before Reflex: our plain routes, and what wraps every answer and every request."""

from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from trustcoach_app.client_list.export import routes as clients_export
from trustcoach_app.importing import routes as importing
from trustcoach_app.planning.export import routes as planning
from trustcoach_app.profile import routes as profile
from trustcoach_app.setter.figures import routes as figures
from trustcoach_app.setter.importing import routes as leads_importing
from trustcoach_app.setter.intake import routes as setter
from trustcoach_app.setter.leads.export import routes as leads_export
from trustcoach_app.signin import routes as door
from trustcoach_app.web import health
from trustcoach_app.web.built_files import BuiltFiles
from trustcoach_app.web.early_message import EarlyMessage
from trustcoach_app.web.origin_guard import OriginGuard
from trustcoach_app.web.pages import PagesAtTheirAddress
from trustcoach_app.web.security_headers import SecurityHeaders
from trustcoach_app.web.socket_limits import SocketLimits

ROUTES: list[BaseRoute] = [
    *health.ROUTES,
    *door.ROUTES,
    *clients_export.ROUTES,
    *planning.ROUTES,
    *importing.ROUTES,
    *leads_importing.ROUTES,
    *figures.ROUTES,
    *leads_export.ROUTES,
    *profile.ROUTES,
    *setter.ROUTES,
]


def transformers() -> Sequence[Starlette | Callable[[ASGIApp], ASGIApp]]:
    """For `rx.App(api_transformer=…)`, innermost first."""
    return [
        Starlette(routes=ROUTES),
        SocketLimits,
        EarlyMessage,
        PagesAtTheirAddress,
        BuiltFiles,
        OriginGuard,
        SecurityHeaders,
    ]
