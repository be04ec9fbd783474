"""The days that an address names."""

from datetime import date

import pytest

from trustcoach_app.setter.figures.period import Period, asked_of

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, Period("30j", date(2026, 2, 9), TODAY)),
        ({"periode": "7j"}, Period("7j", date(2026, 3, 4), TODAY)),
        ({"periode": "90j"}, Period("90j", date(2025, 12, 11), TODAY)),
        ({"periode": "tout"}, Period("tout", None, TODAY)),
        ({"periode": "hier"}, Period("30j", date(2026, 2, 9), TODAY)),
        ({"du": "2026-01-01", "au": "2026-01-31"}, Period("dates", date(2026, 1, 1), date(2026, 1, 31))),
        ({"du": "2026-01-31", "au": "2026-01-01"}, Period("30j", date(2026, 2, 9), TODAY)),
        ({"du": "hier", "au": "2026-01-01"}, Period("30j", date(2026, 2, 9), TODAY)),
        ({"du": "0001-01-01", "au": "0001-01-02"}, Period("30j", date(2026, 2, 9), TODAY)),
        ({"du": "9999-12-30", "au": "9999-12-31"}, Period("30j", date(2026, 2, 9), TODAY)),
        ({"du": "0001-01-01", "au": "2026-01-01", "periode": "7j"}, Period("7j", date(2026, 3, 4), TODAY)),
    ],
)
def test_an_address_names_a_period(asked: dict[str, str], expected: Period) -> None:
    assert asked_of(asked).on(TODAY) == expected


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    week = asked_of({"periode": "7j"}).on(TODAY)
    assert week.days == 7
    assert week.before == (date(2026, 2, 25), date(2026, 3, 3))
    assert asked_of({"periode": "tout"}).on(TODAY).before is None
