"""From imports to words. Pure."""

from collections.abc import Collection, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from trustcoach_app.choices import Option
from trustcoach_app.formats import ago, clock_time, plural, short_day
from trustcoach_app.importing.facts import MadeOfEvent
from trustcoach_app.importing.feed_reading import LEFT_OUT
from trustcoach_app.importing.moves import label
from trustcoach_app.importing.plan import PLAN, ImportPlan, PlannedPerson, PlannedSession, Withdrawn
from trustcoach_app.importing.readings import Skipped, Unplaced
from trustcoach_app.importing.views import (
    DryRunView,
    FeedLine,
    ImportCount,
    ImportRow,
    Line,
    PersonLine,
    Question,
    SessionLine,
    UnplacedLine,
    WithdrawnLine,
)
from trustcoach_app.importing.withdrawals import WORDS
from trustcoach_app.models.importing import CalendarFeed, Import, ImportStatus
from trustcoach_app.uploads.findings import Finding

PLANNING = "/dashboard/coach/planning"
MOST_LINES = 200
"""Of each list: the figures tell of the rest."""
QUESTION = "qui-"
ADDRESS = "adresse-"


def draft(row: Import, plan: ImportPlan, standing: Collection[str], zone: ZoneInfo, now: datetime) -> DryRunView:
    """The dry run of one upload. Of what is withdrawn, `standing` are the ids of what still stands."""
    names = {person.key: person.name for person in plan.people}
    known = [person for person in plan.people if not person.choices]
    withdrawn = [one for one in plan.withdrawn if str(one.row_id) in standing]
    is_something = bool(plan.people or plan.blocks or plan.sessions or plan.moves or withdrawn)
    return DryRunView(
        id=str(row.id),
        filename=row.filename,
        status=row.status.value,
        problem=row.outcome if row.status is ImportStatus.REFUSED else "",
        can_confirm=row.status is ImportStatus.DRAFT and is_something,
        figures=_figures(plan, len(withdrawn), now),
        questions=_questions(plan),
        people=[_person(person) for person in known[:MOST_LINES]],
        more_people=_more(len(known), "personne", "personnes"),
        sessions=[_session(session, names[session.person], zone, now) for session in plan.sessions[:MOST_LINES]],
        more_sessions=_more(len(plan.sessions), "séance", "séances"),
        moves=[move.label for move in plan.moves[:MOST_LINES]],
        more_moves=_more(len(plan.moves), "événement", "événements"),
        withdrawn=[_of_plan(one) for one in withdrawn[:MOST_LINES]],
        overlaps=_lines(plan.overlaps),
        more_overlaps=_more(len(plan.overlaps), "chevauchement", "chevauchements"),
        notes=_lines(plan.notes),
        skipped=_lines(plan.skipped),
        more_skipped=_more(len(plan.skipped) + plan.more_skipped, "ligne", "lignes"),
    )


def answers(plan: ImportPlan, form: dict[str, object]) -> dict[str, str]:
    """The answers of a form, by the keys of the people and of shared addresses."""
    return {key: str(form.get(field) or "") for field, key in _fields(plan).items()}


def errors(plan: ImportPlan, by_key: dict[str, str]) -> dict[str, str]:
    """Errors by key as errors by field."""
    return {field: by_key[key] for field, key in _fields(plan).items() if key in by_key}


def _fields(plan: ImportPlan) -> dict[str, str]:
    """Whose answer each field of the form holds."""
    people = {f"{QUESTION}{number}": person.key for number, person in enumerate(plan.people) if person.choices}
    return people | {f"{ADDRESS}{number}": one.key for number, one in enumerate(plan.shared)}


def history(row: Import, plan: ImportPlan, now: datetime) -> ImportRow:
    """One import of before."""
    is_written = row.status is ImportStatus.WRITTEN
    when = ago(row.written_at, now) if row.written_at else ""
    said = row.outcome if is_written else f"Annulé\u202f: {row.outcome}"
    return ImportRow(str(row.id), row.filename, when, f"{said}.", is_written, plan.kept)


def unplaced(rows: Iterable[tuple[Import, ImportPlan]], zone: ZoneInfo) -> list[UnplacedLine]:
    """What imports left to the coach to place, until she says that it is settled."""
    lines = [
        UnplacedLine(str(row.id), number, one.what, one.why, _week_of(one, zone))
        for row, plan in rows
        if row.status is ImportStatus.WRITTEN
        for number, one in enumerate(plan.overlaps)
        if not one.is_settled
    ]
    return lines[:MOST_LINES]


def _week_of(one: Unplaced, zone: ZoneInfo) -> str:
    day = one.starts_at.astimezone(zone).date() if one.starts_at else None
    return f"{PLANNING}?vue=semaine&date={day}" if day else ""


