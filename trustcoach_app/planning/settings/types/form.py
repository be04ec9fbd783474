"""A type as its form holds it, and what that form sends. Pure."""

from collections.abc import Mapping
from typing import Any

from trustcoach_app.availability.service import TypeFields
from trustcoach_app.booking_limits import LONGEST_MINUTES, SHORTEST_MINUTES
from trustcoach_app.forms import reading
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.models.planning import (
    LONGEST_TYPE_DESCRIPTION,
    LONGEST_TYPE_NAME,
    AppointmentColour,
    AppointmentType,
)
from trustcoach_app.money import price_text
from trustcoach_app.planning.settings.types.views import TypeValues


def values_of(row: AppointmentType) -> TypeValues:
    """What the form shows of a type."""
    return TypeValues(
        name=row.name,
        minutes=str(row.minutes),
        colour=row.colour.value,
        price=price_text(row.price_cents),
        description=row.description,
        modes=[mode.value for mode in row.modes],
        is_active=row.is_active,
    )


def sent_by(values: TypeValues) -> dict[str, str]:
    """What the form would send if nothing of it were changed."""
    texts = {"name": values.name, "minutes": values.minutes, "colour": values.colour, "price": values.price}
    ticked = {f"mode_{mode}": "on" for mode in values.modes} | ({"is_active": "on"} if values.is_active else {})
    return {**texts, "description": values.description, **ticked}


def fields_of(sent: Mapping[str, Any]) -> TypeFields:
    """Raises InvalidInput with every field that cannot be taken."""
    with reading(sent, price_cents="price") as form:
        fields = TypeFields(
            name=form.text("name", most=LONGEST_TYPE_NAME, required="Donnez un nom à ce type de séance."),
            minutes=form.number("minutes", least=SHORTEST_MINUTES, most=LONGEST_MINUTES),
            colour=form.choice("colour", AppointmentColour),
            price_cents=form.cents("price") if form.given("price") else None,
            modes=tuple(mode for mode in BookingMode if form.given(f"mode_{mode.value}")),
            description=form.long_text("description", most=LONGEST_TYPE_DESCRIPTION),
            is_active=form.given("is_active"),
        )
        fields.checked()
    return fields
