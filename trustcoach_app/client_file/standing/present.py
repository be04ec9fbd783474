"""A client's health and the diary's word on it. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.bookings.health import Health, days_since
from trustcoach_app.bookings.histories import History
from trustcoach_app.formats import clock_time, long_day, plural, short_day

HEALTH = {
    Health.ACTIVE: ("Actif", "success"),
    Health.REVIEW: ("À revoir", "warning"),
    Health.NEW: ("Nouveau", "info"),
    Health.INACTIVE: ("Inactif", "danger"),
}
"""Each in a word, and the tone of its badge."""
NEAR_DAYS, MONTH_DAYS, LONG_DAYS = 6, 30, 90
YEAR_DAYS = 365


def is_ahead(history: History) -> bool:
    """Whether a session is planned or running."""
    return bool(history.next_planned or history.running_until)


def why(history: History, zone: ZoneInfo, now: datetime) -> str:
    """The sentence behind the badge: `Dernière séance il y a 23 jours, rien de prévu`."""
    if history.running_until:
        return "En séance en ce moment"
    if history.next_planned:
        first = "Prochaine" if history.held else "Première"
        return f"{first} séance {day_ahead(history.next_planned, zone, now)}"
    if history.last_held is None:
        return "Pas encore de séance, rien de prévu"
    return f"Dernière séance {days_ago(history.last_held, zone, now)}, rien de prévu"


def sessions_held(history: History) -> str:
    """`8 séances`, `0 séance`."""
    return plural(history.held, "séance")


def days_ago(instant: datetime, zone: ZoneInfo, now: datetime) -> str:
    """In the coach's calendar days: `aujourd’hui`, `hier`, `il y a 23 jours`, `il y a 4 mois`, `il y a 2 ans`."""
    days = days_since(instant, zone, now)
    if days <= 1:
        return "hier" if days == 1 else "aujourd’hui"
    if days <= LONG_DAYS:
        return f"il y a {days} jours"
    return f"il y a {plural(days // YEAR_DAYS, 'an')}" if days >= YEAR_DAYS else f"il y a {days // MONTH_DAYS} mois"


def day_ahead(instant: datetime, zone: ZoneInfo, now: datetime) -> str:
    """`aujourd’hui à 14:00`, `demain à 14:00`, `jeudi 15 janvier à 14:00`, `le 12 mars à 14:00`."""
    days, day = -days_since(instant, zone, now), instant.astimezone(zone).date()
    named = {0: "aujourd’hui", 1: "demain"}.get(days) or (
        long_day(day) if days <= NEAR_DAYS else f"le {short_day(day)}"
    )
    return f"{named} à {clock_time(instant, zone)}"
