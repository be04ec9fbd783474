"""The calendar's address and words: pure, without a database or a browser."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from trustcoach_app.errors import InvalidInput
from trustcoach_app.models.availability import WeeklyHours
from trustcoach_app.models.bookings import BookingMode, BookingStatus
from trustcoach_app.models.clients import ClientStage
from trustcoach_app.models.planning import AppointmentColour
from trustcoach_app.planning.address import CalendarAddress, Kind, calendar_address_of
from trustcoach_app.planning.export.pdf import list_pdf, pieces_of, week_pdf
from trustcoach_app.planning.facts import CalendarFacts
from trustcoach_app.planning.present import calendar_view, figures_in_words, period_title
from trustcoach_app.planning.queries import CalendarEntry, PeriodCounts, Shown
from trustcoach_app.planning.wall import instant_of, wall_of

PARIS = ZoneInfo("Europe/Paris")
TODAY = date(2026, 1, 14)
NOW = datetime(2026, 1, 14, 9, tzinfo=UTC)
NOTHING = PeriodCounts(0, 0, 0, 0, 0, 0, 0, None)


def entry(start: str, minutes: int = 60, status: BookingStatus = BookingStatus.CONFIRMED) -> CalendarEntry:
    begins = datetime.fromisoformat(start).replace(tzinfo=PARIS).astimezone(UTC)
    return CalendarEntry(
        id=uuid4(),
        client_id=uuid4(),
        client_name="Marie Dupont",
        stage=ClientStage.CLIENT,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=minutes),
        status=status,
        title="",
        reason="Faire le point",
        mode=BookingMode.PHONE,
        phone="+33612345678",
        address="",
        price_cents=8000,
        series_id=None,
        type_id=None,
        type_name="Séance de coaching",
        colour=AppointmentColour.VIOLET,
    )


def facts(*entries: CalendarEntry, weekly: tuple[WeeklyHours, ...] = ()) -> CalendarFacts:
    return CalendarFacts(PARIS, entries, NOTHING, weekly, ())


@pytest.mark.parametrize(
    "asked",
    [{}, {"vue": "annee"}, {"date": "demain"}, {"date": "9999-12-31"}, {"statut": "x"}, {"date": ""}],
)
def test_an_address_that_says_nothing_is_the_present_month(asked: dict[str, str]) -> None:
    assert calendar_address_of(asked, TODAY) == CalendarAddress(Kind.MONTH, TODAY, Shown.ALL)


def test_an_address_and_its_place_are_one() -> None:
    place = CalendarAddress(Kind.WEEK, date(2026, 3, 29), Shown.COMING)
    asked = dict(pair.split("=") for pair in place.href().split("?")[1].split("&"))
    assert calendar_address_of(asked, TODAY) == place


@pytest.mark.parametrize(
    ("cancelled", "words"), [(0, "31 séances ce mois-ci"), (4, "27 séances ce mois-ci, et 4 annulées")]
)
def test_the_sentence_and_the_total_agree(cancelled: int, words: str) -> None:
    """27 and 4 are the total of 31 below it."""
    counts = replace(NOTHING, total=31, cancelled=cancelled)
    view = calendar_view(replace(facts(), counts=counts), CalendarAddress(Kind.MONTH, TODAY, Shown.ALL), NOW)
    assert (view.subtitle, view.figures[0].value) == (words, "31")


def test_a_month_shows_whole_weeks_and_counts_its_own_days() -> None:
    place = CalendarAddress(Kind.MONTH, TODAY, Shown.ALL)
    assert place.period == (date(2026, 1, 1), date(2026, 1, 31))
    assert place.grid == (date(2025, 12, 29), date(2026, 2, 1))
    assert (place.before.day, place.after.day) == (date(2025, 12, 1), date(2026, 2, 1))


@pytest.mark.parametrize(
    ("kind", "day", "title"),
    [
        (Kind.MONTH, date(2026, 1, 14), "Janvier 2026"),
        (Kind.WEEK, date(2026, 1, 14), "12 – 18 janvier 2026"),
        (Kind.WEEK, date(2026, 1, 1), "29 déc. 2025 – 4 janv. 2026"),
        (Kind.WEEK, date(2026, 3, 31), "30 mars – 5 avr. 2026"),
    ],
)
def test_titles(kind: Kind, day: date, title: str) -> None:
    assert period_title(CalendarAddress(kind, day, Shown.ALL)) == title


def test_a_session_is_written_by_the_coach_s_clock() -> None:
    view = calendar_view(facts(entry("2026-01-15T14:00")), CalendarAddress(Kind.WEEK, TODAY, Shown.ALL), NOW)
    [event] = view.events
    assert (event.start, event.end) == ("2026-01-15T14:00:00", "2026-01-15T15:00:00")
    assert event.label == "Marie Dupont, jeudi 15 janvier de 14:00 à 15:00, Faire le point, À venir"
    assert (event.hue, event.status, event.is_movable) == ("violet", "planned", True)


@pytest.mark.parametrize("kind", Kind)
def test_a_view_brings_its_own_sessions_and_no_other_s(kind: Kind) -> None:
    view = calendar_view(facts(entry("2026-01-15T14:00")), CalendarAddress(kind, TODAY, Shown.ALL), NOW)
    assert (len(view.events), len(view.days)) == ((0, 1) if kind is Kind.LIST else (1, 0))


def test_what_is_over_does_not_move_and_asks() -> None:
    view = calendar_view(facts(entry("2026-01-14T08:00")), CalendarAddress(Kind.MONTH, TODAY, Shown.ALL), NOW)
    assert not view.events[0].is_movable
    assert [(row.status, row.place) for row in view.chosen] == [("À confirmer", "06\u00a012\u00a034\u00a056\u00a078")]
    assert view.chosen_name == "Aujourd’hui, mercredi 14 janvier"


def test_the_hour_that_is_repeated_never_ends_before_it_began() -> None:
    begins = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    twice = CalendarEntry(
        **{**entry("2026-10-25T01:00").__dict__, "starts_at": begins, "ends_at": begins + timedelta(hours=1)}
    )
    view = calendar_view(facts(twice), CalendarAddress(Kind.WEEK, date(2026, 10, 25), Shown.ALL), NOW)
    assert view.events[0].end > view.events[0].start


def test_rows_grow_as_far_as_hours_and_sessions_need() -> None:
    hours = WeeklyHours(coach_id=uuid4(), weekday=3, opens=time(6, 30), closes=time(21, 30))
    place = CalendarAddress(Kind.WEEK, TODAY, Shown.ALL)
    view = calendar_view(facts(weekly=(hours,)), place, NOW)
    assert (view.first_hour, view.last_hour) == ("06:00:00", "22:00:00")
    view = calendar_view(facts(entry("2026-01-15T23:30")), place, NOW)
    assert (view.first_hour, view.last_hour) == ("00:00:00", "24:00:00")


def test_figures_say_what_they_cannot_know() -> None:
    words = {figure.label: figure.value for figure in figures_in_words(NOTHING)}
    assert (words["Taux de présence"], words["Durée moyenne"]) == ("–", "–")
    words = {figure.label: figure.value for figure in figures_in_words(PeriodCounts(10, 1, 2, 1, 3, 2, 1, 55))}
    assert (words["À venir"], words["Taux de présence"], words["Durée moyenne"]) == ("3", "75\u202f%", "55\u202fmin")


def test_a_dragged_hour_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidInput, match="n’existe pas"):
        instant_of("2026-03-29T02:30:00", PARIS)
    with pytest.raises(InvalidInput):
        instant_of("bientôt", PARIS)
    assert wall_of(instant_of("2026-03-29T03:30:00", PARIS), PARIS) == "2026-03-29T03:30:00"


def test_paper_holds_a_week_and_a_long_list() -> None:
    rows = [entry(f"2026-01-{day:02}T10:00") for day in range(1, 32) for _ in range(3)]
    week = calendar_view(facts(*rows), CalendarAddress(Kind.WEEK, TODAY, Shown.ALL), NOW)
    assert week_pdf(week, "Thomas Martin").startswith(b"%PDF-")
    listed = list_pdf(calendar_view(facts(*rows), CalendarAddress(Kind.LIST, TODAY, Shown.ALL), NOW), "Thomas Martin")
    assert listed.count(b"/Type /Page\n") > 3


def test_paper_shows_a_session_across_midnight_on_both_days() -> None:
    night = calendar_view(facts(entry("2026-01-14T23:30", 90)), CalendarAddress(Kind.WEEK, TODAY, Shown.ALL), NOW)
    assert list(pieces_of(night.events[0])) == [("2026-01-14", 23.5, 24.0), ("2026-01-15", 0.0, 1.0)]
    until_midnight = calendar_view(facts(entry("2026-01-14T23:00")), CalendarAddress(Kind.WEEK, TODAY, Shown.ALL), NOW)
    assert list(pieces_of(until_midnight.events[0])) == [("2026-01-14", 23.0, 24.0)]
    assert week_pdf(night, "Thomas Martin").startswith(b"%PDF-")
