"""What becomes of each date of a series before anything is booked (decision 56). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from trustcoach_app.availability.present import WHY
from trustcoach_app.availability.schedule import FreeSlot, Schedule
from trustcoach_app.availability.slots import free_slots, rule_against
from trustcoach_app.availability.taken_starts import Rule
from trustcoach_app.bookings.rules import Actor

SKIPPED_HOUR = "cette heure n’existe pas ce jour-là\u202f: l’horloge avance d’une heure"
TWICE = "une autre séance de la série est à cette heure"
OWN_HOUR = (Rule.NO_HOURS, Rule.OFF_GRID, Rule.TOO_SHORT)
"""What somebody who chose an hour of their own has been told already."""
MOST_HOURS = 4
"""Other hours that are offered of a day, the nearest ones."""
LOOK_AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class SeriesDate:
    """One date: where its session goes, or why that is not settled yet (the end of a French sentence)."""

    day: date
    planned_at: datetime | None
    """By the series' own hour; None where the clock skips it."""
    starts_at: datetime | None = None
    """None: left out, or not settled."""
    why: str = ""
    may_keep: bool = False
    """No session stands there: it can be booked all the same."""
    others: list[FreeSlot] = field(default_factory=list[FreeSlot])
    """Free times to move it to: of the same day, and the next one after it."""


@dataclass(frozen=True)
class SeriesPlan:
    """The dates of a series, a session's length, and what was said about single dates: an instant, None to skip."""

    instants: Mapping[date, datetime | None]
    minutes: int
    is_own_hour: bool
    choices: Mapping[date, datetime | None]


def settle(plan: SeriesPlan, known: Schedule, now: datetime) -> list[SeriesDate]:
    """Each date in order. A choice may be at any time that no session takes; without one every rule counts."""
    settled: list[SeriesDate] = []
    for day, planned_at in plan.instants.items():
        find = _chosen if day in plan.choices else _as_planned
        one = find(day, planned_at, plan, known, now)
        if one.starts_at is not None and _meets(one.starts_at, plan.minutes, settled):
            one = SeriesDate(day, planned_at, why=TWICE)
        settled.append(one)
    return settled


def with_others(rows: Sequence[SeriesDate], plan: SeriesPlan, known: Schedule, now: datetime) -> list[SeriesDate]:
    """The same, with what is free instead for those that are not settled."""
    return [
        SeriesDate(row.day, row.planned_at, row.starts_at, row.why, row.may_keep, _others(row, plan, known, now))
        if row.why
        else row
        for row in rows
    ]


def _as_planned(day: date, at: datetime | None, plan: SeriesPlan, known: Schedule, now: datetime) -> SeriesDate:
    if at is None:
        return SeriesDate(day, at, why=SKIPPED_HOUR)
    rule = rule_against(known, minutes=plan.minutes, starts_at=at, now=now, by=Actor.COACH)
    if rule is None or (plan.is_own_hour and rule in OWN_HOUR and not _is_taken(known, at, plan.minutes)):
        return SeriesDate(day, at, starts_at=at)
    return SeriesDate(day, at, why=WHY[rule], may_keep=at > now and not _is_taken(known, at, plan.minutes))


def _chosen(day: date, planned: datetime | None, plan: SeriesPlan, known: Schedule, now: datetime) -> SeriesDate:
    at = plan.choices[day]
    if at is None:
        return SeriesDate(day, planned)
    if at <= now:
        return SeriesDate(day, planned, why=WHY[Rule.PAST])
    if _is_taken(known, at, plan.minutes):
        return SeriesDate(day, planned, why=WHY[Rule.SESSION])
    return SeriesDate(day, planned, starts_at=at)


def _is_taken(known: Schedule, at: datetime, minutes: int) -> bool:
    until = at + timedelta(minutes=minutes)
    return any(row.starts_at < until and at < row.ends_at for row in known.sessions)


def _meets(at: datetime, minutes: int, rows: Sequence[SeriesDate]) -> bool:
    length = timedelta(minutes=minutes)
    return any(row.starts_at and abs(row.starts_at - at) < length for row in rows)


def _others(row: SeriesDate, plan: SeriesPlan, known: Schedule, now: datetime) -> list[FreeSlot]:
    last = row.day + LOOK_AHEAD
    slots = free_slots(known, minutes=plan.minutes, first=row.day, last=last, now=now, by=Actor.COACH)
    of_day = [slot for slot in slots if slot.starts_at.astimezone(known.zone).date() == row.day]
    like = row.planned_at
    if like is not None:
        of_day = sorted(of_day, key=lambda slot: abs(slot.starts_at - like))[:MOST_HOURS]
    later = [slot for slot in slots if slot.starts_at.astimezone(known.zone).date() > row.day]
    return [*sorted(of_day[:MOST_HOURS]), *later[:1]]
