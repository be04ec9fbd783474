"""Reads one of the two files against the contract of the setter's events. Pure; a large one takes a second or two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.models.lead_history import BY_HAND, EventType
from trustcoach_app.models.setter import TRIAL_ID
from trustcoach_app.setter.importing.columns import Kind, understood
from trustcoach_app.setter.importing.fields import BadCell, Cells
from trustcoach_app.setter.importing.timeline import FileEvent, in_order_of_lines, lead, message
from trustcoach_app.setter.intake.events import Misunderstood, SetterEvent, understand
from trustcoach_app.uploads.fields import one_line
from trustcoach_app.uploads.findings import Finding, of_columns, of_encoding, of_lost_letters
from trustcoach_app.uploads.table import Row, read_table

MOST_LINES = 20_000
SHOWN = 80
"""Characters of a refused cell that are kept."""
NAMES = ("first_name", "last_name")

_FIELD = re.compile(r"«\s(?:[a-z_]+\.)*([a-z_]+)\s»\s:\s")
_COLUMN_OF = {"scheduled_at": "call_scheduled_at", "reason": "loss_reason", "deal_value_cents": "deal_value"}


@dataclass(frozen=True)
class LeftOutLine:
    """A line that is left out: its number as a spreadsheet counts, the column as the file calls it, and why."""

    line: int
    column: str
    value: str
    why: str


@dataclass
class ReadLead:
    """What a file says of one lead, for people to see before it is written. `status` as the contract names it."""

    account: str
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    status: str = ""
    since: datetime | None = None
    until: datetime | None = None
    messages: int = 0
    tags: list[str] = field(default_factory=list[str])


@dataclass
class LeadFileReading:
    """What a file says. `tags` are by Instagram id."""

    kind: Kind
    events: list[SetterEvent] = field(default_factory=list[SetterEvent])
    tags: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    refused: list[LeftOutLine] = field(default_factory=list[LeftOutLine])
    leads: dict[str, ReadLead] = field(default_factory=dict[str, ReadLead])
    """By Instagram id, in the order of the file."""
    notes: list[Finding] = field(default_factory=list[Finding])
    lines: int = 0
    """Lines that are taken."""


def read(content: bytes, *, zone: ZoneInfo, now: datetime) -> LeadFileReading:
    """Every line, as events or as refused. `zone` is that of dates without an offset. Raises Unreadable."""
    table = read_table(content, most_rows=MOST_LINES, most_said="20\u202f000")
    header, rows = (table.rows[0].cells, table.rows[1:]) if table.rows else ([], [])
    reader = _Reader(header, zone, now)
    for row in rows:
        reader.take(row.number, row.cells)
    reader.reading.notes += of_encoding(table.encoding) + reader.notes(rows)
    if reader.reading.kind == "messages":
        reader.reading.events = in_order_of_lines(reader.reading.events)
    return reader.reading


class _Reader:
    def __init__(self, header: Sequence[str], zone: ZoneInfo, now: datetime) -> None:
        kind, self._places = understood(header)
        self._header, self._zone, self._now = header, zone, now
        self._seen: dict[str, int] = {}
        self.reading = LeadFileReading(kind)

    def take(self, number: int, row: Sequence[str]) -> None:
        """One line."""
        cells = Cells({name: row[at] for name, at in self._places.items() if at < len(row)}, self._zone)
        try:
            self._understand(number, row, cells)
        except BadCell as bad:
            at = self._places.get(bad.column)
            column = bad.column if at is None else one_line(self._header[at])
            self.reading.refused.append(LeftOutLine(number, column, cells.text(bad.column)[:SHOWN], str(bad)))

    def notes(self, rows: Sequence[Row]) -> list[Finding]:
        """What the coach should know of the columns, and of names that lost letters."""
        named = [at for name in NAMES if (at := self._places.get(name)) is not None]
        names = ((row.number, " ".join(row.cells[at] for at in named if at < len(row.cells))) for row in rows)
        return of_columns(self._header, rows, self._places.values()) + of_lost_letters(names)

    def _understand(self, number: int, row: Sequence[str], cells: Cells) -> None:
        if any(cell.strip() for cell in row[len(self._header) :]):
            raise BadCell("", "Cette ligne a plus de cellules que l’en-tête\u202f: mettez ses textes entre guillemets.")
        is_lead = self.reading.kind == "leads"
        events = [self._event(said) for said in (lead(cells) if is_lead else message(cells))]
        self._refuse_again(number, events[0].lead.instagram_id if is_lead else events[0].event_id)
        self.reading.events += events
        self.reading.lines += 1
        account = events[0].lead.instagram_id
        if is_lead and (tags := cells.tags()):
            self.reading.tags[account] = tags
        self._show(self.reading.leads.setdefault(account, ReadLead(account)), events[0], cells)

    def _show(self, lead: ReadLead, event: SetterEvent, cells: Cells) -> None:
        said, at = event.lead.said, event.occurred_at
        lead.first_name, lead.last_name = said.get("first_name", ""), said.get("last_name", "")
        lead.username = said.get("instagram_username", "") or lead.username
        lead.since, lead.until = min(lead.since or at, at), max(lead.until or at, at)
        if self.reading.kind == "leads":
            lead.status, lead.tags = cells.status().value, self.reading.tags.get(lead.account, [])
        else:
            lead.messages += 1

    def _event(self, said: FileEvent) -> SetterEvent:
        """What only the hand writes is judged like a profile: by its account and its date."""
        raw, is_by_hand = said.raw(), said.type in BY_HAND
        try:
            event = understand(raw | {"type": EventType.UPSERTED} if is_by_hand else raw, now=self._now)
        except Misunderstood as problem:
            raise _bad_cell(str(problem), said.column) from None
        if event.lead.instagram_id == TRIAL_ID:
            raise BadCell(
                "user_id_instagram", "Ce compte est celui des événements d’essai\u202f: il n’est celui de personne."
            )
        return replace(event, type=said.type, data=said.data) if is_by_hand else event

    def _refuse_again(self, number: int, key: str) -> None:
        """A lead has one line; the same message, one too."""
        if (first := self._seen.setdefault(key, number)) != number:
            why = "Ce compte est déjà" if self.reading.kind == "leads" else "Ce message est déjà"
            raise BadCell("user_id_instagram" if self.reading.kind == "leads" else "text", f"{why} à la ligne {first}.")


def _bad_cell(sentence: str, date_column: str) -> BadCell:
    """The contract's refusal, by the column that holds the field; an event's own date is in `date_column`."""
    match = _FIELD.match(sentence)
    if match is None:
        return BadCell(date_column, sentence)
    name, why = match[1], sentence[match.end() :]
    column = date_column if name == "occurred_at" else _COLUMN_OF.get(name, name)
    return BadCell(column, why[0].upper() + why[1:])
