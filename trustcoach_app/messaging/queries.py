"""Reads of the messages between a coach and her clients."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.messaging import Conversation, Message, MessageAuthor

OF_ITS_CONVERSATION = and_(
    col(Message.coach_id) == col(Conversation.coach_id), col(Message.conversation_id) == col(Conversation.id)
)


async def unread_counts(db: AsyncSession, *, coach_id: UUID, client_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many messages of each client the coach has not read; a client without any has no entry."""
    query = (
        select(col(Conversation.client_id), func.count())
        .join(Message, OF_ITS_CONVERSATION)
        .where(col(Conversation.coach_id) == coach_id, col(Conversation.client_id).in_(client_ids))
        .where(col(Message.author) == MessageAuthor.CLIENT, col(Message.read_at).is_(None))
        .group_by(col(Conversation.client_id))
    )
    return {row[0]: row[1] for row in await db.execute(query)}


async def latest_messages(db: AsyncSession, *, coach_id: UUID, client_id: UUID, limit: int) -> list[Message]:
    """The last messages of a client's conversation, oldest of them first."""
    query = (
        select(Message)
        .join(Conversation, OF_ITS_CONVERSATION)
        .where(col(Conversation.coach_id) == coach_id, col(Conversation.client_id) == client_id)
        .order_by(col(Message.sent_at).desc(), col(Message.id).desc())
        .limit(limit)
    )
    return list(reversed(list(await db.scalars(query))))
