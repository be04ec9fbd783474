"""What a filter asks of a lead, as conditions that an index answers wherever there may be a hundred thousand."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Boolean, ColumnElement, and_, cast, func, literal_column, select, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.models.leads import STANDING, TAGGED, Lead
from trustcoach_app.setter.follow_up import is_due
from trustcoach_app.setter.keys import spelling_key
from trustcoach_app.setter.leads.address import Filter
from trustcoach_app.setter.leads.queries.by_fact import of_fact
from trustcoach_app.setter.search import search_query, search_words

MOST_COUNTED = 2_000
"""More leads than these are not counted one by one."""


async def are_many(db: AsyncSession, wanted: Filter) -> bool:
    """Whether more than MOST_COUNTED leads hold the words of a search: they are then met soon on a walk through all."""
    if not (words := search_words(wanted.search)):
        return False
    some = func.leads_found(_query(words), MOST_COUNTED + 1).table_valued("id")
    return bool(await db.scalar(select(func.count() > MOST_COUNTED).select_from(some)))


def matching(
    coach_id: UUID, wanted: Filter, zone: ZoneInfo, now: datetime, *, many: bool = False
) -> list[ColumnElement[bool]]:
    """The conditions of a filter, but for status and follow-up. `many`: see `are_many`."""
    conditions = [col(Lead.coach_id) == coach_id, *of_fact(wanted, zone, now)]
    if words := search_words(wanted.search):
        conditions.append(_holds(words) if many else col(Lead.id).in_(select(func.leads_found(_query(words), None))))
    if wanted.source:
        conditions.append(col(Lead.source_key) == spelling_key(wanted.source))
    if wanted.tag:
        conditions.append(and_(text(TAGGED), col(Lead.tags).contains([wanted.tag])))
    if wanted.job:
        conditions.append(col(Lead.job_key) == spelling_key(wanted.job))
    if wanted.reason:
        conditions.append(col(Lead.loss_reason) == wanted.reason)
    if wanted.slot:
        booked = func.timezone(zone.key, col(Lead.call_booked_at))
        conditions.append(func.to_char(booked, "ID-HH24") == wanted.slot)
    return conditions


def standing(wanted: Filter, now: datetime) -> list[ColumnElement[bool]]:
    """The conditions of its status and follow-up."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.status:
        conditions.append(literal_column(f"({STANDING[wanted.status]})", Boolean))
    if wanted.follow_up:
        conditions.append(is_due(now))
    return conditions


def _query(words: list[str]) -> ColumnElement[object]:
    return cast(search_query(words), TSQUERY)


def _holds(words: list[str]) -> ColumnElement[bool]:
    return func.to_tsvector(literal_column("'simple'"), col(Lead.search_key)).bool_op("@@")(_query(words))
