"""The reader of an uploaded file of the setter, in a process of its own (uploads/bounded.py).

Its answer: an Outline, then the pieces of the file of errors, then the parts of what is to be written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from trustcoach_app.setter.importing.columns import Kind
from trustcoach_app.setter.importing.plan import CARGO, MOST_SHOWN, Cargo
from trustcoach_app.setter.importing.present import errors_csv
from trustcoach_app.setter.importing.reading import LeadFileReading, LeftOutLine, ReadLead, read
from trustcoach_app.setter.intake.events import SetterEvent
from trustcoach_app.setter.keys import event_key
from trustcoach_app.uploads.findings import Finding

PIECE = 200_000
"""Characters of the file of errors in one piece."""


@dataclass(frozen=True)
class FileAsked:
    """Whose file it is, when it is read, and how many events and bytes a part holds at most."""

    coach_id: UUID
    zone: str
    now: datetime
    most_events: int
    most_bytes: int


@dataclass(frozen=True)
class Outline:
    """What is compared with the practice and shown; and how many pieces of errors come before the parts."""

    kind: Kind
    accounts: list[str]
    message_keys: list[UUID]
    leads: list[ReadLead] = field(default_factory=list[ReadLead])
    refused: list[LeftOutLine] = field(default_factory=list[LeftOutLine])
    refused_lines: int = 0
    notes: list[Finding] = field(default_factory=list[Finding])
    error_pieces: int = 0


ASKED = TypeAdapter(FileAsked)
OUTLINE = TypeAdapter(Outline)


def answer(head: bytes, content: bytes) -> Iterator[bytes]:
    """The whole answer. Raises Unreadable."""
    asked = ASKED.validate_json(head)
    reading = read(content, zone=ZoneInfo(asked.zone), now=asked.now)
    errors = errors_csv(reading.refused).decode() if reading.refused else ""
    pieces = [errors[start : start + PIECE] for start in range(0, len(errors), PIECE)]
    yield OUTLINE.dump_json(_outline(reading, asked, len(pieces)))
    yield from (piece.encode() for piece in pieces)
    yield from (CARGO.dump_json(part) for part in _parts(reading, asked))


def _outline(reading: LeadFileReading, asked: FileAsked, error_pieces: int) -> Outline:
    messages = {event.event_id for event in reading.events if event.type.startswith("message.")}
    return Outline(
        kind=reading.kind,
        accounts=list(reading.leads),
        message_keys=[event_key(asked.coach_id, key) for key in sorted(messages)],
        leads=list(reading.leads.values())[:MOST_SHOWN],
        refused=reading.refused[:MOST_SHOWN],
        refused_lines=len(reading.refused),
        notes=reading.notes,
        error_pieces=error_pieces,
    )


def _parts(reading: LeadFileReading, asked: FileAsked) -> Iterator[Cargo]:
    """The events of one lead stand together."""
    events: list[SetterEvent] = []
    size = 0
    for event in sorted(reading.events, key=lambda event: event.lead.instagram_id):
        if events and (len(events) >= asked.most_events or size >= asked.most_bytes):
            yield _part(events, reading)
            events, size = [], 0
        events.append(event)
        size += sum(len(str(value)) for value in event.data.values())
    if events:
        yield _part(events, reading)


def _part(events: list[SetterEvent], reading: LeadFileReading) -> Cargo:
    accounts = {event.lead.instagram_id for event in events}
    return Cargo(events, {key: reading.tags[key] for key in accounts & reading.tags.keys()})
