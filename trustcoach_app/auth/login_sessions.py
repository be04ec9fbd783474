"""Browser sessions: a random token in an HttpOnly cookie, its keyed hash in the database (decision 4)."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import cookie_parser

from trustcoach_app.auth.identity import SignedIn
from trustcoach_app.config import settings
from trustcoach_app.db.principal import DOOR, Role
from trustcoach_app.db.secrets import keyed_hash
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work

LIFETIME = timedelta(days=30)


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host, the root path and https; plain on a local http address."""
    return "__Host-trustcoach" if settings().is_https else "trustcoach_session"


def cookie_value(header: str, name: str) -> str:
    """One cookie of a Cookie header, "" when absent. Other cookies, however odd, do not hide it."""
    return cookie_parser(header).get(name, "")


def token_hash(token: str) -> str:
    """What rests in the database instead of the token."""
    return keyed_hash(token, "session")


async def open_session(
    db: AsyncSession, *, user_id: UUID, now: datetime, ip: str | None, user_agent: str, how: str
) -> str:
    """Record a new session and its audit line; returns the token for the cookie. `db` acts as DOOR."""
    token = secrets.token_urlsafe(32)
    await db.execute(
        text(
            "SELECT door_open_session(:id, :user_id, :hash, :now, :until, CAST(:ip AS inet), :agent, :audit_id, :how)"
        ),
        {
            "id": new_id(),
            "user_id": user_id,
            "hash": token_hash(token),
            "now": now,
            "until": now + LIFETIME,
            "ip": ip,
            "agent": user_agent[:300],
            "audit_id": new_id(),
            "how": how,
        },
    )
    return token


async def close_session(db: AsyncSession, *, token: str, now: datetime) -> None:
    """Revoke the session of a token, if it lives. `db` acts as DOOR."""
    await db.execute(
        text("SELECT door_close_session(:hash, :now, :audit_id)"),
        {"hash": token_hash(token), "now": now, "audit_id": new_id()},
    )


async def find_session(cookie_header: str, now: datetime) -> SignedIn | None:
    """The live session that a Cookie header proves, or None. One statement; notes that it was seen."""
    token = cookie_value(cookie_header, cookie_name())
    if not token:
        return None
    async with unit_of_work(DOOR) as db:
        found = await db.execute(
            text("SELECT * FROM door_session(:hash, :now)"), {"hash": token_hash(token), "now": now}
        )
        row = found.one_or_none()
    if row is None:
        return None
    return SignedIn(row.session_id, row.user_id, frozenset(Role(role) for role in row.roles), row.coach_id)
