"""Recurring sessions: all that are wanted are booked or none, at one wall-clock time unless said otherwise."""

from asyncio import to_thread
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.appointments.fields import NewAppointment, Repeat
from trustcoach_app.appointments.kinds import bookable_now, write_session
from trustcoach_app.appointments.recurrence import dates_of, instant_of
from trustcoach_app.appointments.series_dates import LOOK_AHEAD, SeriesDate, SeriesPlan, settle, with_others
from trustcoach_app.availability.queries import Bookable
from trustcoach_app.availability.schedule import Schedule
from trustcoach_app.availability.slot_check import WantedSlot
from trustcoach_app.availability.slot_queries import schedule
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.rules import Actor
from trustcoach_app.clients.queries import by_id
from trustcoach_app.errors import Conflict, InvalidInput
from trustcoach_app.formats import long_day, plural
from trustcoach_app.models.bookings import Booking
from trustcoach_app.models.planning import BookingSeries


@dataclass(frozen=True)
class RefusedDate:
    """A date of a series that cannot be booked, and why (the end of a French sentence)."""

    day: date
    why: str


class SeriesRefused(Conflict):
    """Some dates are not free and nobody said what to do with them: nothing was booked. `refused` lists them."""

    def __init__(self, refused: list[RefusedDate]) -> None:
        dates = " ; ".join(f"{long_day(one.day)} ({one.why})" for one in refused)
        opening = f"Aucune séance n’a été ajoutée\u202f: {plural(len(refused), 'date n’est', 'dates ne sont')} pas"
        super().__init__(f"{opening} {'libre' if len(refused) < 2 else 'libres'}\u202f: {dates}.")
        self.refused = refused


async def series_dates(
    db: AsyncSession, *, coach_id: UUID, wanted: NewAppointment, plan: Repeat, now: datetime
) -> list[SeriesDate]:
    """What would become of each date, and what is free instead. Nothing is written or locked.

    Raises InvalidInput by field, NotFound.
    """
    kind = await bookable_now(db, coach_id=coach_id, wanted=wanted)
    known, asked = await _asked(db, coach_id, kind, wanted, plan, now)
    return await to_thread(lambda: with_others(settle(asked, known, now), asked, known, now))


async def book_series(
    db: AsyncSession, *, coach_id: UUID, client_id: UUID, wanted: NewAppointment, plan: Repeat, now: datetime
) -> list[Booking]:
    """A session on each date of a series that is not skipped, at its time by the coach's clock or where it was moved.

    Every other session must be on a slot that the coach has free, her own hour apart: else nothing is booked and
    SeriesRefused lists the dates. Raises InvalidInput, NotFound.
    """
    await bookings.lock_diary(db, coach_id)
    kind = await bookable_now(db, coach_id=coach_id, wanted=wanted)
    known, asked = await _asked(db, coach_id, kind, wanted, plan, now)
    settled = settle(asked, known, now)
    if refused := [RefusedDate(row.day, row.why) for row in settled if row.why]:
        raise SeriesRefused(refused)
    instants = sorted(row.starts_at for row in settled if row.starts_at)
    if not instants:
        raise InvalidInput(repeat="Toutes les dates sont passées\u202f: il ne reste aucune séance à réserver.")
    series = await _add_series(db, client_id, kind, wanted, plan, instants) if len(instants) > 1 else None
    return [
        await write_session(
            db,
            client_id=client_id,
            kind=kind,
            slot=WantedSlot(coach_id, at, kind.type.minutes, now, Actor.COACH),
            words=wanted.words,
            is_free=True,
            series_id=series.id if series else None,
        )
        for at in instants
    ]


async def _asked(
    db: AsyncSession, coach_id: UUID, kind: Bookable, wanted: NewAppointment, plan: Repeat, now: datetime
) -> tuple[Schedule, SeriesPlan]:
    """The diary of all dates, read at once, and what is wanted of them."""
    local = wanted.starts_at.astimezone(kind.rules.zone)
    dates = dates_of(local.date(), plan.frequency, occurrences=plan.occurrences, until=plan.until)
    instants = {day: instant_of(day, local, kind.rules.zone) for day in dates}
    days = [*dates, *(at.astimezone(kind.rules.zone).date() for at in plan.choices.values() if at)]
    known = await schedule(
        db, coach_id=coach_id, first=min(days), last=max(days) + LOOK_AHEAD, now=now, rules=kind.rules
    )
    return known, SeriesPlan(instants, kind.type.minutes, wanted.is_own_hour, plan.choices)


async def _add_series(
    db: AsyncSession, client_id: UUID, kind: Bookable, wanted: NewAppointment, plan: Repeat, instants: list[datetime]
) -> BookingSeries:
    local = wanted.starts_at.astimezone(kind.rules.zone)
    series = BookingSeries(
        coach_id=kind.type.coach_id,
        client_id=(await by_id(db, coach_id=kind.type.coach_id, client_id=client_id)).id,
        frequency=plan.frequency,
        first_on=local.date(),
        at=local.time(),
        timezone=kind.rules.zone.key,
        occurrences=len(instants),
    )
    db.add(series)
    await db.flush()
    return series
