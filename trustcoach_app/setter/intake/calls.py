"""The calls of one lead: who misses one and comes to the next had two. Pure.

A booking before the hour of the call that is open moves it. Any other opens a call of its own: the one before was held
or missed, whether or not anybody has said so.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from trustcoach_app.models.lead_history import CallOutcome, EventType
from trustcoach_app.setter.intake.facts import Happening

OUTCOMES = {
    EventType.CALL_HELD: CallOutcome.HELD,
    EventType.CALL_NO_SHOW: CallOutcome.NO_SHOW,
    EventType.CALL_CANCELLED: CallOutcome.CANCELLED,
}


@dataclass(frozen=True)
class FoldedCall:
    """Columns of `lead_calls`."""

    number: int
    booked_at: datetime
    scheduled_at: datetime
    outcome: CallOutcome | None = None
    ended_at: datetime | None = None
    is_won: bool = False

    @property
    def counted_at(self) -> datetime | None:
        """On whose day it counts: its hour's, or earlier, when it was held. None of a call neither held nor missed."""
        if self.outcome is CallOutcome.HELD and self.ended_at:
            return min(self.scheduled_at, self.ended_at)
        return self.scheduled_at if self.outcome is CallOutcome.NO_SHOW else None


class CallsFold:
    """Takes the events of a lead in their order."""

    def __init__(self) -> None:
        self.all: list[FoldedCall] = []
        self._outcome: CallOutcome | None = None

    @property
    def scheduled_at(self) -> datetime | None:
        """The hour of the latest call."""
        return self.all[-1].scheduled_at if self.all else None

    @property
    def outcome(self) -> CallOutcome | None:
        """What became of the latest call; without any that we know of, what was said to have become of one."""
        return self.all[-1].outcome if self.all else self._outcome

    def take(self, event: Happening) -> None:
        """One event, of whatever kind."""
        if event.type is EventType.CALL_BOOKED:
            self._book(event.at, datetime.fromisoformat(event.data["scheduled_at"]))
        elif event.type in OUTCOMES:
            self._end(event.at, OUTCOMES[event.type])

    def _book(self, at: datetime, scheduled_at: datetime) -> None:
        latest = self.all[-1] if self.all else None
        if latest and latest.outcome is None and at <= latest.scheduled_at:
            self.all[-1] = replace(latest, scheduled_at=scheduled_at)
        else:
            self.all.append(FoldedCall(len(self.all) + 1, at, scheduled_at))

    def _end(self, at: datetime, outcome: CallOutcome) -> None:
        """It is the latest call's, or corrects it; while that one is still to come, an earlier open one's."""
        if not self.all:
            self._outcome = outcome
            return
        index = len(self.all) - 1
        if self.all[index].outcome is None and self.all[index].scheduled_at > at:
            index = next((before for before in reversed(range(index)) if self.all[before].outcome is None), index)
        self.all[index] = replace(self.all[index], outcome=outcome, ended_at=at)

    def give_deal(self, won_at: datetime) -> None:
        """A deal came from one call: the last one held before it; where none was, the first one held."""
        held = [index for index, call in enumerate(self.all) if call.outcome is CallOutcome.HELD]
        if held:
            before = [index for index in held if (self.all[index].counted_at or won_at) <= won_at]
            index = before[-1] if before else held[0]
            self.all[index] = replace(self.all[index], is_won=True)


def call_key(lead_id: UUID, number: int) -> UUID:
    """The key of a call's row."""
    return uuid5(lead_id, f"call {number}")
