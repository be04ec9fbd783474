"""The settings in words. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from trustcoach_app.availability.present import why_sentences
from trustcoach_app.availability.slots import DayReport
from trustcoach_app.bookings.present import MODE_WORDS
from trustcoach_app.choices import Option
from trustcoach_app.days import first_after, next_midnight
from trustcoach_app.formats import clock_time, duration, long_day, short_day
from trustcoach_app.models.availability import DateException, WeeklyHours
from trustcoach_app.models.planning import AppointmentType, PlanningSettings
from trustcoach_app.money import price_words
from trustcoach_app.planning.settings.absence.present import absence_row
from trustcoach_app.planning.settings.facts import SetupFacts
from trustcoach_app.planning.settings.views import (
    DateRow,
    PreviewDay,
    RangeRow,
    ReasonRow,
    RuleValues,
    SetupView,
    Tab,
    TypeRow,
    WeekdayRow,
)

PATH = "/dashboard/coach/planning/parametres"
TABS = {"types": "Types", "motifs": "Motifs", "disponibilites": "Disponibilités", "regles": "Règles"}
WEEKDAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")


def setup_view(facts: SetupFacts, tab: str) -> SetupView:
    """The page in words."""
    standing = [row for row in facts.types if row.archived_at is None]
    whys = [row for row in facts.reasons if row.archived_at is None]
    return SetupView(
        tabs=[Tab(key, label, f"{PATH}?onglet={key}", key == tab) for key, label in TABS.items()],
        tab=tab,
        zone=facts.zone.key.replace("_", " "),
        types=[_type(row) for row in standing],
        archived_types=[_type(row) for row in facts.types if row.archived_at is not None],
        reasons=[ReasonRow(str(row.id), row.label) for row in whys],
        archived_reasons=[ReasonRow(str(row.id), row.label) for row in facts.reasons if row.archived_at is not None],
        week=[_weekday(number, facts.weekly) for number in range(1, 8)],
        dates=_dates(facts.exceptions),
        absences=[absence_row(row, facts.zone, facts.within.get(row.id)) for row in facts.absences],
        rules=rule_values(facts.settings),
        type_options=[Option(str(row.id), row.name) for row in standing if row.is_active],
        previewed=str(facts.previewed.id) if facts.previewed else "",
        preview=[_preview(report, facts) for report in facts.reports],
    )


def next_change(facts: SetupFacts, now: datetime) -> datetime:
    """The first instant at which the page would read differently although no row has changed."""
    midnight = next_midnight(now, facts.zone)
    return first_after(now, (midnight, facts.next_taken)) or midnight


def rule_values(row: PlanningSettings) -> RuleValues:
    """The rules as their form holds them: the notice in hours."""
    hours = row.minimum_notice_minutes / 60
    values = {
        "buffer_before": str(row.buffer_before_minutes),
        "buffer_after": str(row.buffer_after_minutes),
        "notice": f"{hours:g}".replace(".", ","),
        "horizon": str(row.horizon_days),
        "interval": str(row.slot_interval_minutes),
        "most": str(row.most_sessions_a_day or ""),
        "country": row.holidays_country,
    }
    return RuleValues(**values, revision="-".join(values.values()))


def _type(row: AppointmentType) -> TypeRow:
    price = price_words(row.price_cents)
    modes = ", ".join(MODE_WORDS[mode.value] for mode in row.modes)
    about = f"{duration(row.minutes)} · {price}"
    return TypeRow(str(row.id), row.name, about, row.description, modes, row.colour.value, row.is_active)


def _weekday(number: int, weekly: Sequence[WeeklyHours]) -> WeekdayRow:
    rows = [
        RangeRow(str(row.id), f"{row.opens:%H:%M} – {row.closes:%H:%M}", _validity(row.valid_from, row.valid_until))
        for row in weekly
        if row.weekday == number
    ]
    return WeekdayRow(str(number), WEEKDAYS[number - 1], rows)


def _validity(since: date | None, until: date | None) -> str:
    if since and until:
        return f"du {_dated(since)} au {_dated(until)}"
    if since:
        return f"à partir du {_dated(since)}"
    return f"jusqu’au {_dated(until)}" if until else ""


def _dated(day: date) -> str:
    return f"{short_day(day)} {day.year}"


def _dates(rows: Sequence[DateException]) -> list[DateRow]:
    found: list[DateRow] = []
    for day, of_day in groupby(rows, key=lambda row: row.day):
        ranges = list(of_day)
        hours = [f"{row.opens:%H:%M} – {row.closes:%H:%M}" for row in ranges if row.opens and row.closes]
        words = ", ".join(hours) or "Fermé"
        detail = " · ".join(filter(None, (words, ranges[0].label)))
        found.append(DateRow(day.isoformat(), f"{long_day(day).capitalize()} {day.year}", detail))
    return found


def _preview(report: DayReport, facts: SetupFacts) -> PreviewDay:
    zone = facts.zone
    times = [
        clock_time(slot.starts_at, zone) for slot in facts.slots if slot.starts_at.astimezone(zone).date() == report.day
    ]
    return PreviewDay(report.day.isoformat(), long_day(report.day).capitalize(), times, why_sentences(report))
