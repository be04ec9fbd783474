"""Whom a handler acts as: one principal for one event, out of its mark, the session and the page's address."""

import re

from sqlalchemy import text

from trustcoach_app.auth.access import Caller
from trustcoach_app.auth.identity import SignedIn, role_for
from trustcoach_app.db.principal import DOOR, Principal, Role, public_page
from trustcoach_app.db.unit_of_work import unit_of_work

_PUBLIC_PATH = re.compile(r"/c/([a-z0-9-]{1,80})(?:/.*)?")


async def acting_principal(
    callers: frozenset[Caller] | None, *, signed_in: SignedIn | None, path: str
) -> Principal | None:
    """Who acts when a page at `path` calls a handler that answers `callers`; None when it does not answer them."""
    if callers and Role.PUBLIC in callers:
        return await principal_of_public_page(path)
    roles = frozenset(caller for caller in callers or () if isinstance(caller, Role))
    role = role_for(signed_in, roles, path) if signed_in else None
    return signed_in.acting_as(role) if signed_in and role else None


async def principal_of_public_page(path: str) -> Principal | None:
    """PUBLIC of the practice whose public page, `/c/<slug>`, a path is; None for other pages and closed practices.

    The browser says where it is, and may say any public page: this opens nothing that a visitor of it cannot see.
    """
    found = _PUBLIC_PATH.fullmatch(path)
    if found is None:
        return None
    async with unit_of_work(DOOR) as db:
        coach_id = await db.scalar(text("SELECT door_public_practice(:slug)"), {"slug": found[1]})
    return public_page(coach_id) if coach_id else None
