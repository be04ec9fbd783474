"""POST /profil/photo takes a photo, GET gives it to the coach herself and to her clients."""

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from trustcoach_app import clock
from trustcoach_app.auth.coach_requests import acting_coach, sent_to
from trustcoach_app.auth.login_sessions import find_session
from trustcoach_app.auth.paths import with_query
from trustcoach_app.auth.posts import HEADERS, refuse_foreign
from trustcoach_app.coaches import PHOTO
from trustcoach_app.db.principal import Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.profile import queries, service
from trustcoach_app.profile.pictures import NoPicture, picture_of
from trustcoach_app.uploads.posted import posted_file
from trustcoach_app.uploads.room import room_for

PROFILE = "/dashboard/coach/parametres"
MOST_BYTES = 10 * 1024 * 1024


async def take_photo(request: Request) -> Response:
    """Keep the posted photo and go back to the page, which says what was wrong with it."""
    refuse_foreign(request)
    who = await acting_coach(request, page=PROFILE)
    if isinstance(who, Response):
        return who
    with room_for(who.coach):
        _, content = await posted_file(request, most_bytes=MOST_BYTES, too_large="Cette photo dépasse 10 Mo.")
        return sent_to(with_query(PROFILE, photo=await _cached(who, content)))


async def _cached(who: Principal, content: bytes) -> str:
    """Empty when the photo was kept, else why not."""
    if len(content) > MOST_BYTES:
        return "grande"
    try:
        picture = await picture_of(content)
    except NoPicture as refused:
        return refused.why
    async with unit_of_work(who) as db:
        await service.change_photo(db, coach_id=who.coach, picture=picture, now=clock.now())
    return ""


async def give_photo(request: Request) -> Response:
    """A photo, to whom the policies show it; 404 for everybody else and for a coach without one."""
    signed_in = await find_session("; ".join(request.headers.getlist("cookie")), clock.now())
    try:
        asked = UUID(request.query_params.get("coach", "")) if "coach" in request.query_params else None
    except ValueError:
        asked = None
    coach_id = asked or (signed_in.coach_id if signed_in else None)
    if signed_in is None or coach_id is None:
        return Response(status_code=404, headers=HEADERS)
    role = Role.COACH if coach_id == signed_in.coach_id else Role.CLIENT
    if role not in signed_in.roles:
        return Response(status_code=404, headers=HEADERS)
    async with unit_of_work(signed_in.acting_as(role)) as db:
        found = await queries.photo(db, coach_id=coach_id)
    if found is None:
        return Response(status_code=404, headers=HEADERS)
    headers = {"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff", "ETag": f'"{found[1]}"'}
    return Response(found[0], media_type="image/webp", headers=headers)


ROUTES: list[BaseRoute] = [
    Route(PHOTO, take_photo, methods=["POST"]),
    Route(PHOTO, give_photo, methods=["GET"]),
]
