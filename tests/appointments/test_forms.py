"""What the wizard and the form of a session send, as values."""

from datetime import UTC, date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from trustcoach_app.appointments.change import form as change
from trustcoach_app.appointments.fields import Repeat
from trustcoach_app.appointments.wizard import form as wizard
from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.planning import SeriesFrequency
from trustcoach_app.planning.settings.order import shifted

PARIS = ZoneInfo("Europe/Paris")
FULL = {"day": "2026-01-15", "hour": "14:00", "minutes": "60", "mode": "remote", "price": "80"}


def test_a_slot_is_an_instant() -> None:
    sent = {"slot": "2026-01-15T13:00:00+00:00", "other_hour": ""}
    assert wizard.when(sent, "2026-01-15", PARIS) == (datetime(2026, 1, 15, 13, tzinfo=UTC), False)


def test_another_hour_wins_over_a_slot() -> None:
    sent = {"slot": "2026-01-15T13:00:00+00:00", "other_hour": "19:30"}
    at, anywhere = wizard.when(sent, "2026-01-15", PARIS)
    assert (at.astimezone(UTC), anywhere) == (datetime(2026, 1, 15, 18, 30, tzinfo=UTC), True)


@pytest.mark.parametrize("slot", [None, "", "demain", "2026-01-15T13:00:00"])
def test_no_slot_is_said_beside_the_slots(slot: str | None) -> None:
    with pytest.raises(InvalidInput) as refused:
        wizard.when({"slot": slot}, "2026-01-15", PARIS)
    assert list(refused.value.fields) == ["slot"]


def test_a_series_ends_by_number_or_by_date() -> None:
    assert wizard.repeat({"repeat": "once"}) is None
    assert wizard.repeat({}) is None
    by_count = wizard.repeat({"repeat": "weekly", "ends": "count", "occurrences": "6"})
    assert by_count == Repeat(SeriesFrequency.WEEKLY, 6)
    by_date = wizard.repeat({"repeat": "monthly", "ends": "date", "until": "2026-06-30"})
    assert by_date == Repeat(SeriesFrequency.MONTHLY, until=date(2026, 6, 30))
    with pytest.raises(InvalidInput):
        wizard.repeat({"repeat": "weekly", "ends": "count", "occurrences": "1"})


def test_each_field_has_its_step() -> None:
    fields = ("client", "type_id", "slot", "occurrences", "phone", "title")
    assert [wizard.step_of(field) for field in fields] == [1, 2, 3, 3, 4, 4]


def test_a_change_is_read_in_the_coach_s_hours() -> None:
    wanted = change.parse({**FULL, "type_id": "", "title": " Stress "}, PARIS)
    assert (wanted.starts_at.astimezone(UTC), wanted.minutes) == (datetime(2026, 1, 15, 13, tzinfo=UTC), 60)
    assert (wanted.type_id, wanted.words.title, wanted.words.price_cents) == (None, "Stress", 8000)


def refused(sent: dict[str, object]) -> dict[str, str]:
    """What is said of a change, by field."""
    with pytest.raises(InvalidInput) as refusal:
        change.parse(sent, PARIS)
    return refusal.value.fields


def test_every_field_that_cannot_be_taken_is_named() -> None:
    sent: dict[str, object] = {
        "day": "demain",
        "hour": "25:00",
        "minutes": "une heure",
        "title": "x" * 161,
        "note": "x" * 2001,
        "mode": "pigeon",
        "phone": "0" * 33,
        "address": "x" * 301,
        "price": "beaucoup",
    }
    assert set(refused(sent)) == set(sent)


@pytest.mark.parametrize("sent", [{}, {"day": None, "hour": [14], "minutes": [], "price": {}, "mode": None}])
def test_what_is_missing_or_of_another_kind(sent: dict[str, object]) -> None:
    assert {"day", "hour", "minutes", "mode"} <= set(refused(sent))


def test_an_hour_that_the_clock_skips_is_said_with_the_rest() -> None:
    problems = refused({**FULL, "day": "2026-03-29", "hour": "02:30", "price": "-1"})
    assert problems["hour"] == "Cette heure n’existe pas ce jour-là\u202f: l’horloge avance d’une heure."
    assert "price" in problems


@pytest.mark.parametrize("minutes", ["4", "721", "60.5", "", "-60"])
def test_lengths_that_no_session_has(minutes: str) -> None:
    assert set(refused({**FULL, "minutes": minutes})) == {"minutes"}


def test_an_order_moves_one_place_and_stops_at_the_ends() -> None:
    one, two, three = uuid4(), uuid4(), uuid4()
    assert shifted([one, two, three], three, -1) == [one, three, two]
    assert shifted([one, two, three], one, -1) == [one, two, three]
    assert shifted([one, two, three], uuid4(), 1) == [one, two, three]
