"""Each rule takes what it should, to the minute, and says so."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.availability.scenes import hours, instant, offered, rule, scene, span, starts, taken, week
from trustcoach_app.availability.holidays import COUNTRIES, public_holidays
from trustcoach_app.availability.present import by_part_of_day, why_sentences
from trustcoach_app.availability.slots import day_report
from trustcoach_app.availability.taken_starts import Rule
from trustcoach_app.bookings.rules import Actor

DAY = "2026-06-15"
"""A Monday."""
PARIS = "Europe/Paris"
EVE = datetime(2026, 6, 14, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def morning(**more: Any) -> Any:
    """09:00–12:00 in UTC, hourly unless other rules are given."""
    rules = {"interval": 60, **more.pop("rules", {})}
    return scene("UTC", week("09:00-12:00"), rule(**rules), **more)


@pytest.mark.parametrize(("now", "first"), [("08:00", "09:00"), ("09:00", "09:00"), ("09:01", "10:00")])
def test_the_past_is_over(now: str, first: str) -> None:
    assert starts(offered(morning(), DAY, now=instant(f"{DAY} {now}")))[0] == first


@pytest.mark.parametrize(("shift", "first"), [(-SECOND, "09:00"), (0 * SECOND, "09:00"), (SECOND, "10:00")])
def test_the_notice_is_counted_to_the_second(shift: timedelta, first: str) -> None:
    schedule = morning(rules={"minimum_notice": 24 * 60})
    assert starts(offered(schedule, DAY, now=instant("2026-06-14 09:00") + shift))[0] == first


def test_notice_and_horizon_are_for_clients() -> None:
    schedule = morning(rules={"minimum_notice": 24 * 60, "horizon_days": 1})
    now = instant(f"{DAY} 08:30")
    assert offered(schedule, DAY, now=now) == []
    assert len(offered(schedule, DAY, now=now, by=Actor.COACH)) == 3
    assert offered(schedule, "2026-06-17", now=now) == []
    assert len(offered(schedule, "2026-06-17", now=now, by=Actor.COACH)) == 3


def test_the_horizon_is_in_days_of_the_coach() -> None:
    """At 23:30 on 14 June in Paris, tomorrow is the 15th; one day ahead ends with it."""
    schedule = scene(PARIS, week("09:00-12:00"), rule(interval=60, horizon_days=1))
    now = instant("2026-06-14 23:30", PARIS)
    assert len(offered(schedule, "2026-06-15", last="2026-06-20", now=now)) == 3


def test_nothing_beyond_what_can_be_booked() -> None:
    found = offered(morning(), "2028-06-10", last="2028-06-20", now=EVE, by=Actor.COACH)
    assert found[-1].starts_at <= EVE + timedelta(days=730) < found[-1].starts_at + timedelta(days=1)


@pytest.mark.parametrize(("before", "after", "expected"), [(0, 0, 2), (0, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_buffers_keep_their_side_free(before: int, after: int, expected: int) -> None:
    schedule = morning(
        rules={"buffer_before": before, "buffer_after": after}, sessions=(taken(f"{DAY} 10:00", f"{DAY} 11:00"),)
    )
    assert len(offered(schedule, DAY)) == expected


@pytest.mark.parametrize(("before", "after", "expected"), [(0, 0, 2), (1, 0, 1), (0, 1, 1)])
def test_a_session_keeps_the_buffers_that_it_was_booked_with(before: int, after: int, expected: int) -> None:
    booked = taken(f"{DAY} 10:00", f"{DAY} 11:00", before, after)
    assert len(offered(morning(sessions=(booked,)), DAY)) == expected


def test_buffers_need_no_hours() -> None:
    """A session may fill the hours to their edges: the buffers lie outside."""
    assert len(offered(morning(rules={"buffer_before": 60, "buffer_after": 60}), DAY, minutes=180)) == 1


def test_time_off_has_no_buffers_and_busy_time_has() -> None:
    rules, stretch = {"buffer_after": 15}, (span(f"{DAY} 11:00", f"{DAY} 12:00"),)
    assert starts(offered(morning(rules=rules, time_off=stretch), DAY)) == ["09:00", "10:00"]
    assert starts(offered(morning(rules=rules, busy=stretch), DAY)) == ["09:00"]


def test_a_full_day_offers_nothing_and_others_do() -> None:
    booked = taken(f"{DAY} 17:00", f"{DAY} 18:00")
    schedule = morning(rules={"most_a_day": 1}, sessions=(booked,))
    assert [slot.starts_at.date() for slot in offered(schedule, DAY, last="2026-06-16")] == [date(2026, 6, 16)] * 3


def test_a_session_counts_on_the_coachs_day() -> None:
    """22:30 UTC is 00:30 of the day after in Paris."""
    booked = taken("2026-06-15 22:30", "2026-06-15 23:00")
    schedule = scene(PARIS, week("09:00-10:00"), rule(interval=60, most_a_day=1), sessions=(booked,))
    found = offered(schedule, "2026-06-15", last="2026-06-16")
    assert [slot.starts_at.date() for slot in found] == [date(2026, 6, 15)]


def test_an_exception_says_all_about_its_date() -> None:
    """The evening before ends at midnight, and a closed date opens no evening of its own."""
    night = scene("UTC", week("22:00-02:00"), rule(interval=60), other_hours={date(2026, 6, 16): ()})
    assert starts(offered(night, DAY)) == ["00:00", "01:00", "22:00", "23:00"]
    assert offered(night, "2026-06-16") == []
    assert starts(offered(night, "2026-06-17")) == ["22:00", "23:00"]
    other = scene("UTC", week("22:00-02:00"), rule(interval=60), other_hours={date(2026, 6, 16): hours("10:00-11:00")})
    assert starts(offered(other, "2026-06-16")) == ["10:00"]


@pytest.mark.parametrize("country", ["FR", "BE", "CH", "LU", "CA"])
def test_public_holidays_are_closed_where_the_coach_takes_them(country: str) -> None:
    new_year = {"minutes": 60, "now": instant("2025-12-20 09:00")}
    assert len(offered(morning(), "2026-01-01", **new_year)) == 3
    assert offered(morning(rules={"holidays": country}), "2026-01-01", **new_year) == []


def test_hours_of_its_own_open_a_holiday() -> None:
    schedule = morning(rules={"holidays": "FR"}, other_hours={date(2026, 7, 14): hours("10:00-11:00")})
    assert starts(offered(schedule, "2026-07-14")) == ["10:00"]


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_country_names_its_holidays(country: str) -> None:
    names = public_holidays(country, 2026)
    assert date(2026, 1, 1) in names
    assert all("'" not in name for name in names.values())


WHY: list[tuple[dict[str, Any], Rule, int, str]] = [
    ({"other_hours": {date(2026, 6, 15): ()}}, Rule.CLOSED, 3, "3 créneaux\u202f: cette date est fermée."),
    (
        {"time_off": (span(f"{DAY} 00:00", "2026-06-16 00:00"),)},
        Rule.TIME_OFF,
        3,
        "3 créneaux\u202f: vous êtes en congé.",
    ),
    ({"busy": (span(f"{DAY} 08:00", f"{DAY} 12:00"),)}, Rule.BUSY, 3, "3 créneaux\u202f: votre agenda est occupé."),
    (
        {"sessions": (taken(f"{DAY} 09:00", f"{DAY} 12:00"),)},
        Rule.SESSION,
        3,
        "3 créneaux\u202f: une séance est déjà prévue.",
    ),
    (
        {"rules": {"minimum_notice": 2880}},
        Rule.NOTICE,
        3,
        "3 créneaux\u202f: le délai minimum de réservation n’est pas respecté.",
    ),
    (
        {"rules": {"buffer_after": 60}, "busy": (span(f"{DAY} 12:00", f"{DAY} 13:00"),)},
        Rule.BUFFER,
        1,
        "1 créneau\u202f: la pause entre deux séances n’est pas respectée.",
    ),
    (
        {"rules": {"most_a_day": 1}, "sessions": (taken(f"{DAY} 15:00", f"{DAY} 16:00"),)},
        Rule.FULL_DAY,
        3,
        "3 créneaux\u202f: le nombre maximum de séances ce jour-là est atteint.",
    ),
]


@pytest.mark.parametrize(("more", "blamed", "count", "sentence"), WHY, ids=[str(why[1]) for why in WHY])
def test_why_there_is_no_slot(more: dict[str, Any], blamed: Rule, count: int, sentence: str) -> None:
    report = day_report(morning(**more), minutes=60, day=date(2026, 6, 15), now=EVE)
    assert [(one.rule, one.count) for one in report.refused] == [(blamed, count)]
    assert report.offered == 3 - count
    assert why_sentences(report) == [sentence]


def test_why_names_the_holiday_and_the_day_without_hours() -> None:
    feast = day_report(morning(rules={"holidays": "FR"}), minutes=60, day=date(2026, 7, 14), now=EVE)
    assert why_sentences(feast) == ["3 créneaux\u202f: c’est un jour férié, Fête nationale."]
    sunday = day_report(scene("UTC", week("09:00-12:00", [1])), minutes=60, day=date(2026, 6, 21), now=EVE)
    assert why_sentences(sunday) == ["Vous n’avez pas d’horaires le dimanche 21 juin."]


def test_why_a_session_is_too_long_for_its_range() -> None:
    report = day_report(morning(rules={"interval": 30}), minutes=120, day=date(2026, 6, 15), now=EVE)
    assert (report.offered, [(one.rule, one.count) for one in report.refused]) == (3, [(Rule.TOO_SHORT, 3)])


def test_slots_by_part_of_the_day() -> None:
    found = offered(scene("UTC", week("11:00-20:00"), rule(interval=60)), DAY)
    parts = by_part_of_day(found, scene("UTC").zone)
    assert {name: len(slots) for name, slots in parts.items()} == {"Matin": 1, "Après-midi": 6, "Soir": 2}
