"""The hand that writes an import: each row through its service, remembered with what it made."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.bookings.service import Outcome, SlotTaken, book, record_outcome
from trustcoach_app.claims import an_id
from trustcoach_app.clients import service as clients
from trustcoach_app.clients.queries import by_id, with_email
from trustcoach_app.formats import plural
from trustcoach_app.importing.marks import mark_of
from trustcoach_app.importing.plan import BUSY, NEW, PlannedBlock, PlannedMove, PlannedPerson, PlannedSession
from trustcoach_app.importing.queries import Key, Made
from trustcoach_app.importing.relocation import relocate
from trustcoach_app.models.bookings import Booking, BusyBlock, BusySource
from trustcoach_app.models.importing import Import, ImportedRow


class Writer:
    """Writes one import through the services and keeps the count."""

    def __init__(self, db: AsyncSession, row: Import, now: datetime, made: dict[Key, Made]) -> None:
        self._db, self._import, self._now, self._made = db, row, now, made
        self._coach_id = row.coach_id
        self._counts = {"people": 0, "past": 0, "coming": 0, "moved": 0, "blocks": 0, "taken": 0}

    async def person(self, person: PlannedPerson, answer: str) -> UUID | None:
        """Whose sessions these are; None when the answer is that they are nobody's."""
        if answer == BUSY:
            return None
        known = person.client_id or (answer if answer != NEW else "")
        if known:
            return (await by_id(self._db, coach_id=self._coach_id, client_id=an_id(known))).id
        if person.email and (found := await with_email(self._db, coach_id=self._coach_id, email=person.email)):
            return found.id
        added = await clients.add_client(
            self._db,
            coach_id=self._coach_id,
            name=person.name,
            email=person.email or None,
            phone=person.phone,
            now=self._now,
        )
        await self._remember("people", made=mark_of(added), client_id=added.id)
        return added.id

    async def moves(self, wanted: list[PlannedMove]) -> list[PlannedMove]:
        """Bring what earlier imports made to its event's new place; those that went."""
        done, left = await relocate(self._db, coach_id=self._coach_id, moves=wanted, now=self._now)
        self._counts["moved"], self._counts["taken"] = len(done), len(left)
        return done

    async def session(self, wanted: PlannedSession, client_id: UUID | None) -> None:
        """Book it, and complete it when it is over."""
        if client_id is None:
            block = PlannedBlock(wanted.uid, wanted.recurrence, wanted.starts_at, wanted.ends_at, wanted.title)
            await self.block(block)
            return
        if (wanted.uid, wanted.recurrence) in self._made:
            return
        try:
            booked = await self._book(wanted, client_id)
        except SlotTaken:
            self._counts["taken"] += 1
            return
        is_over = booked.ends_at <= self._now
        if is_over:
            booked = await record_outcome(
                self._db, coach_id=self._coach_id, booking_id=booked.id, outcome=Outcome.HELD, now=self._now
            )
        key = {"uid": wanted.uid, "recurrence": wanted.recurrence}
        await self._remember("past" if is_over else "coming", made=mark_of(booked), booking_id=booked.id, **key)

    async def _book(self, wanted: PlannedSession, client_id: UUID) -> Booking:
        return await book(
            self._db,
            coach_id=self._coach_id,
            client_id=client_id,
            starts_at=wanted.starts_at,
            minutes=int((wanted.ends_at - wanted.starts_at).total_seconds()) // 60,
            timezone=wanted.timezone,
            now=self._now,
            allow_past=True,
            title=wanted.title,
            mode=wanted.mode,
            phone=wanted.phone,
            address=wanted.address,
        )

    async def block(self, wanted: PlannedBlock) -> None:
        """Keep busy time, unless it is over."""
        if (wanted.uid, wanted.recurrence) in self._made or wanted.ends_at <= self._now:
            return
        during = Range(wanted.starts_at, wanted.ends_at)
        row = BusyBlock(coach_id=self._coach_id, during=during, title=wanted.title, source=BusySource.IMPORTED)
        self._db.add(row)
        await self._db.flush()
        key = {"uid": wanted.uid, "recurrence": wanted.recurrence}
        await self._remember("blocks", made=mark_of(row), busy_block_id=row.id, **key)

    async def _remember(self, kind: str, **values: Any) -> None:
        self._counts[kind] += 1
        self._db.add(ImportedRow(coach_id=self._coach_id, import_id=self._import.id, **values))
        await self._db.flush()

    def said(self) -> str:
        """What was written, in a sentence."""
        counts = self._counts
        words = (
            (counts["people"], plural(counts["people"], "nouveau client", "nouveaux clients")),
            (counts["past"], plural(counts["past"], "séance passée à tarifer", "séances passées à tarifer")),
            (counts["coming"], plural(counts["coming"], "séance à venir", "séances à venir")),
            (counts["moved"], plural(counts["moved"], "rendez-vous déplacé", "rendez-vous déplacés")),
            (counts["blocks"], plural(counts["blocks"], "plage occupée", "plages occupées")),
            (counts["taken"], plural(counts["taken"], "séance laissée de côté", "séances laissées de côté")),
        )
        return ", ".join(sentence for count, sentence in words if count) or "Rien de nouveau"
