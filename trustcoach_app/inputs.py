"""What people type, made safe to keep: text without control characters, telephone numbers, names of time zones."""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from trustcoach_app.errors import InvalidInput
from trustcoach_app.limits import LONGEST_EMAIL
from trustcoach_app.normal_form import normal_form

HOME_REGION = "FR"
"""Numbers without a country code are read as French."""

_KEPT_CONTROLS = {"\n", "\t"}


def safe_text(text: str) -> str:
    """What is saved as it is typed: NFC, `\\n` line ends, without what PostgreSQL refuses (NUL, surrogates)."""
    unified = normal_form("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if unified.isprintable():
        return unified
    return "".join(c for c in unified if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))


def clean_text(text: str) -> str:
    """Several lines: `safe_text` without blanks at its ends."""
    return safe_text(text).strip()


def clean_line(text: str) -> str:
    """One line: `clean_text`, with line ends and tabs as spaces. French no-break spaces stay."""
    return clean_text(text).replace("\n", " ").replace("\t", " ")


def phone_e164(text: str, field: str = "phone") -> str:
    """`"06 12 34 56 78"` → `"+33612345678"`, `""` → `""`. Raises InvalidInput(field) for anything else."""
    if not (typed := clean_line(text)):
        return ""
    try:
        number = phonenumbers.parse(typed, HOME_REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise InvalidInput(**{field: "Ce numéro n’est pas valide. Exemple\u202f: 06 12 34 56 78."})
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email_address(text: str, field: str = "email") -> str:
    """A lower-cased address that mail can reach. Raises InvalidInput(field) for anything else."""
    try:
        address = validate_email(clean_line(text)[: LONGEST_EMAIL + 1], check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        address = ""
    if not address or len(address) > LONGEST_EMAIL:
        raise InvalidInput(**{field: "Indiquez une adresse e-mail complète, par exemple marie@exemple.fr."})
    return address


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Every IANA time zone of this machine; read from disk once."""
    return frozenset(available_timezones())


class Problems:
    """Collects one French sentence per field, so that a form shows all of them at once."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}

    def add_if(self, wrong: bool, field: str, sentence: str) -> None:
        """Note a sentence when `wrong`; the first one of a field wins."""
        if wrong:
            self.fields.setdefault(field, sentence)

    def check_length(self, field: str, words: str, most: int) -> None:
        """Note a text of more than `most` characters."""
        self.add_if(len(words) > most, field, f"{most:,} caractères au plus.".replace(",", " "))

    def phone_number(self, text: str) -> str:
        """`phone_e164`, noting the refusal instead of raising it."""
        return self.read(lambda: phone_e164(text), "")

    def read(self, reader: Callable[[], Any], otherwise: Any = None) -> Any:
        """What `reader` returns, or `otherwise` when it raises InvalidInput. That is noted: `refuse` before any use."""
        try:
            return reader()
        except InvalidInput as refused:
            self.note(refused)
            return otherwise

    def note(self, refused: InvalidInput) -> None:
        """Note what was refused elsewhere; what a field was refused for first stays."""
        for field, sentence in refused.fields.items():
            self.add_if(True, field, sentence)

    def refuse(self) -> None:
        """Raises InvalidInput when anything was noted."""
        if self.fields:
            raise InvalidInput(**self.fields)
