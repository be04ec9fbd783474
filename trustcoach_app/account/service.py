"""What one changes about one's own account. Each change is written to the audit log."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.account.queries import me
from trustcoach_app.auth import accounts, throttle
from trustcoach_app.auth.login_sessions import token_hash
from trustcoach_app.auth.passwords import WEAKNESSES, hash_password, verify_password, weakness
from trustcoach_app.db.principal import DOOR, Principal
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import NotFound
from trustcoach_app.inputs import Problems
from trustcoach_app.models.door import LoginSession
from trustcoach_app.models.machine import AuditEntry
from trustcoach_app.models.people import User


async def change_name(db: AsyncSession, *, user_id: UUID, name: str) -> None:
    """Write one's name as one wants it."""
    await db.execute(update(User).where(col(User.id) == user_id).values(name=name))


async def revoke_device(db: AsyncSession, *, who: Principal, session_id: UUID, now: datetime) -> None:
    """End one of one's own sessions. Raises NotFound for one that is over, or somebody else's."""
    if not await _revoke(db, who, col(LoginSession.id) == session_id, now):
        raise NotFound
    db.add(AuditEntry(at=now, actor_id=who.user, action="session_revoked", target_id=session_id))


async def revoke_other_devices(db: AsyncSession, *, who: Principal, now: datetime) -> int:
    """End all of one's sessions but this one; how many there were."""
    count = await _revoke(db, who, col(LoginSession.id) != who.session_id, now)
    db.add(AuditEntry(at=now, actor_id=who.user, action="sessions_revoked", detail={"count": count}))
    return count


async def _revoke(db: AsyncSession, who: Principal, which: ColumnElement[bool], now: datetime) -> int:
    mine = update(LoginSession).where(col(LoginSession.user_id) == who.user, which)
    ended = await db.execute(
        mine.where(col(LoginSession.revoked_at).is_(None)).values(revoked_at=now).returning(col(LoginSession.id))
    )
    return len(ended.all())


async def change_password(*, who: Principal, current: str, new: str, token: str, now: datetime) -> None:
    """Set a new password for the live session's person and end their other sessions.

    Opens its own units of work, because hashing must not hold a connection. `token` is the session cookie's value.
    Raises InvalidInput(current, new).
    """
    async with unit_of_work(who) as db:
        user = await me(db, user_id=who.user)
    problems = Problems()
    weak = weakness(new, email=user.email, name=user.name)
    problems.add_if(bool(weak), "new", WEAKNESSES.get(weak, ""))
    problems.add_if(not current, "current", "Indiquez votre mot de passe actuel.")
    if current:
        await _check_present(who, user.email, current, problems, now)
    problems.refuse()
    stored = await hash_password(new)
    async with unit_of_work(DOOR) as db:
        if not await accounts.change_password(db, token_hash=token_hash(token), password_hash=stored, now=now):
            raise NotFound


async def _check_present(who: Principal, email: str, current: str, problems: Problems, now: datetime) -> None:
    async with unit_of_work(DOOR) as db:
        account = await accounts.find_account(db, email=email)
        wait = await throttle.take(db, throttle.own_password_buckets(str(who.user)), now)
    if wait:
        problems.add_if(True, "current", "Trop d’essais pour le moment. Réessayez dans une minute.")
    elif not await verify_password(account.password_hash, current):
        problems.add_if(True, "current", "Ce n’est pas votre mot de passe actuel.")


async def has_password(*, email: str) -> bool:
    """Whether one ever chose a password; links sign in without."""
    async with unit_of_work(DOOR) as db:
        return (await accounts.find_account(db, email=email)).password_hash is not None
