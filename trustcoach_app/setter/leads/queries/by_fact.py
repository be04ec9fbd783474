"""The leads of whom a fact holds in a period: those behind each figure of the dashboard (docs/kpis.md)."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, exists
from sqlmodel import col

from trustcoach_app.models.lead_history import CallOutcome, LeadCall, LeadMessage, MessageDirection, MessageSender
from trustcoach_app.models.leads import Gender, Lead
from trustcoach_app.setter.leads.address import Filter, LeadFact

Days: TypeAlias = tuple[date | None, date | None]

_MESSAGES: dict[LeadFact, tuple[ColumnElement[bool], ...]] = {
    LeadFact.MESSAGED: (),
    LeadFact.MESSAGED_BY_AI: (col(LeadMessage.sender) == MessageSender.AI,),
    LeadFact.MESSAGE_1: (col(LeadMessage.turn_number) == 1,),
    LeadFact.MESSAGE_2: (col(LeadMessage.turn_number) == 2,),
    LeadFact.MESSAGE_3: (col(LeadMessage.turn_number) == 3,),
    LeadFact.MESSAGE_4: (col(LeadMessage.turn_number) == 4,),
}
_CALLS = {LeadFact.HELD: CallOutcome.HELD, LeadFact.NO_SHOW: CallOutcome.NO_SHOW}
_MORE: dict[LeadFact, tuple[Any, ColumnElement[bool] | None]] = {
    LeadFact.TODAY: (Lead.created_at, None),
    LeadFact.WEEK: (Lead.created_at, None),
    LeadFact.CREATED_THEN_QUALIFIED: (Lead.created_at, col(Lead.qualified_at).is_not(None)),
    LeadFact.CREATED_THEN_WRITTEN: (Lead.created_at, col(Lead.messages_out) > 0),
    LeadFact.CREATED_THEN_PROPOSED: (Lead.created_at, col(Lead.call_proposed_at).is_not(None)),
    LeadFact.CREATED_THEN_BOOKED: (Lead.created_at, col(Lead.call_booked_at).is_not(None)),
    LeadFact.DISCUSSED: (Lead.created_at, col(Lead.messages_in) + col(Lead.messages_out) > 1),
    LeadFact.UNAIDED: (Lead.created_at, and_(col(Lead.messages_out) > 0, col(Lead.messages_human) == 0)),
    LeadFact.AGED: (Lead.created_at, col(Lead.age).is_not(None)),
    LeadFact.EMPLOYED: (Lead.created_at, col(Lead.job_title) != ""),
    LeadFact.MALE: (Lead.created_at, col(Lead.gender) == Gender.MALE),
    LeadFact.FEMALE: (Lead.created_at, col(Lead.gender) == Gender.FEMALE),
    LeadFact.OTHER: (Lead.created_at, col(Lead.gender) == Gender.OTHER),
    LeadFact.WON_WITH_VALUE: (Lead.won_at, col(Lead.deal_value_cents) > 0),
}
"""Of a fact without a column of its own: the instant that is meant, and what else must hold."""


def of_fact(wanted: Filter, zone: ZoneInfo, now: datetime) -> list[ColumnElement[bool]]:
    """The conditions of a filter's fact and days; none of an open filter."""
    days = _days(wanted, now.astimezone(zone).date())
    if wanted.fact in _MESSAGES:
        return [_wrote(_MESSAGES[wanted.fact], days, zone)]
    if wanted.fact in _CALLS:
        return [_called(_CALLS[wanted.fact], days, zone)]
    instant, also = _MORE.get(wanted.fact) or (getattr(Lead, wanted.fact.value), None)
    never_null = instant is Lead.created_at
    return [
        *([] if never_null else [col(instant).is_not(None)]),
        *_between(instant, days, zone),
        *([] if also is None else [also]),
    ]


def _days(wanted: Filter, today: date) -> Days:
    if wanted.fact is LeadFact.TODAY:
        return today, None
    if wanted.fact is LeadFact.WEEK:
        return today - timedelta(days=today.weekday()), None
    return wanted.first, wanted.last


def _between(instant: Any, days: Days, zone: ZoneInfo) -> list[ColumnElement[bool]]:
    first, last = days
    conditions: list[ColumnElement[bool]] = []
    if first:
        conditions.append(col(instant) >= _midnight(first, zone))
    if last:
        conditions.append(col(instant) < _midnight(last + timedelta(days=1), zone))
    return conditions


def _wrote(which: Iterable[ColumnElement[bool]], days: Days, zone: ZoneInfo) -> ColumnElement[bool]:
    """An outbound message of those days."""
    return exists().where(
        col(LeadMessage.coach_id) == col(Lead.coach_id),
        col(LeadMessage.lead_id) == col(Lead.id),
        col(LeadMessage.direction) == MessageDirection.OUT,
        *_between(LeadMessage.sent_at, days, zone),
        *which,
    )


def _called(outcome: CallOutcome, days: Days, zone: ZoneInfo) -> ColumnElement[bool]:
    """A call that ended so and counts on those days."""
    return exists().where(
        col(LeadCall.coach_id) == col(Lead.coach_id),
        col(LeadCall.lead_id) == col(Lead.id),
        col(LeadCall.outcome) == outcome,
        *_between(LeadCall.counted_at, days, zone),
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
