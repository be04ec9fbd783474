"""From what the wizard sends to values. Pure: everything that arrives is a claim."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from trustcoach_app.appointments.fields import NamedPerson, Repeat, Words
from trustcoach_app.appointments.twice import meant
from trustcoach_app.appointments.words_form import read_words
from trustcoach_app.booking_limits import FEWEST_OCCURRENCES, MOST_OCCURRENCES
from trustcoach_app.errors import InvalidInput
from trustcoach_app.forms import a_day, a_local_instant, an_hour, reading
from trustcoach_app.limits import LONGEST_NAME
from trustcoach_app.models.planning import SeriesFrequency

ONCE = "once"
NO_NAME = "Indiquez le nom de la personne."
DATE_FIELD, SKIP = "date-", "skip"
FURTHEST_MOVE_DAYS = 14
STEPS = {"client": 1, "email": 1, "client_phone": 1, "name": 1, "client_id": 1, "type_id": 2, "reason_id": 2}
WHEN = ("slot", "other_hour", "other_hour_twice", "starts_at", "repeat", "ends", "occurrences", "until", "dates")


class Ends(StrEnum):
    """How a series ends."""

    COUNT = "count"
    DATE = "date"


def step_of(field: str) -> int:
    """The step on which a field stands."""
    return 3 if field in WHEN else STEPS.get(field, 4)


def when(sent: Mapping[str, Any], day: str, zone: ZoneInfo) -> tuple[datetime, bool]:
    """The chosen instant, and whether it is the coach's own hour instead of a slot. Raises InvalidInput."""
    if typed := str(sent.get("other_hour") or ""):
        hour = an_hour(typed, "other_hour")
        local = a_local_instant(a_day(day, "other_hour"), hour, zone, "other_hour")
        return meant(local, sent, "other_hour"), True
    try:
        starts_at = datetime.fromisoformat(str(sent.get("slot") or ""))
    except ValueError:
        raise InvalidInput(slot="Choisissez un créneau.") from None
    if starts_at.tzinfo is None:
        raise InvalidInput(slot="Choisissez un créneau.")
    return starts_at.astimezone(UTC), False


def repeat(sent: Mapping[str, Any]) -> Repeat | None:
    """The series that is wanted; None for a single session. Raises InvalidInput with all that cannot be taken."""
    if str(sent.get("repeat") or ONCE) == ONCE:
        return None
    with reading(sent) as form:
        frequency, choices = form.choice("repeat", SeriesFrequency), form.read(lambda: _choices(sent), {})
        ends = form.choice("ends", Ends) if form.given("ends") else Ends.COUNT
        if ends is Ends.DATE:
            plan = Repeat(frequency, until=form.day("until"), choices=choices)
        else:
            number = form.number("occurrences", least=FEWEST_OCCURRENCES, most=MOST_OCCURRENCES)
            plan = Repeat(frequency, number, choices=choices)
    return plan


def _choices(sent: Mapping[str, Any]) -> dict[date, datetime | None]:
    """What was said about single dates (`date-2026-01-21`): to skip it, or an instant near it. Raises InvalidInput."""
    said = {name: str(value) for name, value in sent.items() if name.startswith(DATE_FIELD) and value}
    return {_day_of(name): _where(_day_of(name), value) for name, value in list(said.items())[:MOST_OCCURRENCES]}


def _day_of(name: str) -> date:
    try:
        return date.fromisoformat(name.removeprefix(DATE_FIELD))
    except ValueError:
        raise InvalidInput(dates="Choisissez dans la liste.") from None


def _where(day: date, value: str) -> datetime | None:
    if value == SKIP:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise InvalidInput(dates="Choisissez dans la liste.") from None
    if at.tzinfo is None or abs((at.date() - day).days) > FURTHEST_MOVE_DAYS:
        raise InvalidInput(dates="Choisissez dans la liste.")
    return at.astimezone(UTC)


def words(sent: Mapping[str, Any]) -> Words:
    """The last step. Raises InvalidInput with every field that cannot be taken."""
    with reading(sent) as form:
        return read_words(form, sent)


def person(sent: Mapping[str, Any], *, is_other: bool = False) -> NamedPerson:
    """Who it is for, as typed; `is_other`: not the client who has that name.

    Raises InvalidInput with every field that cannot be taken.
    """
    with reading(sent) as form:
        return NamedPerson(
            name=form.text("client", most=LONGEST_NAME, required=NO_NAME),
            email=form.email("email") if form.given("email") else "",
            phone=form.phone("client_phone"),
            is_client=bool(sent.get("is_client")),
            is_other=is_other,
        )


def opened_on(wanted: str, today: date) -> tuple[date, time | None]:
    """What a click on the calendar means: a day, or a day with an hour; today where it means nothing."""
    try:
        at = datetime.fromisoformat(str(wanted))
    except ValueError:
        return today, None
    return at.date(), at.time() if "T" in str(wanted) else None
