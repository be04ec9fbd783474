"""The calls of a lead: each counts by itself, on its own day."""

import pytest

from tests.setter.intake.facts import Fact, all_of, booked, did
from tests.setter.intake.story import at
from trustcoach_app.models.lead_history import EventType as Kind
from trustcoach_app.setter.intake.calls import FoldedCall

CALLS: dict[str, tuple[tuple[Fact, ...], list[tuple[int | None, str | None]]]] = {
    "one that was held": ((booked(1, 50), did(Kind.CALL_HELD, 60)), [(50, "held")]),
    "one that is to come": ((booked(1, 50),), [(None, None)]),
    "moved before its hour": ((booked(1, 50), booked(40, 90), did(Kind.CALL_HELD, 95)), [(90, "held")]),
    "missed, and the next one held": (
        (booked(1, 50), did(Kind.CALL_NO_SHOW, 55), booked(60, 90), did(Kind.CALL_HELD, 95)),
        [(50, "no_show"), (90, "held")],
    ),
    "cancelled, and the next one missed": (
        (booked(1, 50), did(Kind.CALL_CANCELLED, 5), booked(6, 90), did(Kind.CALL_NO_SHOW, 95)),
        [(None, "cancelled"), (90, "no_show")],
    ),
    "held earlier than scheduled": ((booked(1, 90), did(Kind.CALL_HELD, 60)), [(60, "held")]),
    "missed, as was said before its hour": ((booked(1, 90), did(Kind.CALL_NO_SHOW, 60)), [(90, "no_show")]),
    "corrected": ((booked(1, 50), did(Kind.CALL_NO_SHOW, 55), did(Kind.CALL_HELD, 70)), [(50, "held")]),
    "the next booked before anybody said that this one was missed": (
        (booked(1, 50), booked(60, 90), did(Kind.CALL_NO_SHOW, 70), did(Kind.CALL_HELD, 95)),
        [(50, "no_show"), (90, "held")],
    ),
    "nobody said what became of the first": (
        (booked(1, 50), booked(60, 90), did(Kind.CALL_HELD, 95)),
        [(None, None), (90, "held")],
    ),
    "held, though nobody booked one": ((did(Kind.CALL_HELD, 5),), []),
}


@pytest.mark.parametrize("story", CALLS)
def test_calls(story: str) -> None:
    """Each by the minute on whose day it counts, and what became of it."""
    facts, expected = CALLS[story]
    calls = all_of(*reversed(facts)).calls
    assert [(_minute(call), call.outcome) for call in calls] == expected
    assert [call.number for call in calls] == list(range(1, len(calls) + 1))


def _minute(call: FoldedCall) -> int | None:
    return None if call.counted_at is None else round((call.counted_at - at(0)).total_seconds() / 60)


def test_a_deal_comes_from_one_call() -> None:
    """The last one held before it; where it was won before any was held, the first one."""
    two = (booked(1, 50), did(Kind.CALL_HELD, 55), booked(60, 90), did(Kind.CALL_HELD, 95))
    for won, expected in ((99, [False, True]), (70, [True, False]), (2, [True, False])):
        assert [call.is_won for call in all_of(*two, did(Kind.WON, won)).calls] == expected
    assert [call.is_won for call in all_of(*two, did(Kind.WON, 99), did(Kind.LOST, 100)).calls] == [False, False]
