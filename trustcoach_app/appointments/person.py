"""Who an appointment is for."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments.fields import NamedPerson, Words
from trustcoach_app.clients import service as clients
from trustcoach_app.clients.queries import by_id
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.models.clients import ClientStage

FORM_NAMES = {"name": "client", "phone": "client_phone"}
"""Where a refusal of the person stands beside an appointment: that has a number too."""


async def with_number_on_file(db: AsyncSession, *, coach_id: UUID, client_id: UUID, words: Words) -> Words:
    """By phone, the client's own number unless another one is said: nobody is asked twice for it."""
    if words.mode is not BookingMode.PHONE or words.phone:
        return words
    return replace(words, phone=(await by_id(db, coach_id=coach_id, client_id=client_id)).phone)


async def client_of(db: AsyncSession, *, coach_id: UUID, person: UUID | NamedPerson, now: datetime) -> UUID:
    """The client that is meant. Whoever is new is a prospect unless they come in as a client.

    Raises InvalidInput under `client`, `email` and `client_phone`.
    """
    if isinstance(person, UUID):
        return person
    add = clients.add_client if person.is_other and not person.email else clients.find_or_add_client
    try:
        row = await add(
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
