"""Facts of Focus made by hand, so that its words can be tested at any instant without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.dialects.postgresql import Range

from trustcoach_app.coaches import CoachFacts
from trustcoach_app.db.types import new_id
from trustcoach_app.earnings.queries import MonthFigures, month_bounds
from trustcoach_app.focus import queries
from trustcoach_app.focus.queries import COMING, HORIZON, FocusFacts, Signals
from trustcoach_app.models.bookings import Booking, BookingMode, BookingStatus
from trustcoach_app.models.clients import Client

PARIS = ZoneInfo("Europe/Paris")
NOTHING = Signals({}, {}, {}, {})
COACH = UUID(int=1)
EARNS_ITS_PRICE = (BookingStatus.COMPLETED, BookingStatus.NO_SHOW)


class Row(NamedTuple):
    """A booking with its client, as the query returns them."""

    Booking: Booking
    Client: Client


def at(day: str, hour: str, zone: ZoneInfo = PARIS) -> datetime:
    """`at("2026-01-12", "14:00")`: the instant of a wall-clock time."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=zone)


def row(
    starts_at: datetime,
    minutes: int = 60,
    status: BookingStatus = BookingStatus.CONFIRMED,
    name: str = "Marie Dupont",
    **values: Any,
) -> Row:
    """One session, stored in UTC as the database answers."""
    start = starts_at.astimezone(UTC)
    end = start + timedelta(minutes=minutes)
    client = Client(coach_id=COACH, id=new_id(), name=name, search_key="", sort_key="")
    usual = {"title": "", "reason": "", "mode": BookingMode.REMOTE, "price_cents": 8000, "currency": "EUR"}
    booking = Booking(
        coach_id=COACH,
        client_id=client.id,
        during=Range(start, end),
        starts_at=start,
        ends_at=end,
        timezone="Europe/Paris",
        status=status,
        **{**usual, **values},
    )
    return Row(booking, client)


def facts_at(rows: list[Row], now: datetime, zone: ZoneInfo = PARIS, **changed: Any) -> FocusFacts:
    """What the queries of Focus answer at `now` when the diary holds these rows."""
    ordered: Any = sorted(rows, key=lambda each: each.Booking.starts_at)
    beyond = [
        each.Booking.starts_at
        for each in ordered
        if each.Booking.starts_at > now + HORIZON and each.Booking.status is BookingStatus.CONFIRMED
    ]
    facts = FocusFacts(
        coach=CoachFacts("Thomas Martin", "thomas@coach.example", zone, 8000),
        has_clients=True,
        coming=[each for each in ordered if queries.is_coming(each.Booking, now)],
        unanswered=[each for each in ordered if queries._is_unanswered(each.Booking, now)],
        answered=[each for each in ordered if queries._is_answered(each.Booking, now)],
        today=[each for each in ordered if queries._is_today(each.Booking, zone, now)],
        signals=NOTHING,
        month=_month(ordered, zone, now),
        next_beyond=min(beyond, default=None),
    )
    return replace(facts, **changed)


def _month(rows: list[Row], zone: ZoneInfo, now: datetime) -> MonthFigures:
    begins, ends = month_bounds(now, zone)
    bookings = [each.Booking for each in rows if begins <= each.Booking.starts_at < ends]
    ahead = [booking for booking in bookings if booking.status in COMING and booking.ends_at > now]
    return MonthFigures(
        sum(booking.price_cents or 0 for booking in bookings if booking.status in EARNS_ITS_PRICE),
        sum(booking.status is BookingStatus.COMPLETED for booking in bookings),
        sum(booking.price_cents or 0 for booking in ahead),
        len(ahead),
    )
