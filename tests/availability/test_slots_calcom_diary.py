"""The cases that Cal.com tests about what stands in the diary, as ours: its names, our values and code.

From buffers.integration-test.ts, bookingBusyTimes.test.ts, the `subtract` part of date-ranges.test.ts, and
selectedSlots.test.ts: a held slot is a PENDING booking here, so the cases of who holds it and until when are about rows
(test_calendar.py).
"""

import pytest

from tests.availability.scenes import offered, rule, scene, span, starts, taken, week
from trustcoach_app.availability.intervals import subtract, union
from trustcoach_app.availability.schedule import TakenSession


def test_cross_buffer_doubles_buffers_blocking_a_90_min_gap_for_a_75_min_footprint() -> None:
    """Between two sessions both keep their buffers: 30 after and 15 before, twice."""
    booked = (
        taken("2026-04-10 12:30", "2026-04-10 13:00", 15, 30),
        taken("2026-04-10 14:30", "2026-04-10 15:00", 15, 30),
    )
    rules = rule(interval=15, buffer_before=15, buffer_after=30)
    found = offered(scene("UTC", week("09:00-17:00"), rules, sessions=booked), "2026-04-10", minutes=30)
    assert [start for start in starts(found) if "11:15" < start < "15:45"] == []
    assert {"11:15", "15:45"} <= set(starts(found))


def test_combines_event_type_buffers_with_the_requested_before_and_after_buffers() -> None:
    booked = (taken("2025-01-10 10:00", "2025-01-10 11:00", 10, 0),)
    rules = rule(interval=5, buffer_before=5, buffer_after=20)
    found = starts(offered(scene("UTC", week("08:00-13:00"), rules, sessions=booked), "2025-01-10", minutes=5))
    assert [start for start in found if "09:25" < start < "11:05"] == []
    assert {"09:25", "11:05"} <= set(found)


def test_applies_after_buffer_to_starts_and_before_buffer_to_ends_of_busy_times() -> None:
    busy = (span("2025-01-10 13:00", "2025-01-10 14:00"),)
    rules = rule(interval=5, buffer_before=15, buffer_after=5)
    found = starts(offered(scene("UTC", week("12:00-15:00"), rules, busy=busy), "2025-01-10", minutes=5))
    assert [start for start in found if "12:50" < start < "14:15"] == []
    assert {"12:50", "14:15"} <= set(found)


RESERVED = (taken("2024-06-02 04:00", "2024-06-02 04:45"),)


@pytest.mark.parametrize("reserved", [(), RESERVED])
def test_slots_of_45_minutes_around_a_reserved_one(reserved: tuple[TakenSession, ...]) -> None:
    """selectedSlots.test.ts: the grid stays where it was, without the slot that somebody holds."""
    schedule = scene("Asia/Kolkata", week("09:30-18:00"), rule(interval=45), sessions=reserved)
    found = starts(offered(schedule, "2024-06-02", minutes=45))
    all_day = ["04:00", "04:45", "05:30", "06:15", "07:00", "07:45", "08:30", "09:15", "10:00", "10:45", "11:30"]
    assert found == (all_day[1:] if reserved else all_day)


@pytest.mark.parametrize("order", [1, -1], ids=["in order", "not in order"])
def test_subtracts_appropriately_when_excluded_ranges_are_given(order: int) -> None:
    holes = [(0, 15), (45, 60)][::order]
    assert subtract([(0, 480), (1440, 1920)], union(holes)) == [(15, 45), (60, 480), (1440, 1920)]


@pytest.mark.parametrize(
    ("holes", "left"),
    [
        ([], [(9, 17)]),
        ([(12, 13)], [(9, 12), (13, 17)]),
        ([(8, 11)], [(11, 17)]),
        ([(17, 18)], [(9, 17)]),
        ([(8, 18)], []),
    ],
    ids=["none", "inside", "over the start", "touching", "all"],
)
def test_subtract(holes: list[tuple[int, int]], left: list[tuple[int, int]]) -> None:
    assert subtract([(9, 17)], holes) == left
