"""The door's plain HTTP routes: what sets or ends the session cookie. State handlers cannot, for it is HttpOnly."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from trustcoach_app import clock
from trustcoach_app.auth.login_sessions import find_session
from trustcoach_app.auth.paths import CODE, FORGOTTEN, LINK, LOGIN, NEW_PASSWORD
from trustcoach_app.auth.posts import HEADERS, post_route
from trustcoach_app.signin.entering import leave
from trustcoach_app.signin.link_routes import ask_link, use_code, use_link
from trustcoach_app.signin.password_routes import ask_reset, log_in, set_password, try_demo


async def start(request: Request) -> Response:
    """`/`: home for those who are signed in, else the door."""
    who = await find_session("; ".join(request.headers.getlist("cookie")), clock.now())
    return RedirectResponse(who.home if who else LOGIN, 307, HEADERS)


ROUTES: list[BaseRoute] = [
    Route("/", start),
    post_route("/auth/login", log_in, page=LOGIN),
    post_route("/auth/demo", try_demo, page=LOGIN),
    post_route("/auth/logout", leave, page=LOGIN),
    post_route("/auth/link/ask", ask_link, page=LOGIN),
    post_route("/auth/link/use", use_link, page=LINK),
    post_route("/auth/code/use", use_code, page=CODE),
    post_route("/auth/reset/ask", ask_reset, page=FORGOTTEN),
    post_route("/auth/password/set", set_password, page=NEW_PASSWORD),
]
