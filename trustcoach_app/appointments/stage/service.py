"""What the diary says about who is a client."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.queries import has_held_paid_session
from trustcoach_app.clients.service import demote_client
from trustcoach_app.errors import Conflict


async def undo_promotion(db: AsyncSession, *, coach_id: UUID, client_id: UUID) -> None:
    """A prospect again. Raises NotFound, and Conflict when a session with a price was held: that makes a client."""
    if await has_held_paid_session(db, coach_id=coach_id, client_id=client_id):
        raise Conflict("Une séance payante a été tenue\u202f: cette personne reste un client.")
    await demote_client(db, coach_id=coach_id, client_id=client_id)
