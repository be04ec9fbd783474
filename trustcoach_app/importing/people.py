"""Who an event is with. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable

from trustcoach_app.importing.readings import Event, Person
from trustcoach_app.names import fold


def addresses(event: Event) -> set[str]:
    """Every address that an event names."""
    return {person.email for person in (*event.attendees, *([event.organizer] if event.organizer else []))}


def own_addresses(events: Iterable[Event], known: Collection[str]) -> set[str]:
    """The coach's own: those that are known, else the one that most events name, who is whoever invites.

    Calendars are often kept under another address than the account's.
    """
    named = [event for event in events if addresses(event)]
    counts = Counter(email for event in named for email in addresses(event))
    own = set(known)
    if not counts or 2 * sum(bool(addresses(event) & own) for event in named) > len(named):
        return own
    invites = Counter(event.organizer.email for event in named if event.organizer)
    most = max(counts, key=lambda email: (counts[email], invites[email], email))
    return own | {most} if 2 * counts[most] > len(named) else own


def others(event: Event, own: Collection[str]) -> list[Person]:
    """The people besides the coach, each once."""
    people = {person.email: person for person in (event.organizer, *event.attendees) if person}
    return [person for email, person in people.items() if email not in own]


def name_of(person: Person) -> str:
    """The name, or what the address says: `marie.dupont@…` → `Marie Dupont`."""
    if person.name and "@" not in person.name:
        return person.name
    local = person.email.partition("@")[0].partition("+")[0]
    words = [word for word in local.replace("_", ".").replace("-", ".").split(".") if word]
    return " ".join(word.capitalize() for word in words) or person.email


def is_named_in(title: str, sort_key: str) -> bool:
    """Whether a title names a client in full, in either order: « Séance Marie DUPONT », « Dupont Marie – bilan »."""
    words = sort_key.split()
    folded = f" {fold(title)} "
    orders = {" ".join(words), " ".join([*words[1:], *words[:1]]), " ".join([*words[-1:], *words[:-1]])}
    return len(words) > 1 and any(f" {order} " in folded for order in orders)
