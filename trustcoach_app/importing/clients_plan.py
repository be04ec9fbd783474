"""From what a list of people says to what would be written, given what the practice holds. Pure."""

from dataclasses import replace

from trustcoach_app.clients.keys import sort_key
from trustcoach_app.importing.clients_file import FileClient, FileReading
from trustcoach_app.importing.facts import Facts
from trustcoach_app.importing.known import KnownClients
from trustcoach_app.importing.plan import MOST_LISTED, NEW, SAME, AnswerChoice, ImportPlan, PlannedPerson, SharedAddress
from trustcoach_app.importing.planned_people import is_same_name, planned, why_not
from trustcoach_app.importing.readings import Skipped

NOBODY = "nobody"
"""Answer for a shared address: it is nobody's."""

TWICE = "Déjà plus haut dans ce fichier."


def plan_clients(reading: FileReading, facts: Facts) -> ImportPlan:
    """The dry run. Of whoever stands there twice the first line counts; two names with one address are a question."""
    work = _Work(reading, facts)
    for person in reading.people:
        work.take(person)
    return work.finished()


class _Work:
    """A plan as it grows."""

    def __init__(self, reading: FileReading, facts: Facts) -> None:
        self._known = KnownClients(facts.clients)
        self._plan = ImportPlan(kind="clients", skipped=list(reading.skipped), notes=list(reading.notes))
        self._people: dict[str, PlannedPerson] = {}
        self._by_email: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}

    def take(self, line: FileClient) -> None:
        """One line more."""
        person = self._planned(line)
        if why := why_not(person, self._known) or (TWICE if self._stands_already(line) else ""):
            self._plan.skipped.append(Skipped(f"Ligne {line.line} ({line.name[:60]})", why))
            return
        self._people[person.key] = person
        self._by_name.setdefault(sort_key(line.name), []).append(person.key)
        if line.email:
            self._by_email.setdefault(line.email, []).append(person.key)

    def _planned(self, line: FileClient) -> PlannedPerson:
        key = f"ligne:{line.line}"
        person = planned(self._known, key=key, name=line.name, email=line.email, phone=line.phone)
        if (
            person.client_id
            and not is_same_name(person.name, line.name)
            and not self._known.is_archived(person.client_id)
        ):
            other = AnswerChoice(NEW, f"Une autre personne : {line.name}, sans cette adresse")
            choices = (AnswerChoice(person.client_id, f"{person.name}, déjà client"), other)
            hint = f"{line.email} est l’adresse de {person.name}"
            return PlannedPerson(key, line.name, "", line.phone, choices=choices, hint=hint)
        if person.client_id or person.choices or line.email:
            return person
        return replace(person, choices=self._namesakes(line.name))

    def _namesakes(self, name: str) -> tuple[AnswerChoice, ...]:
        """A name alone may be that of somebody above who has an address."""
        above = [self._people[key] for key in self._by_name.get(sort_key(name), ())]
        same = [AnswerChoice(f"{SAME}{one.key}", f"{one.name}, {one.email}, plus haut") for one in above if one.email]
        return (*same, AnswerChoice(NEW, "Une autre personne")) if same else ()

    def _stands_already(self, line: FileClient) -> bool:
        """The same name with the same address, or with none twice."""
        if line.email:
            names = [self._people[key].name for key in self._by_email.get(line.email, ())]
            return any(sort_key(name) == sort_key(line.name) for name in names)
        return any(not self._people[key].email for key in self._by_name.get(sort_key(line.name), ()))

    def finished(self) -> ImportPlan:
        """The whole plan."""
        shared = [self._shared(email, keys) for email, keys in self._by_email.items() if len(keys) > 1]
        plan = replace(self._plan, people=list(self._people.values()), shared=[one for one in shared if one.choices])
        more = max(0, len(plan.skipped) - MOST_LISTED)
        return replace(plan, skipped=plan.skipped[:MOST_LISTED], more_skipped=more)

    def _shared(self, email: str, keys: list[str]) -> SharedAddress:
        """Between those who would all get it."""
        people = [self._people[key] for key in keys]
        new = [one for one in people if not one.client_id and one.email]
        if len(new) < 2:
            return SharedAddress(email, ())
        choices = [AnswerChoice(one.key, one.name) for one in new]
        return SharedAddress(email, (*choices, AnswerChoice(NOBODY, "À personne")))
