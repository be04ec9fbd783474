"""Messages between a coach and a client."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.clients.queries import by_id
from trustcoach_app.db.types import new_id
from trustcoach_app.inputs import Problems, clean_text
from trustcoach_app.models.messaging import LONGEST_MESSAGE, Conversation, Message, MessageAuthor


async def post_message(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, author: MessageAuthor, body: str, now: datetime
) -> Message:
    """Write into the client's conversation; the coach's first message opens it.

    Raises InvalidInput(body), and NotFound for a client of another practice.
    """
    problems, words = Problems(), clean_text(body)
    problems.add_if(not words, "body", "Écrivez un message.")
    problems.check_length("body", words, LONGEST_MESSAGE)
    problems.refuse()
    client_id = (await by_id(db, coach_id=coach_id, client_id=client_id)).id
    conversation_id = await db.scalar(_conversation_of(coach_id, client_id))
    conversation_id = conversation_id or await _open(db, coach_id, client_id)
    row = Message(coach_id=coach_id, conversation_id=conversation_id, author=author, body=words, sent_at=now)
    db.add(row)
    await db.flush()
    return row


async def mark_messages_read(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, reader: MessageAuthor, now: datetime
) -> int:
    """Everything that the other side wrote is read at `now`, unless it was before. Returns how many were new."""
    theirs = MessageAuthor.CLIENT if reader is MessageAuthor.COACH else MessageAuthor.COACH
    read = (
        update(Message)
        .where(
            col(Message.coach_id) == coach_id, col(Message.conversation_id).in_(_conversation_of(coach_id, client_id))
        )
        .where(col(Message.author) == theirs, col(Message.read_at).is_(None))
        .values(read_at=now)
        .returning(col(Message.id))
        .execution_options(synchronize_session=False)
    )
    return len((await db.scalars(read)).all())


def _conversation_of(coach_id: UUID, client_id: UUID) -> Select[UUID]:
    return select(col(Conversation.id)).where(
        col(Conversation.coach_id) == coach_id, col(Conversation.client_id) == client_id
    )


async def _open(db: AsyncSession, coach_id: UUID, client_id: UUID) -> UUID:
    """Two first messages at once open one conversation."""
    row = insert(Conversation).values(coach_id=coach_id, id=new_id(), client_id=client_id)
    await db.execute(row.on_conflict_do_nothing(index_elements=["coach_id", "client_id"]))
    return (await db.scalars(_conversation_of(coach_id, client_id))).one()
