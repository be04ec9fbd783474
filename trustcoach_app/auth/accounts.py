"""What the door knows and does about a person's password. All of it acts as DOOR, by the named functions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.auth.visitor import Visitor
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import InvalidInput
from trustcoach_app.limits import LONGEST_EMAIL

"""One character more is always refused, and nothing longer is looked at."""


@dataclass(frozen=True)
class Account:
    """What an address stands for at the door; for an unknown one nothing, in the same shape."""

    user_id: UUID | None = None
    password_hash: str | None = None
    may_enter: bool = False


def an_email(claimed: object, field: str = "email") -> str:
    """A lower-cased address. Raises InvalidInput(field) for what cannot be one."""
    typed = str(claimed).strip()[: LONGEST_EMAIL + 1]
    try:
        found = validate_email(typed, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        raise InvalidInput(**{field: "Indiquez une adresse e-mail complète, par exemple marie@exemple.fr."}) from None
    return found.normalized.lower()


async def find_account(db: AsyncSession, *, email: str) -> Account:
    """The account of a lower-cased address."""
    row = (await db.execute(text("SELECT * FROM door_account(:email)"), {"email": email})).one_or_none()
    return Account(row.user_id, row.password_hash, row.may_enter) if row else Account()


async def note_refusal(db: AsyncSession, *, email: str, visitor: Visitor, now: datetime) -> None:
    """Write a refused sign-in to the audit log. The address itself is not kept: only whose it is, if anyone's."""
    await db.execute(
        text("SELECT door_note_refusal(:id, :email, :now, CAST(:ip AS inet))"),
        {"id": new_id(), "email": email, "now": now, "ip": visitor.ip},
    )


async def store_rehashed(db: AsyncSession, *, user_id: UUID, old: str, new: str) -> None:
    """Replace a hash by one of the same password; does nothing when the password has changed meanwhile."""
    await db.execute(text("SELECT door_rehash(:user_id, :old, :new)"), {"user_id": user_id, "old": old, "new": new})


async def change_password(db: AsyncSession, *, token_hash: str, password_hash: str, now: datetime) -> bool:
    """Set the password of the session's person and end their other sessions. False when the session is over."""
    changed = await db.scalar(
        text("SELECT door_change_password(:token, :hash, :now, :audit_id)"),
        {"token": token_hash, "hash": password_hash, "now": now, "audit_id": new_id()},
    )
    return bool(changed)
