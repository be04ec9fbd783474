"""Who an appointment is for."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments.wanted import NamedPerson
from trustcoach_app.clients import service as clients
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.clients import ClientStage

FORM_NAMES = {"name": "client", "phone": "client_phone"}
"""Where a refusal of the person stands beside an appointment: that has a number too."""


async def client_of(db: AsyncSession, *, coach_id: UUID, person: UUID | NamedPerson, now: datetime) -> UUID:
    """The client that is meant. Whoever is new is a prospect unless they come in as a client.

    Raises InvalidInput under `client`, `email` and `client_phone`.
    """
    if isinstance(person, UUID):
        return person
    try:
        row = await clients.find_or_add_client(
            db,
            coach_id=coach_id,
            name=person.name,
            email=person.email or None,
            phone=person.phone,
            stage=ClientStage.CLIENT if person.is_client else ClientStage.PROSPECT,
            now=now,
        )
    except InvalidInput as refused:
        fields = {FORM_NAMES.get(name, name): sentence for name, sentence in refused.fields.items()}
        raise InvalidInput(**fields) from None
    return row.id
