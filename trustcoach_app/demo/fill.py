"""Fills the demo's practices, or tops them up: each in one transaction of its coach, so that none is ever half made."""

import asyncio
from collections import defaultdict
from datetime import datetime, timedelta

from trustcoach_app.bookings.queries import bookings_between
from trustcoach_app.bookings.service import complete_ended_session, lock_diary
from trustcoach_app.clients.queries import directory
from trustcoach_app.coaches import zone_of
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.demo.client_file import file_steps
from trustcoach_app.demo.focus import FocusFiller
from trustcoach_app.demo.leads.write import tell_leads
from trustcoach_app.demo.practice_writer import PracticeWriter
from trustcoach_app.demo.practices import DemoPractice, ensure_practices, link_client
from trustcoach_app.demo.progress import note_planned, planned_until
from trustcoach_app.demo.steps import Step, diary_steps, settled
from trustcoach_app.demo.types_and_reasons import ensure_types, types_and_reasons
from trustcoach_app.demo.visits import Visit, first_day, last_day, visits
from trustcoach_app.focus.first_hour.service import put_steps_away
from trustcoach_app.models.bookings import BookingStatus

MOST_CLIENTS = 10_000
LONG_AGO = timedelta(days=400)


async def fill(now: datetime) -> None:
    """Make the demo whole as of `now`. Safe to run again: what exists stays, what is missing comes."""
    demo = await ensure_practices(now)
    await asyncio.gather(*(_fill(one, now) for one in demo))
    await link_client()


async def _fill(demo: DemoPractice, now: datetime) -> None:
    """One practice. The lock makes two starts at once one after the other."""
    async with unit_of_work(demo.coach) as db:
        await lock_diary(db, demo.coach_id)
        await ensure_types(db, demo.coach_id, demo.practice)
        if not demo.practice.clients:
            return
        zone = await zone_of(db, coach_id=demo.coach_id)
        rows = await directory(db, coach_id=demo.coach_id, limit=MOST_CLIENTS)
        known = {row.email: row.id for row in rows if row.email}
        writer = PracticeWriter(db, demo.coach_id, zone, await types_and_reasons(db, demo.coach_id), known)
        await _plan(writer, demo, now)
        await _complete(writer, now)
        await FocusFiller(writer, demo.practice, now).fill()
        await tell_leads(writer, demo, now)


async def _plan(writer: PracticeWriter, demo: DemoPractice, now: datetime) -> None:
    """Walk through the days that no run has planned yet."""
    today = now.astimezone(writer.zone).date()
    until = await planned_until(demo)
    if until is not None and until >= last_day(today):
        return
    since = first_day(today) if until is None else until + timedelta(days=1)
    planned = visits(demo.practice, since=since, today=today, zone=writer.zone, is_first=until is None)
    for step in _steps(planned, now, is_first=until is None):
        await step.take(writer)
    if until is None:  # who has clients for months is not new
        await put_steps_away(writer.db, coach_id=demo.coach_id)
    await note_planned(writer.db, demo, last_day(today), now)


def _steps(planned: list[Visit], now: datetime, *, is_first: bool) -> list[Step]:
    """Everything up to `now`, in order. Only the first run tells what was said and written."""
    told = [settled(visit, now) for visit in planned]
    steps = [step for visit in told for step in diary_steps(visit)]
    if is_first:
        by_client: defaultdict[str, list[Visit]] = defaultdict(list)
        for visit in told:
            by_client[visit.person.email].append(visit)
        for own in by_client.values():
            steps += file_steps(own[0].person, own, now)
    return sorted((step for step in steps if step.at <= now), key=lambda step: step.at)


async def _complete(writer: PracticeWriter, now: datetime) -> None:
    """What the clock would have done while the demo slept (decision 8)."""
    waiting = (BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)
    for row in await bookings_between(
        writer.db, coach_id=writer.coach_id, start=now - LONG_AGO, end=now, statuses=waiting
    ):
        if row.ends_at <= now:
            await complete_ended_session(writer.db, coach_id=writer.coach_id, booking_id=row.id, now=now)
