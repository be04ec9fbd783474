"""Plain HTTP for coaches: files that they send and fetch."""

from collections.abc import AsyncIterable

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from trustcoach_app import clock
from trustcoach_app.auth.login_sessions import find_session
from trustcoach_app.auth.paths import LOGIN, with_query
from trustcoach_app.auth.posts import HEADERS, go_to
from trustcoach_app.db.principal import Principal, Role


async def acting_coach(request: Request, *, page: str) -> Principal | Response:
    """The coach who is signed in; for everybody else where to go: the door, which leads to `page`, or home."""
    signed_in = await find_session("; ".join(request.headers.getlist("cookie")), clock.now())
    if signed_in is None or Role.COACH not in signed_in.roles:
        return sent_to(signed_in.home if signed_in else with_query(LOGIN, suite=page))
    return signed_in.acting_as(Role.COACH)


async def may_go_on(request: Request, who: Principal) -> bool:
    """Whether the login session that asked for a file still stands: whoever reads slowly would have it for hours."""
    return await acting_coach(request, page="/") == who


def sent_to(path: str) -> Response:
    """Load a page of ours, keeping nothing on the way."""
    response = go_to(path)
    response.headers.update(HEADERS)
    return response


def a_file(body: bytes, media_type: str, disposition: str) -> Response:
    """A file that nobody keeps on the way. `disposition` is e.g. `attachment; filename="setter.csv"`."""
    return Response(body, media_type=media_type, headers={**HEADERS, "Content-Disposition": disposition})


def a_stream(chunks: AsyncIterable[bytes], media_type: str, disposition: str) -> Response:
    """A file that is too long to be made at once, and that nobody keeps on the way either."""
    return StreamingResponse(chunks, media_type=media_type, headers={**HEADERS, "Content-Disposition": disposition})
