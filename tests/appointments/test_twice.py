"""The night in which the clock is put back: an hour that comes twice is asked about, and never moves by itself."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.bookings.diary import given
from tests.fixtures.practice import Practice
from trustcoach_app.appointments.change.form import parse
from trustcoach_app.appointments.change.present import change_values
from trustcoach_app.appointments.change.queries import change_facts
from trustcoach_app.appointments.twice import FIRST, SECOND
from trustcoach_app.appointments.wizard.form import when
from trustcoach_app.bookings.service import Actor
from trustcoach_app.errors import InvalidInput

PARIS = ZoneInfo("Europe/Paris")
SUMMER, WINTER = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


@pytest.mark.parametrize(("which", "instant"), [(FIRST, SUMMER), (SECOND, WINTER)])
def test_the_wizard_takes_the_one_that_is_meant(which: str, instant: datetime) -> None:
    starts_at, is_own = when({"other_hour": "02:30", "other_hour_twice": which}, "2026-10-25", PARIS)
    assert (starts_at.astimezone(UTC), is_own) == (instant, True)


@pytest.mark.parametrize("sent", [{}, {"other_hour_twice": ""}, {"other_hour_twice": "2"}])
def test_the_wizard_asks(sent: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        when({"other_hour": "02:30", **sent}, "2026-10-25", PARIS)
    assert set(refused.value.fields) == {"other_hour_twice"}


def test_an_hour_that_comes_once_is_not_asked_about() -> None:
    for day in ("2026-10-24", "2026-10-26"):
        starts_at, _ = when({"other_hour": "02:30", "other_hour_twice": SECOND}, day, PARIS)
        assert starts_at == datetime.combine(date.fromisoformat(day), time(2, 30), PARIS)


def test_an_hour_that_is_skipped_is_offered_in_no_zone() -> None:
    for hour, day, zone in (("02:30", "2026-03-29", PARIS), ("02:15", "2026-10-04", LORD_HOWE)):
        with pytest.raises(InvalidInput, match="n’existe pas ce jour-là"):
            when({"other_hour": hour}, day, zone)


@pytest.mark.parametrize("instant", [SUMMER, WINTER])
async def test_a_session_stays_where_it_is_when_its_form_is_saved_unchanged(alice: Practice, instant: datetime) -> None:
    row = await given(alice, instant, by=Actor.COACH)
    values = change_values(await alice.does(change_facts, booking_id=row.id))
    assert values.hour == "02:30"
    sent = {**vars(values), "hour_twice": values.hour_twice}
    change = parse({name: value for name, value in sent.items() if isinstance(value, str)}, PARIS)
    assert change.starts_at is not None
    assert change.starts_at.astimezone(UTC) == instant
