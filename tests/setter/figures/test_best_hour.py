"""The best hour for calls: said only where it is one (docs/kpis.md, figure 34)."""

import pytest

from trustcoach_app.setter.figures.measure import Measure
from trustcoach_app.setter.figures.registry import BY_KEY
from trustcoach_app.setter.figures.sums import Sums
from trustcoach_app.setter.rollup.metrics import Metric


def best(bookings: dict[str, int]) -> Measure:
    """Of bookings by weekday and hour."""
    return BY_KEY["best_conversion_slot"].measure(
        Sums({(Metric.BOOKED_AT, slot): count for slot, count in bookings.items()})
    )


@pytest.mark.parametrize(
    ("first", "second", "others", "slot"),
    [
        # The first takes 15 of 20: 2 × P(15 or more of 20) = 2 × 21 700 ÷ 2^20 = 4.1 %.
        (15, 5, 10, "2-18"),
        # 14 of 20: 2 × 60 460 ÷ 2^20 = 11.5 %: chance does as much.
        (14, 6, 10, ""),
        # 29 bookings are too few, whatever they are.
        (29, 0, 0, ""),
        (30, 0, 0, "2-18"),
    ],
)
def test_the_best_hour_leads_the_second_beyond_chance(first: int, second: int, others: int, slot: str) -> None:
    found = best({"2-18": first, "6-09": second, **{f"3-{hour:02}": 1 for hour in range(others)}})
    assert found.slot == slot
    assert (found.part, found.whole) == ((first, first + second + others) if slot else (0, 0))


def test_before_that_the_parts_of_day_and_week_are_counted() -> None:
    """Tuesday at 18 and Thursday at 20 are evenings, Thursday at 9 a morning, Saturday at 12 an afternoon."""
    found = best({"2-18": 1, "4-20": 1, "4-09": 1, "6-12": 2}).origins
    assert found == {
        "morning.week": 1,
        "morning.weekend": 0,
        "afternoon.week": 0,
        "afternoon.weekend": 2,
        "evening.week": 2,
        "evening.weekend": 0,
    }
