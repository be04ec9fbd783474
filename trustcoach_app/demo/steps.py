"""From planned sessions to what happens when. Pure, so that half a year can be read before it is written."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from trustcoach_app.bookings.service import Outcome
from trustcoach_app.demo.practice_writer import PracticeWriter, SessionSlot
from trustcoach_app.demo.visits import Visit, VisitEnd
from trustcoach_app.models.bookings import CancelledBy

BOOKED_BEFORE = timedelta(days=21, minutes=25)
MET_BEFORE = BOOKED_BEFORE + timedelta(minutes=20)
HELD_BEFORE = timedelta(days=5)
HOLD = timedelta(minutes=15)
MOVED_BEFORE = timedelta(days=6)
MOVED_BY = timedelta(hours=1)
TOLD_AFTER = timedelta(hours=2)
UNTOLD_AFTER = timedelta(hours=48, minutes=5)

Act = Callable[[PracticeWriter, datetime], Awaitable[None]]


@dataclass(frozen=True)
class Step:
    """One thing that happens at one instant."""

    at: datetime
    act: Act
    """Called with the writer and the instant."""
    slot: SessionSlot | None = None
    """The booking that it needs."""

    async def take(self, writer: PracticeWriter) -> None:
        """Let it happen, unless its session could not be booked."""
        if self.slot is None or self.slot in writer.booked:
            await self.act(writer, self.at)


@dataclass(frozen=True)
class Cancellation:
    """Who calls a session off, how long before, and in which words."""

    by: CancelledBy
    before: timedelta
    reason: str


CANCELLATIONS = {
    VisitEnd.CANCELLED_EARLY: Cancellation(
        CancelledBy.CLIENT, timedelta(days=3), "Déplacement professionnel cette semaine-là."
    ),
    VisitEnd.CANCELLED_LATE: Cancellation(
        CancelledBy.CLIENT, timedelta(hours=4), "Enfant malade, je ne pourrai pas venir."
    ),
    VisitEnd.CANCELLED_BY_COACH: Cancellation(CancelledBy.COACH, timedelta(days=2), "Formation avancée d’une semaine."),
}


def settled(visit: Visit, now: datetime) -> Visit:
    """A session that is running or just over gets no open end: it is, or was, held in its room."""
    answered_after = {
        VisitEnd.TOLD_HELD: TOLD_AFTER,
        VisitEnd.NO_SHOW: TOLD_AFTER,
        VisitEnd.UNTOLD: UNTOLD_AFTER,
    }
    is_open = visit.starts_at <= now < visit.ends_at + answered_after.get(visit.end, -UNTOLD_AFTER)
    return replace(visit, end=VisitEnd.HELD) if is_open else visit


def diary_steps(visit: Visit) -> Iterator[Step]:
    """What one session does to the diary, from the day its client is met."""
    person, slot = visit.person, visit.slot
    yield Step(visit.starts_at - MET_BEFORE, lambda writer, now: writer.meet(person, now=now))
    if visit.end is VisitEnd.LAPSED:
        asked_at = visit.starts_at - HELD_BEFORE
        yield Step(asked_at, lambda writer, now: writer.hold(slot, person, now=now))
        yield Step(asked_at + HOLD, lambda writer, now: writer.release_hold(slot, now=now), slot)
        return
    planned_at = visit.starts_at + MOVED_BY if visit.end is VisitEnd.MOVED else visit.starts_at
    yield Step(
        visit.starts_at - BOOKED_BEFORE, lambda writer, now: writer.book(slot, person, starts_at=planned_at, now=now)
    )
    if visit.end in CANCELLATIONS:
        yield _cancelled(visit, CANCELLATIONS[visit.end])
    else:
        yield from _held_or_missed(visit)


def _cancelled(visit: Visit, how: Cancellation) -> Step:
    slot = visit.slot
    return Step(
        visit.starts_at - how.before, lambda writer, now: writer.cancel(slot, how.by, how.reason, now=now), slot
    )


def _held_or_missed(visit: Visit) -> Iterator[Step]:
    slot, told_at = visit.slot, visit.ends_at + TOLD_AFTER
    match visit.end:
        case VisitEnd.TOLD_HELD:
            yield Step(told_at, lambda writer, now: writer.tell(slot, Outcome.HELD, now=now), slot)
        case VisitEnd.NO_SHOW:
            yield Step(told_at, lambda writer, now: writer.tell(slot, Outcome.NO_SHOW, now=now), slot)
        case VisitEnd.UNTOLD:
            yield Step(visit.ends_at + UNTOLD_AFTER, lambda writer, now: writer.count_as_held(slot, now=now), slot)
        case _:
            if visit.end is VisitEnd.MOVED:
                yield Step(visit.starts_at - MOVED_BEFORE, lambda writer, now: writer.move(slot, now=now), slot)
            yield Step(visit.starts_at + timedelta(minutes=1), lambda writer, now: writer.start(slot, now=now), slot)
            yield Step(visit.ends_at, lambda writer, now: writer.finish(slot, now=now), slot)
