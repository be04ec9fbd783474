"""From imports to words. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.formats import ago, clock_time, plural, short_day
from trustcoach_app.importing.plan import PLAN, Plan, PlannedPerson, PlannedSession
from trustcoach_app.importing.readings import Skipped
from trustcoach_app.importing.views import (
    DraftView,
    FeedLine,
    Figure,
    ImportLine,
    Line,
    Option,
    PersonLine,
    Question,
    SessionLine,
)
from trustcoach_app.models.importing import CalendarFeed, Import, ImportStatus

MOST_LINES = 200
"""Of each list: the figures tell of the rest."""
QUESTION = "qui-"


def draft(row: Import, zone: ZoneInfo, now: datetime) -> DraftView:
    """The dry run of one upload."""
    plan = PLAN.validate_json(row.plan)
    names = {person.key: person.name for person in plan.people}
    is_something = bool(plan.people or plan.blocks or plan.sessions or plan.moves)
    return DraftView(
        id=str(row.id),
        filename=row.filename,
        status=row.status.value,
        problem=row.outcome if row.status is ImportStatus.REFUSED else "",
        can_confirm=row.status is ImportStatus.DRAFT and is_something,
        figures=_figures(plan, now),
        questions=[_question(number, person) for number, person in enumerate(plan.people) if person.choices],
        people=[_person(person) for person in plan.people if not person.choices][:MOST_LINES],
        sessions=[_session(session, names[session.person], zone, now) for session in plan.sessions[:MOST_LINES]],
        more_sessions=_more(len(plan.sessions), "séance", "séances"),
        moves=[move.label for move in plan.moves[:MOST_LINES]],
        overlaps=_lines(plan.overlaps),
        gone=_lines(plan.gone),
        skipped=_lines(plan.skipped),
        more_skipped=_more(len(plan.skipped), "ligne", "lignes"),
    )


def answers(plan: Plan, form: dict[str, object]) -> dict[str, str]:
    """The answers of a form, by the keys of the people."""
    fields = {person.key: str(form.get(f"{QUESTION}{number}") or "") for number, person in enumerate(plan.people)}
    return {person.key: fields[person.key] for person in plan.people if person.choices}


def errors(plan: Plan, by_key: dict[str, str]) -> dict[str, str]:
    """Errors by key as errors by field."""
    return {
        f"{QUESTION}{number}": by_key[person.key] for number, person in enumerate(plan.people) if person.key in by_key
    }


def history(row: Import, now: datetime) -> ImportLine:
    """One import of before."""
    is_written = row.status is ImportStatus.WRITTEN
    when = ago(row.written_at, now) if row.written_at else ""
    said = row.outcome if is_written else f"Annulé : {row.outcome}"
    return ImportLine(str(row.id), row.filename, when, f"{said}.", is_written, PLAN.validate_json(row.plan).kept)


def feed(row: CalendarFeed, now: datetime) -> FeedLine:
    """One followed calendar: when it was last read, and what went wrong since."""
    news = f"Lu {ago(row.succeeded_at, now)}." if row.succeeded_at else "Pas encore lu."
    tried = f" (essayé {ago(row.polled_at, now)})" if row.polled_at and row.problem else ""
    return FeedLine(str(row.id), row.name, f"{row.host}/…", news, f"{row.problem}{tried}" if row.problem else "")


def _figures(plan: Plan, now: datetime) -> list[Figure]:
    past = sum(session.ends_at <= now for session in plan.sessions)
    merged = sum(bool(person.client_id) for person in plan.people)
    asked = sum(bool(person.choices) for person in plan.people)
    counts = [
        ("Séances à venir", len(plan.sessions) - past),
        ("Séances passées, à tarifer", past),
        ("Rendez-vous déplacés", len(plan.moves)),
        ("Plages occupées", len(plan.blocks)),
        ("Nouveaux clients", len(plan.people) - merged - asked),
        ("Clients reconnus", merged),
        ("Questions", asked),
        ("Chevauchements", len(plan.overlaps)),
        ("Disparus du calendrier", len(plan.gone)),
        ("Lignes laissées de côté", len(plan.skipped)),
        ("Déjà importés", plan.known),
    ]
    return [Figure(label, str(count)) for label, count in counts if count]


def _question(number: int, person: PlannedPerson) -> Question:
    options = [Option("", "Choisissez…"), *(Option(choice.value, choice.label) for choice in person.choices)]
    about = ", ".join(filter(None, (person.name, person.email, _sessions(person))))
    return Question(f"{QUESTION}{number}", f"Qui est-ce : {about}", options)


def _person(person: PlannedPerson) -> PersonLine:
    detail = " · ".join(filter(None, (person.email, person.phone, _sessions(person))))
    return PersonLine(person.name, detail, "Déjà client" if person.client_id else "Nouveau", not person.client_id)


def _sessions(person: PlannedPerson) -> str:
    return plural(person.sessions, "séance") if person.sessions else ""


def _session(session: PlannedSession, who: str, zone: ZoneInfo, now: datetime) -> SessionLine:
    day = session.starts_at.astimezone(zone).date()
    hours = f"{clock_time(session.starts_at, zone)}–{clock_time(session.ends_at, zone)}"
    fate = "passée, à tarifer" if session.ends_at <= now else "à venir"
    detail = " · ".join(filter(None, (session.title, fate)))
    return SessionLine(f"{short_day(day)} {day.year}, {hours}", who, detail)


def _lines(skipped: list[Skipped]) -> list[Line]:
    return [Line(line.what or "Sans titre", line.why) for line in skipped[:MOST_LINES]]


def _more(count: int, one: str, many: str) -> str:
    rest = count - MOST_LINES
    return f"et {plural(rest, one, many)} de plus" if rest > 0 else ""
