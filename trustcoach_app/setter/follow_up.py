"""The follow-up rule (kpis.md), once for rows and once in Python: the two are tested against each other.

An open lead whose last message is outbound and older than its limit, or whose status is « relance ».
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Case, ColumnElement, and_, case, null, or_
from sqlmodel import col

from trustcoach_app.models.leads import Lead, LeadStatus, MessageDirection


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


def is_due(now: datetime) -> ColumnElement[bool]:
    """The leads to follow up; reads `ix_leads_coach_id_status` alone."""
    silent = or_(*(_silent(statuses, limit, now) for statuses, limit, _ in RULE))
    return or_(col(Lead.status) == LeadStatus.RELANCE, silent)


def priority_of(now: datetime) -> Case[str | None]:
    """The priority of a row, null when it is not due."""
    reached = (col(Lead.qualified_at), col(Lead.call_proposed_at), col(Lead.call_booked_at))
    silent_since = and_(
        col(Lead.last_message_direction) == MessageDirection.OUT, col(Lead.last_message_at) < now - RULE[0][1]
    )
    urgent = and_(or_(*(at.is_not(None) for at in reached)), silent_since)
    return case(
        (and_(col(Lead.status) == LeadStatus.RELANCE, urgent), Priority.HIGH.value),
        (col(Lead.status) == LeadStatus.RELANCE, Priority.MEDIUM.value),
        *((_silent(statuses, limit, now), how.value) for statuses, limit, how in RULE),
        else_=null(),
    )


def _silent(statuses: tuple[LeadStatus, ...], limit: timedelta, now: datetime) -> ColumnElement[bool]:
    return and_(
        col(Lead.last_message_direction) == MessageDirection.OUT,
        col(Lead.status).in_(statuses),
        col(Lead.last_message_at) < now - limit,
    )
