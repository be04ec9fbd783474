"""Writes the leads' stories through the services: one batch a practice, then what a coach adds by hand, then costs."""

from contextlib import suppress
from datetime import date, datetime
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from trustcoach_app.db.types import new_id
from trustcoach_app.demo.leads.people import Market, market_of
from trustcoach_app.demo.leads.rhythm import Told, first_of, told
from trustcoach_app.demo.leads.story import texts
from trustcoach_app.demo.practice_writer import PracticeWriter
from trustcoach_app.demo.practices import DemoPractice
from trustcoach_app.demo.progress import note_told, told_until
from trustcoach_app.errors import Conflict
from trustcoach_app.models.lead_history import EventOrigin, EventType
from trustcoach_app.models.leads import Lead
from trustcoach_app.models.setter import AcquisitionCost
from trustcoach_app.setter.intake.apply import apply_events
from trustcoach_app.setter.lead import service as leads
from trustcoach_app.setter.rollup.run import roll_up

SPENT = {"story": 18_000, "post": 12_000, "keyword": 24_000}
"""Cents a month, by source; messages that come by themselves cost nothing."""

MONTHS = 5
TAGS = ("chaud", "à rappeler", "entreprise", "budget à voir", "recommandation")


async def tell_leads(writer: PracticeWriter, demo: DemoPractice, now: datetime) -> None:
    """What happened to the practice's leads since the last run, added up. Nothing is told twice."""
    market = market_of(demo.practice.coach.slug)
    if market is None:
        return
    since = await told_until(demo)
    stories = told(market, since=since, now=now, zone=writer.zone)
    if not await _somebody_came(writer, stories, now):
        stories.append(first_of(market, now, writer.zone))
    if stories:
        await _write(writer, market, stories, now)
        await _spend(writer, since, now)
        await note_told(writer.db, demo, now)
    await roll_up(writer.db, coach_id=writer.coach_id, now=now)


async def _somebody_came(writer: PracticeWriter, stories: list[Told], now: datetime) -> bool:
    """Whether today has its first lead, in the practice or in what is about to be told."""
    today = now.astimezone(writer.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    if any(event.type is EventType.UPSERTED and event.occurred_at >= today for one in stories for event in one.events):
        return True
    came = exists().where(col(Lead.coach_id) == writer.coach_id, col(Lead.created_at) >= today)
    return bool(await writer.db.scalar(select(came)))


async def _write(writer: PracticeWriter, market: Market, stories: list[Told], now: datetime) -> None:
    events = [event for one in stories for event in one.events]
    await apply_events(writer.db, coach_id=writer.coach_id, events=events, origin=EventOrigin.HOOK, now=now)
    accounts = [one.lead.account for one in stories]
    columns = (col(Lead.instagram_id), col(Lead.id), col(Lead.tags))
    mine = (col(Lead.coach_id) == writer.coach_id) & col(Lead.instagram_id).in_(accounts)
    rows = {row.instagram_id: row for row in await writer.db.execute(select(*columns).where(mine))}
    for one in stories:
        row = rows[one.lead.account]
        with suppress(Conflict):
            await _by_hand(writer, one, row.id, now, has_tags=bool(row.tags))


async def _by_hand(writer: PracticeWriter, one: Told, lead_id: UUID, now: datetime, *, has_tags: bool) -> None:
    """A tag and a note on some who were qualified meanwhile, a file for some who bought; what a user did stays."""
    happened = {event.type for event in one.events}
    key: dict[str, Any] = {"coach_id": writer.coach_id, "lead_id": lead_id}
    draw = Random(one.lead.email)  # noqa: S311  stable variety, not a secret
    is_tagged, is_noted, is_client = (draw.random() < share for share in (0.6, 0.4, 0.7))
    if EventType.QUALIFIED in happened and is_tagged and not has_tags:
        await leads.set_lead_tags(writer.db, tags=draw.sample(TAGS, draw.randint(1, 2)), **key)
    if EventType.WON in happened and is_client:
        name = f"{one.lead.first_name} {one.lead.last_name}"
        who = {"name": name, "email": one.lead.email, "timezone": writer.zone.key}
        await leads.convert_lead(writer.db, now=now, **who, **key)
    if EventType.QUALIFIED in happened and is_noted:
        written = texts()["notes"]["won" if EventType.WON in happened else "qualified"]
        await leads.save_lead_notes(writer.db, text=draw.choice(written), revision=0, **key)


async def _spend(writer: PracticeWriter, since: datetime | None, now: datetime) -> None:
    """What the last months cost, this one included; a later run adds the months that have begun meanwhile."""
    month = now.astimezone(writer.zone).date().replace(day=1)
    known = since.astimezone(writer.zone).date().replace(day=1) if since else date.min
    for _ in range(MONTHS):
        if month <= known:
            return
        for source, cents in SPENT.items():
            amount = cents + 1_000 * (month.month % 4)
            row = {
                "id": new_id(),
                "coach_id": writer.coach_id,
                "month": month,
                "source": source,
                "amount_cents": amount,
            }
            await writer.db.execute(insert(AcquisitionCost).values(**row).on_conflict_do_nothing())
        month = _month_before(month)


def _month_before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
