"""Books what the wizard says, with the person it is for, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments import service as appointments
from trustcoach_app.appointments.wizard.form import Repeat
from trustcoach_app.claims import a_text
from trustcoach_app.clients import service as clients
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.bookings import Booking
from trustcoach_app.models.clients import ClientStage

FORM_NAMES = {"name": "client", "phone": "client_phone"}
"""Where a refusal of the person stands in the wizard: the session has a number too."""


@dataclass(frozen=True)
class Wanted:
    """A session, or a series, as the wizard wants it."""

    type_id: UUID
    reason_id: UUID | None
    starts_at: datetime
    anywhere: bool
    """The coach's own choice of an hour, instead of a slot."""
    repeat: Repeat | None
    words: appointments.Words


async def book(
    db: AsyncSession, *, coach_id: UUID, known: UUID | None, sent: Mapping[str, Any], wanted: Wanted, now: datetime
) -> list[Booking]:
    """The session or all those of a series. Raises InvalidInput, NotFound, NotOffered, SeriesRefused."""
    client_id = known or await _person(db, coach_id, sent, now)
    same: dict[str, Any] = {
        "coach_id": coach_id,
        "client_id": client_id,
        "type_id": wanted.type_id,
        "reason_id": wanted.reason_id,
        "starts_at": wanted.starts_at,
        "words": wanted.words,
        "now": now,
    }
    if wanted.repeat is None:
        return [await appointments.book_slot(db, **same, anywhere=wanted.anywhere)]
    plan = wanted.repeat
    series = await appointments.book_series(
        db, **same, frequency=plan.frequency, occurrences=plan.occurrences, until=plan.until
    )
    return series.sessions


async def _person(db: AsyncSession, coach_id: UUID, sent: Mapping[str, Any], now: datetime) -> UUID:
    """The client of this name or address; who is new is a prospect unless ticked otherwise.

    Raises InvalidInput by the wizard's field names.
    """
    try:
        row = await clients.find_or_add_client(
            db,
            coach_id=coach_id,
            name=a_text(sent, "client", most=120, required="Indiquez le nom de la personne."),
            email=a_text(sent, "email", most=254) or None,
            phone=a_text(sent, "client_phone", most=32),
            stage=ClientStage.CLIENT if sent.get("is_client") else ClientStage.PROSPECT,
            now=now,
        )
    except InvalidInput as refused:
        fields = {FORM_NAMES.get(field, field): sentence for field, sentence in refused.fields.items()}
        raise InvalidInput(**fields) from None
    return row.id
