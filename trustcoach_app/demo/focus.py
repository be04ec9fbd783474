"""Sees to it that Focus has something to say now: somebody new, sessions today and tomorrow, and an open question."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trustcoach_app.auth.demo_accounts import CLIENT_EMAIL
from trustcoach_app.bookings.histories import client_history
from trustcoach_app.bookings.queries import BookingAndClient, bookings_between, taken_between
from trustcoach_app.clients.queries import with_email
from trustcoach_app.demo.content import ClientText, Practice
from trustcoach_app.demo.practice_writer import PracticeWriter
from trustcoach_app.demo.slots import EVENING, Diary, Span
from trustcoach_app.focus.queries import FocusFacts, focus_facts
from trustcoach_app.models.bookings import Booking, BookingStatus

MET_BEFORE = timedelta(days=4)
BOOKED_BEFORE = timedelta(days=3)
COMES_AGAIN_AFTER = timedelta(days=6)
AROUND = timedelta(hours=72)
STANDS = [status for status in BookingStatus if status not in (BookingStatus.CANCELLED, BookingStatus.EXPIRED)]


@dataclass
class FocusFiller:
    """One coach's Focus at `now`, and the hand that adds to it."""

    writer: PracticeWriter
    practice: Practice
    now: datetime

    async def fill(self) -> None:
        """Add what is missing, and nothing that is there."""
        await self._welcome_somebody_new()
        await self._bring_back_the_usual()
        await self._fill_today()
        await self._fill_tomorrow()
        await self._leave_a_question()

    @property
    def _today(self) -> date:
        return self.now.astimezone(self.writer.zone).date()

    def _day_of(self, row: BookingAndClient) -> date:
        return row.Booking.starts_at.astimezone(self.writer.zone).date()

    def _has_today(self, facts: FocusFacts) -> bool:
        return any(self._day_of(row) <= self._today for row in facts.coming)

    async def _facts(self) -> FocusFacts:
        return await focus_facts(self.writer.db, coach_id=self.writer.coach_id, now=self.now)

    async def _around(self) -> list[Booking]:
        start, end = self.now - AROUND, self.now + AROUND
        return await bookings_between(
            self.writer.db, coach_id=self.writer.coach_id, start=start, end=end, statuses=STANDS
        )

    async def _diary(self) -> Diary:
        db, coach_id, start, end = self.writer.db, self.writer.coach_id, self.now - AROUND, self.now + AROUND
        busy = await taken_between(db, coach_id=coach_id, start=start, end=end, now=self.now)
        taken = [Span(row.starts_at, row.ends_at) for row in (*await self._around(), *busy)]
        return Diary(self.now, self.writer.zone, taken)

    async def _welcome_somebody_new(self) -> None:
        facts = await self._facts()
        if 1 not in facts.signals.numbers.values():
            person = await self._newcomer()
            await self._plan(person, (await self._diary()).tomorrow(person.minutes, person.hour))

    async def _bring_back_the_usual(self) -> None:
        """Those who have no rhythm of their own come once a week, today if the day still has an hour for them."""
        for person in self.practice.clients:
            if not person.every and await self._is_due(person):
                diary = await self._diary()
                today = diary.later_today(person.minutes, person.hour) or await self._at_the_end_of(diary, person)
                await self._plan(person, today or diary.tomorrow(person.minutes, person.hour))

    async def _at_the_end_of(self, diary: Diary, person: ClientText) -> datetime | None:
        """An hour in the evening, or a session that runs: only on a day that would be empty without."""
        if self._has_today(await self._facts()):
            return None
        return diary.later_today(person.minutes, hours=EVENING) or diary.right_now(person.minutes)

    async def _fill_today(self) -> None:
        facts = await self._facts()
        if not self._has_today(facts):
            person, diary = await self._somebody(), await self._diary()
            await self._plan(person, diary.later_today(person.minutes) or await self._at_the_end_of(diary, person))

    async def _fill_tomorrow(self) -> None:
        facts = await self._facts()
        if not any(self._day_of(row) == self._today + timedelta(days=1) for row in facts.coming):
            person = await self._somebody()
            await self._plan(person, (await self._diary()).tomorrow(person.minutes))

    async def _leave_a_question(self) -> None:
        facts = await self._facts()
        if not facts.unanswered:
            person = await self._somebody()
            await self._plan(person, (await self._diary()).just_over(person.minutes), starts=False)

    async def _plan(self, person: ClientText, at: datetime | None, *, starts: bool = True) -> None:
        """Book it some days before. An hour that has begun also starts, unless it is to be asked about."""
        if at is None:
            return
        slot = (person.email, at)
        await self.writer.meet(person, now=at - MET_BEFORE)
        await self.writer.book(slot, person, starts_at=at, now=at - BOOKED_BEFORE)
        if starts and at <= self.now and slot in self.writer.booked:
            await self.writer.start(slot, now=at)

    async def _is_due(self, person: ClientText) -> bool:
        """Whether a client, whom the practice still has, has had no session planned for nearly a week."""
        client_id = self.writer.clients.get(person.email)
        if client_id is None:
            return False
        db, coach_id = self.writer.db, self.writer.coach_id
        history = await client_history(db, coach_id=coach_id, client_id=client_id, now=self.now)
        return history.latest is None or history.latest < self.now - COMES_AGAIN_AFTER

    async def _somebody(self) -> ClientText:
        """A regular client whom these days do not bring anyway, another one each day; else somebody new."""
        busy = {row.client_id for row in await self._around()}
        regular = [person for person in self.practice.clients if _can_come_any_time(person)]
        free = [person for person in regular if self.writer.clients.get(person.email) not in {None, *busy}]
        return free[self._today.toordinal() % len(free)] if free else await self._newcomer()

    async def _newcomer(self) -> ClientText:
        for person in self.practice.newcomers():
            known = person.email in self.writer.clients or await with_email(
                self.writer.db, coach_id=self.writer.coach_id, email=person.email
            )
            if not known:
                return person
        raise LookupError("every newcomer of the demo has come: make demo-reset")


def _can_come_any_time(person: ClientText) -> bool:
    """A regular client of one coach only: whoever sees two could be expected by both at once."""
    return bool(person.every) and not person.to_week and person.email != CLIENT_EMAIL
