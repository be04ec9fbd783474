"""Writes an import: each row through its service, remembered with what it made.

What a service refuses is left out and listed by its name; the rest is written.
"""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.service import Outcome, SlotTaken, add_booking, record_outcome
from trustcoach_app.clients import service as clients
from trustcoach_app.clients.queries import by_id, with_email
from trustcoach_app.errors import TrustCoachError
from trustcoach_app.formats import plural
from trustcoach_app.forms import an_id
from trustcoach_app.importing.marks import mark_of
from trustcoach_app.importing.matching import Key
from trustcoach_app.importing.moves import label
from trustcoach_app.importing.plan import (
    BUSY,
    NEW,
    SAME,
    PlannedBlock,
    PlannedMove,
    PlannedPerson,
    PlannedSession,
)
from trustcoach_app.importing.readings import Unplaced
from trustcoach_app.importing.relocation import relocate
from trustcoach_app.models.bookings import Booking, BookingMode, BusyBlock, BusySource
from trustcoach_app.models.importing import Import, ImportedClient, OutsideEvent, Provider


class Writer:
    """Writes one import through the services, keeps the count, and `left` of what it could not write."""

    def __init__(self, db: AsyncSession, row: Import, now: datetime, known: set[Key], zone: ZoneInfo) -> None:
        self._db, self._import, self._now, self._known, self._zone = db, row, now, known, zone
        self._coach_id = row.coach_id
        self._people: dict[str, UUID | None] = {}
        self._names: dict[str, str] = {}
        self._counts = {"people": 0, "past": 0, "coming": 0, "moved": 0, "blocks": 0}
        self.left: list[Unplaced] = []

    async def person(self, person: PlannedPerson, answer: str, *, has_address: bool = True) -> None:
        """Find or add somebody; nobody when the answer is that their sessions are busy time."""
        self._names[person.key] = person.name
        try:
            async with self._db.begin_nested():
                self._people[person.key] = await self._client(person, answer, person.email if has_address else "")
        except TrustCoachError as refusal:
            self.left.append(Unplaced(person.name, str(refusal)))

    async def _client(self, person: PlannedPerson, answer: str, email: str) -> UUID | None:
        if answer == BUSY:
            return None
        if answer.startswith(SAME):
            return self._people.get(answer.removeprefix(SAME))
        known = person.client_id or (answer if answer != NEW else "")
        if known:
            return (await by_id(self._db, coach_id=self._coach_id, client_id=an_id(known))).id
        if email and (found := await with_email(self._db, coach_id=self._coach_id, email=email)):
            return found.id
        added = await clients.add_client(
            self._db, coach_id=self._coach_id, name=person.name, email=email or None, phone=person.phone, now=self._now
        )
        self._counts["people"] += 1
        made = mark_of(added)
        self._db.add(ImportedClient(coach_id=self._coach_id, import_id=self._import.id, client_id=added.id, made=made))
        return added.id

    async def moves(self, wanted: list[PlannedMove]) -> list[PlannedMove]:
        """Bring what earlier imports made to its event's new place; those that went."""
        done, left = await relocate(self._db, coach_id=self._coach_id, moves=wanted, now=self._now)
        self._counts["moved"] = len(done)
        why = "Sa nouvelle heure n’est plus libre\u202f: laissé à l’ancienne."
        self.left += [Unplaced(one.label, why, one.goal.starts_at) for one, _ in left]
        return done

    async def session(self, wanted: PlannedSession) -> None:
        """Book it, and complete it when it is over."""
        if wanted.person not in self._people or (wanted.uid, wanted.recurrence) in self._known:
            return
        client_id = self._people[wanted.person]
        if client_id is None:
            stretch = (wanted.uid, wanted.recurrence, wanted.starts_at, wanted.ends_at)
            await self.block(PlannedBlock(*stretch, wanted.title, wanted.sequence, wanted.etag))
            return
        try:
            async with self._db.begin_nested():
                booked = await self._book(wanted, client_id)
        except TrustCoachError as refusal:
            who = self._names[wanted.person]
            why = str(refusal) if isinstance(refusal, SlotTaken) else f"Non reprise\u202f: {refusal}"
            words = label(wanted.starts_at, wanted.title, self._zone, who)
            self.left.append(Unplaced(words, why, wanted.starts_at))
            return
        await self._remember("past" if booked.ends_at <= self._now else "coming", wanted, booked)

    async def _book(self, wanted: PlannedSession, client_id: UUID) -> Booking:
        booked = await add_booking(
            self._db,
            coach_id=self._coach_id,
            client_id=client_id,
            starts_at=wanted.starts_at,
            minutes=int((wanted.ends_at - wanted.starts_at).total_seconds()) // 60,
            timezone=wanted.timezone,
            now=self._now,
            allow_past=True,
            title=wanted.title,
            mode=BookingMode(wanted.mode),
            phone=wanted.phone,
            address=wanted.address,
        )
        if booked.ends_at > self._now:
            return booked
        return await record_outcome(
            self._db, coach_id=self._coach_id, booking_id=booked.id, outcome=Outcome.HELD, now=self._now
        )

    async def block(self, wanted: PlannedBlock) -> None:
        """Keep busy time, unless it is over."""
        if (wanted.uid, wanted.recurrence) in self._known or wanted.ends_at <= self._now:
            return
        during = Range(wanted.starts_at, wanted.ends_at)
        row = BusyBlock(coach_id=self._coach_id, during=during, title=wanted.title, source=BusySource.IMPORTED)
        self._db.add(row)
        await self._db.flush()
        await self._remember("blocks", wanted, row)

    async def _remember(self, kind: str, wanted: PlannedSession | PlannedBlock, made: Booking | BusyBlock) -> None:
        self._counts[kind] += 1
        is_session = isinstance(made, Booking)
        values: dict[str, Any] = {"booking_id": made.id} if is_session else {"busy_block_id": made.id}
        self._db.add(
            OutsideEvent(
                coach_id=self._coach_id,
                provider=Provider.FILE.value,
                import_id=self._import.id,
                uid=wanted.uid,
                recurrence=wanted.recurrence,
                sequence=wanted.sequence,
                etag=wanted.etag,
                starts_at=wanted.starts_at,
                ends_at=wanted.ends_at,
                made=mark_of(made),
                **values,
            )
        )
        await self._db.flush()

    def said(self) -> str:
        """What was written, in a sentence."""
        counts, left = self._counts, len(self.left)
        words = (
            (counts["people"], plural(counts["people"], "nouveau client", "nouveaux clients")),
            (counts["past"], plural(counts["past"], "séance passée à tarifer", "séances passées à tarifer")),
            (counts["coming"], plural(counts["coming"], "séance à venir", "séances à venir")),
            (counts["moved"], plural(counts["moved"], "séance déplacée", "séances déplacées")),
            (counts["blocks"], plural(counts["blocks"], "plage occupée", "plages occupées")),
            (left, plural(left, "ligne laissée de côté", "lignes laissées de côté")),
        )
        return ", ".join(sentence for count, sentence in words if count) or "Rien de nouveau"
