"""What a browser sent, read into values.

Whatever the type hints say, anything may arrive. What cannot be taken is refused with a French sentence, and a form
says all of its refusals at once.
"""

import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from trustcoach_app.errors import InvalidInput, NotFound
from trustcoach_app.inputs import Problems, clean_line, clean_text, email_address, phone_e164, zone_names
from trustcoach_app.money import cents_from_text

Choice = TypeVar("Choice", bound=StrEnum)

NOT_IN_THE_LIST = "Choisissez dans la liste."
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
SOME_DAY = date(2000, 1, 1)
"""Stands for a day that was refused."""

MONTH = re.compile(r"(?P<year>20[1-9]\d)-(?P<month>0[1-9]|1[0-2])")


def an_id(value: object) -> UUID:
    """A row's id. Raises NotFound for anything that is not one: the same answer as for another tenant's row."""
    try:
        return UUID(str(value))
    except ValueError:
        raise NotFound from None


def a_choice(value: object, kind: type[Choice], field: str = "choice") -> Choice:
    """One member of an enum. Raises InvalidInput(field)."""
    try:
        return kind(str(value))
    except ValueError:
        raise InvalidInput(**{field: NOT_IN_THE_LIST}) from None


def a_day(value: object, field: str = "day") -> date:
    """A calendar day as a date input sends it (`2026-01-12`). Raises InvalidInput(field)."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InvalidInput(**{field: "Indiquez une date."}) from None


def an_instant(value: object, field: str = "at") -> datetime:
    """An instant that we gave away ourselves, as ISO 8601 with its offset; every zone can count with it.

    Raises InvalidInput(field).
    """
    try:
        instant = datetime.fromisoformat(str(value))
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None or not EARLIEST_YEAR <= instant.year <= LATEST_YEAR:
        raise InvalidInput(**{field: "Cet instant n’est pas lisible."})
    return instant


def an_hour(value: object, field: str) -> time:
    """A time of day as a time input sends it (`14:00`). Raises InvalidInput(field)."""
    try:
        return time.fromisoformat(str(value)).replace(tzinfo=None)
    except ValueError:
        raise InvalidInput(**{field: "Indiquez une heure."}) from None


def a_local_instant(day: date, hour: time, zone: ZoneInfo, field: str) -> datetime:
    """The instant of a wall-clock time. Raises InvalidInput(field) for an hour that a clock change skips that day."""
    local = datetime.combine(day, hour, tzinfo=zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise InvalidInput(**{field: "Cette heure n’existe pas ce jour-là\u202f: l’horloge avance d’une heure."})
    return local


@contextmanager
def reading(form: Mapping[str, Any], **names: str) -> Generator["SentForm"]:
    """Read a form: `with reading(form) as sent: …`. Raises InvalidInput at its end, with every refusal of the block.

    Args:
        form: values by field, as a handler got them.
        names: where the form has another name for what a service refuses, e.g. `price_cents="price"`.
    """
    sent = SentForm(form, names)
    try:
        yield sent
    except InvalidInput as refused:
        sent.note(refused)
    sent.refuse()


class SentForm(Problems):
    """What a form sent. Each method gives one field's value; what is refused is noted, and gives a value of its type
    that nobody will see, because `reading` raises before the block is left."""

    def __init__(self, form: Mapping[str, Any], names: Mapping[str, str]) -> None:
        super().__init__()
        self._form, self._names = form, names

    def add_if(self, wrong: bool, field: str, sentence: str) -> None:
        """Note a sentence when `wrong`, under the form's own name of the field; the first one of a field wins."""
        super().add_if(wrong, self._names.get(field, field), sentence)

    def took(self, *fields: str) -> bool:
        """Whether none of them was refused so far: for a rule that looks at several."""
        return not self.fields.keys() & set(fields)

    def given(self, field: str) -> bool:
        """Whether anything was typed, chosen or ticked."""
        return bool(self.typed(field).strip())

    def typed(self, field: str) -> str:
        """As it was sent; empty when it is no text."""
        value = self._form.get(field)
        return value if isinstance(value, str) else ""

    def text(self, field: str, *, most: int, required: str = "") -> str:
        """One line of at most `most` characters; `required` is the sentence for an empty one."""
        return self._words(field, clean_line(self.typed(field)), most, required)

    def long_text(self, field: str, *, most: int, required: str = "") -> str:
        """Like `text`, of several lines."""
        return self._words(field, clean_text(self.typed(field)), most, required)

    def _words(self, field: str, words: str, most: int, required: str) -> str:
        self.add_if(bool(required) and not words, field, required)
        self.check_length(field, words, most)
        return words

    def number(self, field: str, *, least: int, most: int) -> int:
        """A whole number within bounds."""
        try:
            number = int(self.typed(field).strip())
        except ValueError:
            self.add_if(True, field, "Indiquez un nombre entier.")
            return least
        self.add_if(not least <= number <= most, field, f"Indiquez un nombre entre {least} et {most}.")
        return number

    def day(self, field: str) -> date:
        """A calendar day of this century or its neighbours."""
        day = self.read(lambda: a_day(self.typed(field), field), SOME_DAY)
        is_far = not EARLIEST_YEAR <= day.year <= LATEST_YEAR
        self.add_if(is_far, field, f"Indiquez une année entre {EARLIEST_YEAR} et {LATEST_YEAR}.")
        return SOME_DAY if is_far else day

    def hour(self, field: str) -> time:
        """A time of day."""
        return self.read(lambda: an_hour(self.typed(field), field), time())

    def month(self, field: str) -> date:
        """The first day of a month as a month input sends it (`2026-01`), from 2010 on."""
        found = MONTH.fullmatch(self.typed(field).strip())
        self.add_if(found is None, field, "Indiquez un mois, par exemple 2026-01.")
        return date(int(found["year"]), int(found["month"]), 1) if found else SOME_DAY

    def choice(self, field: str, kind: type[Choice], refusal: str = NOT_IN_THE_LIST) -> Choice:
        """One member of an enum."""
        try:
            return kind(self.typed(field))
        except ValueError:
            self.add_if(True, field, refusal)
            return next(iter(kind))

    def chosen_id(self, field: str) -> UUID | None:
        """The row that was chosen in a list, None for none."""
        try:
            return UUID(self.typed(field)) if self.given(field) else None
        except ValueError:
            self.add_if(True, field, NOT_IN_THE_LIST)
            return None

    def cents(self, field: str) -> int:
        """An amount, `80,50`."""
        return self.read(lambda: cents_from_text(self.typed(field), field), 0)

    def zone(self, field: str) -> ZoneInfo:
        """A time zone by its IANA name."""
        name = self.typed(field)
        self.add_if(name not in zone_names(), field, "Ce fuseau horaire n’existe pas.")
        return ZoneInfo(name) if name in zone_names() else ZoneInfo("UTC")

    def email(self, field: str) -> str:
        """A lower-cased address; an empty one is refused too."""
        return self.read(lambda: email_address(self.typed(field), field), "")

    def phone(self, field: str) -> str:
        """A number in E.164, empty when nothing was typed."""
        return self.read(lambda: phone_e164(self.typed(field), field), "")


MOST_IDS = 100
"""Rows that one act may be about."""


def some_ids(value: object) -> list[UUID]:
    """The ids of one or more rows, as `id,id`, each once. Raises NotFound for anything else, and beyond MOST_IDS."""
    ids = list(dict.fromkeys(an_id(text) for text in str(value)[: 40 * (MOST_IDS + 1)].split(",")))
    if len(ids) > MOST_IDS:
        raise NotFound
    return ids
