"""What a browser sends is a claim: these turn it into values or refuse it with a French sentence."""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from trustcoach_app.errors import InvalidInput, NotFound

Choice = TypeVar("Choice", bound=StrEnum)


def an_id(value: object) -> UUID:
    """A row's id. Raises NotFound for anything that is not one: the same answer as for another tenant's row."""
    try:
        return UUID(str(value))
    except ValueError:
        raise NotFound from None


def a_text(form: Mapping[str, Any], field: str, *, most: int, required: str = "") -> str:
    """A trimmed text of at most `most` characters; `required` is the sentence for an empty one."""
    value = form.get(field)
    text = value.strip() if isinstance(value, str) else ""
    if required and not text:
        raise InvalidInput(**{field: required})
    if len(text) > most or "\x00" in text:
        raise InvalidInput(**{field: f"{most} caractères au plus."})
    return text


def a_choice(form: Mapping[str, Any], field: str, kind: type[Choice]) -> Choice:
    """One member of an enum."""
    try:
        return kind(str(form.get(field)))
    except ValueError:
        raise InvalidInput(**{field: "Choisissez dans la liste."}) from None


def a_number(form: Mapping[str, Any], field: str, *, least: int, most: int) -> int:
    """A whole number within bounds."""
    try:
        number = int(str(form.get(field)).strip())
    except ValueError:
        raise InvalidInput(**{field: "Indiquez un nombre entier."}) from None
    if not least <= number <= most:
        raise InvalidInput(**{field: f"Indiquez un nombre entre {least} et {most}."})
    return number


def a_day(form: Mapping[str, Any], field: str) -> date:
    """A calendar day as a date input sends it (`2026-01-12`)."""
    try:
        return date.fromisoformat(str(form.get(field)))
    except ValueError:
        raise InvalidInput(**{field: "Indiquez une date."}) from None


def an_hour(form: Mapping[str, Any], field: str) -> time:
    """A time of day as a time input sends it (`14:00`)."""
    try:
        return time.fromisoformat(str(form.get(field))).replace(tzinfo=None)
    except ValueError:
        raise InvalidInput(**{field: "Indiquez une heure."}) from None


def a_local_instant(day: date, hour: time, zone: ZoneInfo, field: str) -> datetime:
    """The instant of a wall-clock time. Raises InvalidInput(field) for an hour that a clock change skips that day."""
    local = datetime.combine(day, hour, tzinfo=zone)
    if local.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise InvalidInput(**{field: "Cette heure n’existe pas ce jour-là\u202f: l’horloge avance d’une heure."})
    return local
