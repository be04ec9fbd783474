"""Makes the demo's people and practices: what no service does, because nobody is invited and no policy is asked.

People are an administrator's to create. Their passwords no principal may write, so the owner's connection does, as the
role that the door's functions run as. What exists already stays as it is, a changed password included.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col

from trustcoach_app.auth.demo_accounts import ACCOUNTS, ADMIN_EMAIL, CLIENT_EMAIL
from trustcoach_app.auth.passwords import hash_password
from trustcoach_app.db.engine import given_url
from trustcoach_app.db.principal import DOOR, Principal, Role
from trustcoach_app.db.row_access import DEFINER
from trustcoach_app.db.types import new_id
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.demo.content import CoachText, Practice, practices
from trustcoach_app.models.people import Coach, User, UserRole, UserRoleRow

_WITHOUT_PASSWORD = text(
    "SELECT demo.email, door.user_id "
    "FROM unnest(CAST(:emails AS text[])) AS demo (email), LATERAL door_account(demo.email) AS door "
    "WHERE door.password_hash IS NULL"
)


@dataclass(frozen=True)
class DemoPractice:
    """One demo practice as it stands in the database, and who acts in it."""

    practice: Practice
    coach_id: UUID
    coach_user_id: UUID
    admin_id: UUID

    @property
    def coach(self) -> Principal:
        """The coach, signed in."""
        return Principal(Role.COACH, user_id=self.coach_user_id, coach_id=self.coach_id)

    @property
    def admin(self) -> Principal:
        """The demo's administrator."""
        return Principal(Role.ADMIN, user_id=self.admin_id)


async def ensure_practices(now: datetime) -> list[DemoPractice]:
    """Make what is missing of the demo's accounts; returns its practices."""
    async with unit_of_work(Principal(Role.ADMIN, user_id=new_id())) as db:
        users = await _people(db, now)
        coaches = await _coaches(db, users, now)
    await _passwords(now)
    return [
        DemoPractice(practice, coaches[email], users[email], users[ADMIN_EMAIL])
        for practice in practices()
        for email in [practice.coach.email]
    ]


async def link_client() -> None:
    """Make the rows that carry the demo client's address theirs, as proving the address does. Coaches may not."""
    async with await _as_definer() as owner:
        await owner.execute(
            "UPDATE clients SET user_id = u.id FROM users u "
            "WHERE u.email = clients.email AND clients.email = %s AND clients.user_id IS NULL",
            (CLIENT_EMAIL,),
        )


async def _people(db: AsyncSession, now: datetime) -> dict[str, UUID]:
    """Every demo account's person, by address, with their role."""
    emails = [account.email for account in ACCOUNTS]
    for account in ACCOUNTS:
        values = {"id": new_id(), "email": account.email, "name": account.name, "email_verified_at": now}
        await _insert_once(db, User, values)
    rows = await db.execute(select(col(User.email), col(User.id)).where(col(User.email).in_(emails)))
    users = {row.email: row.id for row in rows}
    roles = {ADMIN_EMAIL: UserRole.ADMIN, CLIENT_EMAIL: UserRole.CLIENT}
    for email, user_id in users.items():
        await _insert_once(db, UserRoleRow, {"user_id": user_id, "role": roles.get(email, UserRole.COACH)})
    return users


async def _coaches(db: AsyncSession, users: dict[str, UUID], now: datetime) -> dict[str, UUID]:
    """Every demo practice, by its coach's address."""
    for practice in practices():
        await _insert_once(db, Coach, _profile(practice.coach, users[practice.coach.email], now))
    rows = await db.execute(select(col(User.email), col(Coach.id)).join(User, col(User.id) == col(Coach.user_id)))
    return {row.email: row.id for row in rows}


def _profile(coach: CoachText, user_id: UUID, now: datetime) -> dict[str, object]:
    copied = ("slug", "specialty", "headline", "bio", "specialties", "hourly_rate_cents", "city", "timezone")
    values = {name: getattr(coach, name) for name in copied}
    return {
        **values,
        "id": new_id(),
        "user_id": user_id,
        "badge_level": coach.badge,
        "verified_at": now,
        "currency": "EUR",
    }


async def _insert_once(db: AsyncSession, model: type[SQLModel], values: Mapping[str, object]) -> None:
    await db.execute(insert(model).values(**values).on_conflict_do_nothing())


async def _passwords(now: datetime) -> None:
    """Give those a password who have none yet."""
    public = {account.email: account.password for account in ACCOUNTS}
    async with unit_of_work(DOOR) as db:
        missing = (await db.execute(_WITHOUT_PASSWORD, {"emails": list(public)})).all()
    if not missing:
        return
    hashes = await asyncio.gather(*(hash_password(public[row.email]) for row in missing))
    async with await _as_definer() as owner:
        for row, password_hash in zip(missing, hashes, strict=True):
            await owner.execute(
                "INSERT INTO passwords (user_id, hash, changed_at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                (row.user_id, password_hash, now),
            )


async def _as_definer() -> psycopg.AsyncConnection[Any]:
    """The owner's connection, with the rights of the door's functions: for what no principal may write."""
    url = given_url().set(drivername="postgresql").render_as_string(hide_password=False)
    owner = await psycopg.AsyncConnection.connect(url)
    await owner.execute(f"SET ROLE {DEFINER}")
    return owner
