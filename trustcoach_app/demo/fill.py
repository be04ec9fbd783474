"""Fills the demo's practices, or tops them up: each in one transaction of its coach, so that none is ever half made."""

import asyncio
from collections import defaultdict
from datetime import datetime, timedelta

from trustcoach_app.bookings.queries import bookings_between
from trustcoach_app.bookings.service import complete_ended_session, lock_diary
from trustcoach_app.clients.queries import directory
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.demo.alive import Focus
from trustcoach_app.demo.chronicle import chronicle
from trustcoach_app.demo.enrol import Enrolled, enrol, link_client
from trustcoach_app.demo.filing import cabinet, furnish
from trustcoach_app.demo.leads.write import tell_leads
from trustcoach_app.demo.pen import Pen
from trustcoach_app.demo.progress import note_planned, planned_until
from trustcoach_app.demo.rhythm import Visit, first_day, last_day, visits
from trustcoach_app.demo.story import DemoStep, diary_steps, settled
from trustcoach_app.models.bookings import BookingStatus

MOST_CLIENTS = 10_000
LONG_AGO = timedelta(days=400)


async def fill(now: datetime) -> None:
    """Make the demo whole as of `now`. Safe to run again: what exists stays, what is missing comes."""
    enrolled = await enrol(now)
    await asyncio.gather(*(_fill(one, now) for one in enrolled))
    await link_client()


async def _fill(enrolled: Enrolled, now: datetime) -> None:
    """One practice. The lock makes two starts at once one after the other."""
    async with unit_of_work(enrolled.coach) as db:
        await lock_diary(db, enrolled.coach_id)
        await furnish(db, enrolled.coach_id, enrolled.practice)
        if not enrolled.practice.clients:
            return
        zone = await zone_of(db, coach_id=enrolled.coach_id)
        rows = await directory(db, coach_id=enrolled.coach_id, limit=MOST_CLIENTS)
        known = {row.email: row.id for row in rows if row.email}
        pen = Pen(db, enrolled.coach_id, zone, await cabinet(db, enrolled.coach_id), known)
        await _plan(pen, enrolled, now)
        await _complete(pen, now)
        await Focus(pen, enrolled.practice, now).enliven()
        await tell_leads(pen, enrolled, now)


async def _plan(pen: Pen, enrolled: Enrolled, now: datetime) -> None:
    """Walk through the days that no run has planned yet."""
    today = now.astimezone(pen.zone).date()
    until = await planned_until(enrolled)
    if until is not None and until >= last_day(today):
        return
    since = first_day(today) if until is None else until + timedelta(days=1)
    planned = visits(enrolled.practice, since=since, today=today, zone=pen.zone, is_first=until is None)
    for step in _steps(planned, now, is_first=until is None):
        await step.take(pen)
    await note_planned(pen.db, enrolled, last_day(today), now)


def _steps(planned: list[Visit], now: datetime, *, is_first: bool) -> list[DemoStep]:
    """Everything up to `now`, in order. Only the first run tells what was said and written."""
    told = [settled(visit, now) for visit in planned]
    steps = [step for visit in told for step in diary_steps(visit)]
    if is_first:
        by_client: defaultdict[str, list[Visit]] = defaultdict(list)
        for visit in told:
            by_client[visit.person.email].append(visit)
        for own in by_client.values():
            steps += chronicle(own[0].person, own, now)
    return sorted((step for step in steps if step.at <= now), key=lambda step: step.at)


async def _complete(pen: Pen, now: datetime) -> None:
    """What the clock would have done while the demo slept (decision 8)."""
    waiting = (BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)
    for row in await bookings_between(pen.db, coach_id=pen.coach_id, start=now - LONG_AGO, end=now, statuses=waiting):
        if row.ends_at <= now:
            await complete_ended_session(pen.db, coach_id=pen.coach_id, booking_id=row.id, now=now)
