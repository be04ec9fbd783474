"""How slots and their rules are worded. Pure."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from trustcoach_app.availability.schedule import FreeSlot
from trustcoach_app.availability.slots import DayReport, RefusedStarts
from trustcoach_app.availability.taken_starts import Rule
from trustcoach_app.formats import clock_time, long_day, plural

WHY = {
    Rule.PAST: "l’heure est passée",
    Rule.CLOSED: "cette date est fermée",
    Rule.HOLIDAY: "c’est un jour férié",
    Rule.TIME_OFF: "vous êtes en congé",
    Rule.TOO_SHORT: "il ne reste pas assez de temps avant la fin de la plage",
    Rule.NOTICE: "le délai minimum de réservation n’est pas respecté",
    Rule.HORIZON: "la date dépasse l’horizon de réservation",
    Rule.FULL_DAY: "le nombre maximum de séances ce jour-là est atteint",
    Rule.SESSION: "une séance est déjà prévue",
    Rule.BUSY: "votre agenda est occupé",
    Rule.BUFFER: "la pause entre deux séances n’est pas respectée",
    Rule.NO_HOURS: "c’est hors de vos horaires",
    Rule.OFF_GRID: "ce n’est pas le début d’un créneau",
}
"""Each rule, as the end of a sentence."""


def why_sentences(report: DayReport) -> list[str]:
    """`Pourquoi aucun créneau ?`: one sentence per rule, e.g. `4 créneaux : une séance est déjà prévue.`"""
    return [_sentence(refused, report) for refused in report.refused]


def _sentence(refused: RefusedStarts, report: DayReport) -> str:
    if refused.rule is Rule.NO_HOURS:
        return f"Vous n’avez pas d’horaires le {long_day(report.day)}."
    why = WHY[refused.rule]
    if refused.rule is Rule.HOLIDAY and report.holiday:
        why = f"{why}, {report.holiday}"
    return f"{plural(refused.count, 'créneau', 'créneaux')}\u202f: {why}."


def slot_label(slot: FreeSlot, zone: ZoneInfo) -> str:
    """`lundi 12 janvier à 14:00`, in the zone of whoever reads."""
    return f"{long_day(slot.starts_at.astimezone(zone).date())} à {clock_time(slot.starts_at, zone)}"


def by_part_of_day(slots: Sequence[FreeSlot], zone: ZoneInfo) -> dict[str, list[FreeSlot]]:
    """Slots under `Matin` (before 12:00), `Après-midi` (before 18:00) and `Soir`, by the reader's clock."""
    parts: dict[str, list[FreeSlot]] = {"Matin": [], "Après-midi": [], "Soir": []}
    for slot in slots:
        hour = slot.starts_at.astimezone(zone).hour
        parts["Matin" if hour < 12 else "Après-midi" if hour < 18 else "Soir"].append(slot)
    return parts
