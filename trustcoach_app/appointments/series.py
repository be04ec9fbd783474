"""Recurring sessions: all of them are booked or none, each at the same wall-clock time."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments.kinds import bookable_now, write_session
from trustcoach_app.appointments.recurrence import dates_of, instant_of
from trustcoach_app.appointments.wanted import NewAppointment, Repeat
from trustcoach_app.availability.present import WHY
from trustcoach_app.availability.queries import Bookable
from trustcoach_app.availability.slot_check import WantedSlot
from trustcoach_app.availability.slot_queries import schedule
from trustcoach_app.availability.slots import rule_against
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.errors import Conflict
from trustcoach_app.formats import long_day, plural
from trustcoach_app.models.bookings import Booking
from trustcoach_app.models.planning import BookingSeries

SKIPPED = "cette heure n’existe pas ce jour-là\u202f: l’horloge avance d’une heure"


@dataclass(frozen=True)
class RefusedDate:
    """A date of a series that cannot be booked, and why (the end of a French sentence)."""

    day: date
    why: str


class SeriesRefused(Conflict):
    """Some dates are not free, so that nothing was booked. `refused` lists them."""

    def __init__(self, refused: list[RefusedDate]) -> None:
        dates = " ; ".join(f"{long_day(one.day)} ({one.why})" for one in refused)
        opening = f"Aucune séance n’a été ajoutée\u202f: {plural(len(refused), 'date n’est', 'dates ne sont')} pas"
        super().__init__(f"{opening} {'libre' if len(refused) < 2 else 'libres'}\u202f: {dates}.")
        self.refused = refused


async def book_series(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, wanted: NewAppointment, plan: Repeat, now: datetime
) -> list[Booking]:
    """A session on each date of a series, the first at `wanted.starts_at`, all at its time by the coach's clock.

    Every session must be on a slot that the coach has free: else nothing is booked and SeriesRefused lists the dates.
    Raises InvalidInput, NotFound.
    """
    await bookings.lock_diary(db, coach_id)
    kind = await bookable_now(
        db, coach_id=coach_id, type_id=wanted.type_id, reason_id=wanted.reason_id, mode=wanted.words.mode
    )
    local = wanted.starts_at.astimezone(kind.rules.zone)
    dates = dates_of(local.date(), plan.frequency, occurrences=plan.occurrences, until=plan.until)
    instants = {day: instant_of(day, local, kind.rules.zone) for day in dates}
    free = await _free_instants(db, coach_id, kind, instants, now)
    series = BookingSeries(
        coach_id=coach_id,
        client_id=client_id,
        frequency=plan.frequency,
        first_on=dates[0],
        at=local.time(),
        timezone=kind.rules.zone.key,
        occurrences=len(dates),
    )
    db.add(series)
    await db.flush()
    return [
        await write_session(
            db,
            client_id=client_id,
            kind=kind,
            slot=WantedSlot(coach_id, at, kind.type.minutes, now, Actor.COACH),
            words=wanted.words,
            is_free=True,
            series_id=series.id,
        )
        for at in free
    ]


async def _free_instants(
    db: AsyncSession, coach_id: UUID, kind: Bookable, instants: dict[date, datetime | None], now: datetime
) -> list[datetime]:
    """Raises SeriesRefused. The diary of all dates is read at once."""
    known = await schedule(db, coach_id=coach_id, first=min(instants), last=max(instants), now=now, rules=kind.rules)
    free: list[datetime] = []
    refused: list[RefusedDate] = []
    for day, at in instants.items():
        if at is None:
            refused.append(RefusedDate(day, SKIPPED))
            continue
        rule = rule_against(known, minutes=kind.type.minutes, starts_at=at, now=now, by=Actor.COACH)
        if rule is None:
            free.append(at)
        else:
            refused.append(RefusedDate(day, WHY[rule]))
    if refused:
        raise SeriesRefused(refused)
    return free
