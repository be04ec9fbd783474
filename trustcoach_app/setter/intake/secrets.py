"""What signs a practice's events: made once, shown once, rotated with an overlap, revoked at once.

How a request proves it: webhooks/signature.py.
"""

import secrets
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID

from cryptography.fernet import InvalidToken
from sqlalchemy import or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.db.types import cipher
from trustcoach_app.errors import Conflict, NotFound
from trustcoach_app.models.setter import SetterSecret
from trustcoach_app.webhooks.signature import Proof, proves

PREFIX = "tcs_"
"""Tells a leaked one from other random text."""

OVERLAP = timedelta(hours=48)
"""How long the earlier secret stays valid after a rotation."""

MOST_VALID = 3
"""Valid at once: each is tried against every request."""

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('setter.secrets:' || :coach_id, 0))")


async def standing_secrets(db: AsyncSession, *, coach_id: UUID, now: datetime) -> list[SetterSecret]:
    """The practice's valid secrets, the present one first."""
    query = (
        select(SetterSecret)
        .where(col(SetterSecret.coach_id) == coach_id, col(SetterSecret.revoked_at).is_(None))
        .where(or_(col(SetterSecret.expires_at).is_(None), col(SetterSecret.expires_at) > now))
    )
    return list(await db.scalars(query.order_by(col(SetterSecret.expires_at).desc().nulls_first())))


async def issue_secret(db: AsyncSession, *, coach_id: UUID, now: datetime) -> str:
    """The practice's first secret, in clear for this once. Raises Conflict where one stands."""
    await _lock(db, coach_id)
    if await standing_secrets(db, coach_id=coach_id, now=now):
        raise Conflict("Un secret existe déjà : remplacez-le.")
    return _add(db, coach_id)


async def replace_secret(db: AsyncSession, *, coach_id: UUID, now: datetime) -> str:
    """A new secret, in clear for this once; the earlier one ends in 48 hours.

    Raises Conflict when too many stand already, or none does.
    """
    await _lock(db, coach_id)
    valid = await standing_secrets(db, coach_id=coach_id, now=now)
    if not valid:
        raise Conflict("Il n’y a pas de secret à remplacer : créez-en un.")
    if len(valid) >= MOST_VALID:
        raise Conflict("Trois secrets sont déjà valables : révoquez-en un d’abord.")
    valid[0].expires_at = valid[0].expires_at or now + OVERLAP
    return _add(db, coach_id)


async def withdraw_secret(db: AsyncSession, *, coach_id: UUID, secret_id: UUID, now: datetime) -> None:
    """End one at once. Raises NotFound for one that is not valid any more."""
    found = {row.id: row for row in await standing_secrets(db, coach_id=coach_id, now=now)}
    if secret_id not in found:
        raise NotFound
    found[secret_id].revoked_at = now


def _add(db: AsyncSession, coach_id: UUID) -> str:
    secret = PREFIX + secrets.token_urlsafe(32)
    db.add(SetterSecret(coach_id=coach_id, secret=secret, hint=secret[-4:]))
    return secret


async def _lock(db: AsyncSession, coach_id: UUID) -> None:
    """One change at a time: two clicks make one secret."""
    await db.execute(_LOCK, {"coach_id": str(coach_id)})


async def is_proved(db: AsyncSession, *, coach_id: UUID, proof: Proof, body: bytes, now: datetime) -> bool:
    """Whether a request comes from this practice's setter. `db` acts as DOOR.

    A practice that does not exist, is closed or has no secret costs what one with a secret does: it is compared with a
    secret that nobody has.
    """
    query = text("SELECT door_setter_secrets(:coach_id, :now, :most)")
    sealed = await db.scalars(query, {"coach_id": coach_id, "now": now, "most": MOST_VALID})
    proofs = [proves(_opened(bytes(each)), proof, body, now) for each in list(sealed) or [_nobodys()]]
    return any(proofs)


def _opened(sealed: bytes) -> bytes:
    try:
        return cipher().decrypt(sealed)
    except InvalidToken:
        return secrets.token_bytes(32)


@lru_cache(maxsize=1)
def _nobodys() -> bytes:
    return cipher().encrypt(secrets.token_urlsafe(32).encode())
