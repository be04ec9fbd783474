"""The words of Focus (decision 25)."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.focus.facts import NOTHING, PARIS, Row, at, facts_at, row
from trustcoach_app.focus.present import first_name, focus_view
from trustcoach_app.focus.views import FocusView, SessionCard
from trustcoach_app.models.bookings import BookingMode, BookingStatus

MONDAY = "2026-01-12"
TEN = at(MONDAY, "10:00")


def view_of(*rows: Row, now: datetime = TEN, zone: ZoneInfo = PARIS) -> FocusView:
    return focus_view(facts_at(list(rows), now, zone), now)


def card_of(only: Row, now: datetime = TEN, **signals: object) -> SessionCard:
    facts = facts_at([only], now, signals=replace(NOTHING, **signals))
    [day] = focus_view(facts, now).days
    return day.cards[0]


@pytest.mark.parametrize(
    ("hour", "hello"),
    [
        ("00:00", "Bonsoir"),
        ("04:59:59", "Bonsoir"),
        ("05:00", "Bonjour"),
        ("12:00", "Bonjour"),
        ("17:59:59", "Bonjour"),
        ("18:00", "Bonsoir"),
        ("23:59:59", "Bonsoir"),
    ],
)
def test_the_greeting_is_that_of_the_hour(hour: str, hello: str) -> None:
    assert view_of(now=at(MONDAY, hour)).greeting == f"{hello} Thomas"


def test_the_hour_is_that_of_the_coach() -> None:
    noon_in_paris = at(MONDAY, "12:00")
    assert view_of(now=noon_in_paris, zone=ZoneInfo("Asia/Tokyo")).greeting == "Bonsoir Thomas"


@pytest.mark.parametrize(("name", "first"), [("Jean-Paul de La Tour", "Jean-Paul"), ("Cher", "Cher"), ("", "")])
def test_the_first_name(name: str, first: str) -> None:
    assert first_name(name) == first


@pytest.mark.parametrize(
    ("count", "headline"),
    [
        (0, "Aucune séance prévue dans les prochaines 48\u00a0heures"),
        (1, "Vous avez 1 séance prévue dans les prochaines 48\u00a0heures"),
        (3, "Vous avez 3 séances prévues dans les prochaines 48\u00a0heures"),
    ],
)
def test_the_headline_counts_what_is_shown(count: int, headline: str) -> None:
    shown = view_of(*(row(TEN + timedelta(hours=2 * number + 1)) for number in range(count)))
    assert shown.headline == headline
    assert sum(len(day.cards) for day in shown.days) == count


def test_days_are_today_tomorrow_and_then_a_date() -> None:
    shown = view_of(*(row(at(f"2026-01-{day}", "09:30")) for day in (13, 14)), row(at(MONDAY, "14:00")))
    assert [(day.name, day.date) for day in shown.days] == [
        ("Aujourd’hui", "lundi 12 janvier"),
        ("Demain", "mardi 13 janvier"),
        ("", "mercredi 14 janvier"),
    ]


def test_midnight_belongs_to_the_day_that_begins() -> None:
    midnight = row(at("2026-01-13", "00:00"))
    assert view_of(midnight).days[0].name == "Demain"
    assert view_of(midnight, now=at("2026-01-13", "00:00")).days[0].name == "Aujourd’hui"


def test_a_session_that_began_before_midnight_runs_today() -> None:
    late = row(at(MONDAY, "23:30"), 90, BookingStatus.IN_PROGRESS)
    early = row(at("2026-01-13", "09:00"))
    [day] = view_of(late, early, now=at("2026-01-13", "00:15")).days
    assert (day.name, [card.time for card in day.cards]) == ("Aujourd’hui", ["depuis hier 23:30", "09:00"])


@pytest.mark.parametrize(
    ("zone", "name", "time"),
    [
        ("Asia/Kolkata", "Demain", "00:30"),
        ("America/St_Johns", "Aujourd’hui", "15:30"),
        ("Europe/Paris", "Aujourd’hui", "20:00"),
    ],
)
def test_a_day_is_the_coach_s_also_where_hours_are_halved(zone: str, name: str, time: str) -> None:
    [day] = view_of(row(at(MONDAY, "20:00")), zone=ZoneInfo(zone)).days
    assert (day.name, day.cards[0].time) == (name, time)


def test_what_crosses_midnight_counts_once_on_the_day_on_which_it_begins() -> None:
    late = row(at(MONDAY, "23:30"), 90, BookingStatus.IN_PROGRESS)
    before, after = (view_of(late, now=at(*when)) for when in ((MONDAY, "23:45"), ("2026-01-13", "00:15")))
    for shown in (before, after):
        assert shown.headline.startswith("Vous avez 1 séance prévue")
        assert [len(day.cards) for day in shown.days] == [1]
    assert before.days[0].cards[0].until == "jusqu’à demain 01:00"
    assert (before.today_label, after.today_label) == ("1 séance aujourd’hui", "1 séance depuis hier")
    assert [line.time for line in after.today] == ["depuis hier 23:30"]


@pytest.mark.parametrize(("day", "until"), [("2026-03-29", "04:00"), ("2026-10-25", "02:00 (heure d’hiver)")])
def test_an_hour_over_a_clock_change_ends_an_hour_of_time_later(day: str, until: str) -> None:
    """At 3 in March it is 2 no longer; in October the hour from 2 to 3 comes twice."""
    starts = at(day, "03:00") if day == "2026-03-29" else at(day, "02:00")
    [shown] = view_of(row(starts), now=at(day, "00:30")).days
    assert (shown.name, shown.cards[0].until) == ("Aujourd’hui", until)


@pytest.mark.parametrize(
    ("signals", "expected"),
    [
        ({"unread": 1, "moments": "Déclic culpabilité"}, ("message", "1 nouveau message non lu")),
        ({"unread": 2}, ("message", "2 nouveaux messages non lus")),
        (
            {"moments": "Déclic culpabilité"},
            ("moment", "Dernier moment marqué\u202f: «\u00a0Déclic culpabilité\u00a0»"),
        ),
        (
            {"moments": "«\u00a0Déclic culpabilité.\u00a0»"},
            ("moment", "Dernier moment marqué\u202f: «\u00a0Déclic culpabilité.\u00a0»"),
        ),
        ({}, ("new", "Nouveau client")),
    ],
)
def test_the_one_line_is_what_matters_most(signals: dict[str, object], expected: tuple[str, str]) -> None:
    session = row(at(MONDAY, "14:00"))
    known = {name: {session.Client.id: value} for name, value in signals.items()}
    card = card_of(session, numbers={session.Booking.id: 1}, **known)
    assert (card.signal, card.signal_text) == expected


def test_a_client_who_is_not_new_and_has_nothing_to_say_has_no_line() -> None:
    session = row(at(MONDAY, "14:00"))
    card = card_of(session, numbers={session.Booking.id: 4})
    assert (card.signal, card.signal_text, card.is_new, card.number) == ("", "", False, "Séance n°\u00a04")


@pytest.mark.parametrize(
    ("words", "goal", "number", "subject"),
    [
        ({"title": "Stress", "reason": "Bilan"}, "Oser dire non", 4, "Stress"),
        ({"reason": "Bilan"}, "Oser dire non", 4, "Bilan"),
        ({}, "Oser dire non", 4, "Oser dire non"),
        ({}, "", 1, "Première séance"),
        ({}, "", 4, "Séance de suivi"),
    ],
)
def test_the_subject_is_the_title_else_the_reason_else_the_goal(
    words: dict[str, str], goal: str, number: int, subject: str
) -> None:
    session = row(at(MONDAY, "14:00"), **words)
    card = card_of(session, numbers={session.Booking.id: number}, goals={session.Client.id: goal})
    assert card.subject == subject


@pytest.mark.parametrize(
    ("values", "place", "price"),
    [
        ({}, "Visio", "80\u202f€"),
        ({"mode": BookingMode.PHONE, "phone": "+33612345678"}, "Téléphone · 06\u00a012\u00a034\u00a056\u00a078", None),
        ({"mode": BookingMode.IN_PERSON, "address": "12 rue de la Paix"}, "Présentiel · 12 rue de la Paix", None),
        ({"price_cents": 0}, "Visio", "Offerte"),
        ({"price_cents": 124050}, "Visio", "1\u202f240,50\u202f€"),
    ],
)
def test_where_and_for_how_much(values: dict[str, object], place: str, price: str | None) -> None:
    card = card_of(row(at(MONDAY, "14:00"), **values))
    assert card.place == place
    assert price is None or card.price == price


@pytest.mark.parametrize(("before", "is_soon"), [(30 * 60 + 1, False), (30 * 60, True), (-60, True)])
def test_a_session_may_be_started_half_an_hour_before(before: int, is_soon: bool) -> None:
    session = row(TEN + timedelta(seconds=before))
    assert card_of(session).is_soon is is_soon


def test_the_day_s_widget_keeps_what_is_over_and_says_how_it_stands() -> None:
    shown = view_of(
        row(at(MONDAY, "07:00"), status=BookingStatus.COMPLETED),
        row(at(MONDAY, "08:00")),
        row(at(MONDAY, "09:30"), status=BookingStatus.IN_PROGRESS),
        row(at(MONDAY, "14:00")),
        row(at(MONDAY, "15:00"), status=BookingStatus.CANCELLED),
        row(at("2026-01-13", "14:00")),
    )
    assert [line.status for line in shown.today] == ["Tenue", "À confirmer", "En cours", "À venir", "Annulée"]
    assert shown.today_label == "4 séances aujourd’hui"
    assert view_of(row(at(MONDAY, "15:00"), status=BookingStatus.CANCELLED)).today_label == "Rien aujourd’hui"


@pytest.mark.parametrize(
    ("starts", "when"),
    [
        ((MONDAY, "08:00"), "aujourd’hui à 08:00"),
        (("2026-01-11", "08:00"), "hier à 08:00"),
        (("2026-01-10", "14:00"), "samedi 10 janvier à 14:00"),
    ],
)
def test_a_question_says_when_the_session_was(starts: tuple[str, str], when: str) -> None:
    [question] = view_of(row(at(*starts), title="Stress")).questions
    assert (question.when, question.subject) == (when, "Stress")


def test_the_month_s_figures_at_the_foot() -> None:
    shown = view_of(
        row(at("2026-01-05", "10:00"), status=BookingStatus.COMPLETED, price_cents=116000),
        row(at("2026-01-06", "10:00"), status=BookingStatus.NO_SHOW),
        row(at(MONDAY, "14:00"), price_cents=9050),
    )
    assert (shown.month_earned, shown.month_sessions) == ("1\u202f240\u202f€", "1 séance réalisée")
    assert shown.month_ahead == "90,50\u202f€ encore prévus ce mois-ci"
    assert view_of().month_ahead == ""
