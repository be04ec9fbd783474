"""What /admin reads, as an administrator: people, practices, counts, the audit log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from trustcoach_app.errors import NotFound
from trustcoach_app.models.machine import AuditEntry
from trustcoach_app.models.people import Coach, User
from trustcoach_app.names import fold

PAGE = 20
JOURNAL = 60
"""Lines of the journal that are shown."""

SHOWN_ACTIONS = (
    "sign_in",
    "sign_in_refused",
    "sign_out",
    "password_set",
    "password_changed",
    "session_revoked",
    "sessions_revoked",
    "coach_created",
    "invitation_sent",
    "coach_deactivated",
    "coach_reactivated",
    "badge_set",
    "letter_opened",
    "letter_replayed",
    "letter_dismissed",
    "secret_created",
    "secret_rotated",
    "secret_revoked",
)

CoachAndUser = Row[Coach, User]
JournalEntry = Row[AuditEntry, str, str]


@dataclass(frozen=True)
class PracticeCounts:
    """What is counted of one practice."""

    clients: int = 0
    sessions: int = 0
    last_seen_at: datetime | None = None


@dataclass(frozen=True)
class CoachPage:
    """One page of coaches with their figures, and how many there are in all."""

    found: list[CoachAndUser]
    figures: dict[UUID, PracticeCounts]
    total: int
    page: int
    pages: int


async def coach_page(db: AsyncSession, *, search: str, page: int, now: datetime) -> CoachPage:
    """The coaches whose name, address or specialty holds every word of `search`, by name.

    Found and sorted in Python (decision 5): accents and case do not matter. A page beyond the last is the last.
    """
    ids = await _matching(db, fold(search).split())
    pages = max(1, -(-len(ids) // PAGE))
    page = min(max(page, 1), pages)
    shown = ids[(page - 1) * PAGE : page * PAGE]
    query = select(Coach, User).join(User, col(User.id) == col(Coach.user_id)).where(col(Coach.id).in_(shown))
    by_id = {row.Coach.id: row for row in (await db.execute(query)).all()}
    return CoachPage([by_id[i] for i in shown], await _figures(db, shown, now), len(ids), page, pages)


async def _matching(db: AsyncSession, words: list[str]) -> list[UUID]:
    query = select(col(Coach.id), col(User.name), col(User.email), col(Coach.specialty)).join(
        User, col(User.id) == col(Coach.user_id)
    )
    rows = sorted((fold(row.name), row.id, fold(f"{row.email} {row.specialty}")) for row in await db.execute(query))
    return [coach_id for name, coach_id, rest in rows if all(word in name or word in rest for word in words)]


async def _figures(db: AsyncSession, coach_ids: list[UUID], now: datetime) -> dict[UUID, PracticeCounts]:
    query = text("SELECT * FROM admin_coach_figures(CAST(:ids AS uuid[]), :now)")
    rows = await db.execute(query, {"ids": coach_ids, "now": now})
    return {row.coach_id: PracticeCounts(row.clients, row.sessions, row.last_seen_at) for row in rows}


async def coach_and_user(db: AsyncSession, *, coach_id: UUID) -> CoachAndUser:
    """One coach, locked until the unit of work ends. Raises NotFound."""
    query = select(Coach, User).join(User, col(User.id) == col(Coach.user_id)).where(col(Coach.id) == coach_id)
    found = (await db.execute(query.with_for_update())).one_or_none()
    if found is None:
        raise NotFound
    return found


async def journal(db: AsyncSession) -> list[JournalEntry]:
    """The latest lines: who came in, who was refused, what administrators did; with the names of both sides."""
    actor, target = aliased(User), aliased(User)
    query = (
        select(AuditEntry, col(actor.name).label("actor"), col(target.name).label("target"))
        .outerjoin(actor, col(actor.id) == col(AuditEntry.actor_id))
        .outerjoin(target, col(target.id) == col(AuditEntry.target_id))
        .where(col(AuditEntry.action).in_(SHOWN_ACTIONS))
        .order_by(col(AuditEntry.at).desc(), col(AuditEntry.id).desc())
        .limit(JOURNAL)
    )
    return list((await db.execute(query)).all())
