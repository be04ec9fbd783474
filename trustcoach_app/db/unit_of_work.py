"""One transaction, one principal, one commit: the only place in the project that commits."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from contextvars import ContextVar

from sqlalchemy import Connection, event, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, SessionTransaction

from trustcoach_app.db.engine import JOBS as JOBS_LOGIN
from trustcoach_app.db.engine import WEB as WEB_LOGIN
from trustcoach_app.db.engine import engine
from trustcoach_app.db.principal import Principal

_inside: ContextVar[bool] = ContextVar("inside_unit_of_work", default=False)
_login: str = WEB_LOGIN

_BECOME = text(
    "SELECT set_config('role', :role, true), set_config('app.user_id', :user_id, true), "
    "set_config('app.coach_id', :coach_id, true)"
)


def connect_as_jobs() -> None:
    """Make this process connect as the jobs login. Called once, by the jobs process at its start."""
    global _login  # noqa: PLW0603  one login for the whole process, chosen before its first connection
    _login = JOBS_LOGIN


def is_inside_unit_of_work() -> bool:
    """Whether a transaction is open in this task: network calls refuse to run then."""
    return _inside.get()


def _become_on_begin(session: AsyncSession, principal: Principal) -> None:
    """Each transaction of the session starts as the principal, also one after a rollback."""

    def become(_: Session, __: SessionTransaction, connection: Connection) -> None:
        connection.execute(
            _BECOME,
            {
                "role": principal.role.database_role,
                "user_id": str(principal.user_id or ""),
                "coach_id": str(principal.coach_id or ""),
            },
        )

    event.listen(session.sync_session, "after_begin", become)


@asynccontextmanager
async def unit_of_work(principal: Principal) -> AsyncGenerator[AsyncSession]:
    """A session that acts as `principal` under row-level security; commits at the end, rolls back on any error."""
    entered = _inside.set(True)
    try:
        async with AsyncSession(engine(_login), expire_on_commit=False) as session:
            _become_on_begin(session, principal)
            async with session.begin():
                yield session
    finally:
        _inside.reset(entered)
