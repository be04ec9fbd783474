"""Writes the leads' stories through the services: one batch a practice, then what a coach adds by hand, then costs."""

from datetime import date, datetime
from random import Random
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from trustcoach_app.db.types import new_id
from trustcoach_app.demo.enrol import Enrolled
from trustcoach_app.demo.leads.cast import Market, market_of
from trustcoach_app.demo.leads.rhythm import Told, first_of, told
from trustcoach_app.demo.leads.story import texts
from trustcoach_app.demo.pen import Pen
from trustcoach_app.demo.progress import note_told, told_until
from trustcoach_app.models.leads import EventOrigin, Lead
from trustcoach_app.models.setter import AcquisitionCost
from trustcoach_app.setter.intake.apply import apply_events
from trustcoach_app.setter.intake.events import EventType
from trustcoach_app.setter.lead import service as leads
from trustcoach_app.setter.rollup.run import roll_up

SPENT = {"story": 18_000, "post": 12_000, "keyword": 24_000}
"""Cents a month, by source; messages that come by themselves cost nothing."""

MONTHS = 5
TAGS = ("chaud", "à rappeler", "entreprise", "budget à voir", "recommandation")


async def tell_leads(pen: Pen, enrolled: Enrolled, now: datetime) -> None:
    """What happened to the practice's leads since the last run, added up. Nothing is told twice."""
    market = market_of(enrolled.practice.coach.slug)
    if market is None:
        return
    since = await told_until(enrolled)
    stories = told(market, since=since, now=now, zone=pen.zone)
    if not await _somebody_came(pen, stories, now):
        stories.append(first_of(market, now, pen.zone))
    if stories:
        await _write(pen, market, stories, now)
        await _spend(pen, since, now)
        await note_told(pen.db, enrolled, now)
    await roll_up(pen.db, coach_id=pen.coach_id, now=now)


async def _somebody_came(pen: Pen, stories: list[Told], now: datetime) -> bool:
    """Whether today has its first lead, in the practice or in what is about to be told."""
    today = now.astimezone(pen.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    if any(event.type is EventType.UPSERTED and event.occurred_at >= today for one in stories for event in one.events):
        return True
    came = exists().where(col(Lead.coach_id) == pen.coach_id, col(Lead.created_at) >= today)
    return bool(await pen.db.scalar(select(came)))


async def _write(pen: Pen, market: Market, stories: list[Told], now: datetime) -> None:
    events = [event for one in stories for event in one.events]
    await apply_events(pen.db, coach_id=pen.coach_id, events=events, origin=EventOrigin.HOOK, now=now)
    accounts = [one.lead.account for one in stories]
    found = await pen.db.execute(
        select(col(Lead.instagram_id), col(Lead.id)).where(
            col(Lead.coach_id) == pen.coach_id, col(Lead.instagram_id).in_(accounts)
        )
    )
    ids = {row.instagram_id: row.id for row in found}
    for one in stories:
        await _by_hand(pen, one, ids[one.lead.account], now)


async def _by_hand(pen: Pen, one: Told, lead_id: UUID, now: datetime) -> None:
    """A tag and a note on some of those who were qualified meanwhile; a file for some who bought."""
    happened = {event.type for event in one.events}
    key, draw = {"coach_id": pen.coach_id, "lead_id": lead_id}, Random(one.lead.email)  # noqa: S311  not a secret
    reached = "won" if EventType.WON in happened else "qualified" if EventType.QUALIFIED in happened else ""
    if not reached:
        return
    if draw.random() < 0.6:
        await leads.set_tags(pen.db, tags=draw.sample(TAGS, draw.randint(1, 2)), **key)
    if draw.random() < 0.4:
        await leads.save_notes(pen.db, text=draw.choice(texts()["notes"][reached]), revision=0, **key)
    if reached == "won" and draw.random() < 0.7:
        name = f"{one.lead.first_name} {one.lead.last_name}"
        who = {"name": name, "email": one.lead.email, "timezone": pen.zone.key}
        await leads.become_client(pen.db, now=now, **who, **key)


async def _spend(pen: Pen, since: datetime | None, now: datetime) -> None:
    """What the last months cost, this one included; a later run adds the months that have begun meanwhile."""
    month = now.astimezone(pen.zone).date().replace(day=1)
    known = since.astimezone(pen.zone).date().replace(day=1) if since else date.min
    for _ in range(MONTHS):
        if month <= known:
            return
        for source, cents in SPENT.items():
            amount = cents + 1_000 * (month.month % 4)
            row = {"id": new_id(), "coach_id": pen.coach_id, "month": month, "source": source, "amount_cents": amount}
            await pen.db.execute(insert(AcquisitionCost).values(**row).on_conflict_do_nothing())
        month = _month_before(month)


def _month_before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
