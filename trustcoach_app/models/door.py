# pyright: reportAssignmentType=false
"""What the door needs: passwords, browser sessions, links and throttles. Reached through named functions only."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, Text
from sqlalchemy.dialects.postgresql import INET
from sqlmodel import Field, SQLModel

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import ANY_ROW, DEFINER, MINE, REVOKES, WRITE, Grant, row_access
from trustcoach_app.models.base import Identified, choice, instant


class LinkKind(StrEnum):
    """What a mailed link is for."""

    SIGN_IN = "sign_in"
    RESET = "reset"
    INVITATION = "invitation"


class Password(SQLModel, table=True):
    """An Argon2id hash, in a table of its own so that no principal can ever read it (decision 3)."""

    __tablename__ = "passwords"

    user_id: UUID = Field(primary_key=True, foreign_key="users.id", ondelete="CASCADE")
    hash: str = Field(sa_type=Text)
    changed_at: datetime = instant()


class LoginSession(Identified, table=True):
    """One signed-in browser. Only a hash of the cookie's token is kept."""

    __tablename__ = "login_sessions"
    __table_args__ = (Index("ix_login_sessions_user_id", "user_id"),)

    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    token_hash: str = Field(unique=True, max_length=64)
    signed_in_at: datetime = instant()
    last_seen_at: datetime = instant()
    expires_at: datetime = instant()
    revoked_at: datetime | None = instant(nullable=True)
    ip: str | None = Field(default=None, sa_column=Column(INET, nullable=True))
    user_agent: str = Field(default="", max_length=300)


class MailedLink(Identified, table=True):
    """A single-use link, and for sign-in the code that does the same from the browser that asked."""

    __tablename__ = "mailed_links"
    __table_args__ = (
        CheckConstraint("attempts BETWEEN 0 AND 5", name="attempts_range"),
        Index("ix_mailed_links_user_id_kind", "user_id", "kind"),
        Index("ix_mailed_links_browser_hash", "browser_hash"),
    )

    kind: LinkKind = choice(LinkKind)
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    token_hash: str = Field(unique=True, max_length=64)
    code_hash: str | None = Field(default=None, max_length=64)
    browser_hash: str | None = Field(default=None, max_length=64)
    attempts: int = 0
    expires_at: datetime = instant()
    consumed_at: datetime | None = instant(nullable=True)


class Throttle(SQLModel, table=True):
    """One bucket: when it will be empty again (the generic cell rate algorithm). The key is a keyed hash."""

    __tablename__ = "throttles"

    key: str = Field(primary_key=True, max_length=64)
    full_until: datetime = instant()


SEEN_BY_ITS_OWNER = ("id", "user_id", "signed_in_at", "last_seen_at", "expires_at", "revoked_at", "ip", "user_agent")

row_access(Password, Grant(DEFINER, ("SELECT", "INSERT", "UPDATE"), ANY_ROW))
row_access(
    LoginSession,
    *(
        grant
        for role in (Role.COACH, Role.CLIENT, Role.SPONSOR, Role.ADMIN)
        for grant in (
            Grant(role, ("SELECT",), MINE, columns=SEEN_BY_ITS_OWNER),
            Grant(
                role,
                ("UPDATE",),
                f"{MINE} AND {REVOKES[0]}",
                columns=("revoked_at",),
                becomes=f"{MINE} AND {REVOKES[1]}",
            ),
        )
    ),
    Grant(DEFINER, WRITE, ANY_ROW),
)
row_access(MailedLink, Grant(DEFINER, WRITE, ANY_ROW))
row_access(Throttle, Grant(DEFINER, WRITE, ANY_ROW))
