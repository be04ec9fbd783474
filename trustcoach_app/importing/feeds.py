"""Calendars that are read again and again: their busy times block slots."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.lock import lock_diary
from trustcoach_app.bookings.service import diary_gate
from trustcoach_app.coaches import coach_facts, zone_of
from trustcoach_app.db.principal import Principal
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput, NotFound, TrustCoachError
from trustcoach_app.importing.feed_events import keep_events
from trustcoach_app.importing.feed_reading import FEED_HEAD, FEED_READING, LEFT_OUT, FeedHead, FeedReading
from trustcoach_app.importing.queries import feeds
from trustcoach_app.inputs import clean_line
from trustcoach_app.integrations.calendar_feed.addresses import FeedProblem, feed_url
from trustcoach_app.integrations.calendar_feed.client import Fetched, fetch_calendar
from trustcoach_app.models.importing import LONGEST_FEED_NAME, CalendarFeed
from trustcoach_app.uploads.bounded import run_bounded

MOST_FEEDS = 5
EVERY = timedelta(minutes=15)
TOO_LATE = "Ce calendrier n’a pas pu être lu à temps. Nouvel essai dans un quart d’heure."
READER = "trustcoach_app.importing.feed_reader"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Known:
    """What a poll starts from."""

    address: str
    etag: str
    last_modified: str
    head: bytes
    """Whose calendar it is, for its reader."""


async def add_feed(db: AsyncSession, *, coach_id: UUID, name: str, address: str) -> CalendarFeed:
    """Keep a private address. Raises InvalidInput under `name` or `address`."""
    words = clean_line(name)
    if not 0 < len(words) <= LONGEST_FEED_NAME:
        raise InvalidInput(name=f"Nommez ce calendrier, en {LONGEST_FEED_NAME} caractères au plus.")
    try:
        url = feed_url(address)
    except FeedProblem as refusal:
        raise InvalidInput(address=str(refusal)) from None
    await lock_diary(db, coach_id)
    followed = await feeds(db, coach_id=coach_id)
    if len(followed) >= MOST_FEEDS:
        raise InvalidInput(address=f"{MOST_FEEDS} calendriers au plus.")
    if any(feed.address == str(url) for feed in followed):
        raise InvalidInput(address="Ce calendrier est déjà suivi.")
    coach = await coach_facts(db, coach_id=coach_id)
    row = CalendarFeed(coach_id=coach_id, name=words, address=str(url), host=url.host, own_address=coach.email)
    db.add(row)
    await db.flush()
    return row


async def remove_feed(db: AsyncSession, *, coach_id: UUID, feed_id: UUID) -> None:
    """Forget an address; its busy times go with it. Raises NotFound."""
    await lock_diary(db, coach_id)
    gone = delete(CalendarFeed).where(col(CalendarFeed.coach_id) == coach_id, col(CalendarFeed.id) == feed_id)
    if await db.scalar(gone.returning(col(CalendarFeed.id))) is None:
        raise NotFound


async def lease_due_feed(db: AsyncSession, *, coach_id: UUID, now: datetime) -> UUID | None:
    """Take the practice's calendar that is due and unread for longest: it counts as asked for from now on, so that a
    crash costs one turn and not the next minute. None when none is due.
    """
    asked, mine = col(CalendarFeed.polled_at), col(CalendarFeed.coach_id) == coach_id
    due = select(col(CalendarFeed.id)).where(mine, or_(asked.is_(None), asked <= now - EVERY))
    first = due.order_by(asked.nulls_first()).limit(1).with_for_update(skip_locked=True).scalar_subquery()
    lease = update(CalendarFeed).where(mine, col(CalendarFeed.id) == first).values(polled_at=now)
    return await db.scalar(lease.returning(col(CalendarFeed.id)))


async def stop_reading_feed(db: AsyncSession, *, coach_id: UUID, feed_id: UUID, now: datetime) -> None:
    """One reading took too long. What was read before stays. Raises NotFound."""
    await _store(db, coach_id, feed_id, None, None, TOO_LATE, now)


async def poll_feed(who: Principal, *, feed_id: UUID, now: datetime) -> str:
    """Read one calendar again; its problem in French, "" when it went well. Opens its own units of work, because
    fetching and reading must stand outside of them. Busy times stay as they were when it fails. Raises NotFound.
    """
    async with unit_of_work(who) as db:
        known = await _known(db, who.coach, feed_id, now)
    fetched, reading, problem = None, None, ""
    try:
        fetched = await fetch_calendar(known.address, etag=known.etag, last_modified=known.last_modified)
        if fetched.content is not None:
            [read] = await run_bounded(READER, known.head, fetched.content)
            reading = FEED_READING.validate_json(read)
    except TrustCoachError as refusal:
        fetched, problem = None, str(refusal)[:300]
    except Exception as error:  # its text could name the secret address
        log.error("a calendar could not be read: %s", type(error).__name__)
        fetched, problem = None, "Ce calendrier n’a pas pu être lu."
    async with diary_gate(who.coach), unit_of_work(who) as db:
        await _store(db, who.coach, feed_id, fetched, reading, problem, now)
    return problem


async def _known(db: AsyncSession, coach_id: UUID, feed_id: UUID, now: datetime) -> _Known:
    feed = await _feed(db, coach_id, feed_id)
    zone = await zone_of(db, coach_id=coach_id)
    head = FEED_HEAD.dump_json(FeedHead(zone.key, now, feed.own_address))
    return _Known(feed.address, feed.etag, feed.last_modified, head)


async def _feed(db: AsyncSession, coach_id: UUID, feed_id: UUID) -> CalendarFeed:
    query = select(CalendarFeed).where(col(CalendarFeed.coach_id) == coach_id, col(CalendarFeed.id) == feed_id)
    found = await db.scalar(query.with_for_update())
    if found is None:
        raise NotFound
    return found


async def _store(
    db: AsyncSession,
    coach_id: UUID,
    feed_id: UUID,
    fetched: Fetched | None,
    reading: FeedReading | None,
    problem: str,
    now: datetime,
) -> None:
    """The outcome of one poll, and the busy times all at once."""
    await lock_diary(db, coach_id)
    feed = await _feed(db, coach_id, feed_id)
    feed.polled_at, feed.problem = now, problem
    if fetched is not None:
        feed.succeeded_at, feed.etag, feed.last_modified = now, fetched.etag, fetched.last_modified
    if reading is not None:
        feed.left_out = LEFT_OUT.dump_json(reading.left_out).decode() if reading.left_out else None
        await keep_events(db, coach_id=coach_id, feed_id=feed_id, reading=reading, now=now)
    await db.flush()
