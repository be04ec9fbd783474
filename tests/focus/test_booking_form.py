"""What the booking form sends, read into a session: everything wrong is said at once."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.focus.facts import PARIS, at, row
from trustcoach_app.bookings.queries import Taken
from trustcoach_app.clients.present import by_label, client_label
from trustcoach_app.clients.queries import ClientRow
from trustcoach_app.db.types import new_id
from trustcoach_app.errors import InvalidInput
from trustcoach_app.focus.booking.form import (
    for_existing,
    for_new,
    parse,
)
from trustcoach_app.models.bookings import BookingMode
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.money import price_text

GOOD = {
    "day": "2026-01-12",
    "hour": "14:00",
    "minutes": "60",
    "title": " Stress ",
    "mode": "remote",
    "price": "80",
}


def refused(sent: dict[str, object], zone: ZoneInfo = PARIS) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        parse(sent, zone)
    return refusal.value.fields


def test_a_good_form() -> None:
    wanted = parse(GOOD, PARIS)
    assert (wanted.starts_at, wanted.minutes, wanted.title) == (at("2026-01-12", "14:00"), 60, "Stress")
    assert (wanted.mode, wanted.price_cents) == (BookingMode.REMOTE, 8000)


def test_the_hour_is_the_coach_s() -> None:
    assert parse(GOOD, ZoneInfo("Asia/Kolkata")).starts_at == datetime(2026, 1, 12, 8, 30, tzinfo=UTC)


def test_every_wrong_field_is_said_at_once() -> None:
    sent = {
        "day": "demain",
        "hour": "25:00",
        "minutes": "une heure",
        "title": "x" * 161,
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
    problems = refused({**GOOD, "day": "2026-03-29", "hour": "02:30", "price": "-1"})
    assert problems["hour"] == "Cette heure n’existe pas ce jour-là : l’horloge avance d’une heure."
    assert "price" in problems


def test_an_hour_that_comes_twice_is_the_first() -> None:
    twice = parse({**GOOD, "day": "2026-10-25", "hour": "02:30"}, PARIS)
    assert twice.starts_at.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("80", 8000),
        ("80,50", 8050),
        ("80.5", 8050),
        ("1 240 €", 124000),
        ("1\u202f240\u202f€", 124000),
        ("", 0),
        ("0", 0),
        ("100000", 10_000_000),
    ],
)
def test_money_as_people_type_it(typed: str, cents: int) -> None:
    assert parse({**GOOD, "price": typed}, PARIS).price_cents == cents


@pytest.mark.parametrize("typed", ["-1", "100000,01", "quatre-vingts", "NaN", "Infinity", "1,2,3", "8o"])
def test_money_that_is_none(typed: str) -> None:
    assert set(refused({**GOOD, "price": typed})) == {"price"}


@pytest.mark.parametrize("minutes", ["4", "721", "60.5", "", "-60"])
def test_lengths_that_no_session_has(minutes: str) -> None:
    assert set(refused({**GOOD, "minutes": minutes})) == {"minutes"}


@pytest.mark.parametrize(
    ("now", "day", "hour"),
    [
        (at("2026-01-12", "09:59:59"), "2026-01-12", "10:00"),
        (at("2026-01-12", "10:00"), "2026-01-12", "11:00"),
        (at("2026-01-12", "23:10"), "2026-01-13", "00:00"),
        (at("2026-03-29", "01:30"), "2026-03-29", "03:00"),
    ],
    ids=["soon", "on the hour", "over midnight", "over the skipped hour"],
)
def test_a_new_session_is_proposed_on_the_next_full_hour(now: datetime, day: str, hour: str) -> None:
    proposed = for_new(now, PARIS, 8050)
    assert (proposed.day, proposed.hour, proposed.price) == (day, hour, "80,50")
    assert parse({**GOOD, "day": proposed.day, "hour": proposed.hour}, PARIS).starts_at > now


@pytest.mark.parametrize(
    ("taken", "hour"),
    [
        ([("09:30", 60)], "11:00"),
        ([("10:15", 30)], "11:00"),
        ([("10:00", 60), ("11:00", 60)], "12:00"),
        ([("09:00", 60), ("11:00", 60)], "10:00"),
        ([("00:00", 48 * 60)], "10:00"),
    ],
    ids=["running into it", "inside it", "two in a row", "touching it", "nothing free"],
)
def test_the_hour_that_is_proposed_is_free(taken: list[tuple[str, int]], hour: str) -> None:
    stretches = [_taken(at("2026-01-12", begins), minutes) for begins, minutes in taken]
    assert for_new(at("2026-01-12", "09:20"), PARIS, 8050, stretches).hour == hour


def _taken(starts_at: datetime, minutes: int) -> Taken:
    return Taken(starts_at, starts_at + timedelta(minutes=minutes), None, None, False)


def test_a_session_comes_back_from_the_form_as_it_was() -> None:
    session = row(at("2026-01-12", "14:15"), 50, title="Stress", price_cents=8050).Booking
    shown = for_existing(session, PARIS)
    wanted = parse({"day": shown.day, "hour": shown.hour, **GOOD, **_sent(shown)}, PARIS)
    assert (wanted.starts_at, wanted.minutes) == (session.starts_at, 50)
    assert (wanted.title, wanted.price_cents) == ("Stress", 8050)


def _sent(shown: object) -> dict[str, str]:
    names = ("day", "hour", "minutes", "title", "mode", "phone", "address", "price")
    return {name: getattr(shown, name) for name in names}


def test_a_length_of_its_own_stands_in_the_list() -> None:
    assert [option.value for option in for_existing(row(at("2026-01-12", "14:15"), 50).Booking, PARIS).durations] == [
        "30",
        "45",
        "50",
        "60",
        "75",
        "90",
        "120",
        "180",
    ]


@pytest.mark.parametrize(("cents", "typed"), [(8000, "80"), (8050, "80,50"), (5, "0,05"), (0, "0")])
def test_a_price_is_shown_as_it_would_be_typed(cents: int, typed: str) -> None:
    assert price_text(cents) == typed


def client(name: str, email: str | None = None, phone: str = "") -> ClientRow:
    return ClientRow(new_id(), name, email, phone, ClientStage.CLIENT, "Europe/Paris", None, name.lower())


def test_namesakes_are_told_apart_by_address_else_by_number() -> None:
    marie, other = client("Marie Dupont", "marie@exemple.fr"), client("Marie Dupont", phone="+33612345678")
    assert client_label(marie) == "Marie Dupont · marie@exemple.fr"
    assert client_label(other) == "Marie Dupont · 06\u00a012\u00a034\u00a056\u00a078"
    assert by_label([marie, other]) == {client_label(marie): marie.id, client_label(other): other.id}


def test_namesakes_who_cannot_be_told_apart_are_not_guessed() -> None:
    assert by_label([client("Marie Dupont"), client("Marie Dupont")]) == {}
