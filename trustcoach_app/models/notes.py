# pyright: reportAssignmentType=false
"""Notes of a client's file: the coach's own, and those that the client may read (decision 76)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Index
from sqlmodel import Field

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import IN_MY_PRACTICE, READ, WRITE, Grant, row_access
from trustcoach_app.db.types import EncryptedText
from trustcoach_app.models.base import TenantRow, instant, within_tenant
from trustcoach_app.models.clients import OF_MY_FILES

LONGEST_CLIENT_NOTE = 10_000


class ClientNote(TenantRow, table=True):
    """What the coach noted of a client, outside of sessions. Hers alone, unless `shared_at` is set."""

    __tablename__ = "client_notes"
    __table_args__ = (
        within_tenant("client_id", "clients", ondelete="NO ACTION"),
        Index("ix_client_notes_coach_id_client_id_created_at", "coach_id", "client_id", "created_at"),
    )

    client_id: UUID
    text: str = Field(sa_column=Column(EncryptedText, nullable=False))
    changed_at: datetime | None = instant(nullable=True)
    """When its words were last said otherwise, if they were."""
    shared_at: datetime | None = instant(nullable=True)
    """Since when the client may read it, if they may."""


row_access(
    ClientNote,
    Grant(Role.COACH, WRITE, IN_MY_PRACTICE),
    Grant(Role.CLIENT, READ, f"shared_at IS NOT NULL AND {OF_MY_FILES}"),
    notifies=True,
)
