"""Recurring sessions: all of them are booked or none, each at the same wall-clock time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments.queries import series_sessions
from trustcoach_app.appointments.recurrence import dates_of, instant_of
from trustcoach_app.appointments.sessions import Kind, Words, bookable_kind, write_session
from trustcoach_app.availability.present import WHY
from trustcoach_app.availability.slot_queries import schedule
from trustcoach_app.availability.slots import rule_against
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.queries import booking
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.errors import Conflict, InvalidInput
from trustcoach_app.formats import long_day, plural
from trustcoach_app.models.bookings import Booking, BookingStatus, CancelledBy
from trustcoach_app.models.planning import BookingSeries, SeriesFrequency

SKIPPED = "cette heure n’existe pas ce jour-là : l’horloge avance d’une heure"


@dataclass(frozen=True)
class RefusedDate:
    """A date of a series that cannot be booked, and why (the end of a French sentence)."""

    day: date
    why: str


class SeriesRefused(Conflict):
    """Some dates are not free, so that nothing was booked. `refused` lists them."""

    def __init__(self, refused: list[RefusedDate]) -> None:
        dates = " ; ".join(f"{long_day(one.day)} ({one.why})" for one in refused)
        opening = f"Aucune séance n’a été ajoutée : {plural(len(refused), 'date n’est', 'dates ne sont')} pas"
        super().__init__(f"{opening} {'libre' if len(refused) < 2 else 'libres'}\u00a0: {dates}.")
        self.refused = refused


@dataclass(frozen=True)
class Planned:
    """What a series consists of once it is booked."""

    series: BookingSeries
    sessions: list[Booking]


async def book_series(
    db: AsyncSession,
    *,
    coach_id: UUID,
    client_id: UUID,
    type_id: UUID,
    starts_at: datetime,
    frequency: SeriesFrequency,
    now: datetime,
    occurrences: int | None = None,
    until: date | None = None,
    without: Collection[date] = (),
    reason_id: UUID | None = None,
    words: Words | None = None,
) -> Planned:
    """A session on each date of a series, the first at `starts_at` (aware), all at its time by the coach's clock.

    It ends after `occurrences` or on the date `until`; `without` leaves dates out. Every session must be on a slot that
    the coach has free: else nothing is booked and SeriesRefused lists the dates. Raises InvalidInput, NotFound.
    """
    said = words or Words()
    await bookings.lock_diary(db, coach_id)
    kind = await bookable_kind(db, coach_id=coach_id, type_id=type_id, reason_id=reason_id, mode=said.mode)
    local = starts_at.astimezone(kind.zone)
    dates = dates_of(local.date(), frequency, occurrences=occurrences, until=until)
    instants = {day: instant_of(day, local, kind.zone) for day in dates if day not in without}
    if len(instants) < 2:
        raise InvalidInput(occurrences="Une série compte au moins deux séances.")
    await _ensure_all_free(db, coach_id, kind, instants, now)
    plan = BookingSeries(
        coach_id=coach_id,
        client_id=client_id,
        frequency=frequency,
        first_on=min(instants),
        at=local.time(),
        timezone=kind.zone.key,
        occurrences=len(instants),
    )
    return await _write(db, plan, kind, [at for at in instants.values() if at is not None], said, now)


async def cancel_from(
    db: AsyncSession, *, coach_id: UUID, booking_id: UUID, reason: str, now: datetime
) -> list[Booking]:
    """Cancel a session and those of its series that follow it and are confirmed, all or none. Returns them.

    Raises NotFound, InvalidInput(reason), and Conflict when the session itself cannot be cancelled or has no series.
    """
    await bookings.lock_diary(db, coach_id)
    first = await booking(db, coach_id=coach_id, booking_id=booking_id)
    if first.series_id is None:
        raise Conflict("Cette séance ne fait pas partie d’une série.")
    following = [
        row.id
        for row in await series_sessions(db, coach_id=coach_id, series_id=first.series_id)
        if row.starts_at > first.starts_at and row.status is BookingStatus.CONFIRMED
    ]
    return [
        await bookings.cancel_booking(
            db, coach_id=coach_id, booking_id=one, by=CancelledBy.COACH, reason=reason, now=now
        )
        for one in (first.id, *following)
    ]


async def _ensure_all_free(
    db: AsyncSession, coach_id: UUID, kind: Kind, instants: dict[date, datetime | None], now: datetime
) -> None:
    """Raises SeriesRefused. The diary of all dates is read at once."""
    known = await schedule(db, coach_id=coach_id, first=min(instants), last=max(instants), now=now)
    refused: list[RefusedDate] = []
    for day, at in instants.items():
        if at is None:
            refused.append(RefusedDate(day, SKIPPED))
            continue
        rule = rule_against(known, minutes=kind.type.minutes, starts_at=at, now=now, by=Actor.COACH)
        if rule is not None:
            refused.append(RefusedDate(day, WHY[rule]))
    if refused:
        raise SeriesRefused(refused)


async def _write(
    db: AsyncSession, plan: BookingSeries, kind: Kind, instants: list[datetime], words: Words, now: datetime
) -> Planned:
    db.add(plan)
    await db.flush()
    sessions = [
        await write_session(
            db,
            coach_id=plan.coach_id,
            client_id=plan.client_id,
            kind=kind,
            starts_at=at,
            words=words,
            now=now,
            by=Actor.COACH,
            series_id=plan.id,
        )
        for at in instants
    ]
    return Planned(plan, sessions)
