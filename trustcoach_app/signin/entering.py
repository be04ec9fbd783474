"""Letting somebody in: a new session under a new token, the browser's earlier one closed, and on to their page."""

from uuid import UUID

from starlette.responses import Response

from trustcoach_app.auth.cookies import ASK, drop_cookie, set_cookie
from trustcoach_app.auth.device import remember_device
from trustcoach_app.auth.login_sessions import (
    LIFETIME,
    close_session,
    cookie_name,
    cookie_value,
    find_session,
    open_session,
)
from trustcoach_app.auth.paths import LOGIN, local_path
from trustcoach_app.auth.posts import Post, go_to
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work


async def enter(post: Post, *, user_id: UUID, how: str) -> Response:
    """The answer that signs the visitor in. `how`: password, link, code, reset or invitation, for the audit log.

    A token that the browser brought is never kept: whoever planted it would share the session.
    """
    visitor = post.visitor
    async with unit_of_work(DOOR) as db:
        if before := cookie_value(visitor.cookies, cookie_name()):
            await close_session(db, token=before, now=post.now)
        token = await open_session(
            db, user_id=user_id, now=post.now, ip=visitor.ip, user_agent=visitor.user_agent, how=how
        )
    response = go_to(local_path(post.field("suite")) or await _home(token, post))
    set_cookie(response, cookie_name(), token, LIFETIME)
    remember_device(response, visitor.cookies, user_id)
    drop_cookie(response, ASK)
    return response


async def leave(post: Post) -> Response:
    """The answer that signs the visitor out, and lets the browser drop what it kept of our pages."""
    if token := cookie_value(post.visitor.cookies, cookie_name()):
        async with unit_of_work(DOOR) as db:
            await close_session(db, token=token, now=post.now)
    response = go_to(LOGIN)
    drop_cookie(response, cookie_name())
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


async def _home(token: str, post: Post) -> str:
    who = await find_session(f"{cookie_name()}={token}", post.now)
    return who.home if who else LOGIN
