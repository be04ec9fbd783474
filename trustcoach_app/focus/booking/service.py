"""Adds and changes a session together with what goes with it, in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.queries import booking
from trustcoach_app.claims import a_text
from trustcoach_app.clients import service as clients
from trustcoach_app.coaches import coach_facts
from trustcoach_app.errors import InvalidInput
from trustcoach_app.focus.booking.form import Wanted, parse
from trustcoach_app.models.bookings import Booking

FORM_NAMES = {"name": "client", "phone": "client_phone"}
"""Where a refusal of the client stands in the form."""


async def usual_price_cents(db: AsyncSession, *, coach_id: UUID) -> int:
    """The coach's hourly rate."""
    return (await coach_facts(db, coach_id=coach_id)).hourly_rate_cents or 0


async def add(
    db: AsyncSession, *, coach_id: UUID, known: UUID | None, sent: Mapping[str, Any], zone: ZoneInfo, now: datetime
) -> Booking:
    """Book what the form says for a known client, or for a new one made from it.

    Raises InvalidInput with the refused fields of both, SlotTaken.
    """
    refused: dict[str, str] = {}
    wanted, client_id = None, known
    try:
        wanted = parse(sent, zone)
    except InvalidInput as problem:
        refused |= problem.fields
    try:
        client_id = known or await _client_of_form(db, coach_id, sent, now)
    except InvalidInput as problem:
        refused |= problem.fields
    if wanted is None or client_id is None:
        raise InvalidInput(**refused)
    return await bookings.book(
        db,
        coach_id=coach_id,
        client_id=client_id,
        starts_at=wanted.starts_at,
        minutes=wanted.minutes,
        timezone=zone.key,
        now=now,
        **_details(wanted),
    )


async def change(db: AsyncSession, *, coach_id: UUID, booking_id: UUID, wanted: Wanted, now: datetime) -> Booking:
    """Move and edit one session; a time that stayed is left alone. Raises InvalidInput, SlotTaken, Conflict."""
    found = await booking(db, coach_id=coach_id, booking_id=booking_id)
    length = round((found.ends_at - found.starts_at).total_seconds() / 60)
    if (found.starts_at, length) != (wanted.starts_at, wanted.minutes):
        await bookings.move(
            db,
            coach_id=coach_id,
            booking_id=booking_id,
            starts_at=wanted.starts_at,
            minutes=wanted.minutes,
            now=now,
        )
    return await bookings.edit(
        db,
        coach_id=coach_id,
        booking_id=booking_id,
        reason=found.reason,
        note=found.note,
        now=now,
        **_details(wanted),
    )


def _details(wanted: Wanted) -> dict[str, Any]:
    return {
        "title": wanted.title,
        "mode": wanted.mode,
        "phone": wanted.phone,
        "address": wanted.address,
        "price_cents": wanted.price_cents,
    }


async def _client_of_form(db: AsyncSession, coach_id: UUID, sent: Mapping[str, Any], now: datetime) -> UUID:
    """Raises InvalidInput by the form's own field names: the session has a telephone number too."""
    name = a_text(sent, "client", most=120, required="Indiquez le nom de la personne.")
    try:
        row = await clients.find_or_add_client(
            db,
            coach_id=coach_id,
            name=name,
            email=a_text(sent, "email", most=254) or None,
            phone=a_text(sent, "client_phone", most=32),
            now=now,
        )
    except InvalidInput as refused:
        fields = {FORM_NAMES.get(field, field): sentence for field, sentence in refused.fields.items()}
        raise InvalidInput(**fields) from None
    return row.id
