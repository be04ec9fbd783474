"""From what a calendar says to what would be written, given what the practice holds. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal
from zoneinfo import ZoneInfo

from trustcoach_app.booking_limits import LONGEST_MINUTES, SHORTEST_MINUTES
from trustcoach_app.errors import InvalidInput
from trustcoach_app.importing.facts import Facts
from trustcoach_app.importing.known import KnownClients
from trustcoach_app.importing.matching import Matching, match
from trustcoach_app.importing.moves import has_moved, label, minutes, plan_moves
from trustcoach_app.importing.overlaps import Occupied
from trustcoach_app.importing.people import has_declined, others, own_keys
from trustcoach_app.importing.plan import (
    BUSY,
    MOST_LISTED,
    AnswerChoice,
    Confirmed,
    ImportPlan,
    PlannedBlock,
    PlannedPerson,
    PlannedSession,
)
from trustcoach_app.importing.planned_people import choices_of, planned, why_not
from trustcoach_app.importing.readings import (
    CalendarEvent,
    CalendarReading,
    EventStanding,
    Inactive,
    Person,
    Skipped,
    Unplaced,
)
from trustcoach_app.importing.withdrawals import gone, plan_inactive, withdrawn
from trustcoach_app.inputs import phone_e164
from trustcoach_app.uploads.findings import Finding
from trustcoach_app.uploads.text import Unreadable

MOST_SESSIONS = 2000
MOST_BLOCKS = 5000


def plan_calendar(reading: CalendarReading, facts: Facts) -> ImportPlan:
    """The dry run of a calendar. Raises Unreadable when it holds more than one import may write."""
    work = _Work.of(reading, facts)
    live, inactive = _apart(reading, work.own)
    plan, zone, now = work.plan, work.zone, facts.now
    named = plan_inactive(inactive, facts.made, zone, now=now, plan=plan)
    matching = match(live, {row.key: row for row in facts.made if row.key not in named}, zone)
    changed = [(event, made) for event, made in matching.known if has_moved(event, made)]
    plan_moves(changed, zone, now=now, plan=plan, occupied=work.occupied)
    for event in matching.fresh:
        work.plan_event(event)
    for row in sorted(gone(matching.left, reading, facts.made), key=lambda row: row.starts_at):
        if row.stands and row.ends_at > now:
            plan.withdrawn.append(withdrawn(row, EventStanding.GONE, zone))
    _refuse_too_many(plan)
    return _finished(plan, work, matching, len(matching.known) - len(changed))


def _apart(reading: CalendarReading, own: set[str]) -> tuple[list[CalendarEvent], list[Inactive]]:
    """What takes time, and what does not: what the coach declined does not."""
    live = [event for event in reading.events if not has_declined(event, own)]
    declined = [
        Inactive(event.uid, event.recurrence, event.starts_at, event.title, EventStanding.DECLINED, event.sequence)
        for event in reading.events
        if has_declined(event, own)
    ]
    return live, [*reading.inactive, *declined]


def _refuse_too_many(plan: ImportPlan) -> None:
    if len(plan.sessions) > MOST_SESSIONS or len(plan.blocks) > MOST_BLOCKS:
        raise Unreadable(
            f"Ce calendrier contient plus de {MOST_SESSIONS} séances ou de {MOST_BLOCKS} plages occupées\u202f: "
            "exportez une période plus courte."
        )


def _finished(plan: ImportPlan, work: "_Work", matching: Matching, known: int) -> ImportPlan:
    confirmed = [
        Confirmed(made.row_id, event.sequence, event.etag)
        for event, made in matching.known
        if event.sequence > made.sequence
    ]
    return replace(
        plan,
        people=list(work.people.values()),
        known=known,
        confirmed=confirmed,
        skipped=plan.skipped[:MOST_LISTED],
        more_skipped=max(0, len(plan.skipped) - MOST_LISTED),
    )


@dataclass
class _Work:
    """A plan as it grows."""

    plan: ImportPlan
    zone: ZoneInfo
    facts: Facts
    own: set[str]
    known: KnownClients
    occupied: Occupied
    people: dict[str, PlannedPerson] = field(default_factory=dict[str, PlannedPerson])
    _told: set[str] = field(default_factory=set[str])

    @classmethod
    def of(cls, reading: CalendarReading, facts: Facts) -> "_Work":
        """Before its first event."""
        plan = ImportPlan(skipped=list(reading.skipped), notes=list(reading.notes), calendar=reading.name)
        own = own_keys(reading.events, email=facts.own_email, name=facts.own_name, calendar=reading.name)
        zone, known, occupied = ZoneInfo(facts.zone), KnownClients(facts.clients), Occupied(facts.taken)
        return cls(plan, zone, facts, own, known, occupied)

    def plan_event(self, event: CalendarEvent) -> None:
        """A session, busy time, or a line that says why not."""
        person, length = self._with_whom(event), minutes(event)
        words = label(event.starts_at, event.title, self.zone, person.name if person else "")
        if length < SHORTEST_MINUTES:
            self._skip(words, f"Il dure moins de {SHORTEST_MINUTES} minutes.")
        elif person is None or length > LONGEST_MINUTES:
            self._plan_block(event, words)
        elif why := why_not(person, self.known):
            self._skip(words, why)
        elif why := self.occupied.why_not(event.starts_at, event.ends_at, self.zone):
            self.plan.overlaps.append(Unplaced(words, why, event.starts_at))
        else:
            self._plan_session(event, person)

    def _skip(self, words: str, why: str) -> None:
        self.plan.skipped.append(Skipped(words, why))

    def _plan_block(self, event: CalendarEvent, words: str) -> None:
        if event.ends_at <= self.facts.now:
            self._skip(words, "Passé et sans client\u202f: rien à bloquer.")
            return
        stretch = (event.uid, event.recurrence, event.starts_at, event.ends_at)
        self.plan.blocks.append(PlannedBlock(*stretch, event.title, event.sequence, event.etag))

    def _plan_session(self, event: CalendarEvent, person: PlannedPerson) -> None:
        self.occupied.add(event.starts_at, event.ends_at, person.name)
        known = self.people.setdefault(person.key, person)
        self.people[person.key] = replace(known, sessions=known.sessions + 1)
        self.plan.sessions.append(_session(event, person.key, self.facts.zone))

    def _with_whom(self, event: CalendarEvent) -> PlannedPerson | None:
        """The one person; None for nobody, and for a meeting of several."""
        people = others(event, self.own)
        if len(people) == 1:
            self._tell_of_address(people[0])
            return planned(self.known, key=people[0].key, name=people[0].name, email=people[0].email)
        named = [] if people else self.known.named_in(event.title)
        if not named:
            return None
        choices = (*choices_of(named), AnswerChoice(BUSY, "Personne\u202f: du temps occupé"))
        return PlannedPerson(f"titre:{named[0].sort_key}", named[0].name, choices=choices)

    def _tell_of_address(self, person: Person) -> None:
        if person.wrong and person.key not in self._told:
            self._told.add(person.key)
            why = f"Sans adresse e-mail\u202f: « {person.wrong[:60]} » n’en est pas une."
            self.plan.notes.append(Finding(person.name, why))


def _session(event: CalendarEvent, person: str, zone: str) -> PlannedSession:
    mode, phone, address = _place(event.place)
    return PlannedSession(
        uid=event.uid,
        recurrence=event.recurrence,
        person=person,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        timezone=event.timezone or zone,
        title=event.title,
        mode=mode,
        phone=phone,
        address=address,
        sequence=event.sequence,
        etag=event.etag,
    )


ONLINE: Iterable[str] = ("zoom", "teams", "meet", "visio", "skype")


def _place(place: str) -> tuple[Literal["remote", "phone", "in_person"], str, str]:
    """A link or nothing is remote, a number is by phone, anything else is an address."""
    folded = place.lower()
    if not place or "://" in folded or any(word in folded for word in ONLINE):
        return "remote", "", ""
    try:
        return "phone", phone_e164(place), ""
    except InvalidInput:
        return "in_person", "", place
