"""What a coach of the browser tests has: a practice that only services write, and a clock that can be moved."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.fixtures.people import Person
from trustcoach_app.auth.login_sessions import open_session
from trustcoach_app.bookings.service import add_booking, finish_session, start_session
from trustcoach_app.clients.service import find_or_add_client
from trustcoach_app.db.principal import DOOR, Principal, Role
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.bookings import Booking
from trustcoach_app.sessions.queries import session_of_booking

PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)
Result = TypeVar("Result")


@dataclass
class MovedClock:
    """The clock of the live server, moved by a file: at the start of each test it is a Tuesday, 10:00 in Paris."""

    file: Path

    def begin(self) -> None:
        """The first such Tuesday from now on."""
        now = datetime.now(UTC)
        monday = now.astimezone(PARIS).date() - timedelta(days=now.astimezone(PARIS).weekday())
        tuesday = datetime.combine(monday + timedelta(days=8), datetime.min.time(), PARIS).replace(hour=10)
        self.set(tuesday.astimezone(UTC) - now)

    def set(self, ahead: timedelta) -> None:
        """So much ahead of the real time. Replaced at once: the server reads the file at any moment."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(ahead.total_seconds()))
        fresh.rename(self.file)

    def forward(self, by: timedelta) -> None:
        """Let time pass."""
        self.set(timedelta(seconds=float(self.file.read_text())) + by)

    def now(self) -> datetime:
        """What the server reads."""
        return datetime.now(UTC) + timedelta(seconds=float(self.file.read_text()))


@dataclass(frozen=True)
class Office:
    """A coach at work."""

    person: Person
    clock: MovedClock

    @property
    def principal(self) -> Principal:
        """The coach, signed in."""
        return Principal(Role.COACH, user_id=self.person.id, coach_id=self.person.coach_id)

    async def does(self, call: Callable[..., Awaitable[Result]], **arguments: Any) -> Result:
        """Call a service or query as this coach, and commit."""
        async with unit_of_work(self.principal) as db:
            return await call(db, coach_id=self.person.coach_id, **arguments)

    async def client(self, name: str, **details: Any) -> UUID:
        """The client of this name."""
        return (await self.does(find_or_add_client, name=name, now=self.clock.now(), **details)).id

    async def plans(self, name: str, ahead: timedelta, *, minutes: int = 60, **details: Any) -> Booking:
        """A session that begins so long from now, which may be in the past; booked the day before.

        On a full five minutes: how long a test has run so far must not show.
        """
        now = self.clock.now()
        starts_at = (now + ahead).replace(second=0, microsecond=0)
        starts_at -= timedelta(minutes=starts_at.minute % 5)
        return await self.does(
            add_booking,
            client_id=await self.client(name),
            starts_at=starts_at,
            minutes=minutes,
            timezone="Europe/Paris",
            now=min(now, starts_at) - 24 * HOUR,
            **{"price_cents": 8000, **details},
        )

    async def held(self, name: str, ago: timedelta, **details: Any) -> UUID:
        """The session of an hour that began so long ago."""
        row = await self.plans(name, -ago, **details)
        await self.does(start_session, booking_id=row.id, now=row.starts_at)
        await self.does(finish_session, booking_id=row.id, now=row.ends_at)
        return (await self.does(session_of_booking, booking_id=row.id)).id

    async def sign_in(self) -> str:
        """The token of a new session."""
        return await sign_in(self.person, self.clock.now())


async def sign_in(person: Person, now: datetime) -> str:
    """The token of a new session of anybody."""
    async with unit_of_work(DOOR) as db:
        return await open_session(
            db, user_id=person.id, now=now, ip="127.0.0.1", user_agent="Essai/1.0", how="password"
        )
