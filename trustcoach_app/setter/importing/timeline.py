"""From one line of a file to the events of the contract that it stands for. Pure."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from trustcoach_app.models.lead_history import EventType, MessageDirection
from trustcoach_app.models.leads import LeadStatus
from trustcoach_app.setter.importing.fields import BadCell, Cells
from trustcoach_app.setter.intake.events import PROFILE, SetterEvent

APART = timedelta(milliseconds=1)
"""Between two events of one line, so that their order is the order in which they happened."""

STAGES = {
    "qualified_at": EventType.QUALIFIED,
    "lead_magnet_sent_at": EventType.MAGNET_SENT,
    "email_captured_at": EventType.EMAIL_CAPTURED,
    "call_proposed_at": EventType.CALL_PROPOSED,
    "call_booked_at": EventType.CALL_BOOKED,
}
REACHED_BY = {
    LeadStatus.QUALIFIED: ("qualified_at",),
    LeadStatus.CALL_PROPOSED: ("qualified_at", "call_proposed_at"),
    LeadStatus.CALL_BOOKED: ("qualified_at", "call_proposed_at", "call_booked_at"),
    LeadStatus.WON: ("qualified_at",),
}
"""Stages that a status says were reached, dated or not. A won lead need not have had a call."""

CLOSED = ((LeadStatus.WON, EventType.WON, "won_at"), (LeadStatus.LOST, EventType.LOST, "lost_at"))
"""A status that its date says as well, whatever the column of statuses says."""

UNDATED = {LeadStatus.ENGAGED: EventType.STATUS_SET, LeadStatus.RELANCE: EventType.RELANCE}


@dataclass(frozen=True)
class FileEvent:
    """One event as the file says it, before the contract has judged it; `column` is where its date comes from."""

    type: EventType
    at: datetime
    column: str
    lead: dict[str, str]
    data: dict[str, Any] = field(default_factory=dict[str, Any])

    def raw(self) -> dict[str, Any]:
        """As the contract takes it. What says the same has the same id, whichever file says it."""
        body: dict[str, Any] = {
            "type": self.type.value,
            "occurred_at": self.at.isoformat(),
            "lead": self.lead,
            "data": self.data,
        }
        digest = sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        return {"event_id": f"csv:{digest}", **body}


def message(cells: Cells) -> list[FileEvent]:
    """One message. Raises BadCell."""
    sent_at = cells.instant("sent_at")
    if sent_at is None:
        raise BadCell("sent_at", "Indiquez la date du message.")
    is_inbound = cells.direction() is MessageDirection.IN
    data = {"text": cells.text("text")} if is_inbound else {"text": cells.text("text"), "sender": cells.text("sender")}
    lead = {"user_id_instagram": cells.account(), "instagram_username": cells.text("instagram_username")}
    return [FileEvent(EventType.RECEIVED if is_inbound else EventType.SENT, sent_at, "sent_at", lead, data)]


def in_order_of_lines(messages: Sequence[SetterEvent]) -> list[SetterEvent]:
    """Of messages that a file gives one instant, as a file with minutes does, each a microsecond after the line before.

    Their ids stay: the same line of another file is the same message, wherever it stands there.
    """
    if _is_newest_first(messages):
        return in_order_of_lines(messages[::-1])[::-1]
    before: Counter[tuple[str, datetime]] = Counter()
    ordered: list[SetterEvent] = []
    for message in messages:
        spoken = message.lead.instagram_id, message.occurred_at
        ordered.append(replace(message, occurred_at=message.occurred_at + before[spoken] * timedelta.resolution))
        before[spoken] += 1
    return ordered


def _is_newest_first(messages: Sequence[SetterEvent]) -> bool:
    """Whether more lines of a lead are earlier than the one before than are later."""
    latest: dict[str, datetime] = {}
    later = 0
    for message in messages:
        before = latest.get(message.lead.instagram_id, message.occurred_at)
        later += (message.occurred_at > before) - (message.occurred_at < before)
        latest[message.lead.instagram_id] = message.occurred_at
    return later < 0


def lead(cells: Cells) -> list[FileEvent]:
    """Who the lead is, then each stage that its dates name or its status implies, in order. Raises BadCell."""
    created_at = cells.instant("created_at")
    if created_at is None:
        raise BadCell("created_at", "Indiquez la date de création.")
    account = cells.account()
    profile = {column: said for column in PROFILE if (said := cells.text(column))} | {"user_id_instagram": account}
    line = [FileEvent(EventType.UPSERTED, created_at, "created_at", profile)]
    for kind, at, column, data in _stages(cells, created_at):
        line.append(FileEvent(kind, at, column, {"user_id_instagram": account}, data))
    return _one_after_another(line)


Step = tuple[EventType, datetime, str, dict[str, Any]]


def _stages(cells: Cells, created_at: datetime) -> Iterator[Step]:
    """What has no date of its own is as old as what came before it."""
    status, latest = cells.status(), created_at
    for column, kind in STAGES.items():
        at = cells.instant(column)
        if at is not None or column in REACHED_BY.get(status, ()):
            latest = max(latest, at or latest)
            yield kind, at or latest, column if at else "status", _data(kind, cells, at or latest)
    if outcome := cells.outcome():
        scheduled_at = cells.instant("call_scheduled_at")
        latest = max(latest, scheduled_at or latest)
        yield outcome, latest, "call_scheduled_at" if scheduled_at else "call_outcome", {}
    yield from _end(cells, status, latest)


def _end(cells: Cells, status: LeadStatus, latest: datetime) -> Iterator[Step]:
    for closed, kind, column in CLOSED:
        at = cells.instant(column)
        if at is not None or status is closed:
            yield kind, at or latest, column if at else "status", _data(kind, cells, latest)
            latest = max(latest, at or latest)
    if status in UNDATED:
        yield UNDATED[status], latest, "status", _data(UNDATED[status], cells, latest)


def _data(kind: EventType, cells: Cells, at: datetime) -> dict[str, Any]:
    match kind:
        case EventType.CALL_BOOKED:
            return {"scheduled_at": (cells.instant("call_scheduled_at") or at).isoformat()}
        case EventType.EMAIL_CAPTURED:
            return {"email": cells.text("email")}
        case EventType.WON:
            return {"deal_value": cells.text("deal_value")}
        case EventType.LOST:
            return {"reason": cells.text("loss_reason")}
        case EventType.STATUS_SET:
            return {"status": LeadStatus.ENGAGED.value}
        case _:
            return {}


def _one_after_another(line: list[FileEvent]) -> list[FileEvent]:
    """In the order of their dates; of the same date, in the order of the pipeline."""
    ordered: list[FileEvent] = []
    for said in sorted(line, key=lambda said: said.at):
        at = max(said.at, ordered[-1].at + APART) if ordered else said.at
        ordered.append(FileEvent(said.type, at, said.column, said.lead, said.data))
    return ordered
