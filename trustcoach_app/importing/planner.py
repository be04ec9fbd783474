"""From what a file says to what would be written, given what the practice holds. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from trustcoach_app.clients.keys import sort_key
from trustcoach_app.errors import InvalidInput
from trustcoach_app.importing.clients_file import FileClient
from trustcoach_app.importing.matching import match
from trustcoach_app.importing.moves import gone_lines, has_moved, label, minutes, plan_moves
from trustcoach_app.importing.overlaps import Occupied
from trustcoach_app.importing.people import is_named_in, name_of, others, own_addresses
from trustcoach_app.importing.plan import BUSY, NEW, Choice, Plan, PlannedBlock, PlannedPerson, PlannedSession
from trustcoach_app.importing.queries import Facts, KnownClient
from trustcoach_app.importing.readings import Event, Person, Reading, Skipped
from trustcoach_app.inputs import phone_e164
from trustcoach_app.models.bookings import LONGEST_MINUTES, SHORTEST_MINUTES, BookingMode
from trustcoach_app.uploads.text import Unreadable

MOST_SESSIONS = 2000
MOST_BLOCKS = 5000
SHORTEST_NAME = 2


def plan_calendar(reading: Reading, facts: Facts, *, now: datetime) -> Plan:
    """The dry run of a calendar. Raises Unreadable when it holds more than one import may write."""
    own = own_addresses(reading.events, {facts.own_email} if facts.own_email else set())
    plan = Plan(skipped=list(reading.skipped))
    people: dict[str, PlannedPerson] = {}
    occupied = Occupied(facts.taken)
    matching = match(reading.events, facts.imported, facts.zone)
    changed = [(event, made) for event, made in matching.known if has_moved(event, made)]
    plan_moves(changed, facts.zone, now=now, plan=plan, occupied=occupied)
    for event in matching.fresh:
        _plan_event(event, own, facts, now, plan, people, occupied)
    gone = gone_lines(matching.gone, facts.zone, now=now)
    plan = replace(plan, people=list(people.values()), known=len(matching.known) - len(changed), gone=gone)
    if len(plan.sessions) > MOST_SESSIONS or len(plan.blocks) > MOST_BLOCKS:
        raise Unreadable(
            f"Ce calendrier contient plus de {MOST_SESSIONS} séances ou de {MOST_BLOCKS} plages occupées : "
            "exportez une période plus courte."
        )
    return plan


def plan_clients(people: Iterable[FileClient], skipped: list[Skipped], facts: Facts) -> Plan:
    """The dry run of a list of clients. Of a person who stands there twice, the first line counts."""
    plan, seen = Plan(kind="clients", skipped=list(skipped)), dict[str, PlannedPerson]()
    for person in people:
        planned = _person(Person(person.name, person.email), facts, phone=person.phone)
        if why := _why_not(planned, facts):
            plan.skipped.append(Skipped(f"Ligne {person.line} ({person.name[:60]})", why))
        elif planned.key in seen:
            plan.skipped.append(Skipped(f"Ligne {person.line} ({person.name[:60]})", "Déjà plus haut dans ce fichier."))
        else:
            seen[planned.key] = planned
    plan.people.extend(seen.values())
    return plan


def _plan_event(
    event: Event,
    own: set[str],
    facts: Facts,
    now: datetime,
    plan: Plan,
    people: dict[str, PlannedPerson],
    occupied: Occupied,
) -> None:
    """Add one event to the plan: a session, busy time, or a line that says why not."""
    words = label(event.starts_at, event.title, facts.zone)
    person = _with_whom(event, own, facts)
    length = minutes(event)
    if length < SHORTEST_MINUTES:
        plan.skipped.append(Skipped(words, f"Il dure moins de {SHORTEST_MINUTES} minutes."))
    elif person is None or length > LONGEST_MINUTES:
        _plan_block(event, words, now, plan)
    elif why := _why_not(person, facts):
        plan.skipped.append(Skipped(words, why))
    elif why := occupied.why_not(event.starts_at, event.ends_at, facts.zone):
        plan.overlaps.append(Skipped(words, why))
    else:
        occupied.add(event.starts_at, event.ends_at)
        known = people.setdefault(person.key, person)
        people[person.key] = replace(known, sessions=known.sessions + 1)
        plan.sessions.append(_session(event, person.key, facts))


def _plan_block(event: Event, words: str, now: datetime, plan: Plan) -> None:
    if event.ends_at <= now:
        plan.skipped.append(Skipped(words, "Passé et sans client : rien à bloquer."))
        return
    plan.blocks.append(PlannedBlock(event.uid, event.recurrence, event.starts_at, event.ends_at, event.title))


def _with_whom(event: Event, own: set[str], facts: Facts) -> PlannedPerson | None:
    """The one person; None for nobody, and for a meeting of several."""
    people = others(event, own)
    if len(people) == 1:
        return _person(people[0], facts)
    if people:
        return None
    named = [client for client in facts.clients if not client.is_archived and is_named_in(event.title, client.sort_key)]
    if not named:
        return None
    choices = (*_choices(named), Choice(BUSY, "Personne : du temps occupé"))
    return PlannedPerson(f"titre:{named[0].sort_key}", named[0].name, choices=choices)


def _person(person: Person, facts: Facts, phone: str = "") -> PlannedPerson:
    """Known by the address; else, when somebody has the name, a question; else somebody new."""
    name = " ".join(name_of(person).split())[:120]
    known = next((client for client in facts.clients if person.email and client.email == person.email), None)
    key = person.email or f"nom:{sort_key(name)}"
    if known is not None:
        return PlannedPerson(key, known.name, person.email, phone, str(known.id))
    named = [client for client in facts.clients if not client.is_archived and client.sort_key == sort_key(name)]
    choices = (*_choices(named), Choice(NEW, "Une autre personne")) if named else ()
    return PlannedPerson(key, name, person.email, phone, choices=choices)


def _choices(named: list[KnownClient]) -> list[Choice]:
    return [
        Choice(str(client.id), f"{client.name}, {client.email}" if client.email else f"{client.name}, sans e-mail")
        for client in named
    ]


def _why_not(person: PlannedPerson, facts: Facts) -> str:
    archived = {str(client.id) for client in facts.clients if client.is_archived}
    if person.client_id in archived:
        return f"{person.name} est archivé : rouvrez d’abord son dossier."
    if len(person.name) < SHORTEST_NAME or not any(map(str.isalnum, person.name)):
        return "Le nom du client est illisible."
    return ""


def _session(event: Event, person: str, facts: Facts) -> PlannedSession:
    mode, phone, address = _place(event.place)
    return PlannedSession(
        uid=event.uid,
        recurrence=event.recurrence,
        person=person,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        timezone=event.timezone or facts.zone.key,
        title=event.title,
        mode=mode,
        phone=phone,
        address=address,
    )


def _place(place: str) -> tuple[BookingMode, str, str]:
    """A link or nothing is remote, a number is by phone, anything else is an address."""
    folded = place.lower()
    if not place or "://" in folded or any(word in folded for word in ("zoom", "teams", "meet", "visio", "skype")):
        return BookingMode.REMOTE, "", ""
    try:
        return BookingMode.PHONE, phone_e164(place), ""
    except InvalidInput:
        return BookingMode.IN_PERSON, "", place
