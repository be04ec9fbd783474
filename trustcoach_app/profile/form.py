"""From what the form sends to values. Pure."""

from collections.abc import Mapping
from typing import Any

from trustcoach_app.forms import reading
from trustcoach_app.limits import LONGEST_NAME
from trustcoach_app.models.people import LONGEST_SPECIALTY
from trustcoach_app.profile.service import ProfileFields

HIGHEST_RATE_CENTS = 1_000_000
NO_RATE = "Indiquez votre tarif horaire\u202f: vos types de séance en prennent leur prix."
OUT_OF_RANGE = "Indiquez un tarif entre 1 et 10\u202f000\u202f€. Une séance offerte se dit en réservant."


def fields_of(sent: Mapping[str, Any]) -> ProfileFields:
    """Raises InvalidInput with every field that cannot be taken."""
    with reading(sent) as form:
        form.add_if(not form.given("rate"), "rate", NO_RATE)
        fields = ProfileFields(
            name=form.text("name", most=LONGEST_NAME, required="Indiquez votre nom."),
            specialty=form.text("specialty", most=LONGEST_SPECIALTY),
            rate_cents=form.cents("rate"),
            zone=form.zone("timezone"),
        )
        form.add_if(not 0 < fields.rate_cents <= HIGHEST_RATE_CENTS, "rate", OUT_OF_RANGE)
    return fields
