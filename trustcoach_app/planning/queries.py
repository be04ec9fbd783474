"""What the calendar reads: sessions, the day's and the period's, and their figures. One query each."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from trustcoach_app.bookings.queries import IS_UNPRICED, LONGEST
from trustcoach_app.models.bookings import Booking, BookingMode, BookingStatus
from trustcoach_app.models.clients import Client, ClientStage
from trustcoach_app.models.planning import AppointmentColour, AppointmentType

PLANNED = (BookingStatus.CONFIRMED, BookingStatus.IN_PROGRESS)


class Shown(StrEnum):
    """The calendar's filter by status. The values stand in the page's address."""

    ALL = "tous"
    COMING = "a-venir"
    DONE = "termines"
    CANCELLED = "annules"
    NO_SHOW = "absents"
    UNPRICED = "a-tarifer"


@dataclass(frozen=True)
class CalendarEntry:
    """One session as every view of the calendar shows it. Without a type it has no colour of its own."""

    id: UUID
    client_id: UUID
    client_name: str
    stage: ClientStage
    starts_at: datetime
    ends_at: datetime
    status: BookingStatus
    title: str
    reason: str
    mode: BookingMode
    phone: str
    address: str
    price_cents: int | None
    series_id: UUID | None
    type_id: UUID | None
    type_name: str | None
    colour: AppointmentColour | None
    client_email: str | None = None
    client_phone: str = ""


@dataclass(frozen=True)
class PeriodCounts:
    """What a period holds. A session that is over and of which nobody told the outcome is `unanswered`.

    total = pending + coming + unanswered + done + cancelled + no_show.
    """

    total: int
    pending: int
    coming: int
    unanswered: int
    done: int
    cancelled: int
    no_show: int
    mean_minutes: int | None
    """Of the sessions that took or will take place; None when there are none."""
    unpriced: int = 0
    """Held or missed without a price: counted among `done` and `no_show` too."""

    @property
    def attendance_percent(self) -> int | None:
        """Held ÷ (held + missed), in whole percent; None while there is neither."""
        told = self.done + self.no_show
        return None if told == 0 else round(100 * self.done / told)


async def sessions_between(
    db: AsyncSession, *, coach_id: UUID, start: datetime, end: datetime, now: datetime, shown: Shown = Shown.ALL
) -> list[CalendarEntry]:
    """The sessions that overlap the half-open [start, end), earliest first."""
    query = (
        select(
            *(col(getattr(Booking, name)) for name in ("id", "client_id")),
            col(Client.name),
            col(Client.stage),
            *(col(getattr(Booking, name)) for name in _OF_THE_BOOKING),
            col(AppointmentType.name),
            col(AppointmentType.colour),
            col(Client.email),
            col(Client.phone),
        )
        .join(Client, and_(col(Client.coach_id) == col(Booking.coach_id), col(Client.id) == col(Booking.client_id)))
        .outerjoin(
            AppointmentType,
            and_(
                col(AppointmentType.coach_id) == col(Booking.coach_id),
                col(AppointmentType.id) == col(Booking.type_id),
            ),
        )
        .where(col(Booking.coach_id) == coach_id, _is_shown(shown, now))
        .where(col(Booking.starts_at) < end, col(Booking.ends_at) > start, col(Booking.starts_at) > start - LONGEST)
        .order_by(col(Booking.starts_at), col(Booking.id))
    )
    return [CalendarEntry(*row) for row in await db.execute(query)]


_OF_THE_BOOKING = (
    "starts_at",
    "ends_at",
    "status",
    "title",
    "reason",
    "mode",
    "phone",
    "address",
    "price_cents",
    "series_id",
    "type_id",
)


async def period_counts(
    db: AsyncSession, *, coach_id: UUID, start: datetime, end: datetime, now: datetime, shown: Shown = Shown.ALL
) -> PeriodCounts:
    """The figures of the sessions that start in the half-open [start, end)."""
    is_over, status = col(Booking.ends_at) <= now, col(Booking.status)
    is_planned = status.in_(PLANNED)
    took_place = status.in_((*PLANNED, BookingStatus.COMPLETED))
    minutes = func.extract("epoch", col(Booking.ends_at) - col(Booking.starts_at)) / 60
    counts = (
        func.count(),
        func.count().filter(status == BookingStatus.PENDING),
        func.count().filter(is_planned, ~is_over),
        func.count().filter(is_planned, is_over),
        *(func.count().filter(status == told) for told in _TOLD),
        func.count().filter(IS_UNPRICED),
        func.avg(minutes).filter(took_place),
    )
    query = select(*counts).where(col(Booking.coach_id) == coach_id, _is_shown(shown, now))
    in_period = query.where(col(Booking.starts_at) >= start, col(Booking.starts_at) < end)
    *numbers, unpriced, mean = tuple[Any, ...]((await db.execute(in_period)).one())
    return PeriodCounts(*numbers, mean_minutes=None if mean is None else round(mean), unpriced=unpriced)


async def next_bound(
    db: AsyncSession, *, coach_id: UUID, start: datetime, end: datetime, now: datetime
) -> datetime | None:
    """When the next of the sessions that overlap [start, end) begins or ends, or when the next hold of them lapses."""
    begins, ends, lapses = col(Booking.starts_at), col(Booking.ends_at), col(Booking.hold_expires_at)
    first = select(
        func.least(
            func.min(begins).filter(begins > now),
            func.min(ends).filter(ends > now),
            func.min(lapses).filter(lapses > now),
        )
    )
    within = first.where(col(Booking.coach_id) == coach_id, begins < end, ends > start, begins > start - LONGEST)
    return await db.scalar(within.where(col(Booking.status).in_((BookingStatus.PENDING, *PLANNED))))


_TOLD = (BookingStatus.COMPLETED, BookingStatus.CANCELLED, BookingStatus.NO_SHOW)


def _is_shown(shown: Shown, now: datetime) -> ColumnElement[bool]:
    """A lapsed hold is nothing that happened: it is never shown, whether or not a job has released it yet."""
    status = col(Booking.status)
    is_alive = (status != BookingStatus.EXPIRED) & ~(
        (status == BookingStatus.PENDING) & (col(Booking.hold_expires_at) <= now)
    )
    conditions: dict[Shown, ColumnElement[bool]] = {
        Shown.ALL: true(),
        Shown.COMING: status.in_((BookingStatus.PENDING, *PLANNED)) & (col(Booking.ends_at) > now),
        Shown.DONE: status == BookingStatus.COMPLETED,
        Shown.CANCELLED: status == BookingStatus.CANCELLED,
        Shown.NO_SHOW: status == BookingStatus.NO_SHOW,
        Shown.UNPRICED: IS_UNPRICED,
    }
    return is_alive & conditions[shown]
