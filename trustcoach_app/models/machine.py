# pyright: reportAssignmentType=false
"""What keeps the machine honest: the audit log, the mail outbox and the heartbeats of the jobs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, Text, text
from sqlalchemy.dialects.postgresql import INET, JSONB
from sqlmodel import Field, SQLModel

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import (
    ANY_ROW,
    ANY_ROW_FOR_SOMEBODY,
    ANY_ROW_FROM_A_PRACTICE,
    DEFINER,
    IN_MY_PRACTICE,
    ME,
    Grant,
    row_access,
)
from trustcoach_app.db.types import EncryptedText
from trustcoach_app.limits import LONGEST_EMAIL
from trustcoach_app.models.base import Identified, instant

LONGEST_AUDIT_REASON = 500
"""Of what an administrator gives as a reason."""

WRITTEN_UNREAD = {"eager_defaults": False}
"""For rows that their writers may not read: an INSERT that returned its defaults would be refused."""


class AuditEntry(Identified, table=True):
    """Who did what, when. Nothing is updated or deleted by anyone but retention."""

    __mapper_args__ = WRITTEN_UNREAD
    __tablename__ = "audit_log"
    __table_args__ = (Index("ix_audit_log_at", "at"), Index("ix_audit_log_actor_id", "actor_id"))

    at: datetime = instant()
    actor_id: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL")
    coach_id: UUID | None = None
    action: str = Field(max_length=60)
    target_id: UUID | None = None
    ip: str | None = Field(default=None, sa_column=Column(INET, nullable=True))
    detail: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default=text("'{}'"))
    )


class OutboxMail(Identified, table=True):
    """A mail to send. Its body holds sign-in links, so it rests encrypted and no administrator reads it."""

    __mapper_args__ = WRITTEN_UNREAD
    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_next_attempt_at", "next_attempt_at", postgresql_where=text("sent_at IS NULL")),)

    recipient: str = Field(max_length=LONGEST_EMAIL)
    subject: str = Field(max_length=200)
    body: str = Field(sa_column=Column(EncryptedText, nullable=False))
    queued_at: datetime = instant()
    next_attempt_at: datetime = instant()
    attempts: int = 0
    last_error: str = Field(default="", max_length=200)
    sent_at: datetime | None = instant(nullable=True)


class Heartbeat(SQLModel, table=True):
    """When a part of the machine last said that it lives."""

    __tablename__ = "heartbeats"

    name: str = Field(primary_key=True, max_length=40)
    beat_at: datetime = instant()
    detail: str = Field(default="", sa_type=Text)


VISIBLE_MAIL = (
    "id",
    "created_at",
    "recipient",
    "subject",
    "queued_at",
    "next_attempt_at",
    "attempts",
    "last_error",
    "sent_at",
)

IN_MY_NAME = f"actor_id = {ME}"
"""Nobody writes into the log as somebody else, nor about a practice that they have no part in."""

row_access(
    AuditEntry,
    Grant(Role.ADMIN, ("SELECT",), ANY_ROW_FOR_SOMEBODY),
    Grant(Role.ADMIN, ("INSERT",), IN_MY_NAME),
    Grant(Role.COACH, ("INSERT",), f"{IN_MY_NAME} AND (coach_id IS NULL OR {IN_MY_PRACTICE})"),
    Grant(
        Role.CLIENT,
        ("INSERT",),
        f"{IN_MY_NAME} AND (coach_id IS NULL OR coach_id IN (SELECT c.coach_id FROM clients c))",
    ),
    Grant(Role.SPONSOR, ("INSERT",), f"{IN_MY_NAME} AND coach_id IS NULL"),
    Grant(DEFINER, ("SELECT", "INSERT", "DELETE"), ANY_ROW),
)
row_access(
    OutboxMail,
    Grant(Role.ADMIN, ("SELECT",), ANY_ROW_FOR_SOMEBODY, columns=VISIBLE_MAIL),
    Grant(Role.ADMIN, ("INSERT",), ANY_ROW_FOR_SOMEBODY),
    Grant(Role.COACH, ("INSERT",), ANY_ROW_FROM_A_PRACTICE),
    Grant(Role.JOBS, ("SELECT", "UPDATE"), ANY_ROW),
    Grant(DEFINER, ("INSERT",), ANY_ROW),
)
row_access(Heartbeat, Grant(Role.JOBS, ("SELECT", "INSERT", "UPDATE"), ANY_ROW), Grant(Role.DOOR, ("SELECT",), ANY_ROW))
