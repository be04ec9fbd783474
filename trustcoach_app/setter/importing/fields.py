"""One cell of a file, as a spreadsheet or another tool wrote it. What the contract checks itself is left to it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from trustcoach_app.errors import TrustCoachError
from trustcoach_app.inputs import clean_line
from trustcoach_app.models.lead_history import CallOutcome, EventType, MessageDirection
from trustcoach_app.models.leads import LONGEST_TAG, MOST_TAGS, LeadStatus
from trustcoach_app.names import fold
from trustcoach_app.setter.intake.values import LATEST
from trustcoach_app.uploads.fields import bare, one_line

MESSAGE = frozenset({"text"})
WORDS = frozenset({"first_name", "last_name", "job_title", "source", "tags"})
UNREADABLE_DATE = "Cette date n’est pas lisible. Exemples\u202f: 2026-01-12 09:30 ou 12/01/2026 09:30."

Choice = TypeVar("Choice", bound=StrEnum)

_FRENCH_DATE = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[\sTà,]+(\d{1,2})[:hH](\d{2})?(?::(\d{2}))?)?", re.ASCII
)
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.ASCII | re.IGNORECASE)
_STATUSES: Mapping[LeadStatus, tuple[str, ...]] = {
    LeadStatus.NEW: ("new", "nouveau", "nouvelle"),
    LeadStatus.ENGAGED: ("engaged", "engage", "engagee", "en discussion"),
    LeadStatus.QUALIFIED: ("qualified", "qualifie", "qualifiee"),
    LeadStatus.CALL_PROPOSED: ("call proposed", "call propose", "appel propose"),
    LeadStatus.CALL_BOOKED: ("call booked", "call reserve", "call booke", "appel reserve"),
    LeadStatus.WON: ("won", "gagne", "gagnee", "client", "cliente"),
    LeadStatus.LOST: ("lost", "perdu", "perdue"),
    LeadStatus.RELANCE: ("relance", "a relancer", "follow up"),
}
_OUTCOMES: Mapping[CallOutcome, tuple[str, ...]] = {
    CallOutcome.HELD: ("held", "tenu", "honore", "fait"),
    CallOutcome.NO_SHOW: ("no show", "noshow", "absent", "absente"),
    CallOutcome.CANCELLED: ("cancelled", "canceled", "annule"),
}
_DIRECTIONS: Mapping[MessageDirection, tuple[str, ...]] = {
    MessageDirection.IN: ("in", "inbound", "entrant", "recu"),
    MessageDirection.OUT: ("out", "outbound", "sortant", "envoye"),
}
_OUTCOME_EVENT = {
    CallOutcome.HELD: EventType.CALL_HELD,
    CallOutcome.NO_SHOW: EventType.CALL_NO_SHOW,
    CallOutcome.CANCELLED: EventType.CALL_CANCELLED,
}


class BadCell(TrustCoachError):
    """A cell that cannot be taken: `column` is our name of it, `str(error)` a French sentence."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(why)
        self.column = column


class Cells:
    """The cells of one line by our names of their columns; a column that is not there is empty."""

    def __init__(self, values: Mapping[str, str], zone: ZoneInfo) -> None:
        self._values, self._zone = values, zone

    def text(self, column: str) -> str:
        """Trimmed: a message as it stands, words on one line, and anything else without what nobody sees in it."""
        cell = self._values.get(column, "")
        if column in MESSAGE:
            return cell.strip()
        return one_line(cell) if column in WORDS else bare(cell)

    def account(self) -> str:
        """The lead's Instagram id. Raises BadCell, also where a spreadsheet rounded it."""
        if _ROUNDED.fullmatch(found := self.text("user_id_instagram")):
            raise BadCell(
                "user_id_instagram", "Le tableur a arrondi cet identifiant\u202f: mettez la colonne au format Texte."
            )
        return found

    def instant(self, column: str) -> datetime | None:
        """In UTC: ISO 8601 or day/month/year, in the coach's zone unless an offset is said. Raises BadCell."""
        if not (written := self.text(column)):
            return None
        try:
            found = _french(written) or datetime.fromisoformat(written)
            instant = (found if found.tzinfo else found.replace(tzinfo=self._zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise BadCell(column, UNREADABLE_DATE) from None
        if instant >= LATEST:
            raise BadCell(column, "Cette date est après 2100.")
        return instant

    def status(self) -> LeadStatus:
        """NEW where nothing is said. Raises BadCell."""
        return _word(self.text("status"), "status", _STATUSES) or LeadStatus.NEW

    def outcome(self) -> EventType | None:
        """What became of the call, if that is said. Raises BadCell."""
        found = _word(self.text("call_outcome"), "call_outcome", _OUTCOMES)
        return _OUTCOME_EVENT[found] if found else None

    def direction(self) -> MessageDirection:
        """Seen from the practice. Raises BadCell."""
        found = _word(self.text("direction"), "direction", _DIRECTIONS)
        if found is None:
            raise BadCell("direction", "Indiquez in (reçu) ou out (envoyé).")
        return found

    def tags(self) -> list[str]:
        """Parted by comma, semicolon or bar. Raises BadCell."""
        found = list(dict.fromkeys(filter(None, map(clean_line, re.split(r"[,;|]", self.text("tags"))))))
        if len(found) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in found):
            raise BadCell("tags", f"{MOST_TAGS} étiquettes au plus, de {LONGEST_TAG} caractères au plus.")
        return found


def _french(written: str) -> datetime | None:
    match = _FRENCH_DATE.fullmatch(written)
    if match is None:
        return None
    day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  the caller gives it its zone


def _word(written: str, column: str, choices: Mapping[Choice, tuple[str, ...]]) -> Choice | None:
    if not written:
        return None
    said = fold(written)
    for choice, spellings in choices.items():
        if said in spellings:
            return choice
    known = ", ".join(spellings[0].replace(" ", "_") for spellings in choices.values())
    raise BadCell(column, f"Valeur inconnue. Connues\u202f: {known}.")
