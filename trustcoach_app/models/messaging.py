# pyright: reportAssignmentType=false
"""The conversation between a coach and a client."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Column, Index, text
from sqlmodel import Field

from trustcoach_app.db.principal import Role
from trustcoach_app.db.row_access import IN_MY_PRACTICE, KEEP, READ, Grant, row_access
from trustcoach_app.db.types import EncryptedText
from trustcoach_app.models.base import TenantRow, choice, instant, within_tenant
from trustcoach_app.models.clients import OF_MY_FILES

LONGEST_MESSAGE = 5000


class MessageAuthor(StrEnum):
    """Who wrote a message."""

    COACH = "coach"
    CLIENT = "client"


class Conversation(TenantRow, table=True):
    """One per client."""

    __tablename__ = "conversations"
    __table_args__ = (
        within_tenant("client_id", "clients", ondelete="NO ACTION"),
        Index("uq_conversations_coach_id_client_id", "coach_id", "client_id", unique=True),
    )

    client_id: UUID


class Message(TenantRow, table=True):
    """One message. `read_at` is when the other side saw it."""

    __tablename__ = "messages"
    __table_args__ = (
        within_tenant("conversation_id", "conversations"),
        Index("ix_messages_coach_id_conversation_id_sent_at", "coach_id", "conversation_id", "sent_at"),
        Index(
            "ix_messages_unread",
            "coach_id",
            "conversation_id",
            postgresql_where=text("author = 'client' AND read_at IS NULL"),
        ),
    )

    conversation_id: UUID
    author: MessageAuthor = choice(MessageAuthor)
    body: str = Field(sa_column=Column(EncryptedText, nullable=False))
    sent_at: datetime = instant()
    read_at: datetime | None = instant(nullable=True)


OF_MY_CONVERSATIONS = "(coach_id, conversation_id) IN (SELECT coach_id, id FROM conversations)"

row_access(Conversation, Grant(Role.COACH, KEEP, IN_MY_PRACTICE), Grant(Role.CLIENT, READ, OF_MY_FILES))
row_access(
    Message,
    Grant(Role.COACH, KEEP, IN_MY_PRACTICE),
    Grant(Role.CLIENT, READ, OF_MY_CONVERSATIONS),
    Grant(Role.CLIENT, ("INSERT",), f"author = 'client' AND {OF_MY_CONVERSATIONS}"),
    notifies=True,
)
