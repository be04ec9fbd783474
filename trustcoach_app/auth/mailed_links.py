"""Mailed links: single-use, short-lived, only hashes at rest. All of it acts as DOOR; `now` is passed in.

Asking answers the same for known and unknown addresses: the database writes link and mail only for a known one.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.auth.paths import LINK, NEW_PASSWORD, with_query
from trustcoach_app.config import settings
from trustcoach_app.db.secrets import keyed_hash
from trustcoach_app.db.types import cipher, new_id
from trustcoach_app.models.door import LinkKind

SIGN_IN_LASTS = timedelta(minutes=10)
RESET_LASTS = timedelta(minutes=30)
INVITATION_LASTS = timedelta(days=7)

PASSWORD_LINKS = (LinkKind.RESET, LinkKind.INVITATION)


@dataclass(frozen=True)
class Owner:
    """Whose link it is."""

    kind: LinkKind
    email: str
    name: str


@dataclass(frozen=True)
class NewLink:
    """A link that is about to be mailed. `code` and `browser` are a sign-in link's: the others work in any."""

    kind: LinkKind
    token: str
    lasts: timedelta
    code: str = ""
    browser: str = ""


def new_token() -> str:
    """256 random bits for an address."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Eight random digits, for whoever reads the mail on another device."""
    return f"{secrets.randbelow(10**8):08}"


def link_hash(token: str) -> str:
    """What rests in the database instead of a link's token."""
    return keyed_hash(token, "link")


def sign_in_address(token: str) -> str:
    """Where a sign-in link leads."""
    return settings().origin + with_query(LINK, jeton=token)


def new_password_address(token: str) -> str:
    """Where a reset or an invitation leads."""
    return settings().origin + with_query(NEW_PASSWORD, jeton=token)


async def use_sign_in_link(db: AsyncSession, *, token: str, browser: str, now: datetime) -> UUID | None:
    """Use a link up; whose it was. None when it is over, unknown, or was asked for in another browser."""
    return await db.scalar(
        text("SELECT door_use_link('sign_in', :token, :browser, :now)"),
        {"token": link_hash(token), "browser": _browser_hash(browser), "now": now},
    )


async def use_code(db: AsyncSession, *, code: str, browser: str, now: datetime) -> UUID | None:
    """Use the code of the browser's last link up; whose it was. None counts as a try, and five end the code."""
    digits = "".join(letter for letter in code if letter.isdigit())
    return await db.scalar(
        text("SELECT door_use_code(:browser, :code, :now)"),
        {"browser": _browser_hash(browser), "code": _code_hash(digits), "now": now},
    )


async def owner_of_link(db: AsyncSession, *, token: str, kinds: tuple[LinkKind, ...], now: datetime) -> Owner | None:
    """Whose open link it is; None when it is over. Uses nothing up."""
    for kind in kinds:
        query = text("SELECT * FROM door_link_owner(CAST(:kind AS link_kind), :token, :now)")
        row = (await db.execute(query, {"kind": kind.value, "token": link_hash(token), "now": now})).one_or_none()
        if row:
            return Owner(kind, row.email, row.name)
    return None


async def accept_password(
    db: AsyncSession, *, kind: LinkKind, token: str, password_hash: str, now: datetime
) -> UUID | None:
    """Use a reset or invitation link up: set the password, end every session. None when the link is over."""
    return await db.scalar(
        text("SELECT door_accept_password(CAST(:kind AS link_kind), :token, :hash, :now, :audit_id)"),
        {"kind": kind.value, "token": link_hash(token), "hash": password_hash, "now": now, "audit_id": new_id()},
    )


async def issue_link(db: AsyncSession, link: NewLink, *, email: str, subject: str, body: str, now: datetime) -> None:
    """Keep a link's hashes and put its mail into the outbox; for an address that nobody has, neither."""
    signs_in = link.kind is LinkKind.SIGN_IN
    await db.execute(
        text(
            "SELECT door_issue_link(CAST(:kind AS link_kind), :email, :id, :token, :code, :browser, :now, :until, "
            ":mail_id, :subject, :body)"
        ),
        {
            "kind": link.kind.value,
            "email": email,
            "id": new_id(),
            "token": link_hash(link.token),
            "code": _code_hash(link.code) if signs_in else None,
            "browser": _browser_hash(link.browser) if signs_in else None,
            "now": now,
            "until": now + link.lasts,
            "mail_id": new_id(),
            "subject": subject,
            "body": cipher().encrypt(body.encode()),
        },
    )


def _code_hash(code: str) -> str:
    return keyed_hash(code, "code")


def _browser_hash(browser: str) -> str:
    return keyed_hash(browser, "browser")
