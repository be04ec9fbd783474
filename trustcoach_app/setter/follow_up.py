"""The follow-up rule (docs/kpis.md), once for rows and once in Python: the two are tested against each other.

An open lead whose last message is outbound and older than its limit, or whose status is « relance ».
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, literal_column, or_
from sqlmodel import col

from trustcoach_app.models.leads import Lead, LeadStatus, MessageDirection
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
"""Statuses, the silence after which they are due, and how urgently."""


def priority(
    *,
    status: LeadStatus,
    last_message_at: datetime | None,
    last_message_direction: MessageDirection | None,
    was_qualified: bool,
    now: datetime,
) -> Priority | None:
    """How soon, None when not at all. `was_qualified`: it reached qualified or further, whatever its status is now."""
    unanswered = last_message_direction is MessageDirection.OUT and last_message_at is not None
    silence = now - last_message_at if unanswered and last_message_at else timedelta(0)
    if status is LeadStatus.RELANCE:
        return Priority.HIGH if was_qualified and silence > RULE[0][1] else Priority.MEDIUM
    return next((how for statuses, limit, how in RULE if status in statuses and silence > limit), None)


def was_qualified(lead: Lead) -> bool:
    """Whether a lead reached qualified or further."""
    return any((lead.qualified_at, lead.call_proposed_at, lead.call_booked_at))


def due(now: Instant) -> list[tuple[Priority, ColumnElement[bool]]]:
    """The leads to follow up, in parts that exclude one another; each part is one range of an index."""
    (_, high, _), (_, medium, _), (_, low, _) = RULE
    return [
        (Priority.HIGH, _silent(Waiting.QUALIFIED, now - high)),
        (Priority.HIGH, _silent(Waiting.RELANCE_QUALIFIED, now - high)),
        (Priority.MEDIUM, and_(_waits(Waiting.RELANCE_QUALIFIED), col(Lead.last_message_at) >= now - high)),
        (Priority.MEDIUM, _waits(Waiting.RELANCE)),
        (Priority.MEDIUM, _silent(Waiting.ENGAGED, now - medium)),
        (Priority.LOW, _silent(Waiting.NEW, now - low)),
    ]


def is_due(now: Instant) -> ColumnElement[bool]:
    """The leads to follow up."""
    return or_(*(which for _, which in due(now)))


def _silent(waiting: Waiting, since: Instant) -> ColumnElement[bool]:
    return and_(_waits(waiting), col(Lead.last_message_at) < since)


def _waits(waiting: Waiting) -> ColumnElement[bool]:
    return literal_column(f"({WAITING[waiting]})", Boolean)
