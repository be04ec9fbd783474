"""Which leads are looked at, as the page's address says it. Pure; whatever stands there, a filter comes out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias
from urllib.parse import urlencode
from uuid import UUID

from trustcoach_app.cursors import Cursor, cursor_of
from trustcoach_app.inputs import clean_line
from trustcoach_app.models.leads import LeadStatus, LossReason

PATH = "/dashboard/coach/setter/leads"
CSV_PATH = f"{PATH}.csv"
EARLIEST, LATEST = date(2010, 1, 1), date(2100, 1, 1)
LONGEST_SEARCH = 80
SLOT = re.compile(r"[1-7]-([01]\d|2[0-3])")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

LeadCursor: TypeAlias = tuple[datetime, UUID]
"""`active_at` and id of the row next to which a page begins."""


class LeadFact(StrEnum):
    """What a period is about: the lead's columns of this name, or what facts.py says. So a figure opens its leads."""

    CREATED = "created_at"
    ENGAGED = "engaged_at"
    QUALIFIED = "qualified_at"
    MAGNET = "lead_magnet_sent_at"
    EMAIL = "email_captured_at"
    PROPOSED = "call_proposed_at"
    BOOKED = "call_booked_at"
    SCHEDULED = "call_scheduled_at"
    WON = "won_at"
    LOST = "lost_at"
    TODAY = "today"
    WEEK = "week"
    MESSAGED = "message_sent"
    MESSAGED_BY_AI = "message_by_ai"
    MESSAGE_1 = "message_1"
    MESSAGE_2 = "message_2"
    MESSAGE_3 = "message_3"
    MESSAGE_4 = "message_4"
    CREATED_THEN_WRITTEN = "created_and_written"
    CREATED_THEN_QUALIFIED = "created_and_qualified"
    CREATED_THEN_PROPOSED = "created_and_proposed"
    CREATED_THEN_BOOKED = "created_and_booked"
    HELD = "call_held"
    NO_SHOW = "call_no_show"
    DISCUSSED = "discussed"
    UNAIDED = "unaided"
    AGED = "age_known"
    EMPLOYED = "job_known"
    MALE = "gender_male"
    FEMALE = "gender_female"
    OTHER = "gender_other"
    WON_WITH_VALUE = "won_with_value"


ALIASES: dict[str, dict[str, Any]] = {
    "status_new": {"status": LeadStatus.NEW},
    "to_follow_up": {"follow_up": True},
}
"""States of now that the list has a filter for."""


@dataclass(frozen=True)
class Filter:
    """What a lead must be. `first` and `last` are days of the coach, inclusive, of `fact`."""

    search: str = ""
    status: LeadStatus | None = None
    source: str = ""
    tag: str = ""
    job: str = ""
    """A profession, however it is spelt."""
    reason: LossReason | None = None
    slot: str = ""
    """Weekday and hour of the booking, at the coach's: 1-09 … 7-23."""
    follow_up: bool = False
    fact: LeadFact = LeadFact.CREATED
    first: date | None = None
    last: date | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves anybody out."""
        return self != Filter()

    def but(self, **changed: Any) -> "Filter":
        """The same with some of it changed."""
        return replace(self, **changed)

    def href(self, **cursor: LeadCursor) -> str:
        """Its address; `apres=` or `avant=` a row of the list."""
        said = {
            "q": self.search,
            "statut": self.status.value if self.status else "",
            "source": self.source,
            "etiquette": self.tag,
            "metier": self.job,
            "raison": self.reason.value if self.reason else "",
            "creneau": self.slot,
            "relance": "1" if self.follow_up else "",
            "fait": "" if self.fact is LeadFact.CREATED else self.fact.value,
            "du": self.first.isoformat() if self.first else "",
            "au": self.last.isoformat() if self.last else "",
            **{name: _written(at) for name, at in cursor.items()},
        }
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{PATH}?{query}" if query else PATH

    @property
    def csv_href(self) -> str:
        """The file of its leads."""
        return self.href().replace(PATH, CSV_PATH, 1)


@dataclass(frozen=True)
class LeadsAddress:
    """A filter, and where its page begins: after a row of the list, before one, or at the top."""

    filter: Filter = field(default_factory=Filter)
    after: LeadCursor | None = None
    before: LeadCursor | None = None


def leads_address_of(asked: Mapping[str, object]) -> LeadsAddress:
    """What an address or a form names; what cannot be taken is left out."""
    said = {name: clean_line(value)[:LONGEST_SEARCH] for name, value in asked.items() if isinstance(value, str)}
    days = [_day(said.get(name, "")) for name in ("du", "au")]
    first, last = sorted(days, key=str) if all(days) else days
    wanted = Filter(
        search=said.get("q", ""),
        status=next((status for status in LeadStatus if status.value == said.get("statut")), None),
        source=said.get("source", ""),
        tag=said.get("etiquette", ""),
        job=said.get("metier", ""),
        reason=next((reason for reason in LossReason if reason.value == said.get("raison")), None),
        slot=said["creneau"] if SLOT.fullmatch(said.get("creneau", "")) else "",
        follow_up=said.get("relance") == "1",
        fact=next((fact for fact in LeadFact if fact.value == said.get("fait")), LeadFact.CREATED),
        first=first,
        last=last,
    )
    if said.get("fait") in ALIASES:
        wanted = replace(wanted, **ALIASES[said["fait"]])
    return LeadsAddress(wanted, after=_read(said.get("apres", "")), before=_read(said.get("avant", "")))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day < LATEST else None


def _written(cursor: LeadCursor) -> str:
    at, row = cursor
    return Cursor((at - _EPOCH) // _MICROSECOND, row).text


def _read(text: str) -> LeadCursor | None:
    found = cursor_of(text)
    try:
        return (_EPOCH + found.rank * _MICROSECOND, found.id) if found else None
    except OverflowError:
        return None
