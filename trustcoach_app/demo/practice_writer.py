"""The one hand that writes demo rows: each stroke is one call of a service, at an instant of the past or now."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from trustcoach_app.actions import service as actions
from trustcoach_app.bookings import service as bookings
from trustcoach_app.bookings.details import DetailFields
from trustcoach_app.clients import service as clients
from trustcoach_app.clients.tags import tag_clients
from trustcoach_app.demo.content import ClientText, GoalText, MomentText
from trustcoach_app.demo.types_and_reasons import TypesAndReasons
from trustcoach_app.goals import service as goals
from trustcoach_app.messaging import service as messaging
from trustcoach_app.models.actions import ActionOwner
from trustcoach_app.models.bookings import BookingMode, CancelledBy
from trustcoach_app.models.messaging import MessageAuthor
from trustcoach_app.notes import service as notes
from trustcoach_app.sessions import service as sessions
from trustcoach_app.sessions.queries import session_of_booking

SessionSlot = tuple[str, datetime]
"""A client's address and the hour of the session: what names a booking before it has an id."""


@dataclass
class PracticeWriter:
    """Writes in one practice, inside one unit of work of its coach."""

    db: AsyncSession
    coach_id: UUID
    zone: ZoneInfo
    types: TypesAndReasons
    clients: dict[str, UUID]
    """By address."""
    booked: dict[SessionSlot, UUID] = field(default_factory=dict[SessionSlot, UUID])
    sessions: dict[SessionSlot, UUID] = field(default_factory=dict[SessionSlot, UUID])
    goals: dict[tuple[str, str], UUID] = field(default_factory=dict[tuple[str, str], UUID])
    actions: dict[tuple[str, str], UUID] = field(default_factory=dict[tuple[str, str], UUID])

    async def meet(self, person: ClientText, *, now: datetime) -> None:
        """Add the client, once."""
        if person.email not in self.clients:
            row = await clients.add_client(
                self.db,
                coach_id=self.coach_id,
                name=person.name,
                email=person.email,
                phone=person.phone,
                timezone=self.zone.key,
                now=now,
            )
            self.clients[person.email] = row.id
            for label in person.tags:
                await tag_clients(self.db, coach_id=self.coach_id, client_ids=[row.id], label=label, now=now)

    async def book(self, slot: SessionSlot, person: ClientText, *, starts_at: datetime, now: datetime) -> None:
        """Book the slot's session, perhaps first at another hour. A time that is taken stays whose it is."""
        with suppress(bookings.SlotTaken):
            row = await bookings.add_booking(
                self.db,
                coach_id=self.coach_id,
                client_id=self.clients[person.email],
                starts_at=starts_at,
                minutes=person.minutes,
                timezone=self.zone.key,
                now=now,
                type_and_reason=self.types.of(person),
                **_details(person),
            )
            self.booked[slot] = row.id

    async def hold(self, slot: SessionSlot, person: ClientText, *, now: datetime) -> None:
        """Keep the slot for a quarter of an hour, if it is free."""
        with suppress(bookings.SlotTaken):
            row = await bookings.hold_slot(
                self.db,
                coach_id=self.coach_id,
                client_id=self.clients[person.email],
                starts_at=slot[1],
                minutes=person.minutes,
                timezone=self.zone.key,
                now=now,
                type_and_reason=self.types.of(person),
                **_details(person),
            )
            self.booked[slot] = row.id

    async def release_hold(self, slot: SessionSlot, *, now: datetime) -> None:
        """Give a held slot back."""
        await bookings.release_hold(self.db, coach_id=self.coach_id, booking_id=self.booked[slot], now=now)

    async def move(self, slot: SessionSlot, *, now: datetime) -> None:
        """Move the session to the slot's hour, if that is free."""
        booking_id = self.booked[slot]
        with suppress(bookings.SlotTaken):
            await bookings.move_booking(
                self.db, coach_id=self.coach_id, booking_id=booking_id, starts_at=slot[1], now=now
            )

    async def cancel(self, slot: SessionSlot, by: CancelledBy, reason: str, *, now: datetime) -> None:
        """Cancel the session."""
        await bookings.cancel_booking(
            self.db, coach_id=self.coach_id, booking_id=self.booked[slot], by=by, reason=reason, now=now
        )

    async def start(self, slot: SessionSlot, *, now: datetime) -> None:
        """Begin the session."""
        await bookings.start_session(self.db, coach_id=self.coach_id, booking_id=self.booked[slot], now=now)

    async def finish(self, slot: SessionSlot, *, now: datetime) -> None:
        """End the session."""
        await bookings.finish_session(self.db, coach_id=self.coach_id, booking_id=self.booked[slot], now=now)

    async def tell(self, slot: SessionSlot, outcome: bookings.Outcome, *, now: datetime) -> None:
        """Say what became of the session."""
        booking_id = self.booked[slot]
        await bookings.record_outcome(self.db, coach_id=self.coach_id, booking_id=booking_id, outcome=outcome, now=now)

    async def count_as_held(self, slot: SessionSlot, *, now: datetime) -> None:
        """What the clock does when nobody said anything."""
        await bookings.complete_ended_session(self.db, coach_id=self.coach_id, booking_id=self.booked[slot], now=now)

    async def note(self, slot: SessionSlot, text: str, *, now: datetime) -> None:
        """Keep a private note of the session."""
        session_id = await self._session(slot)
        await sessions.save_note(self.db, coach_id=self.coach_id, session_id=session_id, text=text, revision=0, now=now)

    async def jot(self, person: ClientText, text: str, *, is_shared: bool, now: datetime) -> None:
        """Note something of the client, outside of sessions."""
        client_id = self.clients[person.email]
        await notes.add_note(
            self.db, coach_id=self.coach_id, client_id=client_id, text=text, is_shared=is_shared, now=now
        )

    async def mark(self, slot: SessionSlot, moment: MomentText, *, at_seconds: int) -> None:
        """Mark a moment, so many seconds after the session began."""
        await sessions.mark_moment(
            self.db,
            coach_id=self.coach_id,
            session_id=await self._session(slot),
            kind=moment.kind,
            note=moment.text,
            at_seconds=at_seconds,
        )

    async def sign(self, slot: SessionSlot, text: str, *, now: datetime) -> None:
        """Sign the session's summary and share it."""
        session_id = await self._session(slot)
        await sessions.sign_summary(
            self.db, coach_id=self.coach_id, session_id=session_id, text=text, now=now, share=True
        )

    async def aim(self, person: ClientText, goal: GoalText, *, now: datetime) -> None:
        """Set a goal."""
        start = now.astimezone(self.zone).date()
        fields = goals.GoalFields(goal.title, start, target_value=goal.target, unit=goal.unit)
        client_id = self.clients[person.email]
        row = await goals.add_goal(self.db, coach_id=self.coach_id, client_id=client_id, fields=fields, now=now)
        self.goals[person.email, goal.title] = row.id

    async def measure(self, person: ClientText, goal: GoalText, value: float, *, now: datetime) -> None:
        """Say where a goal stands that was set before."""
        goal_id = self.goals[person.email, goal.title]
        await goals.measure_goal(self.db, coach_id=self.coach_id, goal_id=goal_id, value=value, now=now)

    async def agree(
        self, person: ClientText, slot: SessionSlot, text: str, owner: ActionOwner, *, due: datetime, now: datetime
    ) -> None:
        """Say in the session who will do what until when."""
        self.actions[person.email, text] = await actions.add_action(
            self.db,
            coach_id=self.coach_id,
            client_id=self.clients[person.email],
            fields=actions.ActionFields(text, owner, due.astimezone(self.zone).date()),
            session_id=await self._session(slot),
            now=now,
        )

    async def complete(self, person: ClientText, text: str, *, now: datetime) -> None:
        """What was agreed is done."""
        action_id = self.actions[person.email, text]
        await actions.complete_action(self.db, coach_id=self.coach_id, action_id=action_id, now=now)

    async def receive(self, person: ClientText, text: str, *, now: datetime) -> None:
        """A message from the client."""
        await self._post(person, MessageAuthor.CLIENT, text, now)

    async def answer(self, person: ClientText, text: str, *, now: datetime) -> None:
        """Read what the client wrote, and answer."""
        await messaging.mark_messages_read(
            self.db,
            coach_id=self.coach_id,
            client_id=self.clients[person.email],
            reader=MessageAuthor.COACH,
            now=now,
        )
        await self._post(person, MessageAuthor.COACH, text, now)

    async def _post(self, person: ClientText, author: MessageAuthor, text: str, now: datetime) -> None:
        client_id = self.clients[person.email]
        await messaging.post_message(
            self.db, coach_id=self.coach_id, client_id=client_id, author=author, body=text, now=now
        )

    async def _session(self, slot: SessionSlot) -> UUID:
        if slot not in self.sessions:
            row = await session_of_booking(self.db, coach_id=self.coach_id, booking_id=self.booked[slot])
            self.sessions[slot] = row.id
        return self.sessions[slot]


def _details(person: ClientText) -> DetailFields:
    phone = person.phone if person.mode is BookingMode.PHONE else ""
    return DetailFields(
        title=person.theme.subject if person.theme else "",
        reason=person.theme.reason if person.theme else "",
        mode=person.mode,
        phone=phone,
        address=person.address,
        price_cents=person.price_cents,
    )
