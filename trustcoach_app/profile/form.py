"""From what the form sends to values. Pure."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from trustcoach_app.claims import a_text
from trustcoach_app.errors import InvalidInput
from trustcoach_app.inputs import Problems, zone_names
from trustcoach_app.money import cents_from_text
from trustcoach_app.profile.service import ProfileFields

LONGEST_NAME = 120
LONGEST_SPECIALTY = 120
HIGHEST_RATE_CENTS = 1_000_000


def fields_of(sent: Mapping[str, Any]) -> ProfileFields:
    """Raises InvalidInput with every field that cannot be taken."""
    problems = Problems()
    read = problems.read
    fields = ProfileFields(
        name=read(lambda: a_text(sent, "name", most=LONGEST_NAME, required="Indiquez votre nom.")),
        specialty=read(lambda: a_text(sent, "specialty", most=LONGEST_SPECIALTY)),
        rate_cents=read(lambda: _rate(sent)),
        zone=read(lambda: _zone(sent)),
    )
    problems.refuse()
    return fields


def _rate(sent: Mapping[str, Any]) -> int:
    typed = str(sent.get("rate") or "").strip()
    if not typed:
        raise InvalidInput(rate="Indiquez votre tarif horaire\u00a0: vos types de séance en prennent leur prix.")
    cents = cents_from_text(typed, "rate")
    if not 0 < cents <= HIGHEST_RATE_CENTS:
        raise InvalidInput(rate="Indiquez un tarif entre 1 et 10\u202f000\u202f€\u202f. Offerte : à dire en réservant.")
    return cents


def _zone(sent: Mapping[str, Any]) -> ZoneInfo:
    name = str(sent.get("timezone") or "")
    if name not in zone_names():
        raise InvalidInput(timezone="Choisissez un fuseau dans la liste.")
    return ZoneInfo(name)
