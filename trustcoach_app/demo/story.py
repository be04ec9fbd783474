"""From planned sessions to what happens when. Pure, so that half a year can be read before it is written."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from trustcoach_app.bookings.service import Outcome
from trustcoach_app.demo.pen import Pen, Slot
from trustcoach_app.demo.rhythm import Fate, Visit
from trustcoach_app.models.bookings import CancelledBy

BOOKED_BEFORE = timedelta(days=21, minutes=25)
MET_BEFORE = BOOKED_BEFORE + timedelta(minutes=20)
HELD_BEFORE = timedelta(days=5)
HOLD = timedelta(minutes=15)
MOVED_BEFORE = timedelta(days=6)
MOVED_BY = timedelta(hours=1)
TOLD_AFTER = timedelta(hours=2)
UNTOLD_AFTER = timedelta(hours=48, minutes=5)

Act = Callable[[Pen, datetime], Awaitable[None]]


@dataclass(frozen=True)
class DemoStep:
    """One thing that happens at one instant."""

    at: datetime
    act: Act
    """Called with the pen and the instant."""
    slot: Slot | None = None
    """The booking that it needs."""

    async def take(self, pen: Pen) -> None:
        """Let it happen, unless its session could not be booked."""
        if self.slot is None or self.slot in pen.booked:
            await self.act(pen, self.at)


@dataclass(frozen=True)
class Cancellation:
    """Who calls a session off, how long before, and in which words."""

    by: CancelledBy
    before: timedelta
    reason: str


CANCELLATIONS = {
    Fate.CANCELLED_EARLY: Cancellation(
        CancelledBy.CLIENT, timedelta(days=3), "Déplacement professionnel cette semaine-là."
    ),
    Fate.CANCELLED_LATE: Cancellation(
        CancelledBy.CLIENT, timedelta(hours=4), "Enfant malade, je ne pourrai pas venir."
    ),
    Fate.CANCELLED_BY_COACH: Cancellation(CancelledBy.COACH, timedelta(days=2), "Formation avancée d’une semaine."),
}


def settled(visit: Visit, now: datetime) -> Visit:
    """A session that is running or just over gets no open end: it is, or was, held in its room."""
    answered_after = {Fate.TOLD_HELD: TOLD_AFTER, Fate.NO_SHOW: TOLD_AFTER, Fate.UNTOLD: UNTOLD_AFTER}
    is_open = visit.starts_at <= now < visit.ends_at + answered_after.get(visit.fate, -UNTOLD_AFTER)
    return replace(visit, fate=Fate.HELD) if is_open else visit


def diary_steps(visit: Visit) -> Iterator[DemoStep]:
    """What one session does to the diary, from the day its client is met."""
    person, slot = visit.person, visit.slot
    yield DemoStep(visit.starts_at - MET_BEFORE, lambda pen, now: pen.meet(person, now=now))
    if visit.fate is Fate.LAPSED:
        asked_at = visit.starts_at - HELD_BEFORE
        yield DemoStep(asked_at, lambda pen, now: pen.hold(slot, person, now=now))
        yield DemoStep(asked_at + HOLD, lambda pen, now: pen.release_hold(slot, now=now), slot)
        return
    planned_at = visit.starts_at + MOVED_BY if visit.fate is Fate.MOVED else visit.starts_at
    yield DemoStep(
        visit.starts_at - BOOKED_BEFORE, lambda pen, now: pen.book(slot, person, starts_at=planned_at, now=now)
    )
    if visit.fate in CANCELLATIONS:
        yield _cancelled(visit, CANCELLATIONS[visit.fate])
    else:
        yield from _held_or_missed(visit)


def _cancelled(visit: Visit, how: Cancellation) -> DemoStep:
    slot = visit.slot
    return DemoStep(visit.starts_at - how.before, lambda pen, now: pen.cancel(slot, how.by, how.reason, now=now), slot)


def _held_or_missed(visit: Visit) -> Iterator[DemoStep]:
    slot, told_at = visit.slot, visit.ends_at + TOLD_AFTER
    match visit.fate:
        case Fate.TOLD_HELD:
            yield DemoStep(told_at, lambda pen, now: pen.tell(slot, Outcome.HELD, now=now), slot)
        case Fate.NO_SHOW:
            yield DemoStep(told_at, lambda pen, now: pen.tell(slot, Outcome.NO_SHOW, now=now), slot)
        case Fate.UNTOLD:
            yield DemoStep(visit.ends_at + UNTOLD_AFTER, lambda pen, now: pen.count_as_held(slot, now=now), slot)
        case _:
            if visit.fate is Fate.MOVED:
                yield DemoStep(visit.starts_at - MOVED_BEFORE, lambda pen, now: pen.move(slot, now=now), slot)
            yield DemoStep(visit.starts_at + timedelta(minutes=1), lambda pen, now: pen.start(slot, now=now), slot)
            yield DemoStep(visit.ends_at, lambda pen, now: pen.finish(slot, now=now), slot)
