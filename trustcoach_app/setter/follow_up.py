"""The follow-up rule (docs/kpis.md), once for rows and once in Python: the two are tested against each other.

An open lead without a call still to come whose last message is outbound and older than its limit, or whose status is
« relance »; and a lost lead who wrote after the loss. « Relancé » and « Reporter » take a lead off until their time is
over.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, literal_column, or_
from sqlmodel import col

from trustcoach_app.models.lead_history import MessageDirection
from trustcoach_app.models.leads import Lead, LeadStatus
from trustcoach_app.models.waiting import WAITING, Waiting

Instant = datetime | Any
"""Or a parameter of a statement that stands for one."""


class Priority(StrEnum):
    """How soon a lead is to be written to again."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


QUALIFIED = (LeadStatus.QUALIFIED, LeadStatus.CALL_PROPOSED, LeadStatus.CALL_BOOKED)
RULE: tuple[tuple[tuple[LeadStatus, ...], timedelta, Priority], ...] = (
    (QUALIFIED, timedelta(days=2), Priority.HIGH),
    ((LeadStatus.ENGAGED,), timedelta(days=3), Priority.MEDIUM),
    ((LeadStatus.NEW,), timedelta(days=7), Priority.LOW),
)
"""Statuses, the silence after which they are due, and how urgently. Who is in « relance » has the time of the first or
the second after « Relancé »."""

FORGOTTEN_AFTER = timedelta(days=30)
"""Those who are silent for longer are not listed one by one."""


def priority(lead: Lead, now: datetime) -> Priority | None:
    """How soon, None when not at all."""
    if lead.deferred_until and lead.deferred_until > now:
        return None
    if lead.status is LeadStatus.RELANCE:
        return _of_relance(lead, now)
    if has_returned(lead):
        return Priority.HIGH
    silence = now - lead.last_contact_at if _is_unanswered(lead) and lead.last_contact_at else timedelta(0)
    return next((how for statuses, limit, how in RULE if lead.status in statuses and silence > limit), None)


def has_returned(lead: Lead) -> bool:
    """Whether a lost lead wrote after the loss, and nobody has answered or said « Relancé » since."""
    return lead.returned_at is not None and (lead.followed_up_at is None or lead.followed_up_at < lead.returned_at)


def was_qualified(lead: Lead) -> bool:
    """Whether a lead reached qualified or further, whatever its status is now."""
    return any((lead.qualified_at, lead.call_proposed_at, lead.call_booked_at))


def _is_unanswered(lead: Lead) -> bool:
    return lead.last_message_direction is MessageDirection.OUT and lead.last_message_at is not None


def _of_relance(lead: Lead, now: datetime) -> Priority | None:
    waits = _is_unanswered(lead) and was_qualified(lead)
    limit = RULE[0 if waits else 1][1]
    if lead.followed_up_at and now - lead.followed_up_at <= limit:
        return None
    is_silent = lead.last_contact_at is not None and now - lead.last_contact_at > limit
    return Priority.HIGH if waits and is_silent else Priority.MEDIUM


def due(now: Instant) -> list[tuple[Priority, ColumnElement[bool]]]:
    """The leads to follow up, in parts that exclude one another; each part is one range of an index."""
    (_, high, _), (_, medium, _), (_, low, _) = RULE
    contact = col(Lead.last_contact_at)
    return [
        (Priority.HIGH, _waits(Waiting.QUALIFIED, now, contact < now - high)),
        (Priority.HIGH, _waits(Waiting.RELANCE_QUALIFIED, now, contact < now - high)),
        (Priority.HIGH, returned(now)),
        (Priority.MEDIUM, _waits(Waiting.RELANCE_QUALIFIED, now, contact >= now - high, _is_past(now - high))),
        (Priority.MEDIUM, _waits(Waiting.RELANCE, now, _is_past(now - medium))),
        (Priority.MEDIUM, _waits(Waiting.ENGAGED, now, contact < now - medium)),
        (Priority.LOW, _waits(Waiting.NEW, now, contact < now - low)),
    ]


def returned(now: Instant) -> ColumnElement[bool]:
    """Those of them who are not open: lost, and wrote after the loss."""
    return _waits(Waiting.RETURNED, now)


def is_due(now: Instant) -> ColumnElement[bool]:
    """The leads to follow up."""
    return or_(*(which for _, which in due(now)))


def is_forgotten(now: Instant) -> ColumnElement[bool]:
    """Who is silent for so long that they are counted and not listed. Never null: who was never in contact is not."""
    contact = col(Lead.last_contact_at)
    return and_(contact.is_not(None), contact < now - FORGOTTEN_AFTER)


def _waits(waiting: Waiting, now: Instant, *also: ColumnElement[bool]) -> ColumnElement[bool]:
    """Of a class, and not put off."""
    put_off = col(Lead.deferred_until)
    return and_(literal_column(f"({WAITING[waiting]})", Boolean), or_(put_off.is_(None), put_off <= now), *also)


def _is_past(since: Instant) -> ColumnElement[bool]:
    """« Relancé » was never said, or its time is over."""
    said = col(Lead.followed_up_at)
    return or_(said.is_(None), said < since)
