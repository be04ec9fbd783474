"""What a log holds of an error, and how much of it."""

import logging

from trustcoach_app.logs import LineLimit, kind_and_place


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def said(limit: LineLimit, lines: int) -> list[str]:
    """What comes out of so many lines at one instant."""
    records = [logging.LogRecord("x", logging.INFO, "x.py", 1, "line %d", (number,), None) for number in range(lines)]
    return [record.getMessage() for record in records if limit.filter(record)]


def test_a_burst_then_so_many_a_second() -> None:
    """And the next line says how many were left out."""
    clock = Clock()
    limit = LineLimit(a_second=2, at_once=5, now=clock)
    assert said(limit, 1_000) == [f"line {number}" for number in range(5)]
    clock.seconds = 1.0
    assert said(limit, 10) == ["line 0 (and 995 lines that were left out)", "line 1"]
    clock.seconds = 1_000.0
    assert len(said(limit, 10)) == 5, "what is not used does not grow"


def test_an_error_shows_its_kind_and_place_and_not_what_it_says() -> None:
    try:
        raise ValueError("claire.moreau@example.org")
    except ValueError as error:
        shown = kind_and_place(error)
    assert shown.startswith("ValueError in test_logs.py:")
    assert "claire" not in shown
