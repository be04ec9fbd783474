"""From somebody whom a file names to somebody of the plan. Pure."""

from collections.abc import Iterable

from trustcoach_app.clients.keys import sort_key
from trustcoach_app.importing.facts import KnownClient
from trustcoach_app.importing.known import KnownClients
from trustcoach_app.importing.plan import NEW, AnswerChoice, PlannedPerson
from trustcoach_app.limits import LONGEST_NAME, SHORTEST_NAME


def planned(known: KnownClients, *, key: str, name: str, email: str = "", phone: str = "") -> PlannedPerson:
    """Known by the address; else, when somebody has the name, a question; else somebody new."""
    words = " ".join(name.split())[:LONGEST_NAME]
    if found := known.with_email(email):
        return PlannedPerson(key, found.name, email, phone, str(found.id))
    named = known.named(words)
    choices = (*choices_of(named), AnswerChoice(NEW, "Une autre personne")) if named else ()
    return PlannedPerson(key, words, email, phone, choices=choices)


def choices_of(clients: Iterable[KnownClient]) -> list[AnswerChoice]:
    """One answer for each."""
    return [
        AnswerChoice(
            str(client.id), f"{client.name}, {client.email}" if client.email else f"{client.name}, sans e-mail"
        )
        for client in clients
    ]


def why_not(person: PlannedPerson, known: KnownClients) -> str:
    """Why nobody of this name can be written; empty when they can."""
    if known.is_archived(person.client_id):
        return f"{person.name} est archivé\u202f: rouvrez d’abord son dossier."
    if len(person.name) < SHORTEST_NAME or not any(map(str.isalnum, person.name)):
        return "Le nom du client est illisible."
    return ""


def is_same_name(one: str, other: str) -> bool:
    """Whether two names may well be the same person's: « Paul », « Martin Paul » and « Paul Martin »."""
    first, second = set(sort_key(one).split()), set(sort_key(other).split())
    return first <= second or second <= first