def withdrawn(rows: Iterable[MadeOfEvent], zone: ZoneInfo) -> list[WithdrawnLine]:
    """What stands here and no more in its calendar."""
    return [
        _withdrawn(str(row.row_id), label(row.starts_at, row.title, zone, row.who), WORDS[row.standing], row.is_session)
        for row in rows
    ]


def _of_plan(one: Withdrawn) -> WithdrawnLine:
    return _withdrawn(str(one.row_id), one.label, WORDS[one.standing], one.is_session)


def _withdrawn(key: str, what: str, why: str, is_session: bool) -> WithdrawnLine:
    return WithdrawnLine(key, what, why, "Annuler la séance" if is_session else "Libérer ce temps")


def feed(row: CalendarFeed, now: datetime) -> FeedLine:
    """One followed calendar: when it was last read, what went wrong since, and what of it could not be read."""
    news = f"Lu {ago(row.succeeded_at, now)}." if row.succeeded_at else "Pas encore lu."
    tried = f" (essayé {ago(row.polled_at, now)})" if row.polled_at and row.problem else ""
    problem = f"{row.problem}{tried}" if row.problem else ""
    left = _lines(LEFT_OUT.validate_json(row.left_out)) if row.left_out else []
    title = plural(len(left), "chose à savoir sur ce calendrier", "choses à savoir sur ce calendrier")
    return FeedLine(str(row.id), row.name, f"{row.host}/…", news, problem, left, title)


def written_plan(row: Import) -> ImportPlan:
    """What an import still says once it is written."""
    return PLAN.validate_json(row.plan)


def _figures(plan: ImportPlan, withdrawn: int, now: datetime) -> list[ImportCount]:
    past = sum(session.ends_at <= now for session in plan.sessions)
    merged = sum(bool(person.client_id) for person in plan.people)
    asked = sum(bool(person.choices) for person in plan.people)
    counts = [
        ("Séances à venir", len(plan.sessions) - past),
        ("Séances passées, à tarifer", past),
        ("Événements déplacés", len(plan.moves)),
        ("Plages occupées", len(plan.blocks)),
        ("Nouveaux clients", len(plan.people) - merged - asked),
        ("Clients reconnus", merged),
        ("Questions", asked + len(plan.shared)),
        ("Annulées ailleurs", withdrawn),
        ("Chevauchements", len(plan.overlaps)),
        ("Lignes laissées de côté", len(plan.skipped) + plan.more_skipped),
        ("Déjà importés", plan.known),
    ]
    return [ImportCount(name, f"{count:,}".replace(",", "\u202f")) for name, count in counts if count]


def _questions(plan: ImportPlan) -> list[Question]:
    people = [_question(number, person) for number, person in enumerate(plan.people) if person.choices]
    addresses = [
        Question(
            f"{ADDRESS}{number}",
            f"À qui est l’adresse {one.email} ?",
            [Option("", "Choisissez…"), *(Option(choice.value, choice.label) for choice in one.choices)],
        )
        for number, one in enumerate(plan.shared)
    ]
    return [*people, *addresses]


def _question(number: int, person: PlannedPerson) -> Question:
    options = [Option("", "Choisissez…"), *(Option(choice.value, choice.label) for choice in person.choices)]
    about = ", ".join(filter(None, (person.name, person.email, person.hint, _sessions(person))))
    return Question(f"{QUESTION}{number}", f"Qui est-ce\u202f: {about}", options)


def _person(person: PlannedPerson) -> PersonLine:
    detail = " · ".join(filter(None, (person.email, person.phone, _sessions(person))))
    return PersonLine(person.name, detail, "Déjà client" if person.client_id else "Nouveau", not person.client_id)


def _sessions(person: PlannedPerson) -> str:
    return plural(person.sessions, "séance") if person.sessions else ""


def _session(session: PlannedSession, who: str, zone: ZoneInfo, now: datetime) -> SessionLine:
    day = session.starts_at.astimezone(zone).date()
    hours = f"{clock_time(session.starts_at, zone)}–{clock_time(session.ends_at, zone)}"
    timing = "passée, à tarifer" if session.ends_at <= now else "à venir"
    detail = " · ".join(filter(None, (session.title, timing)))
    return SessionLine(f"{short_day(day)} {day.year}, {hours}", who, detail)


def _lines(found: Collection[Skipped | Finding]) -> list[Line]:
    return [Line(line.what or "Sans titre", line.why) for line in list(found)[:MOST_LINES]]


def _more(count: int, one: str, many: str) -> str:
    rest = count - MOST_LINES
    return f"et {plural(rest, one, many)} de plus" if rest > 0 else ""
